"""Posters drawn from a thing's own data: one seeded grammar of shapes per category.

`poster_svg(seed, category, width, height)` is pure: the same arguments always give the same drawing.
"""

from passeurs.core.poster.draw import CATEGORIES, SIZES, known_category, poster_svg

__all__ = ["CATEGORIES", "SIZES", "known_category", "poster_svg"]

"""Posters drawn from a thing's own data: one seeded grammar of shapes per category.

`poster_svg(seed, category, width, height)` is pure: the same arguments always give the same drawing.
`shared_svg(…, words)` sets a title into it, and `png_of` makes a picture of it.
"""

from passeurs.core.poster.draw import CATEGORIES, SIZES, known_category, poster_svg
from passeurs.core.poster.picture import png_of
from passeurs.core.poster.shareable import Words, shared_svg

__all__ = ["CATEGORIES", "SIZES", "Words", "known_category", "png_of", "poster_svg", "shared_svg"]

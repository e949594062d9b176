"""The drawing of a poster, without words."""

from __future__ import annotations

from passeurs.core.poster.grammar import GRAMMARS
from passeurs.core.poster.scenery import PLACES
from passeurs.core.poster.sheet import Sheet, short

COMPOSITIONS = {**GRAMMARS, **PLACES}
CATEGORIES = tuple(COMPOSITIONS)
# Card, thumbnail, banner, and the head of a page.
SIZES = ((600, 400), (160, 160), (1200, 480), (1200, 630), (1080, 1080), (1080, 1920), (1240, 1754))


def known_category(category: str) -> str:
    """`category`, or « defaut » for one that has no grammar of its own."""
    return category if category in COMPOSITIONS else "defaut"


def art(seed: str, category: str, width: float, height: float) -> Sheet:
    """The shapes of a poster, without words."""
    sheet = Sheet(seed, category, width, height)
    sheet.chance.choice(COMPOSITIONS[category])(sheet)
    return sheet


def poster_svg(seed: str, category: str, width: int, height: int) -> str:
    """A poster of `width` × `height` pixels as one SVG document; the same arguments give the same bytes.

    An unknown category is a KeyError (see `known_category`).
    """
    sheet = art(seed, category, width, height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    return f'{head} viewBox="0 0 {short(sheet.w)} {short(sheet.h)}">{sheet.drawing()}</svg>'

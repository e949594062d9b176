"""The drawing of a poster, alone or with its title set large."""

from __future__ import annotations

from html import escape

from passeurs.core.poster.grammars import GRAMMARS
from passeurs.core.poster.places import PLACES
from passeurs.core.poster.sheet import CORAL, DARK, INK, LAGOON, PAPER, PLUM, SUN, VERMILION, Sheet, short
from passeurs.core.poster.title import LEADING, fitted

COMPOSITIONS = {**GRAMMARS, **PLACES}
CATEGORIES = tuple(COMPOSITIONS)
# Card, thumbnail, banner; then what is shared: Open Graph, square, story, A4 at 150 dots per inch.
SIZES = ((600, 400), (160, 160), (1200, 480), (1200, 630), (1080, 1080), (1080, 1920), (1240, 1754))
LETTERS = "'Bricolage Grotesque','Inter','Liberation Sans',Arial,sans-serif"


def known_category(category: str) -> str:
    """`category`, or « defaut » for one that has no grammar of its own."""
    return category if category in COMPOSITIONS else "defaut"


def art(seed: str, category: str, width: float, height: float) -> Sheet:
    """The shapes of a poster, without words."""
    sheet = Sheet(seed, category, width, height)
    sheet.chance.choice(COMPOSITIONS[category])(sheet)
    return sheet


def clean(text: str) -> str:
    """`text` without the characters that XML forbids."""
    return "".join(letter for letter in text if letter == "\t" or (letter >= " " and letter not in "\ufffe\uffff"))


def words(title: str, kicker: str, box: tuple[float, float, float, float], fill: str) -> list[str]:
    """The kicker at the top of the box (x, y, width, height), the title as large as it can be under it."""
    x, y, width, height = box
    small = min(width / 15, height / 8)
    top = y + small * (1.9 if kicker else 0)
    size, lines = fitted(title, width, y + height - top, min(width / 4.6, height / 2.6), small * 0.9)
    out = [f'<g fill="{fill}" font-family="{LETTERS}">']
    if kicker:
        smaller, first = fitted(kicker, width, small * 1.3, small, small * 0.5)
        at = f'x="{short(x)}" y="{short(y + small)}" font-size="{short(smaller)}"'
        out.append(f'<text {at} font-weight="600">{escape(first[0])}</text>')
    for index, line in enumerate(lines):
        at = f'x="{short(x)}" y="{short(top + size * (0.86 + LEADING * index))}" font-size="{short(size)}"'
        out.append(f'<text {at} font-weight="750" letter-spacing="-.015em">{escape(line)}</text>')
    return [*out, "</g>"]


def titled(seed: str, category: str, width: int, height: int, title: str, kicker: str) -> list[str]:
    """The drawing beside (wide sheets) or above (the others) a plain ground that holds the words."""
    drawing: tuple[float, float, float, float]
    pad = min(width, height) * 0.075
    if width > height * 1.2:
        split = width * 0.42
        drawing, box = (width - split, 0, split, height), (pad, pad, width - split - 2 * pad, height - 3.2 * pad)
        dot = (pad * 1.3, height - pad * 1.2)
    else:
        split = height * 0.56
        drawing, box = (0, 0, width, split), (pad, split + pad, width - 2 * pad, height - split - 3 * pad)
        dot = (width - pad * 1.3, height - pad * 1.2)
    sheet = art(seed, category, drawing[2], drawing[3])
    frame = " ".join(f'{name}="{short(at)}"' for name, at in zip(("x", "y", "width", "height"), drawing, strict=True))
    view = f"0 0 {short(sheet.w)} {short(sheet.h)}"
    ground = sheet.ground
    mark = {VERMILION: SUN, CORAL: PLUM, LAGOON: SUN, PLUM: CORAL}.get(ground, VERMILION)
    return [
        f'<rect width="{width}" height="{height}" fill="{ground}"/>',
        f'<svg {frame} viewBox="{view}" preserveAspectRatio="xMidYMid slice">{sheet.drawing()}</svg>',
        *words(title, kicker, box, PAPER if ground in DARK else INK),
        f'<circle cx="{short(dot[0])}" cy="{short(dot[1])}" r="{short(pad * 0.3)}" fill="{mark}"/>',
    ]


def poster_svg(seed: str, category: str, width: int, height: int, title: str = "", kicker: str = "") -> str:
    """A poster of `width` × `height` pixels as one SVG document; the same arguments give the same bytes.

    With a `title` it is the image that one shares. An unknown category is a KeyError (see `known_category`).
    """
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    title, kicker = clean(title).strip(), clean(kicker).strip()
    if title:
        inner = "".join(titled(seed, category, width, height, title, kicker))
        return f'{head} viewBox="0 0 {width} {height}"><title>{escape(title)}</title>{inner}</svg>'
    sheet = art(seed, category, width, height)
    return f'{head} viewBox="0 0 {short(sheet.w)} {short(sheet.h)}">{sheet.drawing()}</svg>'

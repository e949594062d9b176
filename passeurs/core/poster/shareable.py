"""A poster as one shares it: the drawing, the title set large, who made it, where to find it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from passeurs.core.poster.draw import art
from passeurs.core.poster.sheet import CORAL, DARK, INK, LAGOON, PAPER, PLUM, SUN, VERMILION, short
from passeurs.core.poster.title import LEADING, drawable, fitted, is_right_to_left, width_of

FAMILIES = {"title": "Affiche Titre", "text": "Affiche Texte", "strong": "Affiche Fort"}
TIGHT = -0.015
# The mark of the site: a disc that stands out of each ground.
MARKS = {VERMILION: SUN, CORAL: PLUM, LAGOON: SUN, PLUM: CORAL, SUN: VERMILION}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """What is written on a shared poster. `code` is the matrix of a QR code: rows of 0 and 1, quiet zone included."""

    title: str
    kicker: str = ""
    credit: str = ""
    brand: str = ""
    link: str = ""
    code: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Layout:
    """Where things go, in pixels: boxes are x, y, width, height."""

    drawing: Box
    words: Box
    foot: Box
    small: float
    largest: float

    def scaled(self, by: float) -> Layout:
        """The same layout in another unit."""
        drawing, words, foot = (
            (box[0] * by, box[1] * by, box[2] * by, box[3] * by) for box in (self.drawing, self.words, self.foot)
        )
        return Layout(drawing, words, foot, self.small * by, self.largest * by)


def layout(width: int, height: int, *, has_code: bool = False) -> Layout:
    """The layout of a sheet: drawing beside the words when it is wide, above them otherwise."""
    if width > height * 1.2:
        pad, split = height * 0.1, round(width * 0.44)
        small, column = height * 0.046, width - split - pad * 1.5
        foot = (pad, height - pad - small, column, small)
        return Layout((width - split, 0, split, height), (pad, pad, column, height - 3.1 * pad), foot, small, 150)
    is_tall = height > width * 1.2
    pad, small = width * 0.074, width * 0.033
    # The networks lay their own buttons over the ends of a story: words keep away from its foot.
    low = height * (0.88 if height > width * 1.6 else 1) - pad
    split = round(height * (0.5 if is_tall else 0.47))
    foot_height = width * 0.17 if has_code else small
    foot = (pad, low - foot_height, width - 2 * pad, foot_height)
    words = (pad, split + pad * 0.8, width - 2 * pad, foot[1] - split - pad * 1.5)
    return Layout((0, 0, width, split), words, foot, small, width * 0.165)


def ink_on(ground: str) -> str:
    """The colour of words on a ground."""
    return PAPER if ground in DARK else INK


@dataclass(frozen=True)
class Line:
    """One line of words: its base line starts at x, y, or ends there when `is_end`."""

    role: str
    text: str
    x: float
    y: float
    size: float
    face: str
    is_end: bool = False

    @property
    def tracking(self) -> float:
        """Large letters stand closer; Arabic ones are joined and never moved."""
        return 0 if self.face != "title" or is_right_to_left(self.text) else round(self.size * TIGHT, 2)

    def svg(self) -> str:
        """The line as an SVG text."""
        at = f'x="{short(self.x)}" y="{short(self.y)}" font-size="{short(self.size)}"'
        spacing = f' letter-spacing="{self.tracking}"' if self.tracking else ""
        end = ' text-anchor="end"' if self.is_end else ""
        return f'<text {at} font-family="{FAMILIES[self.face]}"{spacing}{end}>{escape(self.text, quote=False)}</text>'


def head_lines(words: Words, place: Layout) -> list[Line]:
    """The kicker at the top of its box, the title as large as it can be under it."""
    x, y, width, height = place.words
    out = []
    kicker = drawable(words.kicker, "strong")
    if kicker:
        size, said = fitted(kicker, width, place.small * 1.3, place.small, place.small, "strong")
        out.append(Line("kicker", said[0], x, y + size * 0.8, size, "strong"))
        y, height = y + place.small * 1.75, height - place.small * 1.75
    title = drawable(words.title)
    if title:
        is_end = is_right_to_left(title)
        # Arabic letters hang lower under their line.
        room = height * (0.88 if is_end else 1)
        size, said = fitted(title, width, room, place.largest, place.small * 1.1)
        side = x + width if is_end else x
        out += [
            Line("title", text, side, y + size * (0.82 + LEADING * index), size, "title", is_end)
            for index, text in enumerate(said)
        ]
    return out


def foot_lines(words: Words, place: Layout) -> list[Line]:
    """The name of the site, the credit; on a sheet to be printed, the link beside its code."""
    x, y, width, height = place.foot
    small, base, room = place.small, y + height - place.small * 0.22, width
    out = []
    if words.code:
        room -= height + small
        link = drawable(words.link, "strong")
        if link:
            size, said = fitted(link, room, small * 1.3, small, small * 0.6, "strong")
            out.append(Line("link", said[0], x, y + small, size, "strong"))
    start = x + small * 1.24
    size, said = fitted(drawable(words.brand, "strong"), room * 0.55, small * 1.3, small, small, "strong")
    if said:
        out.append(Line("brand", said[0], start, base, size, "strong"))
    credit = drawable(words.credit, "text")
    if credit:
        at = start + (width_of(said[0], size, "strong") if said else 0) + small * 1.2
        size, said = fitted(credit, x + room - at, small * 1.3, small, small, "text")
        out.append(Line("credit", said[0], x + room, base, size, "text", is_end=True))
    return out


def mark(place: Layout, ground: str) -> str:
    """The mark of the site, before its name."""
    x, y, _, height = place.foot
    r, middle = place.small * 0.42, y + height - place.small * 0.56
    return f'<circle cx="{short(x + r)}" cy="{short(middle)}" r="{short(r)}" fill="{MARKS.get(ground, VERMILION)}"/>'


def code_box(place: Layout) -> tuple[float, float, float]:
    """Where the QR code is: x, y, side."""
    x, y, width, height = place.foot
    return x + width - height, y, height


def code_svg(rows: tuple[tuple[int, ...], ...]) -> str:
    """A QR code on its own paper, whatever the ground, one path for all its squares; a unit a square."""
    runs = "".join(
        f"M{column} {row}h1v1h-1z" for row, cells in enumerate(rows) for column, cell in enumerate(cells) if cell
    )
    size = len(rows)
    paper = f'<rect width="{size}" height="{size}" rx="1" fill="#FFF"/>'
    return f'{paper}<path d="{runs}" fill="{INK}" shape-rendering="crispEdges"/>'


def framed(inner: str, box: Box, view: tuple[float, float]) -> str:
    """A drawing of its own units placed in a box, cut at its edges."""
    frame = " ".join(f'{name}="{short(at)}"' for name, at in zip(("x", "y", "width", "height"), box, strict=True))
    size = f"0 0 {short(view[0])} {short(view[1])}"
    return f'<svg {frame} viewBox="{size}" preserveAspectRatio="xMidYMid slice">{inner}</svg>'


def document(width: float, height: float, inner: str) -> str:
    """An SVG document."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'


def shared_svg(seed: str, category: str, width: int, height: int, words: Words) -> str:
    """The poster with its words as one SVG document, to be rendered with the fonts of this folder.

    An unknown category is a KeyError (see `known_category`).
    """
    place = layout(width, height, has_code=bool(words.code))
    sheet = art(seed, category, place.drawing[2], place.drawing[3])
    lines = [line.svg() for line in (*head_lines(words, place), *foot_lines(words, place))]
    inner = [
        f'<rect width="{width}" height="{height}" fill="{sheet.ground}"/>',
        framed(sheet.drawing(), place.drawing, (sheet.w, sheet.h)),
        mark(place, sheet.ground),
        f'<g fill="{ink_on(sheet.ground)}">{"".join(lines)}</g>',
    ]
    if words.code:
        x, y, side = code_box(place)
        inner.append(framed(code_svg(words.code), (x, y, side, side), (len(words.code), len(words.code))))
    return document(width, height, "".join(inner))

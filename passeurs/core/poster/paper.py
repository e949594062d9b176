"""The A4 poster as a PDF to print: words stay words, tagged and read aloud; nothing is a picture of text."""

from __future__ import annotations

from pathlib import Path

from passeurs.core.paper import compile_paper
from passeurs.core.poster.draw import art
from passeurs.core.poster.shareable import (
    FAMILIES,
    Line,
    Words,
    code_box,
    code_svg,
    document,
    foot_lines,
    framed,
    head_lines,
    ink_on,
    layout,
    mark,
)
from passeurs.core.poster.title import LEADING

# A4 in points.
WIDTH, HEIGHT = 595.28, 841.89
SHEET = Path(__file__).resolve().parent / "sheet.typ"
FALLBACKS = ["Affiche Fort", "Affiche Texte", "Affiche Emoji", "Affiche Arabe", "Affiche Hebreu"]


def _row(line: Line) -> dict[str, object]:
    return {
        "role": line.role,
        "text": line.text,
        "x": line.x,
        "y": line.y,
        "size": line.size,
        "font": [FAMILIES[line.face], *FALLBACKS],
        "tracking": line.tracking,
        "step": line.size * LEADING,
        "anchor": "end" if line.is_end else "start",
    }


def poster_pdf(seed: str, category: str, words: Words, *, url: str, alt: str) -> bytes:
    """The A4 poster as a PDF/UA-1 document. `url` is where its link leads, `alt` tells what its code is.

    An unknown category is a KeyError (see `known_category`).
    """
    place = layout(1240, 1754, has_code=bool(words.code)).scaled(WIDTH / 1240)
    sheet = art(seed, category, place.drawing[2], place.drawing[3])
    shapes = framed(sheet.drawing(), place.drawing, (sheet.w, sheet.h)) + mark(place, sheet.ground)
    data = {
        "title": words.title or words.brand,
        "brand": words.brand,
        "url": url,
        "alt": alt,
        "ground": sheet.ground,
        "ink": ink_on(sheet.ground),
        "width": WIDTH,
        "height": HEIGHT,
        "room": place.words[2],
        "drawing": document(WIDTH, HEIGHT, shapes),
        "lines": [_row(line) for line in (*head_lines(words, place), *foot_lines(words, place))],
        "code": "",
    }
    if words.code:
        data["code"] = document(len(words.code), len(words.code), code_svg(words.code))
        data["code-box"] = code_box(place)
    return compile_paper(SHEET, data)

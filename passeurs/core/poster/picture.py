"""Posters as PNG pictures, drawn by resvg with the fonts of this folder and no other."""

from __future__ import annotations

from passeurs.core.poster.title import FACES, FONTS

FONT_FILES = [str(FONTS / f"{face}.ttf") for face in FACES]


def png_of(svg: str) -> bytes:
    """The picture of an SVG document, at its own size. A document that is no SVG is a ValueError."""
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=svg, font_files=FONT_FILES, skip_system_fonts=True)

"""The sizes and formats in which a picture is shown."""

from __future__ import annotations

from passeurs.editorial.models import Picture, PictureRendition

WIDTHS = (480, 960, 1440)
FORMATS = tuple((form, tuple(f"width-{width}|format-{form}" for width in WIDTHS)) for form in ("avif", "webp"))
FALLBACK = "width-960|format-jpeg"


def renditions_of(picture: Picture) -> dict[str, PictureRendition]:
    """Every size by its specification; read in one query, or none when prefetched; made when missing."""
    specs = [spec for _form, specs in FORMATS for spec in specs] + [FALLBACK]
    made: dict[str, PictureRendition] = picture.get_renditions(*specs)
    return made

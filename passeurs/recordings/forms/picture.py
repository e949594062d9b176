"""Pictures drawn anew: upright, of a reasonable size, without where and when they were taken."""

from __future__ import annotations

import io
import math
import threading
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_SIDE = 2000
# Beyond this many pixels an image is a trap for the memory. A JPEG is read at the scale it will have, whatever it is;
# the others have to be opened whole, which takes a second of processor for 24 million pixels.
MOST_PIXELS = 60_000_000
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
MOST_PIXELS_WHOLE = 16_000_000
SCALED = ("JPEG", "MPO")
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "MPO")
# Several large pictures at once neither fill the memory nor take the processor of who reads pages.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it will be kept; `size` is its width and height in pixels."""

    content: bytes
    mime: str
    extension: str
    size: tuple[int, int]


class TooManyPixels(ValueError):  # noqa: N818 - what the picture has
    """A picture that would take all the memory to open."""


def redraw_picture(
    content: bytes,
    *,
    longest_side: int = LONGEST_SIDE,
    quality: int = 85,
    formats: tuple[str, ...] | None = FORMATS,
    most_pixels: int | None = MOST_PIXELS,
    keeps_clear: bool = False,
    is_progressive: bool = False,
) -> CleanPicture:
    """The same picture turned upright, as JPEG; as PNG where it is see-through and `keeps_clear`.

    Raises what Pillow raises (OSError, ValueError, SyntaxError…) when it is not a whole picture.
    """
    with _one_at_a_time:
        return _redrawn(content, longest_side, quality, formats, most_pixels, keeps_clear, is_progressive)


def _redrawn(
    content: bytes,
    longest_side: int,
    quality: int,
    formats: tuple[str, ...] | None,
    most_pixels: int | None,
    keeps_clear: bool,
    is_progressive: bool,
) -> CleanPicture:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=formats) as opened:
        # What the head of the file says, before anything is decoded.
        limit = most_pixels if opened.format in SCALED else most_pixels and min(most_pixels, MOST_PIXELS_WHOLE)
        if limit and opened.width * opened.height > limit:
            raise TooManyPixels
        kept = min(longest_side / max(opened.size), 1)
        opened.draft(None, (math.ceil(opened.width * kept), math.ceil(opened.height * kept)))
        upright = ImageOps.exif_transpose(opened)
        is_clear = keeps_clear and ("A" in upright.getbands() or "transparency" in upright.info)
        picture = upright.convert("RGBA" if is_clear else "RGB")
    picture.thumbnail((longest_side, longest_side))
    # Copied pixel by pixel: nothing of the former file's `info` (EXIF, GPS, comments, profiles) comes along.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    if is_clear:
        bare.save(out, "PNG", optimize=True)
        return CleanPicture(out.getvalue(), "image/png", "png", bare.size)
    bare.save(out, "JPEG", quality=quality, progressive=is_progressive)
    return CleanPicture(out.getvalue(), "image/jpeg", "jpg", bare.size)


def is_heic(content: bytes) -> bool:
    """A photograph as iPhones keep them, told by its brand."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def clean_picture(content: bytes) -> CleanPicture:
    """The picture drawn anew as JPEG, at most 2000 pixels a side. Raises ValidationError when it is none."""
    if is_heic(content):
        raise ValidationError(
            _(
                "Cette photo est au format HEIC, celui des iPhone, qu’on ne lit pas ici. Envoie-la en JPEG : "
                "une capture d’écran de la photo suffit, ou le réglage « Le plus compatible » de l’appareil photo."
            )
        )
    try:
        return redraw_picture(content)
    except TooManyPixels as error:
        raise ValidationError(_("Cette image est trop grande pour être ouverte : réduis-la d’abord.")) from error
    except Exception as error:
        # Whatever Pillow finds wrong in a file made by anyone, it is no picture we can keep.
        raise ValidationError(
            _("Ce fichier n’est ni une image (JPEG, PNG, WebP, GIF), ni un PDF. Choisis-en un autre.")
        ) from error

"""Files kept under no public address, given to whoever may see them."""

from __future__ import annotations

import re

from django.core.files import File
from django.http import HttpResponse


def private_file(file: File, *, mime: str, byte_range: str = "") -> HttpResponse:
    """A file that no cache keeps: whole, or the one part asked for (RFC 9110), as some phones play nothing else.

    `byte_range` is the `Range` header as it came. The view has checked who asks.
    """
    with file.open("rb") as opened:
        size = opened.size
        span = _span(byte_range, size)
        if span is None:
            response = HttpResponse(opened.read(), content_type=mime)
        elif span[0] >= span[1]:
            response = HttpResponse(content_type=mime, status=416, headers={"Content-Range": f"bytes */{size}"})
        else:
            begin, end = span
            opened.seek(begin)
            response = HttpResponse(opened.read(end - begin), content_type=mime, status=206)
            response["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _span(byte_range: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when no single part is asked for."""
    part = re.fullmatch(r"bytes=([0-9]{0,15})-([0-9]{0,15})", byte_range)
    if not part or not any(part.groups()):
        return None
    first, last = (int(number) if number else None for number in part.groups())
    begin = max(size - (last or 0), 0) if first is None else first
    end = size if first is None or last is None else min(last + 1, size)
    return begin, end

"""The images of a public thing: read where they are kept, drawn the first time."""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.translation import gettext as _

from passeurs.core.poster import known_category, png_of, shared_svg
from passeurs.core.poster.drawing_store import drawn_once, stored_drawing
from passeurs.core.poster.paper import poster_pdf
from passeurs.core.registry import Shareable
from passeurs.outreach.queries.things import FORMATS, Format, image_key, words_of


def picture_name(thing: Shareable, form: Format, ending: str, url: str) -> str:
    """The name under which an image is kept: a hash of all that it shows."""
    return f"{image_key(thing, form, url)}.{ending}"


def known_picture(thing: Shareable, form: Format, ending: str, url: str) -> bytes | None:
    """The image when it was drawn before."""
    return stored_drawing(picture_name(thing, form, ending, url))


def picture(thing: Shareable, form: Format, ending: str, url: str) -> bytes:
    """The image: PNG of the form's size, or the A4 PDF. `url` is the whole address that a printed one bears."""
    return drawn_once(picture_name(thing, form, ending, url), lambda: _drawn(thing, form, ending, url))


def _drawn(thing: Shareable, form: Format, ending: str, url: str) -> bytes:
    category, words = known_category(thing.category), words_of(thing, form, url)
    if ending == "pdf":
        alt = _("QR code qui mène à %(url)s") % {"url": url}
        return poster_pdf(thing.seed, category, words, url=url, alt=alt)
    return png_of(shared_svg(thing.seed, category, form.width, form.height, words))


def file_name(thing: Shareable, slug: str, ending: str) -> str:
    """The name of a downloaded image."""
    stem = re.sub(r"[^\w-]+", "-", f"{thing.kind}-{thing.ref}", flags=re.ASCII).strip("-")[:80]
    return f"{stem}-{slug}.{ending}"


def kit_zip(thing: Shareable, url: str, texts: dict[str, str]) -> bytes:
    """The whole kit: the four images, the poster as PDF, and texts by the name of their file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for slug, form in FORMATS.items():
            archive.writestr(file_name(thing, slug, "png"), picture(thing, form, "png", url))
        archive.writestr(file_name(thing, "affiche", "pdf"), picture(thing, FORMATS["affiche"], "pdf", url))
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()

"""The images of a public thing: their words, their addresses; read where they are kept, drawn the first time."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core.poster import Words, known_category, png_of, shared_svg
from passeurs.core.poster.drawing_store import drawn_once, stored_drawing
from passeurs.core.poster.paper import poster_pdf
from passeurs.core.registry import Shareable, ShareImage
from passeurs.outreach.queries.shareable import bare, site_thing

# The drawing or the layout changed: other bytes for the same words.
EDITION = 1
# The longest address that one would type from a poster.
READABLE = 36


@dataclass(frozen=True)
class Format:
    """One form of a shared image. `use` says what for."""

    slug: str
    width: int
    height: int
    label: Any
    use: Any
    is_printed: bool = False


FORMATS = {
    one.slug: one
    for one in (
        Format("og", 1200, 630, gettext_lazy("Paysage"), gettext_lazy("aperçu d’un lien, courriel, site")),
        Format("carre", 1080, 1080, gettext_lazy("Carré"), gettext_lazy("publication Instagram, message")),
        Format("story", 1080, 1920, gettext_lazy("Story"), gettext_lazy("story, TikTok, écran d’accueil")),
        Format("affiche", 1240, 1754, gettext_lazy("Affiche A4"), gettext_lazy("à imprimer, avec son QR code"), True),
    )
}


def qr_rows(url: str) -> tuple[tuple[int, ...], ...]:
    """The QR code of an address, with a quiet zone of two squares."""
    import segno

    rows = segno.make(url, micro=False, error="m").matrix_iter(border=2)
    return tuple(tuple(int(cell) for cell in row) for row in rows)


def words_of(thing: Shareable, form: Format, url: str) -> Words:
    """What is written on an image of the thing; on a printed one, where `url` is."""
    words = Words(thing.title, thing.kicker, thing.credit, settings.SITE_NAME)
    if not form.is_printed:
        return words
    # A long address is not typed from a wall: its code is read, the site's name is enough.
    link = bare(url) if len(bare(url)) <= READABLE else bare(settings.SITE_URL)
    return replace(words, link=link, code=qr_rows(url))


def image_key(thing: Shareable, form: Format, url: str) -> str:
    """A hash of all that an image shows: another one is another image."""
    look = (EDITION, form.width, form.height, thing.seed, known_category(thing.category))
    said = asdict(replace(words_of(thing, form, ""), code=(), link=url if form.is_printed else ""))
    return hashlib.sha256(repr((look, sorted(said.items()))).encode()).hexdigest()[:32]


def image_path(thing: Shareable, slug: str, *, ending: str = "png", code: str = "") -> str:
    """The address of an image, versioned by what it shows; with the short link `code`, that of a printed one."""
    form = FORMATS[slug]
    path = reverse("outreach:image", args=[thing.kind, thing.ref, slug, ending])
    version = image_key(thing, form, thing.url)[:12]
    return f"{path}?v={version}" + (f"&lien={quote(code)}" if code else "")


def alternative_text(thing: Shareable) -> str:
    """What an image says, for who does not see it."""
    parts = (thing.kicker, f"« {thing.title} »", thing.credit)
    return _("Affiche aux formes géométriques\u202f: %(words)s.") % {"words": ", ".join(part for part in parts if part)}


def share_image(thing: Shareable | None) -> ShareImage:
    """The picture for the head of a page; without a thing, that of the site."""
    thing, form = thing or site_thing(), FORMATS["og"]
    return ShareImage(image_path(thing, "og"), form.width, form.height, alternative_text(thing))


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

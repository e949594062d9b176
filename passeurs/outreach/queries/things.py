"""Public things as they are shared: found by the registry, dressed in words, images and addresses."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core.poster import Words, known_category
from passeurs.core.registry import Shareable, ShareImage, alike, shareables

# The drawing or the layout changed: other bytes for the same words.
EDITION = 1
# The longest address that one would type from a poster.
READABLE = 36
SITE = "site"
KIND_WORDS = {
    "selection": gettext_lazy("une sélection"),
    "venue": gettext_lazy("un lieu"),
    "offer": gettext_lazy("une sortie"),
    "work": gettext_lazy("une œuvre"),
    "article": gettext_lazy("un article"),
    "city": gettext_lazy("une ville"),
    "project": gettext_lazy("un projet"),
}


def kind_label(kind: str) -> str:
    """« Une sélection »; another kind is shown as it is, an address of elsewhere as « une page »."""
    word = str(KIND_WORDS.get(kind, kind or _("une page")))
    return word[:1].upper() + word[1:]


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


def find_thing(kind: str, ref: str) -> Shareable | None:
    """The public thing, or None when there is none or it is not public (any more)."""
    if kind == SITE:
        return site_thing() if ref == "accueil" else None
    lookup = shareables.get(kind)
    return lookup(ref) if lookup and "\x00" not in ref else None


def site_thing() -> Shareable:
    """The site itself, for pages that are about no thing in particular."""
    return Shareable(
        kind=SITE,
        ref="accueil",
        title=_("La culture, par ceux qui la vivent"),
        url="/",
        kicker=settings.SITE_NAME,
        text=_("De jeunes ambassadeurs et ambassadrices, dans leur ville\u202f: leurs sélections, leurs lieux."),
        seed="accueil",
    )


def things_alike(kind: str, ref: str) -> list[Shareable]:
    """A few public things like one that is gone; like none in particular, the last selections."""
    lookup = alike.get(kind)
    return list(lookup(ref) if lookup else []) or [one for find in alike for one in find("")][:3]


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


def bare(url: str) -> str:
    """An address as one writes it on a poster."""
    return url.split("://")[-1].removesuffix("/")


def qr_rows(url: str) -> tuple[tuple[int, ...], ...]:
    """The QR code of an address, with a quiet zone of two squares."""
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


def share_page(kind: str, ref: str) -> str:
    """Where a thing is shared."""
    return reverse("outreach:kit", args=[kind, ref])


def caption_of(thing: Shareable, url: str) -> str:
    """A first draft of a caption: what it is, why, who, where."""
    text = Truncator(" ".join(thing.text.split())).chars(280)
    head = f"{thing.title} ({thing.kicker})" if thing.kicker else thing.title
    head = f"{head}, {thing.credit}" if thing.credit else head
    return "\n\n".join(part for part in (head, text, url) if part)


def hashtag(label: str) -> str:
    """« Le Havre » → `#LeHavre`: letters and digits only, each word its capital. Nothing when nothing is left."""
    words = "".join(letter if letter.isalnum() else " " for letter in label).split()
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if joined else ""


def hashtags_of(thing: Shareable) -> str:
    """The hashtags in one line, each once, the site's own last."""
    found = [hashtag(label) for label in (*thing.hashtags, settings.SITE_NAME)]
    return " ".join(dict.fromkeys(one for one in found if one))

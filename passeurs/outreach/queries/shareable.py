"""Public things as they are shared: found by the registry, named, addressed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core.registry import Shareable, alike, shareables

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


def share_page(kind: str, ref: str) -> str:
    """Where a thing is shared."""
    return reverse("outreach:kit", args=[kind, ref])

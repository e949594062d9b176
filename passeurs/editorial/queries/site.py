"""What the pages and settings say to the frame of the whole site."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from passeurs.core.registry import Frame
from passeurs.editorial.choices import Conformity
from passeurs.editorial.models import SiteSettings

FRAME_KEY = "editorial:frame"
FRAME_SECONDS = 3600
ACCESSIBILITY = "/accessibilite/"


def frame() -> Frame:
    """The addresses that the team's pages hold and the site's networks; kept until a page or a setting changes."""
    kept: Frame | None = cache.get(FRAME_KEY)
    if kept is None:
        kept = _read_frame()
        cache.set(FRAME_KEY, kept, FRAME_SECONDS)
    return kept


def _read_frame() -> Frame:
    rows = Page.objects.live().filter(depth=3).values_list("url_path", flat=True)
    titles: dict[str, Any] = {"/" + url_path.split("/", 2)[2]: "" for url_path in rows}
    settings = SiteSettings.objects.first()
    if settings is None:
        return Frame(titles)
    if ACCESSIBILITY in titles:
        titles[ACCESSIBILITY] = format_lazy(_("Accessibilité : {state}"), state=Conformity(settings.conformity).label)
    networks = tuple((block.value["name"], block.value["url"]) for block in settings.networks)
    return Frame(titles, networks)


def forget_frame() -> None:
    """A page or a setting changed: the frame is read again."""
    cache.delete(FRAME_KEY)


def site_settings() -> SiteSettings:
    """The town's own facts; empty ones when nothing was set."""
    return SiteSettings.objects.first() or SiteSettings(site=Site.objects.filter(is_default_site=True).first())

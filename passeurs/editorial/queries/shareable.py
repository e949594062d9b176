"""Pages as they are shared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from passeurs.core.geo.nearby import distance_km
from passeurs.core.number import read_number
from passeurs.core.registry import Shareable
from passeurs.editorial.models import ArticlePage, CityPage, SitePage
from passeurs.editorial.queries.article import read_next
from passeurs.editorial.queries.page import HOME_SLUG
from passeurs.programme.models import City

# Things like one that is gone.
ALIKE = 3


def shareable_of(page: SitePage) -> Shareable:
    """A page as it is shared."""
    city = getattr(page, "city", None)
    thing = Shareable(
        kind="page", ref=page.slug, title=page.title, url=page.path_on_site, text=page.summary, seed=f"page-{page.slug}"
    )
    if isinstance(page, ArticlePage):
        kicker = " · ".join(filter(None, [page.get_category_display(), city.name if city else ""]))
        thing = replace(thing, kind="article", ref=str(page.pk), kicker=kicker, category=page.poster, seed=page.seed)
    elif isinstance(page, CityPage):
        thing = replace(thing, kind="city", ref=page.city.slug, category=page.poster, seed=page.seed)
    return replace(thing, hashtags=_hashtags(city))


def share_article(ref: str) -> Shareable | None:
    """An article online, by its number."""
    page = ArticlePage.objects.live().select_related("city").filter(pk=read_number(ref)).first()
    return shareable_of(page) if page else None


def share_city(ref: str) -> Shareable | None:
    """A city's page online, by the slug of the city."""
    page = CityPage.objects.live().select_related("city").filter(city__slug=ref).first()
    return shareable_of(page) if page else None


def share_page(ref: str) -> Shareable | None:
    """A page just under home, or home itself (`accueil`), by its slug."""
    page = Page.objects.live().filter(Q(depth=3) | Q(depth=2, slug=HOME_SLUG), slug=ref).specific().first()
    return shareable_of(page) if isinstance(page, SitePage) else None


def articles_alike(ref: str) -> list[Shareable]:
    """What to read instead of an article, of the same city first; nothing when the number is not an article's."""
    known = ArticlePage.objects.filter(pk=read_number(ref)).first()
    return [shareable_of(one) for one in read_next(known, limit=ALIKE)] if known else []


def cities_alike(ref: str) -> list[Shareable]:
    """The nearest cities that have a page online; none when the slug is not a city's."""
    here = City.objects.filter(slug=ref).first()
    if here is None:
        return []
    pages = list(CityPage.objects.live().select_related("city").exclude(city=here))
    pages.sort(key=lambda one: distance_km(here.lat, here.lon, one.city.lat, one.city.lon))
    return [shareable_of(one) for one in pages[:ALIKE]]


def _hashtags(city: Any) -> tuple[str, ...]:
    return (city.name.replace(" ", "").replace("-", ""),) if city else ()

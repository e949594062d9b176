"""What each kind of page shows beside its own words: one hook a kind, put together in `ready()`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from passeurs.core.sections import shown_sections
from passeurs.editorial.models import ArticlePage, CityPage, HomePage, NewsIndexPage, SitePage
from passeurs.editorial.queries.article import news_list, read_next, structured_article
from passeurs.editorial.queries.block import Facts
from passeurs.editorial.queries.shareable import shareable_of

WALL = ("musique", "livre", "cinema", "scene", "musee", "patrimoine", "livre", "pratique", "rencontre")
OTHERS = 3


def page_context(page: SitePage | None, request: HttpRequest | None, context: dict[str, Any]) -> dict[str, Any]:
    """What blocks may draw from, and the page as it is shared. Without a page, a block is previewed alone."""
    return {"facts": Facts()} | ({"shared": shareable_of(page)} if page else {})


def home_context(page: SitePage | None, request: HttpRequest | None, context: dict[str, Any]) -> dict[str, Any]:
    """The wall of posters, new each season."""
    if not isinstance(page, HomePage):
        return {}
    season = context["facts"].season
    number = season.pk if season else 0
    return {"wall": [(category, f"mur-{number}-{n}") for n, category in enumerate(WALL)]}


def city_page_context(page: SitePage | None, request: HttpRequest | None, context: dict[str, Any]) -> dict[str, Any]:
    """The city as it is today."""
    if not isinstance(page, CityPage):
        return {}
    known = {"city": page.city, "facts": context["facts"]}
    return {
        "top_sections": shown_sections("city-top", **known),
        "sections": shown_sections("city", **known),
        "around_sections": shown_sections("city-around", **known),
    }


def news_index_context(page: SitePage | None, request: HttpRequest | None, context: dict[str, Any]) -> dict[str, Any]:
    """The articles that the address asks for."""
    return news_list(request.GET) if isinstance(page, NewsIndexPage) and request is not None else {}


def article_context(page: SitePage | None, request: HttpRequest | None, context: dict[str, Any]) -> dict[str, Any]:
    """Others to read, and the article as search engines read it."""
    if not isinstance(page, ArticlePage):
        return {}
    return {"others": read_next(page, limit=OTHERS), "structured": structured_article(page)}


HOOKS = (page_context, home_context, city_page_context, news_index_context, article_context)

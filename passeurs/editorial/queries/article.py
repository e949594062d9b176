"""Reads of articles: what anyone may read, by category, city, discipline."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from passeurs.catalogue.queries.category import domain_choices
from passeurs.editorial.choices import ArticleCategory
from passeurs.editorial.models.article import ArticlePage
from passeurs.programme.models import City

PAGE_SIZE = 13


def published_articles(
    *, city_id: int | None = None, city_slug: str = "", category: str = "", discipline: str = ""
) -> QuerySet[ArticlePage]:
    """Articles online, newest first, with their city and the sizes of their picture."""
    found = ArticlePage.objects.live().select_related("city", "picture").prefetch_related("picture__renditions")
    if city_id:
        found = found.filter(city_id=city_id)
    if city_slug:
        found = found.filter(city__slug=city_slug)
    if category:
        found = found.filter(category=category)
    if discipline:
        found = found.filter(discipline=discipline)
    return found.order_by("-dated_at", "-pk")


def news_list(asked: QueryDict) -> dict[str, Any]:
    """One page of the news and its filters. Unknown values of a filter are as if not asked."""
    category = asked.get("categorie", "")
    category = category if category in ArticleCategory.values else ""
    disciplines = domain_choices()
    discipline = asked.get("discipline", "")
    discipline = discipline if discipline in dict(disciplines) else ""
    cities = list(City.objects.filter(pk__in=ArticlePage.objects.live().values("city")))
    city = next((one for one in cities if one.slug == asked.get("ville")), None)
    found = published_articles(city_id=city.pk if city else None, category=category, discipline=discipline)
    return {
        "articles": Paginator(found, PAGE_SIZE).get_page(asked.get("page")),
        "category": category,
        "categories": ArticleCategory.choices,
        "discipline": discipline,
        "disciplines": disciplines,
        "city": city,
        "cities": cities,
        "feed_query": "?" + urlencode(kept) if (kept := _feed_filters(city, category)) else "",
    }


def _feed_filters(city: City | None, category: str) -> dict[str, str]:
    asked = {"ville": city.slug if city else "", "categorie": category}
    return {name: value for name, value in asked.items() if value}


def structured_article(article: ArticlePage) -> dict[str, Any]:
    """The article as search engines read it (schema.org NewsArticle)."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "url": settings.SITE_URL + article.path_on_site,
        "datePublished": article.dated_at.isoformat(),
        "dateModified": (article.last_published_at or article.dated_at).isoformat(),
        "inLanguage": "fr",
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
    }


def read_next(article: ArticlePage, *, limit: int) -> list[ArticlePage]:
    """Other articles: of the same city first, then the latest."""
    latest = list(published_articles().exclude(pk=article.pk)[: limit * 4])
    return sorted(latest, key=lambda one: one.city_id != article.city_id)[:limit]

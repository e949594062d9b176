"""Feeds of the news: Atom and JSON Feed, all of them, of a city, of a category."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from passeurs.core.page_cache import public_page
from passeurs.core.registry import WayToFollow
from passeurs.editorial.choices import ArticleCategory
from passeurs.editorial.models import ArticlePage
from passeurs.editorial.queries.article import published_articles

LENGTH = 30
FOLLOW_URL = "/actus/flux.atom"


def ways_to_follow(city: str = "", theme: str = "") -> list[WayToFollow]:
    """The feed of the news of a city, or of all."""
    if city:
        return [WayToFollow(_("Les actus de la ville"), f"{FOLLOW_URL}?{urlencode({'ville': city})}")]
    return [WayToFollow(_("Les actus"), FOLLOW_URL)]


@require_safe
@conditional_page
@public_page
def news_feed(request: HttpRequest, form: str) -> HttpResponse:
    """The latest articles. Filters: `ville` (slug), `categorie`; an unknown one gives an empty feed."""
    city, category = request.GET.get("ville", ""), request.GET.get("categorie", "")
    articles = list(published_articles(city_slug=city, category=category)[:LENGTH])
    title = _("Les actus · %(site)s") % {"site": settings.SITE_NAME}
    if category in ArticleCategory.values:
        title = f"{ArticleCategory(category).label} · {title}"
    of_city = articles[0].city if city and articles else None
    if of_city:
        title = f"{of_city.name} · {title}"
    address = settings.SITE_URL + request.get_full_path()
    return _json(title, address, articles) if form == "json" else _atom(title, address, articles)


def _atom(title: str, address: str, articles: list[ArticlePage]) -> HttpResponse:
    feed = Atom1Feed(title=title, link=f"{settings.SITE_URL}/actus/", feed_url=address, description="", language="fr")
    feed.feed["id"] = address
    for article in articles:
        url = settings.SITE_URL + article.path_on_site
        feed.add_item(
            title=article.title,
            link=url,
            unique_id=_identity(article),
            description=article.summary,
            pubdate=article.dated_at,
            updateddate=article.last_published_at or article.dated_at,
            categories=_categories(article),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _json(title: str, address: str, articles: list[ArticlePage]) -> HttpResponse:
    items: list[dict[str, Any]] = [
        {
            "id": _identity(article),
            "url": settings.SITE_URL + article.path_on_site,
            "title": article.title,
            "summary": article.summary,
            "content_text": article.summary or article.title,
            "date_published": article.dated_at.isoformat(),
            "date_modified": (article.last_published_at or article.dated_at).isoformat(),
            "tags": _categories(article),
        }
        for article in articles
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{settings.SITE_URL}/actus/",
        "feed_url": address,
        "language": "fr",
        "items": items,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json")


def _identity(article: ArticlePage) -> str:
    """The same for ever, whatever becomes of the address."""
    return f"tag:{settings.SITE_URL.split('//')[-1].split(':')[0]},2026:article:{article.pk}"


def _categories(article: ArticlePage) -> list[str]:
    return [
        label
        for label in (
            article.get_category_display(),
            article.city.name if article.city else "",
            article.discipline_label,
        )
        if label
    ]

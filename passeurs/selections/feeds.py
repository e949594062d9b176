"""Feeds of published selections: Atom and JSON Feed 1.1, for all, for a city, a theme, a mood, or an author."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from passeurs.core.exports import plain_line, plain_text
from passeurs.core.registry import WayToFollow
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.credit import credit_name

LIMIT = 30
FORMATS = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}


@dataclass(frozen=True)
class Channel:
    """A feed: its title, the page it follows, its own address (paths of this site)."""

    title: str
    page_path: str
    feed_path: str


def feed_entries(selections: QuerySet[Selection]) -> list[Selection]:
    """The newest thirty of (credited) selections, with items and tags. Three queries."""
    names = ("venue__name", "offer__title", "work__title")
    items = SelectionItem.objects.select_related("venue", "offer", "work").only(
        "selection", "position", "reason", *names
    )
    newest = selections.order_by("-published_at", "-pk").prefetch_related(Prefetch("items", queryset=items), "tags")
    return list(newest[:LIMIT])


def changed_at(entries: Iterable[Selection]) -> dt.datetime:
    """When the feed last changed; of an empty one, the epoch: the same bytes at each reading."""
    return max((row.updated_at for row in entries), default=dt.datetime.fromtimestamp(0, dt.UTC))


def atom(channel: Channel, entries: list[Selection]) -> bytes:
    """Atom 1.0."""
    feed = Atom1Feed(
        title=plain_line(channel.title),
        link=settings.SITE_URL + channel.page_path,
        description="",
        language="fr",
        feed_url=settings.SITE_URL + channel.feed_path,
        feed_guid=settings.SITE_URL + channel.feed_path,
        author_name=settings.SITE_NAME,
    )
    # What the file says was changed is what was: without entries Django would say « now ».
    feed.latest_post_date = lambda: changed_at(entries)  # type: ignore[method-assign]
    for row in entries:
        feed.add_item(
            title=plain_line(row.title),
            link=settings.SITE_URL + row.get_absolute_url(),
            description=_content(row),
            unique_id=_id(row),
            pubdate=row.published_at,
            updateddate=row.updated_at,
            author_name=plain_line(credit_name(row)),
            categories=[plain_line(tag.label) for tag in row.tags.all()],
        )
    return feed.writeString("utf-8").encode()


def json_feed(channel: Channel, entries: list[Selection]) -> bytes:
    """JSON Feed 1.1."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain_line(channel.title),
        "home_page_url": settings.SITE_URL + channel.page_path,
        "feed_url": settings.SITE_URL + channel.feed_path,
        "language": "fr",
        "items": [_json_item(row) for row in entries],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _json_item(row: Selection) -> dict[str, Any]:
    assert row.published_at is not None  # only published selections get here
    return {
        "id": _id(row),
        "url": settings.SITE_URL + row.get_absolute_url(),
        "title": plain_line(row.title),
        "content_html": str(_content(row)),
        "summary": plain_text(row.intro)[:300],
        "date_published": timezone.localtime(row.published_at).isoformat(),
        "date_modified": timezone.localtime(row.updated_at).isoformat(),
        "authors": [{"name": plain_line(credit_name(row))}],
        "tags": [plain_line(tag.label) for tag in row.tags.all()],
    }


def _id(row: Selection) -> str:
    """The same for the life of a selection, whatever becomes of its address."""
    return f"{settings.SITE_URL}/selections/#{row.pk}"


def _content(row: Selection) -> SafeString:
    """The introduction and the items with their reasons, every text escaped."""
    lines = [(plain_line(item.thing), plain_text(item.reason)) for item in row.items.all()]
    intro = format_html("<p>{}</p>", plain_text(row.intro)) if row.intro else mark_safe("")
    return format_html("{}<ol>{}</ol>", intro, format_html_join("", "<li><strong>{}</strong> {}</li>", lines))


def feed_url(extension: str, **asked: str) -> str:
    """The address of a feed of the list: `ville`, `theme`, `humeur`, those that are given."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("selections:feed", args=[extension]) + (f"?{query}" if query else "")


def ways_to_follow(city: str, theme: str) -> list[WayToFollow]:
    """The feeds of a city and a theme (slugs, either may be empty)."""
    return [
        WayToFollow(_("Les sélections (Atom)"), feed_url("atom", ville=city, theme=theme)),
        WayToFollow(_("Les sélections (JSON)"), feed_url("json", ville=city, theme=theme)),
    ]

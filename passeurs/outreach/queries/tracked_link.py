"""Reads of tracked links: one's own with their figures; for the team, sums that are about nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import News, Shareable, shareables
from passeurs.core.templatetags.words import day, plural
from passeurs.outreach.models import Channel, LinkCount, TrackedLink
from passeurs.outreach.queries.shareable import absolute, find_thing, kind_label
from passeurs.people.models import Person

RECENT_DAYS = 7
WEEKS = 12


def my_links(person: Person, today: dt.date) -> QuerySet[Any]:
    """A person's links, newest first, with `visit_count` and `recent_count` (seven days)."""
    recent = Q(counts__day__gt=today - dt.timedelta(days=RECENT_DAYS))
    return (
        TrackedLink.objects.filter(person=person)
        .select_related("channel")
        .annotate(
            visit_count=Coalesce(Sum("counts__count"), 0),
            recent_count=Coalesce(Sum("counts__count", filter=recent), 0),
        )
        .order_by("-created_at", "-pk")
    )


def my_link(person: Person, code: str) -> TrackedLink | None:
    """One's own link by its code."""
    return TrackedLink.objects.filter(person=person, code=code).select_related("channel").first()


def links_of_thing(person: Person, thing: Shareable, at: dt.datetime) -> list[TrackedLink]:
    """The live links of a person to the page of a thing, in the order of channels."""
    mine = TrackedLink.objects.live(at).filter(person=person, kind=thing.kind, ref=thing.ref)
    return list(mine.select_related("channel").order_by("channel__position", "target"))


def days_of(link: TrackedLink) -> list[LinkCount]:
    """How often a link was followed, by day, the last first."""
    return list(link.counts.order_by("-day"))


def thing_at(path: str) -> Shareable | None:
    """The public thing whose page is at `path`."""
    try:
        parts = resolve(path).kwargs.values()
    except Resolver404:
        return None
    refs = dict.fromkeys(str(part).strip("/").split("/")[-1] for part in parts)
    found = (lookup(ref) for ref in refs for lookup in shareables)
    return next((thing for thing in found if thing and thing.url == path), None)


def destination(link: TrackedLink) -> str:
    """Where a live link leads: a path of this site or a whole address; empty when its thing is not public any more.

    Outside addresses get the parameters of the campaign, never a person's name or number.
    """
    if not link.target:
        thing = find_thing(link.kind, link.ref)
        return thing.url if thing else ""
    if link.target.startswith("/"):
        return link.target
    parts = urlsplit(link.target)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not name.startswith("utm_")]
    added = {
        "utm_gen": "marketing",
        "utm_medium": link.channel.utm_medium,
        "utm_source": link.channel.utm_source,
        "utm_campaign": link.campaign,
        "utm_content": link.ref,
    }
    query = urlencode([*kept, *((name, value) for name, value in added.items() if value)])
    return urlunsplit(parts._replace(query=query))


@dataclass(frozen=True)
class Row:
    """One row of the team's sums. A count is None when it is too small, or of too few persons, to be shown."""

    label: str
    counts: tuple[int | None, ...]

    @property
    def shown(self) -> int:
        """The sum of what is shown: what is not cannot be found by subtraction."""
        return sum(count for count in self.counts if count is not None)


@dataclass(frozen=True)
class Sums:
    """The team's table: `channels` are the columns of every row."""

    channels: tuple[str, ...]
    weeks: tuple[Row, ...]
    kinds: tuple[Row, ...]


def team_sums(today: dt.date) -> Sums:
    """How often links were followed over the last weeks, by week and by kind of thing, for each channel."""
    channels = list(Channel.objects.all())
    monday = today - dt.timedelta(days=today.weekday())
    first = monday - dt.timedelta(weeks=WEEKS - 1)
    starts = [first + dt.timedelta(weeks=number) for number in range(WEEKS)]
    facts = ("day", "count", "link__person", "link__channel", "link__kind")
    counts = LinkCount.objects.filter(day__gte=first).values_list(*facts)
    by_week: dict[tuple[dt.date, int], Cell] = {}
    by_kind: dict[tuple[str, int], Cell] = {}
    for on, count, person, channel, kind in counts.iterator():
        week = on - dt.timedelta(days=on.weekday())
        for cells, key in ((by_week, (week, channel)), (by_kind, (kind, channel))):
            cells.setdefault(key, Cell()).add(count, person)
    kinds = sorted({kind for kind, _channel in by_kind})
    return Sums(
        channels=tuple(str(channel) for channel in channels),
        weeks=tuple(Row(day(week), _cells(by_week, week, channels)) for week in reversed(starts)),
        kinds=tuple(Row(kind_label(kind), _cells(by_kind, kind, channels)) for kind in kinds),
    )


def is_shown(count: int, people: int) -> bool:
    """Whether a sum may be shown to the team: large enough, and of enough persons to be about none of them."""
    return count >= settings.SMALL_COUNT and people >= settings.SMALL_GROUP


@dataclass
class Cell:
    """A sum under way, and whose links it is of."""

    count: int = 0
    people: set[int | None] = field(default_factory=set)

    def add(self, count: int, person: int | None) -> None:
        """Take one row in."""
        self.count += count
        self.people.add(person)

    @property
    def shown(self) -> int | None:
        """The count, when it may be shown; 0 is about nobody."""
        return self.count if not self.count or is_shown(self.count, len(self.people)) else None


def _cells(cells: dict[Any, Cell], key: object, channels: Iterable[Channel]) -> tuple[int | None, ...]:
    return tuple(cells.get((key, channel.pk), Cell()).shown for channel in channels)


def link_news(person: Person, at: dt.datetime) -> list[News]:
    """How often one's links were followed this week: what became of sharing."""
    since = at.date() - dt.timedelta(days=RECENT_DAYS)
    found = LinkCount.objects.filter(link__person=person, day__gt=since).aggregate(total=Sum("count"))["total"]
    if not found:
        return []
    text = _("Tes liens ont été ouverts %(times)s cette semaine.") % {"times": plural(found, _("fois,fois"))}
    return [News(text=text, url=reverse("outreach:my-links"), at=at, icon="share-2")]


def export_links(person: Person) -> list[dict[str, Any]]:
    """A person's links and their figures, for their own export."""
    return [
        {
            "lien": absolute(link.get_absolute_url()),
            "vers": link.target or f"{link.kind} {link.ref}",
            "titre": link.label,
            "canal": str(link.channel),
            "cree_le": link.created_at.isoformat(),
            "passages_par_jour": {count.day.isoformat(): count.count for count in link.counts.all()},
        }
        for link in person.tracked_links.select_related("channel").prefetch_related("counts")
    ]

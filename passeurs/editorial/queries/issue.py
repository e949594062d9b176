"""What an issue tells each reader: news, selections and outings by city and tastes, pinned things first."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer
from passeurs.catalogue.queries.card import next_dates, offer_card
from passeurs.catalogue.queries.category import domain_of
from passeurs.catalogue.queries.proximity import Filters, events_matching
from passeurs.core.geo.nearby import load, within
from passeurs.editorial.models import (
    ArticlePage,
    Issue,
    Pick,
)
from passeurs.editorial.queries.article import published_articles
from passeurs.programme.models import City
from passeurs.selections.choices import TagKind
from passeurs.selections.models import Selection, Tag
from passeurs.selections.queries import published_selections

NEAR_KM = 15.0
# A city's outings that one letter chooses from; a reader sees five of them.
EVENTS_READ = 60
SELECTIONS_READ = 120
NEWS_READ = 60
FREE_THEME = "gratuit"
Kind = Pick.Kind


@dataclass(frozen=True)
class Entry:
    """One thing a letter may tell. `url` is a path of this site; `city_id` is None for what is not of a city."""

    kind: str
    ref: int
    title: str
    url: str
    kicker: str = ""
    text: str = ""
    at: dt.datetime | None = None
    city_id: int | None = None
    themes: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What it is, in one word: `selection-12`."""
        return f"{self.kind}-{self.ref}"


@dataclass(frozen=True)
class Block:
    """One part of a letter; there is none without entries."""

    kind: str
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Reader:
    """What decides a letter: a city (or none), tastes, and since when things are new to them."""

    city: City | None = None
    tastes: frozenset[str] = frozenset()
    gap_days: int = 28


@dataclass(frozen=True)
class Edition:
    """An issue as one kind of reader reads it."""

    issue: Issue
    reader: Reader
    blocks: list[Block] = field(default_factory=list)


def theme_choices() -> list[tuple[str, str]]:
    """The themes of selections: (slug, label)."""
    return list(Tag.objects.filter(kind=TagKind.THEME).values_list("slug", "label"))


@lru_cache(maxsize=1)
def theme_domains() -> dict[str, frozenset[str]]:
    """Interests of the catalogue by theme."""
    text = (resources.files("passeurs.editorial") / "data" / "theme_domains.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["theme"], set()).add(row["domain"])
    return {theme: frozenset(domains) for theme, domains in found.items()}


def themes_of_event(offer: Offer) -> frozenset[str]:
    """The themes an outing answers to: by its category, and by its price."""
    domain = domain_of(offer.subcategory)
    themes = {theme for theme, domains in theme_domains().items() if domain in domains}
    return frozenset(themes | ({FREE_THEME} if offer.is_free else set()))


def news_since(since: dt.datetime, until: dt.datetime, refs: Iterable[int] = ()) -> list[Entry]:
    """The articles online dated between two moments, newest first, and those of `refs` whenever. One or two queries."""
    online = published_articles().select_related(None).select_related("city").prefetch_related(None)
    found = {row.pk: news_entry(row) for row in online.filter(dated_at__gt=since, dated_at__lte=until)[:NEWS_READ]}
    missing = set(refs) - set(found)
    if missing:
        found |= {row.pk: news_entry(row) for row in online.filter(pk__in=missing)}
    return list(found.values())


def news_entry(article: ArticlePage) -> Entry:
    """An article as a letter tells it."""
    city = article.city
    return Entry(
        kind=Kind.NEWS,
        ref=article.pk,
        title=article.title,
        url=article.path_on_site,
        kicker=" · ".join(part for part in (article.get_category_display(), city.name if city else "") if part),
        text=article.summary,
        at=article.dated_at,
        city_id=city.pk if city else None,
    )


def selections_since(since: dt.datetime, until: dt.datetime, refs: Iterable[int] = ()) -> list[Entry]:
    """The fresh selections published between two moments, newest first, and those of `refs` whenever. Few queries."""
    recent = published_selections().filter(published_at__gt=since, published_at__lte=until, is_stale=False)
    # A letter names the author only: the others who write are not read.
    rows = recent.prefetch_related(None).prefetch_related("tags")[:SELECTIONS_READ]
    found = {row.pk: selection_entry(row) for row in rows}
    missing = set(refs) - set(found)
    if missing:
        pinned = published_selections().filter(pk__in=missing).prefetch_related(None).prefetch_related("tags")
        found |= {row.pk: selection_entry(row) for row in pinned}
    return list(found.values())


def selection_entry(selection: Selection) -> Entry:
    """A selection as a letter tells it: its author by first name where they agreed to it."""
    city = selection.season_city.city
    by = _("par %(name)s") % {"name": selection.author.public_name} if selection.is_named else ""  # type: ignore[attr-defined]
    return Entry(
        kind=Kind.SELECTION,
        ref=selection.pk,
        title=selection.title,
        url=selection.get_absolute_url(),
        kicker=", ".join(part for part in (city.name, by) if part),
        text=selection.intro,
        at=selection.published_at,
        city_id=city.pk,
        themes=frozenset(tag.slug for tag in selection.tags.all()),
    )


def events_between(city: City, first_day: dt.date, last_day: dt.date) -> list[Entry]:
    """Outings near a city between two days (inclusive), the earliest first. Three queries."""
    filters = Filters(from_day=first_day, to_day=last_day)
    rows = events_matching(filters, today=first_day)
    offers = load(rows, within(rows, city.lat, city.lon, NEAR_KM)[: EVENTS_READ * 4])
    return event_entries(offers, from_day=first_day, city_id=city.pk)[:EVENTS_READ]


def events_by_ref(refs: Iterable[int], *, from_day: dt.date) -> list[Entry]:
    """The visible outings of these keys, whatever their city: those the team pinned."""
    wanted = list(refs)
    offers = list(Offer.objects.visible().filter(pk__in=wanted, is_cancelled=False)) if wanted else []
    return event_entries(offers, from_day=from_day, city_id=None)


def event_entries(offers: list[Offer], *, from_day: dt.date, city_id: int | None) -> list[Entry]:
    """Outings as a letter tells them, by their next date."""
    dates = next_dates([offer.pk for offer in offers], from_day=from_day)
    entries = []
    for offer in offers:
        date = dates.get(offer.pk)
        card = offer_card(offer, next_date=date, today=from_day)
        begins = date.first_day if date else offer.starts_on or from_day
        at = timezone.make_aware(dt.datetime.combine(max(begins, from_day), dt.time.max))
        if date and not date.is_whole_days and begins >= from_day:
            at = date.starts_at
        facts = (card.when, card.place, _("gratuit") if card.is_free else "")
        text = " · ".join(fact for fact in facts if fact)
        entries.append(
            Entry(Kind.EVENT, offer.pk, card.title, card.url, card.kind, text, at, city_id, themes_of_event(offer))
        )
    return sorted(entries, key=lambda entry: (entry.at, entry.ref))


class Composer:
    """Composes an issue for any reader at a moment; each source is read once, however many readers there are."""

    def __init__(self, issue: Issue, at: dt.datetime) -> None:
        self.issue, self.at = issue, at
        picks = list(issue.picks.all())
        self.pinned = {(pick.kind, pick.ref) for pick in picks if pick.is_pinned}
        self.dropped = {(pick.kind, pick.ref) for pick in picks if not pick.is_pinned}
        self._news: dict[int, list[Entry]] = {}
        self._selections: dict[int, list[Entry]] = {}
        self._events: dict[int, list[Entry]] = {}
        self._pinned_events: list[Entry] | None = None

    def edition(self, reader: Reader) -> Edition:
        """The issue as this reader reads it."""
        issue = self.issue
        parts = (
            (Kind.NEWS, self.news(reader.gap_days), issue.news_count),
            (Kind.SELECTION, self.selections(reader.gap_days), issue.selection_count),
            (Kind.EVENT, self.events(reader.city), issue.event_count),
        )
        blocks = [Block(kind, str(kind.label), self.choose(entries, reader, limit)) for kind, entries, limit in parts]
        return Edition(issue, reader, [block for block in blocks if block.entries])

    def choose(self, entries: list[Entry], reader: Reader, limit: int) -> list[Entry]:
        """The best for this reader: pinned, then of their city, then to their taste; the order of the source within."""
        city_id = reader.city.pk if reader.city else None
        kept = [entry for entry in entries if (entry.kind, entry.ref) not in self.dropped]

        def worth(entry: Entry) -> tuple[bool, bool, int]:
            is_pinned = (entry.kind, entry.ref) in self.pinned
            is_near = entry.city_id is not None and entry.city_id == city_id
            return (is_pinned, is_near, len(entry.themes & reader.tastes))

        return sorted(kept, key=worth, reverse=True)[:limit]

    def candidates(self, reader: Reader, limit: int) -> list[Block]:
        """What the team picks from: the same order without the limits of the issue, dropped things last."""
        parts = (
            (Kind.NEWS, self.news(reader.gap_days)),
            (Kind.SELECTION, self.selections(reader.gap_days)),
            (Kind.EVENT, self.events(reader.city)),
        )
        blocks = []
        for kind, entries in parts:
            out = [entry for entry in entries if (entry.kind, entry.ref) in self.dropped]
            blocks.append(Block(kind, str(kind.label), self.choose(entries, reader, limit) + out))
        return [block for block in blocks if block.entries]

    def news(self, gap_days: int) -> list[Entry]:
        """Articles new to a reader of this rhythm, and the pinned ones."""
        if gap_days not in self._news:
            refs = [ref for kind, ref in self.pinned if kind == Kind.NEWS]
            self._news[gap_days] = news_since(self.at - dt.timedelta(days=gap_days), self.at, refs)
        return self._news[gap_days]

    def selections(self, gap_days: int) -> list[Entry]:
        """Selections new to a reader of this rhythm, and the pinned ones."""
        if gap_days not in self._selections:
            refs = [ref for kind, ref in self.pinned if kind == Kind.SELECTION]
            since = self.at - dt.timedelta(days=gap_days)
            self._selections[gap_days] = selections_since(since, self.at, refs)
        return self._selections[gap_days]

    def events(self, city: City | None) -> list[Entry]:
        """Outings near the city in the days of the issue, and the pinned ones."""
        first = timezone.localdate(self.at)
        if self._pinned_events is None:
            refs = [ref for kind, ref in self.pinned if kind == Kind.EVENT]
            self._pinned_events = events_by_ref(refs, from_day=first)
        if city is None:
            return self._pinned_events
        if city.pk not in self._events:
            last = first + dt.timedelta(days=self.issue.event_days)
            near = events_between(city, first, last)
            known = {entry.ref for entry in near}
            self._events[city.pk] = near + [entry for entry in self._pinned_events if entry.ref not in known]
        return self._events[city.pk]


def issue_list() -> Any:
    """Every issue, the newest first."""
    return Issue.objects.select_related("created_by__profile")


def sent_issues() -> Any:
    """The issues anyone reads, the newest first: those that have begun to leave."""
    return Issue.objects.exclude(state=Issue.State.DRAFT).order_by("-started_at")

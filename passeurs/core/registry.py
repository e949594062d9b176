"""Registries: how what crosses domains is gathered without anyone importing up or sideways.

An app fills them in `apps.py: ready()`; a surface, or the owner of a cross-domain page, reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

T = TypeVar("T")
# What the button of a tile says, when nothing better is known.
SEE = _("Voir")


class Registry(Generic[T]):
    """Named contributions, kept in the order of their names. A name is taken once."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._entries: dict[str, T] = {}

    def register(self, name: str, entry: T) -> T:
        """Add a contribution; the same name with another contribution is a programming error."""
        known = self._entries.get(name)
        if known is not None and known != entry:
            raise ValueError(f"{self.purpose}: {name!r} is already registered")
        self._entries[name] = entry
        return entry

    def __iter__(self) -> Iterator[T]:
        return iter([self._entries[name] for name in sorted(self._entries)])

    def get(self, name: str) -> T | None:
        """The contribution of that name, if there is one."""
        return self._entries.get(name)

    def items(self) -> list[tuple[str, T]]:
        """Name and contribution, in the order of names."""
        return sorted(self._entries.items())


@dataclass(frozen=True)
class PersonalData:
    """What one app holds about a person, and what happens to it on erasure.

    `export(person)` returns JSON-ready data. `erase(person)` deletes or anonymises and
    returns sentences telling what was kept and why (empty: nothing kept). `kept` says it
    beforehand, on the page where one erases one's account. Erasures run by `order`: what others
    write to while they erase (messages, the account) goes last.
    """

    title: Any
    export: Callable[[Any], Any]
    erase: Callable[[Any], list[str]]
    kept: Any = ""
    order: int = 50


@dataclass(frozen=True)
class Todo:
    """Something asked of a person: one tile of « On te demande »."""

    title: str
    url: str
    text: str = ""
    action: Any = SEE
    due_at: Any = None
    is_urgent: bool = False


@dataclass(frozen=True)
class Load:
    """Something that takes some of a person's week: what, and the day it is on, or due by."""

    person_id: int
    on: Any
    title: str
    url: str = ""


@dataclass(frozen=True)
class News:
    """What became of something a person gave: one line of « Ce que c’est devenu »."""

    text: str
    url: str
    at: Any
    icon: str = "check"


@dataclass(frozen=True)
class Figure:
    """One figure of the team's page, with its denominator, that opens its list."""

    title: str
    value: int
    url: str
    of: int | None = None
    text: str = ""
    order: int = 50


@dataclass(frozen=True)
class NavEntry:
    """One place of the navigation. `audience` is a set of: visitor, ambassador, team, referent, partner, member."""

    title: Any
    url_name: str
    icon: str
    audience: frozenset[str] = field(default_factory=frozenset)
    order: int = 50


@dataclass(frozen=True)
class Tab:
    """One board of the team, in the row of boards it shares with others: `{% board_tabs "care" %}` marks `name`."""

    name: str
    title: Any
    url_name: str
    audience: frozenset[str] = frozenset({"team", "referent"})
    order: int = 50


@dataclass(frozen=True)
class Section:
    """A block that an app adds to a page of a lower app: `page` names the place there, `order` sorts it.

    `read(page)` gets what the page knows, by name, and returns what `template` shows; None: nothing is shown.
    """

    page: str
    order: int
    template: str
    read: Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True)
class CalendarEntry:
    """Something on a date, as calendars want it (RFC 5545): the same `uid` with a higher `sequence` replaces it.

    `starts_at` is in the time zone of the place; `minutes` long. `title`, `url` and `details` are for pages.
    """

    uid: Any
    sequence: int
    changed_at: Any
    title: str
    starts_at: Any
    minutes: int
    place: str = ""
    details: str = ""
    is_cancelled: bool = False
    url: str = ""


@dataclass(frozen=True)
class Calendar:
    """What one app puts in a person's calendar.

    `entries(person, city)`: the latest first, those of one city (its slug) or of all. `cities(person)`: (slug, name) of
    those of which one may be chosen.
    """

    entries: Callable[[Any, str], Iterable[CalendarEntry]]
    cities: Callable[[Any], list[tuple[str, str]]] = lambda _person: []


@dataclass(frozen=True)
class Frame:
    """What the pages that the team keeps say to the frame of every page.

    `titles` holds the addresses of those online, with a name for their link where it is not the usual one;
    `networks` is a list of (name, address), in order.
    """

    titles: Mapping[str, Any] = field(default_factory=dict)
    networks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shareable:
    """A public thing as it is shared: what its images, its caption and its Open Graph data say.

    `kind` and `ref` name it in addresses (`selection`, its slug). `category` and `seed` draw its poster.
    `hashtags` are given without their sign.
    """

    kind: str
    ref: str
    title: str
    url: str
    kicker: str = ""
    text: str = ""
    category: str = "defaut"
    seed: str = ""
    hashtags: tuple[str, ...] = ()
    credit: str = ""


@dataclass(frozen=True)
class ShareImage:
    """The picture of a public thing for the head of its page. `path` begins with a slash; sizes are in pixels."""

    path: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class WayToFollow:
    """A way to be told what is new of a city or a theme: a feed, a letter."""

    title: str
    url: str
    icon: str = "rss"


@dataclass(frozen=True)
class MessageFamily:
    """Messages of one sort, which a person may keep out of their mails. `kinds` are beginnings of kinds."""

    title: Any
    kinds: tuple[str, ...]


# person -> what one app holds about them
personal_data: Registry[PersonalData] = Registry("personal data")
# (person, at) -> tiles of « On te demande »
todos: Registry[Callable[[Any, Any], Iterable[Todo]]] = Registry("todos")
# (ids of persons, first day, last day) -> what their weeks hold: a person's own page, their referent's table
loads: Registry[Callable[[Any, Any, Any], Iterable[Load]]] = Registry("loads")
# (person, at) -> lines of « Ce que c’est devenu »
news: Registry[Callable[[Any, Any], Iterable[News]]] = Registry("news")
# (person, at) -> figures of the team's page, already scoped to the person's cities
figures: Registry[Callable[[Any, Any], Iterable[Figure]]] = Registry("figures")
# (person) -> set of audiences the person belongs to
audiences: Registry[Callable[[Any], set[str]]] = Registry("audiences")
# blocks of pages that several apps compose: see `core.sections`
sections: Registry[Section] = Registry("sections")
# boards of the team that stand in one row
tabs: Registry[Tab] = Registry("tabs")
# what apps put in a person's calendar
calendars: Registry[Calendar] = Registry("calendars")
# (ids of mandates) -> half-days on which each is free, for those who said so
free_half_days: Registry[Callable[[Collection[int]], Mapping[int, Collection[str]]]] = Registry("free half-days")
# (partnership) -> what a season with it was, in short sentences
partnership_facts: Registry[Callable[[Any], list[str]]] = Registry("facts of a partnership")
# (person) -> the language they chose to be spoken to, empty when they follow their browser
languages: Registry[Callable[[Any], str]] = Registry("languages")
# (what a private link is made of, as kept in a letter) -> its address, made now; filled by people
link_makers: Registry[Callable[[Mapping[str, Any]], str]] = Registry("link makers")
# places of the navigation
navigation: Registry[NavEntry] = Registry("navigation")
# lists of (value, label) that one app owns and a lower one offers in a form (interests of the catalogue)
vocabularies: Registry[Callable[[], list[tuple[str, str]]]] = Registry("vocabularies")
# (at) -> work to do every minute or so, safe to run twice: called by `manage.py tick`
ticks: Registry[Callable[[Any], object]] = Registry("ticks")
# path of a task -> the same: run twice it does no harm, so that what a dead worker left of it is run again
repeatable_tasks: Registry[str] = Registry("repeatable tasks")
# what mails are -> (at) -> how many would leave now if they were not held: the page of the service
waiting_mails: Registry[tuple[Any, Callable[[Any], int]]] = Registry("waiting mails")
# verb of the journal -> (pk, at) -> erase it again after a restore; anything may be gone already
erasures: Registry[Callable[[int, Any], object]] = Registry("erasures")
# (person) -> how many things wait to be read: the header's bell
unread_counts: Registry[Callable[[Any], int]] = Registry("unread counts")
# (person=, kind=, title=, body=, url=, at=) -> tell a person; filled by notifications, used by its neighbours
notifiers: Registry[Callable[..., object]] = Registry("notifiers")
# kind -> (ref) -> the public thing, or None when there is none or it is not public (any more)
shareables: Registry[Callable[[str], Shareable | None]] = Registry("shareables")
# kind -> (ref) -> a few public things like the one that is gone
alike: Registry[Callable[[str], Iterable[Shareable]]] = Registry("things alike")
# (public thing, or None for the site itself) -> its picture; filled by outreach, read by the head of every page
share_images: Registry[Callable[[Shareable | None], ShareImage]] = Registry("share images")
# (kind, ref) -> the page where a public thing is shared; filled by outreach, read by « Partager »
share_pages: Registry[Callable[[str, str], str]] = Registry("share pages")
# (city slug, theme slug, either may be empty) -> ways to be told what is new there
ways_to_follow: Registry[Callable[[str, str], Iterable[WayToFollow]]] = Registry("ways to follow")
# () -> what the team's own pages hold, read without a query most of the time
frames: Registry[Callable[[], Frame]] = Registry("frames")
# kind of promise -> where alone it is answered, in words (« la page du recours »): its page does what the answer says
answer_pages: Registry[Any] = Registry("answer pages")
# (media=, max_mb=, and what any field takes) -> a form field that receives a file and cleans it; `media` is "audio",
# "video", or empty for a picture or a PDF; filled by recordings, used by its neighbours
upload_fields: Registry[Callable[..., Any]] = Registry("upload fields")
# name of a behaviour (`data-passeurs-<name>`) -> the path of its ES module among the static files of its app
behaviours: Registry[str] = Registry("behaviours")
# app -> beginnings of references (`selections.`, `recruitment.call:`) of what public pages show, its own or those of
# others: a line of the journal about one of them makes kept pages out of date, any other does not
public_subjects: Registry[tuple[str, ...]] = Registry("public subjects")
# families of messages, by name: what one may choose to read in the app only
message_families: Registry[MessageFamily] = Registry("message families")

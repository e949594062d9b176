"""What a row becomes before it is written: a venue, an offer or a work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any

from passeurs.catalogue.importers.machinery.point import Point


@dataclass(slots=True)
class VenueDraft:
    """The fields of a `Venue`."""

    kind: str
    name: str
    address: str = ""
    postal_code: str = ""
    city_name: str = ""
    insee: str = ""
    lat: float | None = None
    lon: float | None = None
    website: str = ""
    description: str = ""
    opening: str = ""
    domains: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    accessibility: dict[str, Any] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class OfferDraft:
    """The fields of an `Offer`; `timings` are aware UTC moments, whole days from midnight to midnight in Paris."""

    subcategory: str
    title: str
    description: str = ""
    url: str = ""
    place_name: str = ""
    address: str = ""
    postal_code: str = ""
    city_name: str = ""
    insee: str = ""
    lat: float | None = None
    lon: float | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    year: int | None = None
    period: str = ""
    is_free: bool | None = None
    price_text: str = ""
    is_online: bool = False
    is_cancelled: bool = False
    accessibility: dict[str, Any] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    timings: list[tuple[dt.datetime, dt.datetime | None]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WorkDraft:
    """The fields of a `Work`, and its typed identifiers."""

    subcategory: str
    title: str
    creators: str = ""
    year: int | None = None
    publisher: str = ""
    popularity: int = 0
    flags: list[str] = field(default_factory=list)
    identifiers: dict[str, str] = field(default_factory=dict)


Draft = VenueDraft | OfferDraft | WorkDraft
_NAMES = {kind: tuple(f.name for f in fields(kind)) for kind in (VenueDraft, OfferDraft, WorkDraft)}


def draft_fields(kind: type[Draft]) -> tuple[str, ...]:
    """The names of a draft's fields."""
    return _NAMES[kind]


@dataclass(slots=True)
class Parsed:
    """A readable row: its id in the source, what tells it from namesakes, its own point, a draft or a reason."""

    external_id: str
    identity: str
    point: Point | None
    draft: Draft | None
    skipped: str = ""
    mark: str = ""

    def fingerprint(self) -> str:
        """32 characters that change when what we keep of the row changes; kept as `mark` once the id is settled."""
        draft = self.draft
        content = [getattr(draft, name) for name in _NAMES[type(draft)]] if draft else [self.skipped]
        return digest(repr((self.point, content)), 16)


def digest(text: str, size: int = 8) -> str:
    """A short stable hash, hexadecimal, `2 * size` characters."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()

"""What the API takes and answers. Distances in km, points in WGS84 degrees, moments in ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator, StringConstraints, model_validator

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False, description="Latitude, degrees (WGS84).")]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False, description="Longitude, degrees (WGS84).")]
Kind = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Text = Annotated[str, StringConstraints(max_length=200)]


def iso_day(value: Any) -> Any:
    """A day is written YYYY-MM-DD; a bare number is not a moment."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Day = Annotated[dt.date, BeforeValidator(iso_day)]


class Paged(Schema):
    """How many results, and from where."""

    limit: int = Field(20, ge=1, le=100, description="Results per answer, at most.")
    cursor: Annotated[str, StringConstraints(max_length=200)] = Field(
        "", description="Where to go on from: copied from `next` of the previous answer."
    )


class Around(Paged):
    """A point and a radius; both coordinates or none."""

    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: float = Field(
        10, gt=0, le=200, allow_inf_nan=False, description="Radius in km around the point. Without a point: ignored."
    )

    @model_validator(mode="after")
    def both_or_none(self) -> Around:
        """Half a point is no point."""
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together")
        return self


class VenueQuery(Around):
    """Which venues."""

    kind: Kind | None = Field(None, description="pass Culture venue activity: LIBRARY, CINEMA, MUSEUM…")
    q: Text = Field("", description="Words of the name or town; accents, plurals and small misspellings do not matter.")


class EventQuery(Around):
    """Which events."""

    kind: Kind | None = Field(None, description="pass Culture subcategory: CONCERT, EVENEMENT_MUSEE…")
    q: Text = Field("", description="Words of the title or place.")
    from_: Day | None = Field(None, alias="from", description="First day wanted (YYYY-MM-DD). Default: today.")
    to: Day | None = Field(None, description="Last day wanted (YYYY-MM-DD), inclusive.")

    @model_validator(mode="after")
    def days_in_order(self) -> EventQuery:
        """The last day does not come before the first."""
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError("to comes before from")
        return self


class WorkQuery(Paged):
    """Which works."""

    q: Text = Field("", description="Words of the title or of its creators.")
    ean: Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")] | None = Field(
        None, description="EAN-13 or ISBN-13, digits only."
    )


class SelectionQuery(Paged):
    """Which selections: all the published ones, newest first."""


class VenueOut(Schema):
    """A venue."""

    id: int
    name: str
    kind: str
    city: str
    insee: str
    lat: float | None
    lon: float | None
    distance_km: float | None = Field(None, description="Great-circle distance to the point asked, null without one.")
    url: str


class EventOut(Schema):
    """An event, an exhibition or another offer that is not over."""

    id: int
    title: str
    kind: str
    place: str
    city: str
    insee: str
    lat: float | None
    lon: float | None
    distance_km: float | None = None
    starts_on: dt.date | None
    ends_on: dt.date | None
    next_on: dt.date | None = Field(None, description="First day of its next date, or of the one that is still on.")
    next_at: dt.datetime | None = Field(None, description="Its next date, when its hour is known.")
    is_free: bool | None
    url: str


class WorkOut(Schema):
    """A book, a film, a record…"""

    id: int
    title: str
    creators: str
    kind: str
    year: int | None
    ean: str | None
    url: str


class ItemOut(Schema):
    """One thing of a selection, with why it is there."""

    type: Literal["venue", "offer", "work"]
    id: int
    title: str
    reason: str
    url: str


class SelectionOut(Schema):
    """A published selection. `author` is a first name given with its owner's consent, else null."""

    id: int
    title: str
    city: str
    author: str | None
    published_at: dt.datetime | None
    url: str
    items: list[ItemOut]


class Listing(Schema):
    """What every list answers: how many match in all, and where the next ones are."""

    count: int = Field(description="Exact number of matches, whatever the limit.")
    next: str | None = Field(None, description="URL of the next results, null at the end.")


class VenueList(Listing):
    """Venues, nearest first around a point, else by id."""

    results: list[VenueOut]


class EventList(Listing):
    """Events, nearest first around a point, else by id."""

    results: list[EventOut]


class WorkList(Listing):
    """Works, by id."""

    results: list[WorkOut]


class SelectionList(Listing):
    """Selections, newest first."""

    results: list[SelectionOut]


class Problem(Schema):
    """One thing wrong with a request."""

    parameter: str
    message: str


class Problems(Schema):
    """Why a request was not understood."""

    detail: list[Problem]

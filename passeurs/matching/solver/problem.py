"""What is to be solved: people, actors, what is kept or locked. Immutable; people and actors are known by index."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

Key = str | int  # an identifier or a half-day, as the file writes it

SMALLEST, LARGEST = 2, 5  # people in a group
WISH_COUNT = 8  # wishes a form asks for: an actor accepted but not ranked comes after them
# A road is longer than a crow's flight; the usual factor in France.
ROAD_FACTOR = 1.3
EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to place. `wishes` are actors, best first; `accepts` are actors agreed to without a rank."""

    id: Key
    lat: float
    lon: float
    half_days: tuple[Key, ...]
    wishes: tuple[int, ...]
    accepts: frozenset[int]
    limit_km: float | None
    avoid: frozenset[int]
    likes: frozenset[int]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """A cultural actor that welcomes up to `groups` groups. `wishes` and `refusals` are people."""

    id: Key
    lat: float
    lon: float
    half_days: tuple[Key, ...]
    groups: int
    wishes: tuple[int, ...]
    refusals: frozenset[int]
    access: frozenset[str]


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group that exists and is disturbed as little as possible."""

    actor: int
    half_day: Key
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lock:
    """A decision of the team: this person with this actor, or never (`forbid`), on one half-day or any."""

    row: int
    person: int
    actor: int
    half_day: Key | None
    forbid: bool


@dataclass(frozen=True)
class Problem:
    """A whole problem, checked. `notes` say what was read and set aside, and why."""

    people: tuple[Person, ...]
    actors: tuple[Actor, ...]
    keep: tuple[KeptGroup, ...] = ()
    locks: tuple[Lock, ...] = ()
    apart: tuple[frozenset[int], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def last_rank(self) -> int:
        """The rank of an actor that is accepted without being ranked: after every wish of everybody."""
        return max([WISH_COUNT, *(len(person.wishes) for person in self.people)]) + 1

    @cached_property
    def enemies(self) -> frozenset[frozenset[int]]:
        """Pairs of people who are never in one group, whoever asked."""
        asked = {frozenset((i, other)) for i, person in enumerate(self.people) for other in person.avoid}
        return frozenset(asked | set(self.apart))

    def km(self, person: int, actor: int) -> float:
        """Kilometres by road between a person and an actor: great circle × `ROAD_FACTOR`, an estimate."""
        here, there = self.people[person], self.actors[actor]
        return ROAD_FACTOR * great_circle_km(here.lat, here.lon, there.lat, there.lon)

    def rank(self, person: int, actor: int) -> int:
        """The rank of an actor among a person's wishes, from 1; `last_rank` when it is not among them."""
        wishes = self.people[person].wishes
        return wishes.index(actor) + 1 if actor in wishes else self.last_rank


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees (haversine), in kilometres."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    a = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(a)))

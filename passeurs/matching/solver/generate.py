"""Invented problems, the same for the same seed: to measure with, and to try the command."""

from __future__ import annotations

import math
import random
from typing import Any

from .problem import ROAD_FACTOR, WISH_COUNT

FIELDS = "livre musique cinema scene arts patrimoine jeu".split()
HALF_DAYS = [f"{day}_{half}" for day in "mon tue wed thu fri sat sun".split() for half in ("am", "pm")]
LIMIT_KM = 25
SPHERE_MARGIN = 1.02  # the places are drawn on a plane, the limit is told on the sphere
NEAR_COUNT = 20  # actors that somebody knows of: the best are ranked, the others accepted
KM_OF_DEGREE = 111.195


def generate(people: int, cities: int, seed: int, regions: int | None = None) -> dict[str, Any]:
    """A problem with one actor for four people, spread over `cities`.

    Tastes, half-days and distances are drawn as in docs/algorithms/matching.md. Cities are far apart; one city
    alone is a wide region; with `regions`, the cities of a region overlap.
    """
    dice = random.Random(seed)
    radius = 12 if cities > 1 else 30
    young = [_person(dice, i, cities, radius) for i in range(people)]
    actors = [_actor(dice, a, cities, radius) for a in range(people // 4)]
    for row in young + actors:
        row["x"], row["y"] = row["x"] + _shift(row["city"], regions)[0], row["y"] + _shift(row["city"], regions)[1]
        row["part"] = row["city"] if regions is None else row["city"] % regions
    known = _wishes(dice, young, actors)
    return {
        "people": [
            {
                "id": f"p{i + 1}",
                **_place(person, regions),
                "half_days": person["half_days"],
                "wishes": [f"a{a + 1}" for a in known[i][:WISH_COUNT]],
                "accepts": [f"a{a + 1}" for a in known[i][WISH_COUNT:]],
                "limit_km": LIMIT_KM * SPHERE_MARGIN,
                "avoid": [],
                "with": [],
            }
            for i, person in enumerate(young)
        ],
        "actors": [
            {
                "id": f"a{a + 1}",
                **_place(actor, regions),
                "half_days": actor["half_days"],
                "groups": actor["groups"],
                "wishes": [f"p{i + 1}" for i in _actor_wishes(dice, a, actor, young, known)],
                "refusals": [],
            }
            for a, actor in enumerate(actors)
        ],
        "keep": [],
        "locks": [],
    }


def _person(dice: random.Random, i: int, cities: int, radius: float) -> dict[str, Any]:
    """Someone around a city: two tastes, three to six half-days. One in five lives a little farther."""
    reach = radius * math.sqrt(dice.random()) * (1.3 if dice.random() < 0.2 else 1)
    turn = dice.random() * 2 * math.pi
    return {
        "city": i % cities,
        "x": reach * math.cos(turn),
        "y": reach * math.sin(turn),
        "fields": dice.sample(FIELDS, 2),
        "half_days": _half_days(dice, [3, 4, 5, 6]),
    }


def _actor(dice: random.Random, a: int, cities: int, radius: float) -> dict[str, Any]:
    """An actor, nearer the centre: one field, two to five half-days, two groups for some."""
    reach = radius * 0.8 * math.sqrt(dice.random())
    turn = dice.random() * 2 * math.pi
    return {
        "city": a % cities,
        "x": reach * math.cos(turn),
        "y": reach * math.sin(turn),
        "field": dice.choice(FIELDS),
        "groups": 2 if dice.random() < 0.15 else 1,
        "half_days": _half_days(dice, [2, 3, 4, 5]),
    }


def _half_days(dice: random.Random, counts: list[int]) -> list[str]:
    """Some half-days of the week, in the week's order."""
    return [HALF_DAYS[k] for k in sorted(dice.sample(range(len(HALF_DAYS)), dice.choice(counts)))]


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    """By road, from the plane the places are drawn on."""
    return ROAD_FACTOR * math.hypot(one["x"] - other["x"], one["y"] - other["y"])


def _wishes(dice: random.Random, young: list[dict[str, Any]], actors: list[dict[str, Any]]) -> list[list[int]]:
    """For each person the actors they know of, best first: near, of a field they like, and a part of whim."""
    known = []
    for person in young:
        liked = []
        for a, actor in enumerate(actors):
            km = _km(person, actor) if actor["part"] == person["part"] else math.inf
            if km <= LIMIT_KM:
                liked.append((km - (12 if actor["field"] in person["fields"] else 0) + dice.gauss(0, 4), a))
        known.append([a for _, a in sorted(liked)[:NEAR_COUNT]])
    return known


def _actor_wishes(
    dice: random.Random, a: int, actor: dict[str, Any], young: list[dict[str, Any]], known: list[list[int]]
) -> list[int]:
    """Everybody who knows of the actor, as it would rank them."""
    liked = []
    for i, actors in enumerate(known):
        if a in actors:
            person = young[i]
            shared = 6 if actor["field"] in person["fields"] else 0
            liked.append((_km(person, actor) * 0.3 - shared + dice.gauss(0, 3), i))
    return [i for _, i in sorted(liked)]


def _shift(city: int, regions: int | None) -> tuple[float, float]:
    """Kilometres from the middle of its region to a city: overlapping, along a spiral."""
    if regions is None:
        return 0.0, 0.0
    k = city // regions
    return 14 * math.sqrt(k) * math.cos(2.4 * k), 14 * math.sqrt(k) * math.sin(2.4 * k)


def _place(row: dict[str, Any], regions: int | None) -> dict[str, float]:
    """Degrees: parts lie on a grid over France and eastwards, too far apart to meet."""
    column, line = divmod(row["part"], 8)
    middle_lat, middle_lon = 42.5 + 1.1 * line, -4 + 1.6 * column
    if regions is not None:
        middle_lon = -4 + 8 * column
    lat = middle_lat + row["y"] / KM_OF_DEGREE
    return {"lat": round(lat, 6), "lon": round(middle_lon + row["x"] / (KM_OF_DEGREE * math.cos(math.radians(lat))), 6)}

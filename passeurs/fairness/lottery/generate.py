"""Invented pools that look like a national call: for rehearsals, tests and benches. No person in them exists.

Twenty-five cities, six attributes, quotas of the nation and of each city. A seed makes the same pool everywhere.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from passeurs.fairness.lottery.pool import Pool, Quota

CITY_WEIGHTS = {
    "Paris": 5, "Marseille": 3.5, "Lyon": 3, "Toulouse": 2.5, "Nice": 1.6, "Nantes": 2, "Montpellier": 1.8,
    "Strasbourg": 1.6, "Bordeaux": 2, "Lille": 2, "Rennes": 1.5, "Reims": 1, "Toulon": 0.8, "Saint-Etienne": 0.9,
    "Le-Havre": 0.8, "Dijon": 0.9, "Grenoble": 1.1, "Angers": 0.9, "Nimes": 0.8, "Clermont": 0.8, "Brest": 0.7,
    "Tours": 0.8, "Amiens": 0.8, "Limoges": 0.6, "Metz": 0.7,
}  # fmt: skip
GENDERS = (("F", 0.68), ("M", 0.30), ("X", 0.02))
AGES = (("15-16", 0.22), ("17", 0.33), ("18", 0.28), ("19-21", 0.17))
SITUATIONS = {
    "15-16": (("lyceen", 0.94), ("apprenti", 0.04), ("sans_emploi", 0.02)),
    "17": (("lyceen", 0.90), ("apprenti", 0.05), ("etudiant", 0.03), ("sans_emploi", 0.02)),
    "18": (("lyceen", 0.22), ("etudiant", 0.60), ("apprenti", 0.07), ("emploi", 0.04), ("sans_emploi", 0.07)),
    "19-21": (("etudiant", 0.70), ("apprenti", 0.07), ("emploi", 0.12), ("sans_emploi", 0.11)),
}
FIELDS = (
    ("livre", 0.20), ("musique", 0.22), ("cinema", 0.20), ("scene", 0.16), ("arts_visuels", 0.12),
    ("patrimoine", 0.06), ("jeu_video", 0.04),
)  # fmt: skip
NATIONAL = {
    "gender": {"F": (0.48, 0.55), "M": (0.42, 0.50), "X": (0.01, 0.05)},
    "age": {"15-16": (0.20, 0.32), "17": (0.22, 0.36), "18": (0.20, 0.34), "19-21": (0.15, 0.28)},
    "situation": {
        "lyceen": (0.40, 0.52), "etudiant": (0.20, 0.32), "apprenti": (0.08, 0.14), "emploi": (0.05, 0.10),
        "sans_emploi": (0.08, 0.14),
    },
    "commune": {"urbain": (0.45, 0.60), "rural": (0.20, 0.30), "qpv": (0.18, 0.28)},
    "field": {
        "livre": (0.10, 0.22), "musique": (0.10, 0.22), "cinema": (0.10, 0.22), "scene": (0.10, 0.22),
        "arts_visuels": (0.08, 0.20), "patrimoine": (0.06, 0.15), "jeu_video": (0.03, 0.10),
    },
}  # fmt: skip
LOCAL = (
    ("gender", "M", 0.35, 0.55), ("gender", "F", 0.40, 0.62), ("commune", "qpv", 0.10, 0.40),
    ("commune", "rural", 0.12, 0.40), ("situation", "lyceen", 0.30, 0.65),
)  # fmt: skip
COLUMNS = ("city", "gender", "age", "situation", "commune", "field")


@dataclass(frozen=True)
class Invented:
    """People (id, attributes), quotas (national ones first) and places by city."""

    people: tuple[tuple[str, dict[str, str]], ...]
    quotas: tuple[Quota, ...]
    places: dict[str, int]

    @property
    def size(self) -> int:
        """Places in all."""
        return sum(self.places.values())

    @property
    def pool(self) -> Pool:
        """Ready to solve."""
        return Pool.of(self.people, self.quotas, self.size)

    def write(self, folder: Path) -> None:
        """The three files that the command line reads."""
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "respondents.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            columns = [name for name in COLUMNS if name in self.people[0][1]]
            writer.writerow(["id", *columns])
            writer.writerows([identifier, *(row[name] for name in columns)] for identifier, row in self.people)
        local = [quota for quota in self.quotas if len(quota.where) == 2]
        with (folder / "categories.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["category", "feature", "min", "max"])
            national = [quota for quota in self.quotas if len(quota.where) == 1]
            writer.writerows([*quota.where[0], quota.minimum, quota.maximum] for quota in national)
        told = [[quota.where[0][1], *quota.where[1], quota.minimum, quota.maximum] for quota in local]
        (folder / "local.json").write_text(json.dumps({"local": told, "places": self.places, "k": self.size}))


def invent(people: int, seed: int, *, per_place: float = 10) -> Invented:
    """About `people` candidates in 25 cities (40 a city at least), `per_place` candidates a place."""
    chance = random.Random(seed)
    total = sum(CITY_WEIGHTS.values())
    counts = {city: max(40, round(people * weight / total)) for city, weight in CITY_WEIGHTS.items()}
    seats = people / per_place
    everyone = sum(counts.values())
    places = {city: max(8, round(0.6 * seats * count / everyone + 0.4 * seats / 25)) for city, count in counts.items()}
    rows = [row for city, count in counts.items() for row in _of_city(chance, city, count)]
    chance.shuffle(rows)
    quotas = [Quota((("city", city),), count, count) for city, count in places.items()]
    quotas += _shares(sum(places.values()))
    for city, count in places.items():
        quotas += [
            Quota((("city", city), (category, value)), int(low * count), int(high * count))
            for category, value, low, high in LOCAL
        ]
    return Invented(tuple((f"A{at:05d}", row) for at, row in enumerate(rows)), tuple(quotas), places)


def one_city(pool: Invented, city: str, places: int) -> Invented:
    """The candidates of one city alone, under the national shares: a small town's draw."""
    people = [
        (identifier, {category: value for category, value in row.items() if category != "city"})
        for identifier, row in pool.people
        if row["city"] == city
    ]
    return Invented(tuple(people), tuple(_shares(places)), {city: places})


def _shares(places: int) -> list[Quota]:
    return [
        Quota(((category, value),), int(low * places), int(high * places))
        for category, shares in NATIONAL.items()
        for value, (low, high) in shares.items()
    ]


def _of_city(chance: random.Random, city: str, count: int) -> list[dict[str, str]]:
    """Each city leans to one kind of commune more or less than the nation."""
    tilt = chance.uniform(0.6, 1.4)
    qpv, rural = 0.11 * tilt, 0.17 * (2 - tilt)
    communes = (("qpv", qpv), ("rural", rural), ("urbain", 1 - qpv - rural))
    rows = []
    for _ in range(count):
        # The order of these draws makes the pool of a seed.
        age = _pick(chance, AGES)
        gender, situation = _pick(chance, GENDERS), _pick(chance, SITUATIONS[age])
        commune, field = _pick(chance, communes), _pick(chance, FIELDS)
        row = {"city": city, "gender": gender, "age": age, "situation": situation, "commune": commune, "field": field}
        rows.append(row)
    return rows


def _pick(chance: random.Random, shares: Sequence[tuple[str, float]]) -> str:
    left = chance.random()
    for value, share in shares:
        left -= share
        if left < 0:
            return value
    return shares[0][0]

"""The categories: subcategories of offers and works, activities of venues, domains of interest. Data, not constants.

Their labels are messages: `make messages` reads them in `data/`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext_lazy

from passeurs.catalogue.models import Offer, Venue, Work

FALLBACK_POSTER = "rencontre"


@dataclass(frozen=True, slots=True)
class Subcategory:
    """A pass Culture subcategory. `poster` is the poster category."""

    id: str
    category_id: str
    label: Any
    search_group: str
    is_event: bool
    is_selectable: bool
    poster: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A pass Culture venue activity."""

    id: str
    label: Any
    poster: str


@dataclass(frozen=True, slots=True)
class Domain:
    """An interest. `search_groups` are the pass Culture groups it gathers."""

    id: str
    label: Any
    poster: str
    search_groups: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("passeurs.catalogue") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def subcategories() -> dict[str, Subcategory]:
    """Every subcategory by id."""
    return {
        row["id"]: Subcategory(
            id=row["id"],
            category_id=row["category_id"],
            label=gettext_lazy(row["label"]),
            search_group=row["search_group"],
            is_event=row["is_event"] == "true",
            is_selectable=row["is_selectable"] == "true",
            poster=row["poster"],
        )
        for row in _rows("subcategories.csv")
    }


@lru_cache(maxsize=1)
def activities() -> dict[str, Activity]:
    """Every venue activity by id."""
    return {
        row["id"]: Activity(row["id"], gettext_lazy(row["label"]), row["poster"]) for row in _rows("activities.csv")
    }


@lru_cache(maxsize=1)
def domains() -> tuple[Domain, ...]:
    """The interests, in the order they are offered."""
    return tuple(
        Domain(row["id"], gettext_lazy(row["label"]), row["poster"], tuple(row["search_groups"].split()))
        for row in _rows("domains.csv")
    )


def domain_choices() -> list[tuple[str, str]]:
    """The interests as choices of a form: (id, label)."""
    return [(domain.id, domain.label) for domain in domains()]


@lru_cache(maxsize=1)
def _domains_by_group() -> dict[str, str]:
    return {group: domain.id for domain in domains() for group in domain.search_groups}


def subcategory_label(id: str) -> str:
    """The label of a subcategory; an unknown id is returned raw."""
    known = subcategories().get(id)
    return str(known.label) if known else id


def activity_label(id: str) -> str:
    """The label of a venue's activity; an unknown id is returned raw."""
    known = activities().get(id)
    return str(known.label) if known else id


@lru_cache(maxsize=1)
def _short_labels() -> dict[str, Any]:
    return {row["id"]: gettext_lazy(row["label"]) for row in _rows("short_labels.csv")}


def short_label(id: str) -> str:
    """A word for a narrow place: the label of an activity or a subcategory, shortened where it is long."""
    short = _short_labels().get(id)
    if short:
        return str(short)
    return activity_label(id) if id in activities() else subcategory_label(id)


def domain_label(id: str) -> str:
    """The label of an interest; an unknown id is returned raw."""
    return next((str(domain.label) for domain in domains() if domain.id == id), id)


def domain_of(subcategory_id: str) -> str:
    """The interest a subcategory belongs to; empty when unknown."""
    known = subcategories().get(subcategory_id)
    return _domains_by_group().get(known.search_group, "") if known else ""


def poster_category(thing: Venue | Offer | Work | str) -> str:
    """The poster category of a venue, an offer, a work, or of the id of an activity, subcategory or domain.

    A festival takes the category of its first domain. Unknown ids give `rencontre`.
    """
    if isinstance(thing, Venue):
        if thing.kind == "FESTIVAL" and thing.domains:
            return poster_category(str(thing.domains[0]))
        return poster_category(thing.kind)
    if isinstance(thing, Offer | Work):
        return poster_category(thing.subcategory)
    # A domain last: CINEMA names an activity too, and the poster is the same.
    by_id = {domain.id: domain for domain in domains()}
    known = activities().get(thing) or subcategories().get(thing) or by_id.get(thing)
    return known.poster if known else FALLBACK_POSTER

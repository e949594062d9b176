"""Reads of variants: what a proposal asked, what changes from one to another, what somebody got, in names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from passeurs.matching.choices import WhatIf
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries.problem import kept_groups
from passeurs.matching.queries.proposal import names_of
from passeurs.matching.solver.compare import places
from passeurs.partners.models import Partnership
from passeurs.people.choices import HalfDay

Places = dict[Any, tuple[Any, Any]]
FIGURES = (
    ("placed", _("placées, en pour cent")),
    ("top3", _("dans leurs trois premiers vœux, en pour cent")),
    ("worst_rank", _("rang le moins bon")),
    ("mean_km", _("km en moyenne")),
    ("max_km", _("km au plus")),
    ("groups", _("groupes")),
)


@dataclass(frozen=True)
class Change:
    """Somebody whose group is not the same: where before, where after, the rank of the wish (0: none, -1: no group)."""

    name: str
    before: str
    after: str
    ranks: tuple[int, int]

    @property
    def is_gain(self) -> bool:
        """A better wish, or a group at last."""
        return _order(self.ranks[1]) < _order(self.ranks[0])


@dataclass(frozen=True)
class Comparison:
    """Two proposals: (label, before, after) of each figure, and who moves, those who lose first."""

    figures: list[tuple[str, Any, Any]]
    changes: list[Change]


def _order(rank: int) -> int:
    return {-1: 1000, 0: 100}.get(rank, rank)


def changes_now(proposal: MatchingProposal) -> list[Change]:
    """Who would change groups if this proposal were published now. Four queries, two when no group runs."""
    running = kept_groups(proposal.season)
    return _changes(places({"groups": running}), places(proposal.result), proposal) if running else []


def compare(before: MatchingProposal, after: MatchingProposal) -> Comparison:
    """What changes from one computed proposal to another. Two queries."""
    quality = before.result["quality"], after.result["quality"]
    figures = [(label, quality[0][name], quality[1][name]) for name, label in FIGURES]
    return Comparison(figures, _changes(places(before.result), places(after.result), after))


def _changes(was: Places, became: Places, after: MatchingProposal) -> list[Change]:
    """Those whose place is not the same, those who lose first. Two queries."""
    moved = [key for key in {**was, **became} if was.get(key) != became.get(key)]
    names = names_of(moved)
    found = [one for one in (was.get(key) for key in moved) if one] + [one for one in map(became.get, moved) if one]
    partners = Partnership.objects.in_bulk({actor for actor, _half in found})
    wishes = {row["id"]: row["wishes"] for row in after.problem["people"]}

    def said(place: tuple[Any, Any] | None) -> str:
        return f"{partners[place[0]]}, {HalfDay(place[1]).label}" if place else str(_("sans groupe"))

    def rank(key: Any, place: tuple[Any, Any] | None) -> int:
        if place is None:
            return -1
        return wishes[key].index(place[0]) + 1 if place[0] in wishes.get(key, []) else 0

    changes = [
        Change(
            names.get(key, ""),
            said(was.get(key)),
            said(became.get(key)),
            (rank(key, was.get(key)), rank(key, became.get(key))),
        )
        for key in moved
    ]
    return sorted(changes, key=lambda one: (one.is_gain, one.name))


def asked_in_words(proposal: MatchingProposal) -> list[str]:
    """What the team asked of a variant. Two queries, none when it asked nothing."""
    if not proposal.asked:
        return []
    names = names_of(row["person"] for row in proposal.asked if row["person"])
    partners = Partnership.objects.in_bulk({row["actor"] for row in proposal.asked if row["actor"]})
    labels = dict(WhatIf.choices)
    told = []
    for row in proposal.asked:
        parts = [names.get(row["person"], ""), str(partners.get(row["actor"], "")) if row["actor"] else ""]
        parts.append(str(HalfDay(row["half_day"]).label) if row["half_day"] else "")
        told.append(f"{labels[row['kind']]} : {', '.join(part for part in parts if part)}")
    return told


def choices_of(proposal: MatchingProposal) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The people and the partners that a demand may name, by name. Two queries."""
    names = names_of(row["id"] for row in proposal.problem["people"])
    rows = Partnership.objects.filter(pk__in=[row["id"] for row in proposal.problem["actors"]])
    partners = rows.select_related("season_city__city").order_by("season_city__city__name", "name")
    people = sorted(names.items(), key=lambda one: (one[1], one[0]))
    return [(pk, f"{name} (n° {pk})") for pk, name in people], [
        (row.pk, f"{row.season_city.city.name} : {row.name}") for row in partners
    ]


def partners_named(explained: dict[str, Any]) -> dict[int, str]:
    """The partners of an explanation, by number. One query."""
    asked = {row["actor"] for row in explained["better"]} | ({explained["got"]["actor"]} if explained["got"] else set())
    return {pk: row.name for pk, row in Partnership.objects.in_bulk(asked).items()}

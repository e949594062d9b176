"""What anyone reads of how groups were made: figures of the whole country, nothing about a person or a city."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal
from passeurs.matching.solver.words import stage_said

MOST = 20


@dataclass(frozen=True)
class StageFigure:
    """One stage of the computation: what it wants, whether nothing better exists, else the best found and its bound."""

    wants: str
    is_proved: bool
    found: Any
    bound: Any


@dataclass(frozen=True)
class PublishedFigures:
    """One published proposal. Percentages are of the people who asked for a group; kilometres by road are estimates."""

    season: str
    published_at: dt.datetime
    people: int
    placed: int
    groups: int
    quality: dict[str, Any]
    stages: list[StageFigure]

    @property
    def is_proved(self) -> bool:
        """Whether every stage is."""
        return all(stage.is_proved for stage in self.stages)


def stage_figures(result: dict[str, Any]) -> list[StageFigure]:
    """The stages of a result of the matching, in the order in which they were solved."""
    return [
        StageFigure(stage_said(one["name"]), one["proved"], one["objective"], one["bound"]) for one in result["stages"]
    ]


def published_figures() -> list[PublishedFigures]:
    """The proposals that became groups, the last first, without their problems. One query."""
    rows = MatchingProposal.objects.filter(state=ProposalState.PUBLISHED).defer("problem").select_related("season")
    return [_figures(row) for row in rows.order_by("-published_at", "-pk")[:MOST]]


def _figures(row: MatchingProposal) -> PublishedFigures:
    placed = sum(len(group["members"]) for group in row.result["groups"])
    people, groups = placed + len(row.result["unplaced"]), len(row.result["groups"])
    assert row.published_at is not None  # it is published
    stages = stage_figures(row.result)
    return PublishedFigures(str(row.season), row.published_at, people, placed, groups, row.result["quality"], stages)

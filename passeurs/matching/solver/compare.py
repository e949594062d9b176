"""Two results side by side: what each stage wins or loses, and who moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .reading import BadProblem
from .words import counted, half_day_said, stage_said

FIGURES = {
    "placed": "% dans un groupe",
    "valid": "% dans un groupe valable",
    "top3": "% avec un de leurs trois premiers vœux",
    "worst_rank": "rang le moins bon",
    "mean_km": "km en moyenne",
    "max_km": "km au plus",
    "groups": "groupes",
}


def comparison(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Lines of French: figures, stages, then each person whose group is not the same. Raises `BadProblem`."""
    for name, result in (("avant", before), ("après", after)):
        if not (isinstance(result, dict) and {"groups", "stages", "quality"} <= result.keys()):
            raise BadProblem([(name, "un résultat est attendu : groups, stages, quality")])
    for name, said in FIGURES.items():
        yield f"{said} : {before['quality'][name]} → {after['quality'][name]}"
    now = {stage["name"]: stage for stage in after["stages"]}
    for stage in before["stages"]:
        other = now.get(stage["name"])
        if other and other["objective"] != stage["objective"]:
            yield f"étape « {stage_said(stage['name'])} » : {stage['objective']} → {other['objective']}"
    was, became = places(before), places(after)
    moved = [key for key in [*was, *(key for key in became if key not in was)] if was.get(key) != became.get(key)]
    yield f"{counted(len(moved), 'personne change', 'personnes changent')} de groupe"
    for key in moved:
        yield f"{key} : {_said(was.get(key))} → {_said(became.get(key))}"


def places(result: dict[str, Any]) -> dict[Any, tuple[Any, Any]]:
    """(actor, half-day) of each person who has a group."""
    return {key: (group["actor"], group["half_day"]) for group in result["groups"] for key in group["members"]}


def _said(place: tuple[Any, Any] | None) -> str:
    return f"{place[0]}, {half_day_said(place[1])}" if place else "sans groupe"

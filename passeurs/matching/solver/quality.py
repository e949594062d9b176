"""Figures of a set of groups, counted from the groups themselves: the same for ours and for any other method's."""

from __future__ import annotations

from typing import Any

from .problem import LARGEST, SMALLEST, Key, Problem

# (actor, half-day or None when the method gave none, members)
Group = tuple[int, Key | None, tuple[int, ...]]


def shared_half_days(problem: Problem, group: Group) -> set[Key]:
    """Half-days on which the actor and every member are free, the group's own only if it has one."""
    actor, half_day, members = group
    shared = set(problem.actors[actor].half_days)
    for person in members:
        shared &= set(problem.people[person].half_days)
    return shared if half_day is None else shared & {half_day}


def quality_of(problem: Problem, groups: list[Group]) -> dict[str, Any]:
    """Percentages of people, ranks, kilometres by road and faults.

    `valid`: people in a group of two to five that has a half-day in common. `worst_rank`: an actor accepted
    without being ranked comes after every wish.
    """
    count = len(problem.people)
    ranks = [problem.rank(person, actor) for actor, _, members in groups for person in members]
    kms = [problem.km(person, actor) for actor, _, members in groups for person in members]
    bad_size = [group for group in groups if not SMALLEST <= len(group[2]) <= LARGEST]
    no_time = [group for group in groups if not shared_half_days(problem, group)]
    faulty = {id(group) for group in [*bad_size, *no_time]}
    valid = sum(len(group[2]) for group in groups if id(group) not in faulty)
    return {
        "placed": round(100 * len(ranks) / count, 2),
        "valid": round(100 * valid / count, 2),
        "top3": round(100 * sum(rank <= 3 for rank in ranks) / count, 2),
        "worst_rank": max(ranks, default=None),
        "mean_km": round(sum(kms) / len(kms), 2) if kms else None,
        "max_km": round(max(kms), 2) if kms else None,
        "groups": len(groups),
        "bad_size": len(bad_size),
        "no_shared_time": len(no_time),
    }

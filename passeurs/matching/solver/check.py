"""An independent check of a result: it reads the two files and nothing that made the groups.

Written again from the rules on purpose, without the solver's own code, so that an error there is found here.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

Row = dict[str, Any]


def faults_of(problem: Row, result: Row) -> list[str]:
    """Every rule that the result breaks, in words; none when it is valid. The problem is a valid one."""
    people = {row["id"]: row for row in problem["people"]}
    actors = {row["id"]: row for row in problem["actors"]}
    if not isinstance(result, dict) or not isinstance(result.get("groups"), list):
        return ["résultat : une liste « groups » est attendue"]
    faults: list[str] = []
    seen: Counter[Any] = Counter()
    known = []
    for k, group in enumerate(result["groups"]):
        if not (isinstance(group, dict) and {"actor", "half_day", "members"} <= group.keys()):
            faults.append(f"groupe {k} : actor, half_day et members sont attendus")
            continue
        strangers = [key for key in group["members"] if key not in people]
        if group["actor"] not in actors or strangers:
            faults.append(f"groupe {k} : acteur ou membres inconnus ({group['actor']}, {strangers})")
            continue
        known.append(group)
        seen.update(group["members"])
        faults += [
            f"groupe {k} ({group['actor']}) : {fault}" for fault in _group_faults(problem, people, actors, group)
        ]
    faults += [f"{key} est dans {count} groupes" for key, count in seen.items() if count > 1]
    faults += _count_faults(actors, known)
    faults += _unplaced_faults(people, result, set(seen))
    return faults + _lock_faults(problem, known)


def _group_faults(problem: Row, people: dict[Any, Row], actors: dict[Any, Row], group: Row) -> list[str]:
    """What is wrong inside one group."""
    actor, members = actors[group["actor"]], group["members"]
    faults = []
    if not 2 <= len(members) <= 5:
        faults.append(f"{len(members)} personne{'s' if len(members) > 1 else ''}")
    if group["half_day"] not in actor["half_days"]:
        faults.append(f"l’acteur n’est pas là : {group['half_day']}")
    refused = {row["id"] if isinstance(row, dict) else row for row in actor.get("refusals") or []}
    apart = [set(lock["apart"]) for lock in problem.get("locks") or [] if "apart" in lock]
    for key in members:
        person = people[key]
        if group["half_day"] not in (person.get("half_days") or []):
            faults.append(f"{key} n’est pas libre : {group['half_day']}")
        if key in refused:
            faults.append(f"{key} est refusé·e par l’acteur")
        limit = person.get("limit_km")
        if limit is not None and 1.3 * _straight_km(person, actor) > limit + 1e-6:
            faults.append(f"{key} est au-delà de sa limite de trajet")
        missing = set(person.get("needs") or []) - set(actor.get("access") or [])
        if missing:
            faults.append(f"{key} n’a pas l’accès nécessaire : {', '.join(sorted(missing))}")
        if actor["id"] not in _agreed(problem, person):
            faults.append(f"{key} n’a ni classé ni accepté cet acteur")
        avoided = {row["id"] if isinstance(row, dict) else row for row in person.get("avoid") or []}
        faults += [f"{key} et une personne à éviter" for other in members if other in avoided]
    faults += [f"{sorted(map(str, pair))} devaient être séparés" for pair in apart if pair <= set(members)]
    return faults


def _agreed(problem: Row, person: Row) -> set[Any]:
    """Actors a person ranked or accepted, was already with, or was locked to by the team."""
    agreed = set(person.get("wishes") or []) | set(person.get("accepts") or [])
    agreed |= {kept["actor"] for kept in problem.get("keep") or [] if person["id"] in kept["members"]}
    return agreed | {lock["actor"] for lock in problem.get("locks") or [] if lock.get("person") == person["id"]}


def _straight_km(one: Row, other: Row) -> float:
    """Great circle, by the spherical law of cosines in vector form (the solver uses haversine)."""

    def vector(row: Row) -> tuple[float, float, float]:
        lat, lon = math.radians(row["lat"]), math.radians(row["lon"])
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    return 6371.0088 * 2 * math.asin(min(1.0, math.dist(vector(one), vector(other)) / 2))


def _count_faults(actors: dict[Any, Row], groups: list[Row]) -> list[str]:
    """Actors with more groups than they take."""
    held = Counter(group["actor"] for group in groups)
    return [
        f"{key} a {count} groupes pour {actors[key].get('groups', 1)}"
        for key, count in held.items()
        if count > actors[key].get("groups", 1)
    ]


def _unplaced_faults(people: dict[Any, Row], result: Row, placed: set[Any]) -> list[str]:
    """Everybody is in a group or told why not."""
    told = {row["id"] for row in result.get("unplaced", []) if row.get("why")}
    faults = [
        f"{key} n’est ni dans un groupe ni parmi les personnes sans groupe" for key in people.keys() - placed - told
    ]
    return faults + [f"{key} est à la fois dans un groupe et sans groupe" for key in told & placed]


def _lock_faults(problem: Row, groups: list[Row]) -> list[str]:
    """Locks that are not held."""
    faults = []
    for k, lock in enumerate(problem.get("locks") or []):
        if "apart" in lock:
            continue
        there = any(
            lock["person"] in group["members"]
            and group["actor"] == lock["actor"]
            and lock.get("half_day") in (None, group["half_day"])
            for group in groups
        )
        if there == bool(lock.get("forbid")):
            faults.append(f"locks[{k}] n’est pas tenu : {lock['person']}, {lock['actor']}")
    return faults

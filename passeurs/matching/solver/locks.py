"""Locks that contradict a rule or one another are refused before anything is solved."""

from __future__ import annotations

from collections import defaultdict

from .options import Barrier, Possible
from .problem import LARGEST, Lock, Problem

WHY = {
    Barrier.REFUSED: "l’acteur a refusé cette personne",
    Barrier.FORBIDDEN: "un autre verrou interdit cette paire",
    Barrier.LOCKED: "un autre verrou place cette personne ailleurs",
    Barrier.ACCESS: "l’acteur n’a pas l’accès dont cette personne a besoin",
    Barrier.TRAVEL: "l’acteur est au-delà de la limite de trajet de cette personne",
    Barrier.CLOSED: "l’acteur ne prend aucun groupe",
    Barrier.TIME: "aucune demi-journée ne convient à cette personne, à l’acteur et aux verrous",
    Barrier.ALONE: "personne d’autre ne peut venir à cette demi-journée : il faut être au moins deux",
}


def contradictions(problem: Problem, possible: Possible) -> list[tuple[str, str]]:
    """(row, reason) of each lock that cannot hold, by itself or with the others at the same actor."""
    refused = []
    held: dict[int, list[Lock]] = defaultdict(list)
    for lock in problem.locks:
        if lock.forbid:
            continue
        if barrier := possible.barrier(lock.person, lock.actor):
            refused.append((f"locks[{lock.row}]", WHY[barrier]))
        else:
            held[lock.actor].append(lock)
    for a, locks in held.items():
        actor = problem.actors[a]
        people = {lock.person for lock in locks}
        if len(people) > LARGEST * actor.groups:
            said = f"{len(people)} personnes verrouillées chez {actor.id}, qui n’a que {LARGEST * actor.groups} places"
            refused += [(f"locks[{lock.row}]", said) for lock in locks]
        half_days = {lock.half_day for lock in locks if lock.half_day is not None}
        if len(half_days) > actor.groups:
            said = f"{len(half_days)} demi-journées verrouillées chez {actor.id}, qui ne prend pas autant de groupes"
            refused += [(f"locks[{lock.row}]", said) for lock in locks]
    return refused

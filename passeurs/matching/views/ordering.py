"""Rows of a list that move up, down, or off it."""

from __future__ import annotations

STEPS = {"monter": -1, "descendre": 1}


def moved(order: list[int], pk: int, move: str) -> list[int]:
    """The order after one `move` (« monter », « descendre », « enlever ») of a row; the same for anything else."""
    if pk not in order:
        return order
    others = [one for one in order if one != pk]
    if move == "enlever":
        return others
    at = order.index(pk) + STEPS.get(move, 0)
    others.insert(max(0, at), pk)
    return others

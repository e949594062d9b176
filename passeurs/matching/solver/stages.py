"""What is wanted, in order. A stage never gives back what an earlier one obtained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .layout import Assignment, Choice, Layout

BEST_POINTS = 8  # an actor's first wish gives 8 points, its eighth and those after it 1
RANK_STAGE = "rank>="  # rank>=4: people who get their fourth wish or a worse one
KM_STEP = 0.1  # kilometres are counted by steps of a hundred metres


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to make as large (or as small) as possible: a sum of weights over the choices taken.

    `ties` are (person, other, weight): added when both are in one cell. `unit` turns the sum into what is shown.
    """

    name: str
    maximise: bool
    weigh: Callable[[Choice], int]
    ties: tuple[tuple[int, int, int], ...] = ()
    unit: float = 1

    def value(self, layout: Layout, assignment: Assignment) -> int:
        """The sum an assignment reaches."""
        total = sum(self.weigh(layout.by_place[place]) for place in assignment.items())
        for person, other, weight in self.ties:
            if assignment.get(person, -1) == assignment.get(other, -2):
                total += weight
        return total

    def easy_bound(self, layout: Layout, assignment: Assignment) -> int:
        """A bound that needs no solver: each person at their own best, the others forgotten."""
        own = [[self.weigh(choice) for choice in choices] for choices in layout.of_person.values()]
        if self.maximise:
            return sum(max(0, *weights) for weights in own) + sum(weight for *_, weight in self.ties)
        # Once everybody is placed, everybody takes a choice; before, somebody may take none.
        return sum(map(min, own)) if len(assignment) == len(own) else 0

    def reaches(self, value: int, bound: float) -> bool:
        """Whether a value is as good as its bound."""
        return value >= bound if self.maximise else value <= bound


def stages_of(layout: Layout) -> list[Stage]:
    """The stages of a layout, those that cannot change anything left out, except the first and the last."""
    problem = layout.problem
    ranks = sorted({choice.rank for choice in layout.choices}, reverse=True)
    stages = [Stage("placed", True, lambda _: 1)]
    if problem.keep:
        stages.append(Stage("keep", True, lambda choice: int(choice.is_kept)))
    stages += [Stage(f"{RANK_STAGE}{rank}", False, _at_least(rank)) for rank in ranks if rank > 1]
    points = {
        (actor, person): max(1, BEST_POINTS - at)
        for actor in layout.actors
        for at, person in enumerate(problem.actors[actor].wishes)
    }
    if points:
        stages.append(Stage("actors", True, lambda c: points.get((layout.cells[c.cell].actor, c.person), 0)))
    people = set(layout.people)
    likes = tuple(
        (person, other, 1) for person in layout.people for other in sorted(problem.people[person].likes & people)
    )
    if likes:
        stages.append(Stage("with", True, lambda _: 0, likes))
    stages.append(Stage("km", False, lambda choice: round(choice.km / KM_STEP), unit=KM_STEP))
    return stages


def _at_least(rank: int) -> Callable[[Choice], int]:
    """Count of people whose actor has this rank or a worse one."""
    return lambda choice: int(choice.rank >= rank)


def rough_cost(layout: Layout) -> Callable[[Choice], int]:
    """One number for all the stages that matter most: used to find good groups fast, never to prove anything."""
    last = layout.problem.last_rank
    placing, keeping = 3 ** (min(last, 12) + 3), 3 ** (min(last, 12) + 1)
    return lambda choice: 3 ** min(choice.rank, 12) - placing - keeping * choice.is_kept

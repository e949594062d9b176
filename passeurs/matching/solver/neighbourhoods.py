"""Large components: improve a few neighbouring actors at a time, everything else standing still.

Only finds; proves nothing. The bounds come from the whole model, afterwards.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from .clock import Clock
from .layout import Assignment, Layout
from .model import GroupModel
from .stages import Stage, rough_cost

ACTOR_COUNT = 64  # actors whose groups are made anew together: some 250 people
EFFORT = 12.0  # CP-SAT's count of work for one of them, about as many seconds
SWEEP_COUNT = 6


def improve(layout: Layout, assignment: Assignment, *, seed: int, clock: Clock, until: float) -> Assignment:
    """A better assignment, by sweeps over the neighbourhoods while one helps. `until`: seconds on the clock."""
    rough = Stage("rough", False, rough_cost(layout))
    dice = random.Random(seed)
    for _ in range(SWEEP_COUNT):
        before = rough.value(layout, assignment)
        for actors in neighbourhoods(layout, dice):
            seconds = min(until - clock.spent(), clock.left())
            if seconds <= 0:
                return assignment
            assignment = _improve_one(layout, assignment, actors, rough, seed=seed, clock=clock, seconds=seconds)
        if rough.value(layout, assignment) == before:
            break
    return assignment


def neighbourhoods(layout: Layout, dice: random.Random) -> Iterator[frozenset[int]]:
    """Overlapping sets of actors that share people, each actor in the inner half of one at least."""
    wanted_by = defaultdict(set)
    for choice in layout.choices:
        wanted_by[layout.cells[choice.cell].actor].add(choice.person)
    actors_of = defaultdict(set)
    for actor, people in wanted_by.items():
        for person in people:
            actors_of[person].add(actor)
    left = set(layout.actors)
    for centre in dice.sample(layout.actors, len(layout.actors)):
        if centre not in left:
            continue
        shared = Counter(actor for person in wanted_by[centre] for actor in actors_of[person])
        near = sorted(shared, key=lambda actor: (-shared[actor], actor))[:ACTOR_COUNT]
        left -= {centre, *near[: ACTOR_COUNT // 2]}
        yield frozenset(near)


def _improve_one(
    layout: Layout,
    assignment: Assignment,
    actors: frozenset[int],
    rough: Stage,
    *,
    seed: int,
    clock: Clock,
    seconds: float,
) -> Assignment:
    """Make the groups of some actors anew, with their people and whoever has no group."""
    elsewhere = {person: cell for person, cell in assignment.items() if layout.cells[cell].actor not in actors}
    here = {person: cell for person, cell in assignment.items() if person not in elsewhere}
    part = layout.within(set(layout.people) - set(elsewhere), actors)
    model = GroupModel(part, seed=seed)
    model.hint(here)
    answer = model.solve(rough, clock, seconds, EFFORT)
    if answer.assignment is None or rough.value(part, answer.assignment) >= rough.value(part, here):
        return assignment
    return elsewhere | answer.assignment

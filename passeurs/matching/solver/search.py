"""One component, from a first set of groups to the best: stage after stage, each with its bound."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from .clock import Clock
from .layout import Assignment, Layout
from .model import GroupModel
from .neighbourhoods import improve
from .reading import BadProblem
from .stages import Stage, stages_of
from .start import Start

LARGE = 80  # people: from there on, neighbourhoods are improved before stages are proved
IMPROVING_SHARE = 0.4  # of a component's time, at most


@dataclass(frozen=True, slots=True)
class StageRecord:
    """What a stage obtained in a component. `bound`: nothing better exists, given the stages before."""

    name: str
    maximise: bool
    value: int
    bound: int
    is_proved: bool
    seconds: float
    unit: float


@dataclass
class Found:
    """The best known of a component, published as it gets better: what is kept when time runs out."""

    layout: Layout
    assignment: Assignment = field(default_factory=dict)
    records: list[StageRecord] = field(default_factory=list)

    @property
    def is_proved(self) -> bool:
        """Whether nothing better exists, at any stage."""
        return all(record.is_proved for record in self.all_records())

    def all_records(self) -> list[StageRecord]:
        """A record for each stage, those that were not reached with what their easy bound proves."""
        reached = len(self.records)
        unreached = [
            _record(stage, self.layout, self.assignment, None, 0.0) for stage in stages_of(self.layout)[reached:]
        ]
        return self.records + unreached


class Search:
    """Solves one component within its share of the time."""

    def __init__(self, found: Found, *, seed: int, clock: Clock) -> None:
        self.found, self.seed, self.clock = found, seed, clock
        self.layout = found.layout

    def start(self) -> None:
        """First groups, at once."""
        self.found.assignment = Start(self.layout).run()

    def _hold_locks(self) -> None:
        """Groups that hold the locks, when the first ones do not. Raises `BadProblem` if none does."""
        if self.layout.locked <= self.found.assignment.keys():
            return
        answer = GroupModel(self.layout, seed=self.seed).solve(None, self.clock, self.clock.left())
        if answer.is_impossible:
            raise BadProblem(self._impossible_locks())
        if answer.assignment is not None:
            self.found.assignment = answer.assignment

    def _impossible_locks(self) -> list[tuple[str, str]]:
        """The fewest locks that cannot hold together: each is dropped in turn, and kept out if it is not needed."""
        needed = set(self.layout.locked)
        for person in sorted(needed):
            layout = Layout(self.layout.problem, self.layout.cells, self.layout.choices, frozenset(needed - {person}))
            if GroupModel(layout, seed=self.seed).solve(None, self.clock, 10).is_impossible:
                needed.discard(person)
        locks = [lock for lock in self.layout.problem.locks if not lock.forbid and lock.person in needed]
        said = "ces verrous ne peuvent tenir ensemble : aucun groupe de deux à cinq personnes ne les respecte tous"
        return [(f"locks[{lock.row}]", said) for lock in locks]

    def run(self, seconds: float) -> None:
        """Improve, then prove. What is found is in `found` all along. Run again, it resumes at what is not proved."""
        until = self.clock.spent() + seconds
        kept = list(takewhile(lambda record: record.is_proved, self.found.records))
        self._hold_locks()
        if len(self.layout.people) >= LARGE and not self.found.records:
            self.found.assignment = improve(
                self.layout,
                self.found.assignment,
                seed=self.seed,
                clock=self.clock,
                until=self.clock.spent() + IMPROVING_SHARE * seconds,
            )
        model = GroupModel(self.layout, seed=self.seed)
        stages = stages_of(self.layout)
        self.found.records = kept
        for stage, record in zip(stages, tuple(kept), strict=False):
            model.hold(stage, record.value)
        for at, stage in enumerate(stages[len(kept) :], len(kept)):
            left = min(until - self.clock.spent(), self.clock.left())
            # A hard stage may take twice its equal share: the next ones are most often easy.
            share = left if at == len(stages) - 1 else min(left, 2 * left / (len(stages) - at))
            self._run_stage(model, stage, share)

    def _run_stage(self, model: GroupModel, stage: Stage, seconds: float) -> None:
        """One stage: find better, prove, hold what is obtained."""
        started = time.monotonic()
        found = self.found
        value = stage.value(self.layout, found.assignment)
        bound: float | None = None
        if not stage.reaches(value, stage.easy_bound(self.layout, found.assignment)) and seconds > 0:
            model.hint(found.assignment)
            answer = model.solve(stage, self.clock, seconds)
            bound = answer.bound
            if answer.assignment is not None:
                reached = stage.value(self.layout, answer.assignment)
                if stage.reaches(reached, value):
                    found.assignment, value = answer.assignment, reached
        found.records.append(_record(stage, self.layout, found.assignment, bound, time.monotonic() - started))
        model.hold(stage, value)


def _record(stage: Stage, layout: Layout, assignment: Assignment, bound: float | None, seconds: float) -> StageRecord:
    """The record of a stage, with the best bound known: the easy one or the solver's, rounded to what is whole."""
    value, best = stage.value(layout, assignment), stage.easy_bound(layout, assignment)
    if bound is not None:
        # Sums of whole numbers: a bound of 11.2 (at least) means 12. The margin is for the solver's own rounding.
        whole: Callable[[float], int] = math.floor if stage.maximise else math.ceil
        margin = 1e-6 if stage.maximise else -1e-6
        solver_bound = whole(bound + margin)
        best = min(best, solver_bound) if stage.maximise else max(best, solver_bound)
    return StageRecord(stage.name, stage.maximise, value, best, stage.reaches(value, best), seconds, stage.unit)

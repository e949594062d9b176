"""The integer model of a layout, solved by CP-SAT. The only file that imports OR-tools.

x[person, cell] is 0 or 1, y[cell] is the number of groups there: x ≤ y, 2y ≤ Σx ≤ 5y, at most one x a person,
at most `groups` y an actor, never two enemies in one cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from .clock import Clock
from .layout import Assignment, Layout
from .problem import LARGEST, SMALLEST
from .stages import Stage

Terms = tuple[list[cp_model.IntVar], list[int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solve gave: an assignment (None when none was found), a valid bound, whether it is proved best."""

    assignment: Assignment | None
    bound: float | None
    is_proved: bool
    is_impossible: bool


class GroupModel:
    """A model that stages are asked of one after the other."""

    def __init__(self, layout: Layout, *, seed: int, lock_people: bool = True) -> None:
        self.layout = layout
        self.seed = seed
        self.model = cp_model.CpModel()
        self.x = {place: self.model.new_bool_var("") for place in layout.by_place}
        self.y = {cell: self.model.new_int_var(0, layout.cells[cell].most, "") for cell in layout.of_cell}
        self.tie: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self._rules(lock_people)

    def _rules(self, lock_people: bool) -> None:
        """The rules that every assignment obeys."""
        layout, model = self.layout, self.model
        for person, choices in layout.of_person.items():
            mine = [self.x[person, choice.cell] for choice in choices]
            if lock_people and person in layout.locked:
                model.add_exactly_one(mine)
            else:
                model.add_at_most_one(mine)
        of_actor = defaultdict(list)
        for cell, choices in layout.of_cell.items():
            crowd = [self.x[choice.person, cell] for choice in choices]
            y = self.y[cell]
            of_actor[layout.cells[cell].actor].append(cell)
            model.add(sum(crowd) >= SMALLEST * y)
            model.add(sum(crowd) <= LARGEST * y)
            for x in crowd:
                if layout.cells[cell].most == 1:
                    model.add_implication(x, y)
                else:
                    model.add(x <= y)
            self._keep_enemies_apart(cell)
        for actor, cells in of_actor.items():
            model.add(sum(self.y[cell] for cell in cells) <= layout.problem.actors[actor].groups)
            for cell, following in pairwise(cells):
                here, there = layout.cells[cell], layout.cells[following]
                # Twin cells: the first is used first, so that the same groups are not counted twice.
                if here.half_day == there.half_day and not here.kept and not there.kept:
                    model.add(self.y[cell] >= self.y[following])

    def _keep_enemies_apart(self, cell: int) -> None:
        """At most one of two enemies in a cell."""
        people = sorted(choice.person for choice in self.layout.of_cell[cell])
        enemies = self.layout.problem.enemies
        if not enemies:
            return
        for pair in combinations(people, 2):
            if frozenset(pair) in enemies:
                self.model.add_at_most_one([self.x[person, cell] for person in pair])

    def _terms(self, stage: Stage) -> Terms:
        """Variables and weights of a stage."""
        weighed = [(self.x[place], stage.weigh(choice)) for place, choice in self.layout.by_place.items()]
        for person, other, weight in stage.ties:
            for choice in self.layout.of_person[person]:
                if (other, choice.cell) in self.x:
                    weighed.append((self._tie(person, other, choice.cell), weight))
        kept = [(variable, weight) for variable, weight in weighed if weight]
        return [variable for variable, _ in kept], [weight for _, weight in kept]

    def _tie(self, person: int, other: int, cell: int) -> cp_model.IntVar:
        """A variable that may be 1 only when both people are in the cell."""
        key = (min(person, other), max(person, other), cell)
        if key not in self.tie:
            self.tie[key] = self.model.new_bool_var("")
            self.model.add_implication(self.tie[key], self.x[person, cell])
            self.model.add_implication(self.tie[key], self.x[other, cell])
        return self.tie[key]

    def hold(self, stage: Stage, value: int) -> None:
        """From now on, this stage is at least as good as `value`."""
        expression = cp_model.LinearExpr.weighted_sum(*self._terms(stage))
        self.model.add(expression >= value if stage.maximise else expression <= value)

    def force(self, places: Sequence[tuple[int, int]]) -> None:
        """One of these (person, cell) is taken."""
        self.model.add_bool_or([self.x[place] for place in places])

    def hint(self, assignment: Assignment) -> None:
        """Start the next search from an assignment."""
        self.model.clear_hints()
        counts = self.layout.group_count(assignment)
        for (person, cell), x in self.x.items():
            self.model.add_hint(x, int(assignment.get(person) == cell))
        for cell, y in self.y.items():
            self.model.add_hint(y, counts.get(cell, 0))
        for (person, other, cell), tie in self.tie.items():
            self.model.add_hint(tie, int(assignment.get(person) == cell == assignment.get(other)))

    def solve(self, stage: Stage | None, clock: Clock, seconds: float, effort: float | None = None) -> Answer:
        """The best of a stage within `seconds` (and `effort`, CP-SAT's count of its own work, the same everywhere)."""
        if stage:
            expression = cp_model.LinearExpr.weighted_sum(*self._terms(stage))
            (self.model.maximize if stage.maximise else self.model.minimize)(expression)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = max(0.0, min(seconds, clock.left()))
        if effort is not None:
            solver.parameters.max_deterministic_time = effort
        with clock.running(solver):
            if clock.left() <= 0:
                return Answer(None, None, False, False)
            status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(None, None, False, status == cp_model.INFEASIBLE)
        found = {person: cell for (person, cell), x in self.x.items() if solver.boolean_value(x)}
        return Answer(found, solver.best_objective_bound if stage else None, status == cp_model.OPTIMAL, False)

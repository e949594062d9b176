"""The cells where groups may be (actor, half-day) and the choices that lead people there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from .options import Component, Option
from .problem import LARGEST, SMALLEST, Key, Problem

Assignment = dict[int, int]  # person → cell


@dataclass(frozen=True, slots=True)
class Cell:
    """Room for up to `most` groups of an actor on a half-day.

    When who is with whom matters there (ties between people, a group to keep), each group has a cell
    of its own and `most` is 1; else the groups are alike and one cell holds them all. `kept`: who was there.
    """

    actor: int
    half_day: Key
    most: int
    kept: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A person in a cell."""

    person: int
    cell: int
    rank: int
    km: float
    is_kept: bool


@dataclass(frozen=True)
class Layout:
    """Cells and choices of a component, or of a neighbourhood in it: cells keep their numbers."""

    problem: Problem
    cells: tuple[Cell, ...]
    choices: tuple[Choice, ...]
    locked: frozenset[int]

    @cached_property
    def people(self) -> tuple[int, ...]:
        """Who has a choice."""
        return tuple(sorted({choice.person for choice in self.choices}))

    @cached_property
    def actors(self) -> tuple[int, ...]:
        """Actors of the cells that have a choice."""
        return tuple(sorted({self.cells[choice.cell].actor for choice in self.choices}))

    @cached_property
    def of_cell(self) -> dict[int, list[Choice]]:
        """The choices of each cell."""
        found: dict[int, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            found[choice.cell].append(choice)
        return found

    @cached_property
    def of_person(self) -> dict[int, list[Choice]]:
        """The choices of each person."""
        found: dict[int, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            found[choice.person].append(choice)
        return found

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Choice]:
        """The choice of a person in a cell."""
        return {(choice.person, choice.cell): choice for choice in self.choices}

    def within(self, people: Collection[int], actors: Collection[int]) -> Layout:
        """What is left of the choices for some people and some actors."""
        kept = (c for c in self.choices if c.person in people and self.cells[c.cell].actor in actors)
        return Layout(self.problem, self.cells, tuple(kept), self.locked & frozenset(people))

    def group_count(self, assignment: Assignment) -> dict[int, int]:
        """How many groups each occupied cell holds: as few as its people fit in."""
        crowd: dict[int, int] = defaultdict(int)
        for cell in assignment.values():
            crowd[cell] += 1
        return {cell: -(-count // LARGEST) for cell, count in crowd.items()}


def layout_of(problem: Problem, component: Component) -> Layout:
    """The layout of a component."""
    crowds: dict[tuple[int, Key], list[Option]] = defaultdict(list)
    for option in component.options:
        crowds[option.actor, option.half_day].append(option)
    cells: list[Cell] = []
    choices: list[Choice] = []
    for (actor, half_day), options in crowds.items():
        for cell in _cells(problem, actor, half_day, {option.person for option in options}):
            choices += [
                Choice(option.person, len(cells), option.rank, option.km, option.person in cell.kept)
                for option in options
            ]
            cells.append(cell)
    people = frozenset(component.people)
    locked = frozenset(lock.person for lock in problem.locks if not lock.forbid) & people
    return Layout(problem, tuple(cells), tuple(choices), locked)


def _cells(problem: Problem, actor: int, half_day: Key, people: set[int]) -> Iterable[Cell]:
    """One cell for groups that are alike, or one per group."""
    most = min(problem.actors[actor].groups, len(people) // SMALLEST)
    kept = [group.members for group in problem.keep if (group.actor, group.half_day) == (actor, half_day)]
    if most == 1:
        return [Cell(actor, half_day, 1, frozenset().union(*kept))]
    if not kept and not has_ties(problem, people):
        return [Cell(actor, half_day, most, frozenset())]
    labels = [*kept, *[frozenset[int]()] * most][:most]
    return [Cell(actor, half_day, 1, label) for label in labels]


def has_ties(problem: Problem, people: set[int]) -> bool:
    """Whether it matters who is with whom among these people."""
    return any(problem.people[i].likes & people for i in people) or any(pair <= people for pair in problem.enemies)


def groups_of(layout: Layout, assignment: Assignment) -> list[tuple[Cell, list[int]]]:
    """Groups in words: each occupied cell with its people, cut evenly when it holds several groups."""
    members: dict[int, list[int]] = defaultdict(list)
    for person in sorted(assignment):
        members[assignment[person]].append(person)
    counts = layout.group_count(assignment)
    groups = []
    for cell in sorted(members, key=lambda cell: (layout.cells[cell].actor, cell)):
        people, count = members[cell], counts[cell]
        size, larger = divmod(len(people), count)
        at = 0
        for k in range(count):
            end = at + size + (k < larger)
            groups.append((layout.cells[cell], people[at:end]))
            at = end
    return groups

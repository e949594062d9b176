"""A first set of valid groups, in no time: what is there to be improved, and to be kept if time runs out."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable

from .layout import Assignment, Layout
from .problem import LARGEST, SMALLEST


class Start:
    """Opens the fullest and best wished group that is left, again and again; then fills what has room."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.assignment: Assignment = {}
        self.left = {actor: layout.problem.actors[actor].groups for actor in layout.actors}
        self.opened: Counter[int] = Counter()

    def run(self) -> Assignment:
        """The groups, as valid as can be: only the locks may be missed."""
        for cell in self.layout.of_cell:
            if self.layout.cells[cell].kept:
                self._open(cell, self.layout.cells[cell].kept)
        self._open_the_best()
        self._fill()
        return self.assignment

    def _free(self, cell: int, among: Iterable[int] | None = None) -> list[int]:
        """People who may join a cell together, best wished first, at most a group of them."""
        choices = sorted(self.layout.of_cell[cell], key=lambda choice: (choice.rank, choice.km, choice.person))
        wanted = None if among is None else set(among)
        found: list[int] = []
        for choice in choices:
            person = choice.person
            if person in self.assignment or (wanted is not None and person not in wanted):
                continue
            if len(found) < LARGEST and self._agree(person, found):
                found.append(person)
        return found

    def _agree(self, person: int, others: Iterable[int]) -> bool:
        """Whether nobody among the others is to be avoided."""
        enemies = self.layout.problem.enemies
        return not enemies or all(frozenset((person, other)) not in enemies for other in others)

    def _open(self, cell: int, among: Iterable[int] | None = None) -> None:
        """Open one more group in a cell, if the actor has one left and people for it."""
        where = self.layout.cells[cell]
        people = self._free(cell, among)
        if len(people) >= SMALLEST and self.left[where.actor] > 0 and self.opened[cell] < where.most:
            self.left[where.actor] -= 1
            self.opened[cell] += 1
            self.assignment |= dict.fromkeys(people, cell)

    def _worth(self, cell: int) -> tuple[int, int, int]:
        """How much a group here is wanted: the smaller, the sooner."""
        people = self._free(cell)
        ranks = sum(self.layout.by_place[person, cell].rank for person in people)
        return -len(people), ranks, cell

    def _open_the_best(self) -> None:
        """A group's worth only falls as people go: a heap looked at again before it is believed."""
        heap = [self._worth(cell) for cell in self.layout.of_cell]
        heapq.heapify(heap)
        while heap:
            worth = heapq.heappop(heap)
            cell = worth[2]
            where = self.layout.cells[cell]
            if self.left[where.actor] == 0 or self.opened[cell] == where.most:
                continue
            now = self._worth(cell)
            if -now[0] < SMALLEST:
                continue
            if now == worth:
                self._open(cell)
            heapq.heappush(heap, self._worth(cell))

    def _fill(self) -> None:
        """Put whoever is left where there is room."""
        for person, choices in self.layout.of_person.items():
            if person in self.assignment:
                continue
            for choice in sorted(choices, key=lambda choice: (choice.rank, choice.km)):
                there = [other for other, cell in self.assignment.items() if cell == choice.cell]
                if there and len(there) < LARGEST * self.opened[choice.cell] and self._agree(person, there):
                    self.assignment[person] = choice.cell
                    break

"""What is possible: which person may meet which actor on which half-day, and what stands in the way otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum

from .problem import SMALLEST, Key, Lock, Problem


class Barrier(StrEnum):
    """Why a person cannot be with an actor, whatever the others do."""

    NOT_ASKED = "not_asked"  # neither ranked nor accepted
    REFUSED = "refused"  # the actor refused the person
    FORBIDDEN = "forbidden"  # the team forbade it
    LOCKED = "locked"  # the team locked the person elsewhere
    ACCESS = "access"  # the actor lacks an access the person needs
    TRAVEL = "travel"  # farther than the person's limit
    CLOSED = "closed"  # the actor takes no group
    TIME = "time"  # no half-day in common
    ALONE = "alone"  # nobody else may come on the same half-day


@dataclass(frozen=True, slots=True)
class Option:
    """A person with an actor on a half-day. `rank` counts from 1, `km` is by road."""

    person: int
    actor: int
    half_day: Key
    rank: int
    km: float


@dataclass(frozen=True, slots=True)
class Component:
    """People and actors that may meet one another, directly or not: solved apart from the rest."""

    people: tuple[int, ...]
    actors: tuple[int, ...]
    options: tuple[Option, ...]


class Possible:
    """Every option of a problem, and the barrier of every other pair that someone asked for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.musts: dict[int, list[Lock]] = defaultdict(list)
        self.forbids: dict[tuple[int, int], set[Key | None]] = defaultdict(set)
        for lock in problem.locks:
            if lock.forbid:
                self.forbids[lock.person, lock.actor].add(lock.half_day)
            else:
                self.musts[lock.person].append(lock)
        # Whom somebody asked for: by a wish, an agreement, a lock of the team, or being there already.
        self.asked: list[list[int]] = []
        there = {person: kept.actor for kept in problem.keep for person in kept.members}
        for i, person in enumerate(problem.people):
            actors = [*person.wishes, *sorted(person.accepts), *(lock.actor for lock in self.musts[i])]
            self.asked.append(list(dict.fromkeys([*actors, there[i]] if i in there else actors)))
        self.barriers: dict[tuple[int, int], Barrier] = {}
        self.options = self._without_lone_cells(self._options())

    def barrier(self, person: int, actor: int) -> Barrier | None:
        """What stands between a person and an actor, or None."""
        if actor not in self.asked[person]:
            return Barrier.NOT_ASKED
        return self.barriers.get((person, actor))

    def half_days(self, person: int, actor: int) -> list[Key]:
        """Half-days that both have, the team's locks and bans applied, in the actor's order."""
        free = set(self.problem.people[person].half_days)
        banned = self.forbids.get((person, actor), set())
        locked = {lock.half_day for lock in self.musts[person] if lock.half_day is not None}
        return [
            half_day
            for half_day in self.problem.actors[actor].half_days
            if half_day in free and half_day not in banned and (not locked or half_day in locked)
        ]

    def _hard_barrier(self, i: int, a: int) -> Barrier | None:
        """The first rule that keeps a person from an actor."""
        person, actor = self.problem.people[i], self.problem.actors[a]
        if i in actor.refusals:
            return Barrier.REFUSED
        if None in self.forbids.get((i, a), set()):
            return Barrier.FORBIDDEN
        if any(lock.actor != a for lock in self.musts[i]):
            return Barrier.LOCKED
        if not person.needs <= actor.access:
            return Barrier.ACCESS
        if person.limit_km is not None and self.problem.km(i, a) > person.limit_km:
            return Barrier.TRAVEL
        if actor.groups == 0:
            return Barrier.CLOSED
        return None if self.half_days(i, a) else Barrier.TIME

    def _options(self) -> list[Option]:
        """Options that no rule forbids; the barrier of the others is kept."""
        options = []
        for i, actors in enumerate(self.asked):
            for a in actors:
                if barrier := self._hard_barrier(i, a):
                    self.barriers[i, a] = barrier
                    continue
                rank, km = self.problem.rank(i, a), self.problem.km(i, a)
                options += [Option(i, a, half_day, rank, km) for half_day in self.half_days(i, a)]
        return options

    def _without_lone_cells(self, options: list[Option]) -> list[Option]:
        """Options without those where too few people could ever meet."""
        crowd = Counter((option.actor, option.half_day) for option in options)
        kept = [option for option in options if crowd[option.actor, option.half_day] >= SMALLEST]
        left = {(option.person, option.actor) for option in kept}
        for option in options:
            if (option.person, option.actor) not in left:
                self.barriers[option.person, option.actor] = Barrier.ALONE
        return kept

    def components(self) -> list[Component]:
        """The problem cut where nobody can cross, smallest part first."""
        parent: dict[int, int] = {}

        def root(node: int) -> int:
            parent.setdefault(node, node)
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for option in self.options:
            parent[root(option.person)] = root(-1 - option.actor)
        together: dict[int, list[Option]] = defaultdict(list)
        for option in self.options:
            together[root(option.person)].append(option)
        found = [component_of(options) for options in together.values()]
        return sorted(found, key=lambda component: (len(component.people), component.people))


def component_of(options: list[Option]) -> Component:
    """The people and actors of some options."""
    people = tuple(sorted({option.person for option in options}))
    actors = tuple(sorted({option.actor for option in options}))
    return Component(people, actors, tuple(options))

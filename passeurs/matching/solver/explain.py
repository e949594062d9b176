"""What each person got and why not better: the rule or the group that stands in the way, and the stage that refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from .clock import Clock
from .layout import Assignment, Layout, layout_of
from .options import Possible
from .problem import LARGEST, Key, Problem
from .reading import BadProblem, read_problem
from .words import barrier_said, half_day_said, number_said, stage_said, unplaced_said

NO_TIME = "non trouvée dans le temps donné"


@dataclass(frozen=True, slots=True)
class Placed:
    """A group of the result, by indexes."""

    actor: int
    half_day: Key
    members: frozenset[int]


def explain(
    raw_problem: Any, raw_result: Any, *, person: str | None = None, seconds: float = 60.0
) -> list[dict[str, Any]]:
    """For everybody (or one person): `got`, `better` (each better wish with its code and why), `stage`, `words`.

    `stage` is the first stage that would have been worse had the person got better: found by solving again with that
    asked, within `seconds` in all; None when nothing better can be asked.
    """
    problem = read_problem(raw_problem)
    possible = Possible(problem)
    groups = _groups(problem, raw_result)
    asked = range(len(problem.people)) if person is None else [_index_of(problem, person)]
    stages = RefusingStages(problem, possible, groups, Clock(seconds))
    return [_explained(problem, possible, groups, stages, i) for i in asked]


def _index_of(problem: Problem, key: str) -> int:
    for i, person in enumerate(problem.people):
        if str(person.id) == key:
            return i
    raise BadProblem([("--person", f"personne inconnue : {key}")])


def _groups(problem: Problem, raw: Any) -> list[Placed]:
    """The groups of a result file, which must be of this problem."""
    people = {person.id: i for i, person in enumerate(problem.people)}
    actors = {actor.id: a for a, actor in enumerate(problem.actors)}
    rows = raw.get("groups") if isinstance(raw, dict) else None
    if not isinstance(rows, list):
        raise BadProblem([("résultat", "une liste « groups » est attendue")])
    groups = []
    for k, row in enumerate(rows):
        try:
            groups.append(
                Placed(actors[row["actor"]], row["half_day"], frozenset(people[key] for key in row["members"]))
            )
        except (KeyError, TypeError) as error:
            raise BadProblem([(f"groups[{k}]", f"n’est pas de ce problème : {error}")]) from error
    return groups


def _explained(
    problem: Problem, possible: Possible, groups: list[Placed], stages: RefusingStages, i: int
) -> dict[str, Any]:
    """One person."""
    person = problem.people[i]
    mine = next((group for group in groups if i in group.members), None)
    rank = problem.rank(i, mine.actor) if mine else problem.last_rank + 1
    better = []
    for at, actor in enumerate(person.wishes[: rank - 1]):
        barrier = possible.barrier(i, actor)
        code, why = (
            (barrier.value, barrier_said(problem, barrier, i, actor))
            if barrier
            else _full(problem, possible, groups, i, actor)
        )
        better.append({"rank": at + 1, "actor": problem.actors[actor].id, "code": code, "why": why})
    stage = stages.refusing(i, rank) if mine else None
    words = [_got_said(problem, possible, mine, i, rank)]
    words += [f"  vœu {row['rank']} ({row['actor']}) – {row['why']}" for row in better]
    if stage:
        words.append(f"  l’étape qui refuse mieux : {stage}")
    got = None
    if mine:
        got = {"actor": problem.actors[mine.actor].id, "half_day": mine.half_day, "rank": rank,
               "km": round(problem.km(i, mine.actor), 1)}  # fmt: skip
    return {"id": person.id, "got": got, "better": better, "stage": stage, "words": "\n".join(words)}


def _got_said(problem: Problem, possible: Possible, mine: Placed | None, i: int, rank: int) -> str:
    """The first line: what the person got."""
    who = problem.people[i].id
    if mine is None:
        return f"{who} : sans groupe – {unplaced_said(problem, possible, i)[1]}"
    wish = "acteur accepté, non classé" if rank == problem.last_rank else f"vœu {rank}"
    km = number_said(problem.km(i, mine.actor))
    return f"{who} : {problem.actors[mine.actor].id}, {half_day_said(mine.half_day)} ({wish}, {km} km)"


def _full(problem: Problem, possible: Possible, groups: list[Placed], i: int, actor: int) -> tuple[str, str]:
    """(code, why) for a wish that no rule forbids: what the groups of this actor are."""
    there = [group for group in groups if group.actor == actor]
    free = possible.half_days(i, actor)
    mine = [group for group in there if group.half_day in free]
    name = ", ".join(half_day_said(group.half_day) for group in there)
    if mine:
        full = [group for group in mine if len(group.members) >= LARGEST]
        if len(full) == len(mine):
            return "capacity", f"capacité : complet ({LARGEST} personnes), {half_day_said(full[0].half_day)}"
        if any(frozenset((i, other)) in problem.enemies for group in mine for other in group.members):
            return "apart", "composition : ce groupe et cette personne ne peuvent être réunis"
        return (
            "size",
            "taille : il y a une place, mais partir laisserait son groupe à une seule personne, ou la déplacerait",
        )
    if len(there) >= problem.actors[actor].groups:
        return "time", f"temps : cet acteur reçoit déjà à un autre moment ({name}), et n’ouvre pas d’autre groupe"
    said = ", ".join(map(half_day_said, free))
    return "size", f"taille : aucun groupe ne s’y forme ({said}), il y faudrait au moins une autre personne"


class RefusingStages:
    """Finds the stage that refuses better to someone, component by component, while there is time."""

    def __init__(self, problem: Problem, possible: Possible, groups: list[Placed], clock: Clock) -> None:
        self.problem, self.groups, self.clock = problem, groups, clock
        self.layouts: dict[int, Layout] = {}
        for component in possible.components():
            layout = layout_of(problem, component)
            self.layouts |= dict.fromkeys(component.people, layout)
        self.assignments: dict[int, Assignment] = {}

    def refusing(self, person: int, rank: int) -> str | None:
        """In words, or None."""
        layout = self.layouts.get(person)
        if layout is None:
            return None
        better = [(person, choice.cell) for choice in layout.of_person[person] if choice.rank < rank]
        if not better:
            return None
        if self.clock.left() <= 0:
            return NO_TIME
        # OR-tools takes a second to import: only when a question is asked of it.
        from .model import GroupModel
        from .stages import stages_of

        assignment = self._assignment(layout)
        model = GroupModel(layout, seed=1)
        model.force(better)
        for stage in stages_of(layout):
            value = stage.value(layout, assignment)
            answer = model.solve(stage, self.clock, self.clock.left())
            if answer.is_impossible:
                return "les verrous de l’équipe"
            if answer.assignment is None or not answer.is_proved:
                return NO_TIME
            obtained = stage.value(layout, answer.assignment)
            if stage.reaches(obtained, value):
                if obtained != value:
                    return "aucune : un meilleur résultat existe, celui-ci n’a pas été prouvé le meilleur"
                model.hold(stage, value)
                continue
            change = f"{number_said(value * stage.unit)} → {number_said(obtained * stage.unit)}"
            return f"{stage_said(stage.name)} ({change})"
        return "aucune : un résultat aussi bon existe où cette personne a mieux"

    def _assignment(self, layout: Layout) -> Assignment:
        """The result's groups as cells of a layout: a group goes to the cell that kept most of its members."""
        if id(layout) in self.assignments:
            return self.assignments[id(layout)]
        cells = defaultdict(list)
        for number in layout.of_cell:
            cells[layout.cells[number].actor, layout.cells[number].half_day].append(number)
        assignment: Assignment = {}
        for group in self.groups:
            room = cells[group.actor, group.half_day]
            if not room or not group.members <= set(layout.people):
                continue
            best = max(room, key=lambda number: (len(layout.cells[number].kept & group.members), -number))
            if layout.cells[best].most == 1:
                room.remove(best)
            assignment |= dict.fromkeys(group.members, best)
        self.assignments[id(layout)] = assignment
        return assignment

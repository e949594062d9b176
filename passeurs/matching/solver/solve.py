"""A whole problem: components side by side, within the time given, the best found kept whatever happens."""

from __future__ import annotations

from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from typing import Any

from .clock import Clock
from .layout import groups_of, layout_of
from .locks import contradictions
from .options import Possible
from .problem import Problem
from .quality import Group, quality_of
from .reading import BadProblem, read_problem
from .search import Found, Search, StageRecord
from .stages import RANK_STAGE
from .words import unplaced_said, unused_said

SECONDS = 600.0
# A stopped search ends at its next check; past this, what was published is taken.
GRACE_SECONDS = 5.0
SHORTEST_PASS = 1.0  # seconds worth going back to what is not proved


def solve_problem(
    raw: Any, *, seconds: float = SECONDS, workers: int = 1, seed: int = 1, clock: Clock | None = None
) -> dict[str, Any]:
    """The result (see docs/algorithms/matching.md) of a problem as decoded JSON. Raises `BadProblem`."""
    clock = clock or Clock(seconds)
    problem = read_problem(raw)
    possible = Possible(problem)
    if refused := contradictions(problem, possible):
        raise BadProblem(refused)
    found = [Found(layout_of(problem, component)) for component in possible.components()]
    searches = [Search(each, seed=seed, clock=clock) for each in found]
    for search in searches:
        search.start()
    # Not a `with`: its end would wait for threads that a stop could not reach.
    pool = ThreadPoolExecutor(max(1, workers))
    _run_all(pool, searches, clock, max(1, workers))
    return _result(problem, possible, found, clock)


def _run_all(pool: ThreadPoolExecutor, searches: list[Search], clock: Clock, workers: int) -> None:
    """Run every search; then again those that are not proved, as long as there is time."""
    left = searches
    while left and (clock.left() > SHORTEST_PASS or left is searches):
        futures = _submit(pool, left, clock, workers)
        done, running = wait(futures, timeout=0)
        while running and clock.left() > 0 and not any(future.exception() for future in done):
            # Short waits: a signal may stop the clock meanwhile.
            done, running = wait(futures, timeout=min(1.0, clock.left()), return_when=FIRST_EXCEPTION)
        if running:
            # Time is up, or a search found that the problem is to be refused.
            clock.stop()
            done, running = wait(futures, timeout=GRACE_SECONDS)
        for future in done:
            future.result()
        left = [search for search in left if not search.found.is_proved]
    pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ThreadPoolExecutor, searches: list[Search], clock: Clock, workers: int) -> list[Future[None]]:
    """Smallest first, each with its share of the time that will be left then: what one saves, the next ones have."""
    weights = [len(search.layout.choices) ** 1.5 for search in searches]
    pending = sum(weights)

    def run(at: int) -> None:
        nonlocal pending
        share = weights[at] / pending if pending else 1.0
        pending -= weights[at]
        searches[at].run(clock.left() * min(1.0, share * workers))

    return [pool.submit(run, at) for at in range(len(searches))]


def _result(problem: Problem, possible: Possible, found: list[Found], clock: Clock) -> dict[str, Any]:
    """What is written: groups, who is left and why, stages, quality."""
    groups: list[Group] = []
    for each in found:
        groups += [
            (cell.actor, cell.half_day, tuple(people)) for cell, people in groups_of(each.layout, dict(each.assignment))
        ]
    groups.sort(key=lambda group: (group[0], problem.actors[group[0]].half_days.index(group[1]), group[2]))  # type: ignore[arg-type]
    placed = {person for *_, members in groups for person in members}
    used = {actor for actor, *_ in groups}
    stages = _merged([each.all_records() for each in found])
    quality = quality_of(problem, groups)
    quality |= {
        "stages": len(stages),
        "proved": sum(stage["proved"] for stage in stages),
        "seconds": round(clock.spent(), 2),
        "complete": all(stage["proved"] for stage in stages),
        "components": len(found),
        "unplaced": len(problem.people) - len(placed),
    }
    if problem.keep:
        quality["moved"] = len(moved_people(problem, groups))
    return {
        "groups": [
            {
                "actor": problem.actors[actor].id,
                "half_day": half_day,
                "members": [problem.people[person].id for person in members],
            }
            for actor, half_day, members in groups
        ],
        "unplaced": [
            {"id": person.id, **_named(unplaced_said(problem, possible, i))}
            for i, person in enumerate(problem.people)
            if i not in placed
        ],
        "unused": [
            {"id": actor.id, **_named(unused_said(problem, possible, a))}
            for a, actor in enumerate(problem.actors)
            if a not in used
        ],
        "moved": moved_people(problem, groups),
        "stages": stages,
        "complete": quality["complete"],
        "stopped": _stopped(clock, quality["complete"]),
        "notes": list(problem.notes),
        "quality": quality,
    }


def _stopped(clock: Clock, is_complete: bool) -> str | None:
    """Why the search ended before everything was proved."""
    if is_complete:
        return None
    return "signal" if clock.stopped.is_set() and clock.was_asked else "time"


def _named(code_and_why: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("code", "why"), code_and_why, strict=True))


def moved_people(problem: Problem, groups: list[Group]) -> list[dict[str, Any]]:
    """Whose group to keep is not theirs any more: the actor or the half-day changed, or there is no group."""
    now = {person: (actor, half_day) for actor, half_day, members in groups for person in members}
    moved = []
    for kept in problem.keep:
        for person in sorted(kept.members):
            if now.get(person) != (kept.actor, kept.half_day):
                actor, half_day = now.get(person, (None, None))
                moved.append(
                    {
                        "id": problem.people[person].id,
                        "from": {"actor": problem.actors[kept.actor].id, "half_day": kept.half_day},
                        "to": None if actor is None else {"actor": problem.actors[actor].id, "half_day": half_day},
                    }
                )
    return moved


def _merged(components: list[list[StageRecord]]) -> list[dict[str, Any]]:
    """Stages of every component added up: components do not touch, so their best add up to the best."""
    names = {record.name for records in components for record in records}
    stages = []
    for name in sorted(names, key=_place):
        parts = [part for records in components if (part := _part(records, name))]
        value, bound, unit = sum(part.value for part in parts), sum(part.bound for part in parts), parts[0].unit
        shown = (lambda total, unit=unit: round(total * unit, 1)) if unit != 1 else int
        stages.append(
            {
                "name": name,
                "objective": shown(value),
                "bound": shown(bound),
                "proved": all(part.is_proved for part in parts),
                "seconds": round(sum(part.seconds for part in parts if part.name == name), 3),
                "gap": shown(abs(value - bound)),
                "proved_components": sum(part.is_proved for part in parts),
                "components": len(parts),
            }
        )
    return stages


def _place(name: str) -> int:
    """Where a stage comes in the order."""
    after_ranks = {"placed": -2, "keep": -1, "actors": 1, "with": 2, "km": 3}
    # Ranks lie between -1 and 1, the worst first.
    return 1000 * after_ranks[name] if name in after_ranks else -int(name.removeprefix(RANK_STAGE))


def _part(records: list[StageRecord], name: str) -> StageRecord | None:
    """A component's record for a stage. Where nobody has just this rank, the next worse one says the same."""
    if not name.startswith(RANK_STAGE):
        return next((record for record in records if record.name == name), None)
    ranked = [
        record for record in records if record.name.startswith(RANK_STAGE) and _place(record.name) <= _place(name)
    ]
    return max(ranked, key=lambda record: _place(record.name), default=None)

"""OR-tools lives in a process of its own: it cannot share one with highspy, which other tests load."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

Solve = Callable[..., dict]


def start_process():
    """One process, fresh (not forked), that solves what it is sent."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def solve(raw, seconds=60.0, seed=1):
    """The result, or {"refused": [(row, reason)]}."""
    from passeurs.matching.solver.reading import BadProblem
    from passeurs.matching.solver.solve import solve_problem

    try:
        return solve_problem(raw, seconds=seconds, seed=seed)
    except BadProblem as bad:
        return {"refused": bad.refused}


def explain(problem, result, person=None):
    """The rows of `explain`."""
    from passeurs.matching.solver.explain import explain

    return explain(problem, result, person=person)


def solve_in_two_runs(raw):
    """(proved at once, proved after, objectives of both): a search given no time, then given some."""
    from passeurs.matching.solver.clock import Clock
    from passeurs.matching.solver.layout import layout_of
    from passeurs.matching.solver.options import Possible
    from passeurs.matching.solver.reading import read_problem
    from passeurs.matching.solver.search import Found, Search

    problem = read_problem(raw)
    (component,) = Possible(problem).components()
    found = Found(layout_of(problem, component))
    search = Search(found, seed=1, clock=Clock(60))
    search.start()
    search.run(0)
    first = found.is_proved, [record.value for record in found.all_records()]
    search.run(30)
    return first, (found.is_proved, [record.value for record in found.all_records()])

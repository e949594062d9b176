"""A solver for the tests of the matching."""

import pytest

from . import solver


@pytest.fixture(scope="session")
def solving_process():
    process = solver.start_process()
    yield process
    process.shutdown()


@pytest.fixture(scope="session")
def solve(solving_process):
    """Solve a problem in the other process."""
    return lambda raw, **options: solving_process.submit(solver.solve, raw, **options).result()


@pytest.fixture(scope="session")
def explain(solving_process):
    """Explain a result in the other process."""
    return lambda problem, result, person=None: solving_process.submit(solver.explain, problem, result, person).result()

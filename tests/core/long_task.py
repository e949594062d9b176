"""A task that lasts, for a worker that is stopped meanwhile."""

import time
from pathlib import Path

from django_tasks import task


@task()
def last(until: str) -> str:
    """Last until this file is there, a minute at most."""
    end = time.monotonic() + 60
    while not Path(until).exists() and time.monotonic() < end:
        time.sleep(0.1)
    return "done"

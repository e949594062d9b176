"""Background work is queued once the write that it follows is certain."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction

# What became of a task is looked at for so long.
RESULTS_KEPT = dt.timedelta(days=14)


def post(task: Any, *arguments: Any) -> None:
    """Enqueue `task` after the commit: never for a write that is undone, never before it can be read."""
    transaction.on_commit(partial(task.enqueue, *arguments))


def forget_results(at: dt.datetime) -> int:
    """Delete the results of tasks that ended long ago, with the traces that failed ones left. Returns how many."""
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.filter(finished_at__lt=at - RESULTS_KEPT).delete()[0])

"""Background work is queued once the write that it follows is certain; what a dead worker left is taken up."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import structlog
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from passeurs.core.registry import repeatable_tasks
from passeurs.core.service_mark import SILENCE, alive_workers, marks

log = structlog.get_logger()
# What a task that nobody may run twice is noted with; the page of the service counts them.
INTERRUPTED = "passeurs.core.queue.Interrupted"
MOST_TRIES = 2


def post(task: Any, *arguments: Any) -> None:
    """Enqueue `task` after the commit: never for a write that is undone, never before it can be read."""
    transaction.on_commit(partial(task.enqueue, *arguments))


def give_back(row: DBTaskResult) -> None:
    """A task that was claimed and not begun waits again, as if nobody had taken it."""
    row.status, row.started_at, row.worker_ids = TaskResultStatus.READY, None, row.worker_ids[:-1]
    row.save(update_fields=["status", "started_at", "worker_ids"])


def ready_tasks_count(at: dt.datetime) -> int:
    """Tasks that a worker would take now."""
    return int(DBTaskResult.objects.filter(status=TaskResultStatus.READY).count())


def take_up_left_tasks(at: dt.datetime, *, seen_at: dt.datetime | None) -> int:
    """Have what a dead worker was running run once more, where twice does no harm; the rest is told as interrupted.

    `seen_at` is when the clock last turned. After a silence of its own it judges nobody: the database was away for
    all. Returns how many tasks are run again.
    """
    if seen_at is None or seen_at < at - SILENCE:
        return 0
    alive, again = alive_workers(marks(), at), 0
    left = DBTaskResult.objects.running().filter(started_at__lt=at - SILENCE)
    for row in left:
        if row.worker_ids and row.worker_ids[-1] in alive:
            continue
        may_again = bool(repeatable_tasks.get(row.task_path)) and len(row.worker_ids) < MOST_TRIES
        changes: dict[str, Any] = {"status": TaskResultStatus.READY, "started_at": None}
        if not may_again:
            changes = {"status": TaskResultStatus.FAILED, "finished_at": at, "exception_class_path": INTERRUPTED}
        # On condition: its worker may have been slow rather than dead, and be done.
        mine = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, worker_ids=row.worker_ids)
        if mine.update(**changes):
            again += may_again
            log.warning("task_left", task=row.task_path, again=may_again)
    return again

"""What a dead worker left is taken up once where twice does no harm; the rest is told."""

import datetime as dt

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from passeurs.core import clock
from passeurs.core.queue import INTERRUPTED, give_back, take_up_left_tasks
from passeurs.core.registry import repeatable_tasks
from passeurs.core.service_mark import WORKER, forget_former_workers, leave_mark, marks

pytestmark = pytest.mark.django_db

REPEATABLE = "passeurs.notifications.tasks.deliver_due"
ONCE = "passeurs.groups.tasks.send_invitation"


def left(path, *workers, minutes=10):
    """A task that a worker was running."""
    at = clock.now()
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path=path, backend_name="default", run_after=at,
        status=TaskResultStatus.RUNNING, started_at=at - dt.timedelta(minutes=minutes), worker_ids=list(workers),
    )  # fmt: skip


def take_up(seconds_ago=60):
    at = clock.now()
    return take_up_left_tasks(at, seen_at=at - dt.timedelta(seconds=seconds_ago))


def test_a_repeatable_task_is_run_once_more_and_no_further():
    row = left(REPEATABLE, "dead")
    assert take_up() == 1
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, ["dead"])
    again = left(REPEATABLE, "dead", "dead-too")
    assert take_up() == 0
    again.refresh_from_db()
    assert (again.status, again.exception_class_path) == (TaskResultStatus.FAILED, INTERRUPTED)


def test_a_task_that_may_write_to_somebody_twice_is_told_and_not_run():
    row = left(ONCE, "dead")
    assert take_up() == 0
    row.refresh_from_db()
    assert (row.status, row.exception_class_path) == (TaskResultStatus.FAILED, INTERRUPTED)


def test_a_worker_that_lives_keeps_its_task_however_long_it_is():
    row = left(REPEATABLE, "alive", minutes=300)
    leave_mark(WORKER + "alive")
    assert take_up() == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


@pytest.mark.parametrize("seen", [None, 3600])
def test_after_a_silence_of_its_own_the_clock_judges_nobody(seen):
    row = left(REPEATABLE, "dead")
    at = clock.now()
    assert take_up_left_tasks(at, seen_at=seen and at - dt.timedelta(seconds=seen)) == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_given_back_it_is_as_if_nobody_had_taken_it():
    row = left(ONCE, "first", "second")
    give_back(row)
    row.refresh_from_db()
    assert (row.status, row.worker_ids, row.started_at) == (TaskResultStatus.READY, ["first"], None)


def test_every_repeatable_task_exists():
    from django.utils.module_loading import import_string

    assert [path for path in repeatable_tasks if import_string(path).module_path != path] == []
    assert len(list(repeatable_tasks)) >= 5


def test_workers_of_long_ago_are_forgotten_but_the_last():
    at = clock.now()
    for days in (9, 5, 3):
        leave_mark(f"{WORKER}{days}", at=at - dt.timedelta(days=days))
    forget_former_workers(at)
    assert set(marks()) == {f"{WORKER}3"}

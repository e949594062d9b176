"""The worker of django-tasks, which outlives its database, says that it lives, and keeps still while mail is held."""

from __future__ import annotations

import os
import signal
import threading
import time
from types import FrameType
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from passeurs.core.mail_guard import MailHeld
from passeurs.core.outage import is_outage, wait_for_database
from passeurs.core.presence import be_present
from passeurs.core.queue import give_back
from passeurs.core.service_mark import BEAT_SECONDS, WORKER, is_mail_held, leave_mark

log = structlog.get_logger()
# A terminal stops a whole group, then its shell stops each of its jobs: two signals, one wish.
SAME_WISH_SECONDS = 5.0
HELD_SECONDS = 5.0


class Worker(db_worker.Worker):
    """The library's worker, and what a site asks of it."""

    _asked_at = 0.0

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Asked once, finish the task in hand. Asked again later, leave it as it is: the clock has it taken up again.

        The library would note the task as failed, hence lost.
        """
        if self.running:
            self._asked_at = time.monotonic()
            super().shutdown(signum, frame)
        elif time.monotonic() - self._asked_at > SAME_WISH_SECONDS:
            signal.signal(signum, signal.SIG_DFL)
            os.kill(os.getpid(), signum)

    def run(self) -> None:
        """Work until stopped; a database that is away is waited for."""
        be_present()
        threading.Thread(target=self._beat, daemon=True).start()
        while self.running:
            try:
                wait_for_database()
                if not is_mail_held():
                    super().run()
                    return
            except MailHeld:
                pass
            except (OperationalError, InterfaceError) as error:
                if not is_outage(error):
                    raise
                log.warning("worker_waits", error=type(error.__cause__ or error).__name__)
                # Another worker from now on: what the former one had in hand is taken up as a dead one's.
                self.worker_id = get_random_string(32)
                continue
            time.sleep(HELD_SECONDS)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """The library's, unless a copy that writes to nobody was put in place meanwhile."""
        if is_mail_held():
            give_back(db_task_result)
            raise MailHeld
        super().run_task(db_task_result)

    def _beat(self) -> None:
        """Say from a thread of its own that this process lives, however long its task is."""
        while self.running or self.running_task:
            try:
                leave_mark(WORKER + self.worker_id)
            except (OperationalError, InterfaceError) as error:
                log.warning("beat_missed", error=type(error.__cause__ or error).__name__)
                connection.close()
            time.sleep(BEAT_SECONDS)


class Command(db_worker.Command):
    """`manage.py db_worker`: the library's command with the worker above, under the name that everyone knows."""

    def handle(self, *args: Any, **options: Any) -> None:
        """The library makes its worker by this name."""
        db_worker.Worker = Worker
        super().handle(*args, **options)

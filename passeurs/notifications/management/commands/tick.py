"""The site's clock: run what every app registered in `core.registry.ticks`, once or every so often."""

import time
from contextlib import suppress
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection

from passeurs.core import clock
from passeurs.core.outage import wait_for_database
from passeurs.core.presence import be_present
from passeurs.core.queue import take_up_left_tasks
from passeurs.core.registry import ticks
from passeurs.core.service_mark import CLOCK, forget_former_workers, is_mail_held, leave_mark, marks

log = structlog.get_logger()


def run_ticks() -> list[str]:
    """Run each contribution; one that fails is logged and does not stop the others. Returns the failed names."""
    failed = []
    for name, work in ticks.items():
        try:
            work(clock.now())
        except Exception:
            log.exception("tick_failed", tick=name)
            failed.append(name)
        # A database that came back in the middle of a round serves the rest of it; a transaction that goes on is whole.
        if not connection.in_atomic_block:
            close_old_connections()
    return failed


def turn() -> list[str]:
    """One round of the clock, which says that it turned. On a copy whose mails are held, nothing else is done."""
    at = clock.now()
    former = marks().get(CLOCK)
    leave_mark(CLOCK, at=at)
    if is_mail_held():
        return []
    take_up_left_tasks(at, seen_at=former.at if former else None)
    forget_former_workers(at)
    return run_ticks()


class Command(BaseCommand):
    """`manage.py tick [--every SECONDS]`."""

    help = "Fait le travail périodique : e-mails à l’heure, rappels, ménage."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the pause between two rounds."""
        parser.add_argument("--every", type=int, default=0, help="recommencer toutes les N secondes")

    def handle(self, *args: Any, **options: Any) -> None:
        """One round, or rounds until stopped."""
        if not options["every"]:
            if turn():
                raise SystemExit(1)
            return
        be_present()
        with suppress(KeyboardInterrupt):
            while True:
                wait_for_database()
                try:
                    turn()
                except DatabaseError:
                    # It went away again: the round is over, the next one waits for it.
                    log.exception("turn_failed")
                close_old_connections()
                time.sleep(options["every"])

"""The site's clock: run what every app registered in `core.registry.ticks`, once or every so often."""

import time
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from passeurs.core import clock
from passeurs.core.registry import ticks

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
    return failed


class Command(BaseCommand):
    """`manage.py tick [--every SECONDS]`."""

    help = "Fait le travail périodique : e-mails à l’heure, rappels, ménage."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the pause between two rounds."""
        parser.add_argument("--every", type=int, default=0, help="recommencer toutes les N secondes")

    def handle(self, *args: Any, **options: Any) -> None:
        """One round, or rounds until stopped."""
        while True:
            failed = run_ticks()
            if not options["every"]:
                if failed:
                    raise SystemExit(1)
                return
            close_old_connections()
            try:
                time.sleep(options["every"])
            except KeyboardInterrupt:
                return

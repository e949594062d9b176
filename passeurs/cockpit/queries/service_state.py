"""Whether the service lives: its clock, its workers, its queue, its mails, its disk."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from passeurs.core.queue import INTERRUPTED
from passeurs.core.registry import Figure
from passeurs.core.service_mark import CLOCK, LAST_MAIL, MAIL_HELD, SILENCE, WORKER, alive_workers, marks
from passeurs.people.models import Person
from passeurs.people.queries import is_team

# A task waits for its turn a few seconds; an import or a draw may hold the worker for minutes.
LONG_WAIT = dt.timedelta(minutes=15)
RECENT = dt.timedelta(days=7)
SMALLEST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class ServiceState:
    """What is known of the service. `alarms` are sentences, what to do first."""

    clock_at: dt.datetime | None
    worker_at: dt.datetime | None
    worker_count: int
    waiting_count: int
    oldest_at: dt.datetime | None
    interrupted: tuple[tuple[str, int], ...]
    failed_count: int
    mail_at: dt.datetime | None
    held_since: dt.datetime | None
    free_bytes: int
    all_bytes: int
    alarms: tuple[str, ...]


def service_state(at: dt.datetime) -> ServiceState:
    """The state now, in two queries; a third where something was interrupted."""
    found = marks()
    moments = {name: mark.at for name, mark in found.items()}
    queue = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        oldest=Min("enqueued_at", filter=Q(status=TaskResultStatus.READY)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED, finished_at__gte=at - RECENT)),
        interrupted=Count("pk", filter=Q(exception_class_path=INTERRUPTED, finished_at__gte=at - RECENT)),
    )
    interrupted: tuple[tuple[str, int], ...] = ()
    if queue["interrupted"]:
        left = DBTaskResult.objects.filter(exception_class_path=INTERRUPTED, finished_at__gte=at - RECENT)
        interrupted = tuple(left.order_by("task_path").values_list("task_path").annotate(count=Count("pk")))
    disk = shutil.disk_usage(settings.VAR_DIR)
    known: dict[str, Any] = {
        "clock_at": moments.get(CLOCK),
        "worker_at": max((moment for name, moment in moments.items() if name.startswith(WORKER)), default=None),
        "worker_count": len(alive_workers(found, at)),
        "waiting_count": queue["waiting"],
        "oldest_at": queue["oldest"],
        "interrupted": interrupted,
        "failed_count": queue["failed"],
        "mail_at": moments.get(LAST_MAIL),
        "held_since": moments.get(MAIL_HELD),
        "free_bytes": disk.free,
        "all_bytes": disk.total,
    }
    return ServiceState(**known, alarms=tuple(_alarms(known, at)))


def _alarms(known: dict[str, Any], at: dt.datetime) -> list[str]:
    said = []
    if known["held_since"]:
        said.append(_("Ce site est une copie restaurée : aucun courriel ne part avant « manage.py release_mail »."))
    if known["clock_at"] is None or known["clock_at"] < at - SILENCE:
        said.append(_("L’horloge ne tourne pas : rappels, relances et ménage attendent. Relancez « manage.py tick »."))
    if not known["worker_count"]:
        said.append(
            _("Les tâches de fond ne tournent pas : lettres et calculs attendent. Relancez « manage.py db_worker ».")
        )
    elif known["oldest_at"] and known["oldest_at"] < at - LONG_WAIT and not known["held_since"]:
        said.append(_("La file d’attente n’avance plus assez vite."))
    if known["interrupted"]:
        said.append(
            _("Des travaux ont été interrompus et ne sont pas repris d’office : vérifiez ce qu’ils devaient faire.")
        )
    if known["free_bytes"] < SMALLEST_FREE_BYTES:
        said.append(_("Le disque est presque plein."))
    return said


def versions() -> list[tuple[str, str]]:
    """What runs, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        database = cursor.fetchone()[0]
    project = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return [
        ("passeurs", tomllib.loads(project)["project"]["version"]),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
        (connection.display_name, str(database)),
        ("granian", version("granian")),
    ]


def service_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """The team’s day says what is wrong with the service, and nothing when nothing is."""
    if not is_team(person):
        return []
    alarms = service_state(at).alarms
    if not alarms:
        return []
    return [Figure(_("alertes du service"), len(alarms), reverse("cockpit:service-state"), order=1)]

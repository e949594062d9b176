"""How long a writer waits while 20,000 applications are imported on SQLite. Prints the longest wait; aim: two seconds.

A second connection asks for the write lock again and again, each time keeping how long it waited and giving it back
at once. The file is tried first, then imported; nothing else writes meanwhile.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
AIM_SECONDS = 2.0
EVERY = 0.02
SENTENCE = "Une réponse de quelques phrases, comme on en écrit un soir. " * 4


def knock(path: str, is_over: Event, found: multiprocessing.Queue[list[float]]) -> None:
    """Ask for the write lock until it is over; the waits, in seconds."""
    connection = sqlite3.connect(path, timeout=600, isolation_level=None)
    waits = []
    while not is_over.is_set():
        begun = time.monotonic()
        connection.execute("BEGIN IMMEDIATE")
        waits.append(time.monotonic() - begun)
        connection.execute("ROLLBACK")
        time.sleep(EVERY)
    found.put(waits)


def waits_during(work: Callable[[], object]) -> tuple[float, list[float]]:
    """Seconds that the work took, and the waits of a writer beside it."""
    from django.conf import settings

    path = str(settings.DATABASES["default"]["NAME"])
    is_over, found = multiprocessing.Event(), multiprocessing.Queue()
    beside = multiprocessing.Process(target=knock, args=(path, is_over, found))
    beside.start()
    begun = time.monotonic()
    work()
    seconds = time.monotonic() - begun
    is_over.set()
    waits = found.get(timeout=700)
    beside.join()
    return seconds, waits


def told(name: str, count: int, seconds: float, waits: list[float]) -> bool:
    """One line; whether the aim is met."""
    ordered = sorted(waits)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(
        f"{name} : {count} lignes en {seconds:.0f} s ; qui écrit à côté attend {max(waits):.2f} s au plus, "
        f"{p95:.2f} s au 95e centile ({len(waits)} essais)"
    )
    return max(waits) <= AIM_SECONDS


def file_of(count: int, screens: list[list[tuple[str, str]]], keys: dict[str, str]) -> str:
    """A file of another service: who, and their answers."""
    answers = [(keys[name], value) for screen in screens for name, value in screen]
    header = ["#", "Prénom", "Nom", "Adresse e-mail", "Date de naissance", "Parcours", "Commune", *dict(answers)]
    lines = [header]
    for number in range(count):
        who = [f"r{number}", "Lina", "Moreau", f"personne{number}@exemple.fr", "2007-05-04", "Critique", "Dijon"]
        lines.append(
            [*who, *(SENTENCE if value.startswith("Une réponse") else value for value in dict(answers).values())]
        )
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)


def main() -> int:
    """Seed, try, import, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PASSEURS_VAR": folder, "DJANGO_SETTINGS_MODULE": "passeurs.config.settings", "DATABASE_URL": "",
            "PASSEURS_DEMO": "0", "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }  # fmt: skip
        django.setup()
        from django.core.management import call_command

        from bench.apply import make_call
        from passeurs.people.models import Person
        from passeurs.questionnaires.models import Question
        from passeurs.recruitment.actions import intake as actions
        from passeurs.recruitment.models import Application, Call
        from passeurs.recruitment.running.intake import run_intake
        from passeurs.recruitment.tasks import post_letter

        call_command("migrate", verbosity=0)
        form = make_call()
        keys = {f"q-{one.pk}": one.label for one in Question.objects.all()}
        call, team = Call.objects.get(), Person.objects.get()
        text = file_of(asked.rows, form["screens"], keys)  # type: ignore[arg-type]
        intake = actions.deposit_intake(call=call, by=team, name="banc.csv", text=text)
        is_met = True
        for name, is_dry in (("essai", True), ("import", False)):
            words = {"mapping": intake.mapping, "is_told": False, "is_dry": is_dry}
            intake = actions.queue_intake(intake=intake, by=team, **words)
            queued = intake
            seconds, waits = waits_during(lambda: run_intake(intake=queued, post=post_letter))  # noqa: B023
            intake.refresh_from_db()
            is_met &= told(name, asked.rows, seconds, waits)
        report = {key: intake.report[key] for key in ("created", "refused")}
        print(f"entrées : {Application.objects.count()} ; {report} {intake.report['lines'][:2]}")
    return int(not is_met or report["created"] != asked.rows)


if __name__ == "__main__":
    sys.exit(main())

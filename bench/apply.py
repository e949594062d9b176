"""The last hour of a call: 2,000 candidates apply at once, some send twice. Prints the rate; none may be lost.

A site of its own (granian, 2 workers, SQLite under a temporary folder), asked over HTTP by several processes as
browsers do: start with its proof, who you are, each screen, sending. Aim: at least 2,000 an hour, none lost.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import http.client
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
HOUR = 3600
BATCH = 40
BITS = 10
TWICE_EVERY = 10
SLUG = "banc"


class Browser:
    """One candidate's connection: its cookie, its address."""

    def __init__(self, port: int, number: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.address = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
        self.token = ""

    def ask(self, method: str, path: str, fields: list[tuple[str, str]] | None = None) -> tuple[int, str, str]:
        """Status, page, and where it leads."""
        headers = {"Host": "localhost", "X-Forwarded-For": self.address, "Cookie": f"csrftoken={self.token}"}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode([*fields, ("csrfmiddlewaretoken", self.token)])
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        page = response.read().decode()
        found = re.search(r"csrftoken=(\w+)", response.getheader("Set-Cookie") or "")
        self.token = found[1] if found else self.token
        return response.status, page, response.getheader("Location") or ""


def solve(nonce: str) -> str:
    """The work of a browser."""
    number = 0
    while hashlib.sha256(f"{nonce}:{number}".encode()).digest()[0] or not _is_enough(nonce, number):
        number += 1
    return str(number)


def _is_enough(nonce: str, number: int) -> bool:
    digest = hashlib.sha256(f"{nonce}:{number}".encode()).digest()
    return 256 - int.from_bytes(digest, "big").bit_length() >= BITS


def apply(browser: Browser, nonce: str, number: int, form: dict[str, object]) -> None:
    """One whole application; anything but the expected answer stops the bench."""
    start = [
        ("first_name", "Lina"), ("email", f"candidat{number}@exemple.fr"), ("born_on", str(form["born_on"])),
        ("season_city", str(form["city"])), ("nonce", nonce), ("proof", solve(nonce)),
    ]  # fmt: skip
    status, page, where = browser.ask("POST", f"/candidater/{SLUG}/commencer/", start)
    assert status == 302, (status, page[-2000:])
    root = where.removesuffix("toi/")
    who = [*start[:4], ("last_name", "Moreau"), ("commune_code", "Dijon"), ("track", str(form["track"]))]
    status, page, where = browser.ask("POST", where, who)
    assert status == 302, (status, page[-2000:])
    for screen, fields in enumerate(form["screens"], start=1):  # type: ignore[arg-type]
        status, page, where = browser.ask("POST", f"{root}ecran/{screen}/", fields)
        assert status == 302, (status, page[-2000:])
    for _time in range(2 if number % TWICE_EVERY == 0 else 1):
        status, page, where = browser.ask("POST", f"{root}envoyer/", [("charter", "on")])
        assert status == 302, (status, page[-2000:])


def candidates(port: int, numbers: list[int], form: dict[str, object], done: multiprocessing.Queue[int]) -> None:
    """Some of the candidates, in batches: all open the first page, and two seconds later they start."""
    for first in range(0, len(numbers), BATCH):
        ready = []
        for number in numbers[first : first + BATCH]:
            browser = Browser(port, number)
            _status, page, _where = browser.ask("GET", f"/candidater/{SLUG}/commencer/")
            # The server does not wait for who reads.
            browser.connection.close()
            ready.append((browser, re.search(r'data-nonce="([^"]+)"', page)[1], number))  # type: ignore[index]
        time.sleep(2.1)
        for browser, nonce, number in ready:
            apply(browser, nonce, number, form)
            browser.connection.close()
            done.put(number)


@contextmanager
def served(
    root: Path = ROOT, environment: Mapping[str, str] | None = None, first: str = "/candidater/"
) -> Iterator[int]:
    """The build of a folder on a free port, as two processes of one thread, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "passeurs.config.wsgi:application"]
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--blocking-threads", "1"]
    server = subprocess.Popen([*command, *options, "--log-level", "error"], cwd=root, env=environment)
    try:
        for _ in range(600):
            try:
                Browser(port, 0).ask("GET", first)
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait()


def make_call() -> dict[str, object]:
    """An open call with the shipped form; what a candidate types in it."""
    from passeurs.core import clock
    from passeurs.people.models import Person, RoleGrant
    from passeurs.programme.models import Charter, City, Programme, Season, SeasonCity
    from passeurs.questionnaires.actions import freeze_questionnaire, make_default_questionnaire
    from passeurs.questionnaires.queries import screens_of
    from passeurs.recruitment.models import Call

    at, day = clock.now(), dt.timedelta(days=1)
    team = Person.objects.create_user("equipe@exemple.fr", first_name="Eva")
    RoleGrant.objects.create(person=team, role="team")
    programme = Programme.objects.create(slug="banc", name="Banc")
    dates = {"starts_on": at.date(), "ends_on": (at + 300 * day).date()}
    season = Season.objects.create(programme=programme, number=1, name="Saison", **dates)
    city = City.objects.create(insee="21231", name="Dijon", slug="dijon", lat=47.3, lon=5.0)
    row = SeasonCity.objects.create(season=season, city=city, place_count=24)
    questionnaire = freeze_questionnaire(questionnaire=make_default_questionnaire(by=team), by=team)
    call = Call.objects.create(
        season=season, slug=SLUG, title="Banc", summary="Banc", presentation="Banc", opens_at=at - day,
        closes_at=at + day, answer_on=(at + 30 * day).date(), min_age=15, max_age=20, age_on=at.date(),
        charter=Charter.objects.create(programme=programme, version=1, body="Charte"), questionnaire=questionnaire,
        rule_text="Règle", data_text="Données", state="open",
    )  # fmt: skip
    call.season_cities.add(row)
    track = call.tracks.create(name="Critique", presentation="Dire.")
    typed = {"long_text": "Une réponse de quelques phrases. " * 12, "short_text": "Oui", "consent": "on", "scale": "3"}
    screens = [
        [
            (
                f"q-{question.pk}",
                question.options[0] if question.kind in ("choice", "choices") else typed[question.kind],
            )
            for question in screen.questions.all()
            if question.kind in (*typed, "choice", "choices")
        ]
        for screen in screens_of(questionnaire)
    ]
    born_on = at.date().replace(year=at.year - 19, day=1)
    return {"city": row.pk, "track": track.pk, "screens": screens, "born_on": born_on}


def lost(count: int) -> list[str]:
    """What is missing or doubled, in words."""
    from django.db.models import Count

    from passeurs.promises.models import Promise
    from passeurs.recruitment.models import Application

    sent = Application.objects.real().sent()
    bare = sent.annotate(answers=Count("response__answers")).filter(answers__lt=8)
    figures = {
        "envoyées": sent.count() - count,
        "adresses": sent.values("email").distinct().count() - count,
        "promesses": Promise.objects.filter(kind="application").count() - count,
        "sans toutes leurs réponses": bare.count(),
    }
    return [f"{name}: {gap}" for name, gap in figures.items() if gap]


def main() -> int:
    """Run, print, and answer 1 when one is lost or the hour would not do."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", type=int, default=2000)
    options.add_argument("--clients", type=int, default=4)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PASSEURS_VAR": folder, "DJANGO_SETTINGS_MODULE": "passeurs.config.settings", "BEHIND_PROXY": "1",
            "PASSEURS_PROOF_BITS": str(BITS), "DEBUG": "0", "PYTHONPATH": str(ROOT), "PASSEURS_DEMO": "0",
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "DATABASE_URL": "",
        }  # fmt: skip
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        form = make_call()
        done: multiprocessing.Queue[int] = multiprocessing.Queue()
        with served() as port:
            started = time.perf_counter()
            shares = [list(range(n, asked.candidates, asked.clients)) for n in range(asked.clients)]
            asking = [multiprocessing.Process(target=candidates, args=(port, share, form, done)) for share in shares]
            for process in asking:
                process.start()
            finished = 0
            while finished < asked.candidates and (any(p.is_alive() for p in asking) or not done.empty()):
                if not done.empty():
                    done.get()
                    finished += 1
                else:
                    time.sleep(0.05)
            seconds = time.perf_counter() - started
            for process in asking:
                process.join()
        gaps = lost(asked.candidates)
    rate = asked.candidates / seconds * HOUR
    print(f"{finished} candidatures entières en {seconds:.0f} s : {rate:,.0f} par heure ; perdues : {gaps or 'aucune'}")
    return int(bool(gaps) or rate < 2000)


if __name__ == "__main__":
    sys.exit(main())

"""This build beside an older one, in one run: 300 applications at once, then 50 ambassadors who open their pages.

The older build is checked out into a temporary folder and seeded by its own code; the two take turns, so that what
else the machine does weighs on both. Prints, for each figure, both builds and their ratio. Aims: all sent within 90 s,
p95 of an application's requests at most 0.4 of the older, of `/aujourdhui/` and of the composer at most 0.3.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.apply import BITS, SLUG, Browser, served, solve  # noqa: E402

OLDER = "d0ad7b9"
AIMS = {"candidature": 0.4, "aujourdhui": 0.3, "composer": 0.3}
SENT_WITHIN = 90
Waits = dict[str, list[float]]

# Run by each build with its own models: a call, ambassadors with a draft each, signed in; what the bench has to know.
SEED = """
import json, django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from bench.apply import make_call
from passeurs.catalogue.models import Venue
from passeurs.core import clock
from passeurs.people.models import Person
from passeurs.programme.models import Mandate, SeasonCity
from passeurs.selections.models import Selection, SelectionItem
form = make_call()
row = SeasonCity.objects.get()
venues = [
    Venue.objects.create(name=f"Lieu {n}", kind="LIBRARY", city_name="Dijon", lat=47, lon=n / 500)
    for n in range(60)
]
people = []
for n in range(AMBASSADORS):
    person = Person.objects.create_user(f"ambassadeur{n}@exemple.fr", first_name=f"Lou{n}")
    Mandate.objects.create(person=person, season_city=row, track="", started_on=clock.today())
    draft = Selection.objects.create(author=person, season_city=row, title=f"Liste {n}", slug=f"liste-{n}")
    for place in range(1, 9):
        item = {"venue": venues[(n + place) % 60], "position": place, "reason": "Pour y rester. " * 8}
        SelectionItem.objects.create(selection=draft, **item)
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    people.append((store.session_key, draft.pk))
print(json.dumps({**form, "born_on": form["born_on"].isoformat(), "people": people}))
"""


class Build:
    """A checked out build, its own database, and what was seeded."""

    def __init__(self, name: str, root: Path, folder: Path, ambassadors: int) -> None:
        self.name, self.root = name, root
        self.environment = os.environ | {
            "PASSEURS_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "passeurs.config.settings", "BEHIND_PROXY": "1",
            "PASSEURS_PROOF_BITS": str(BITS), "DEBUG": "0", "PYTHONPATH": str(root), "PASSEURS_DEMO": "0",
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "DATABASE_URL": "",
        }  # fmt: skip
        folder.mkdir()
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        self.seeded = json.loads(self.run("-c", SEED.replace("AMBASSADORS", str(ambassadors))).splitlines()[-1])

    def run(self, *arguments: str) -> str:
        """A command of this build."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{self.name}: {done.stderr[-3000:]}")
        return done.stdout

    def served(self) -> AbstractContextManager[int]:
        """The build on a free port, served as `tools/serve.sh` of the older one does."""
        return served(self.root, self.environment)


class Timed(Browser):
    """A browser that keeps how long each answer took."""

    def __init__(self, port: int, number: int, waits: Waits) -> None:
        super().__init__(port, number)
        self.waits = waits

    def step(self, path: str, fields: list[tuple[str, str]] | None = None) -> tuple[str, str]:
        """Page and where it leads; anything but the expected answer stops the bench."""
        begun = time.perf_counter()
        status, page, where = self.ask("POST" if fields is not None else "GET", path, fields)
        self.waits["candidature"].append(time.perf_counter() - begun)
        assert status == (302 if fields is not None else 200), (path, status, page[-1500:])
        return page, where


def apply(port: int, number: int, form: dict[str, object], found: multiprocessing.Queue[Waits]) -> None:
    """One candidate, from the first page to the last."""
    waits: Waits = defaultdict(list)
    browser = Timed(port, number, waits)
    page, _where = browser.step(f"/candidater/{SLUG}/commencer/")
    nonce = re.search(r'data-nonce="([^"]+)"', page)[1]  # type: ignore[index]
    browser.connection.close()
    time.sleep(2.1)
    who = [
        ("first_name", "Lina"), ("email", f"candidat{number}@exemple.fr"), ("born_on", str(form["born_on"])),
        ("season_city", str(form["city"])),
    ]  # fmt: skip
    _page, where = browser.step(f"/candidater/{SLUG}/commencer/", [*who, ("nonce", nonce), ("proof", solve(nonce))])
    root = where.removesuffix("toi/")
    browser.step(where, [*who, ("last_name", "Moreau"), ("commune_code", "Dijon"), ("track", str(form["track"]))])
    for screen, fields in enumerate(form["screens"], start=1):  # type: ignore[arg-type, var-annotated]
        browser.step(f"{root}ecran/{screen}/", [(str(name), str(value)) for name, value in fields])
    browser.step(f"{root}envoyer/", [("charter", "on")])
    browser.connection.close()
    found.put(dict(waits))


def applications(port: int, numbers: list[int], form: dict[str, object], found: multiprocessing.Queue[Waits]) -> None:
    """Candidates who apply one after the other."""
    for number in numbers:
        apply(port, number, form, found)


def visit(port: int, key: str, draft: int, times: int, found: multiprocessing.Queue[Waits]) -> None:
    """One ambassador who opens their day, then their draft, again and again."""
    waits: Waits = defaultdict(list)
    browser = Browser(port, draft)
    for _time in range(times):
        for name, path in (("aujourdhui", "/aujourdhui/"), ("composer", f"/moi/selections/{draft}/")):
            begun = time.perf_counter()
            browser.connection.request("GET", path, headers={"Host": "localhost", "Cookie": f"sessionid={key}"})
            response = browser.connection.getresponse()
            response.read()
            waits[name].append(time.perf_counter() - begun)
            assert response.status == 200, (path, response.status)
    found.put(dict(waits))


def gathered(
    works: list[multiprocessing.Process], found: multiprocessing.Queue[Waits], count: int
) -> tuple[float, Waits]:
    """Start them together; the seconds until the last, and every wait."""
    begun = time.perf_counter()
    for work in works:
        work.start()
    waits: Waits = defaultdict(list)
    for _one in range(count):
        for name, some in found.get(timeout=900).items():
            waits[name] += some
    seconds = time.perf_counter() - begun
    for work in works:
        work.join()
    return seconds, waits


def measure(build: Build, options: argparse.Namespace, turn: int) -> tuple[float, Waits]:
    """One turn of a build: the applications, then the ambassadors; seconds of the first, waits of both."""
    found: multiprocessing.Queue[Waits] = multiprocessing.Queue()
    with build.served() as port:
        first = turn * options.candidates
        shares = [list(range(first + n, first + options.candidates, options.clients)) for n in range(options.clients)]
        asking = [
            multiprocessing.Process(target=applications, args=(port, share, build.seeded, found)) for share in shares
        ]
        seconds, waits = gathered(asking, found, options.candidates)
        visits = [
            multiprocessing.Process(target=visit, args=(port, key, draft, options.visits, found))
            for key, draft in build.seeded["people"]
        ]
        _seconds, more = gathered(visits, found, len(visits))
    return seconds, waits | more


def p95(values: list[float]) -> float:
    """The ninety-fifth percentile."""
    return sorted(values)[int(len(values) * 0.95)]


@contextmanager
def checked_out(folder: Path) -> Iterator[Path]:
    """The older build, in a folder of its own."""
    path = folder / "older"
    subprocess.run(["git", "worktree", "add", "--detach", "--quiet", str(path), OLDER], cwd=ROOT, check=True)
    try:
        yield path
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(path)], cwd=ROOT, check=True)


def main() -> int:
    """Seed both, take turns, print; 1 when an aim is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", type=int, default=300)
    options.add_argument("--clients", type=int, default=30)
    options.add_argument("--ambassadors", type=int, default=50)
    options.add_argument("--visits", type=int, default=3)
    options.add_argument("--turns", type=int, default=2)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as made, checked_out(Path(made)) as older:
        builds = [
            Build("avant", older, Path(made) / "var-older", asked.ambassadors),
            Build("ici", ROOT, Path(made) / "var-here", asked.ambassadors),
        ]
        seconds: dict[str, list[float]] = defaultdict(list)
        waits: dict[str, Waits] = {build.name: defaultdict(list) for build in builds}
        for turn in range(asked.turns):
            for build in builds if turn % 2 == 0 else reversed(builds):
                took, found = measure(build, asked, turn)
                seconds[build.name].append(took)
                for name, some in found.items():
                    waits[build.name][name] += some
    sent = {name: max(some) for name, some in seconds.items()}
    print(
        f"{asked.candidates} candidatures : {sent['avant']:.0f} s avant, {sent['ici']:.0f} s ici, but : {SENT_WITHIN} s"
    )
    is_met = sent["ici"] <= SENT_WITHIN
    for name, aim in AIMS.items():
        before, here = p95(waits["avant"][name]), p95(waits["ici"][name])
        is_met &= here <= aim * before
        print(f"{name} : p95 {before:.2f} s avant, {here:.2f} s ici, rapport {here / before:.2f} (but : {aim})")
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main())

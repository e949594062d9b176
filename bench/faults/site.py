"""A served site of one's own: `tools/serve.sh` on a free port, a copy of the demonstration's database, a folder."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
PAGE = "/decouvrir/?ou=21231"
LETTER = "/lettre/"


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Row:
    """One line of the table. `is_held` is whether its aim was met."""

    fault: str
    seen: str
    lost: str
    is_held: bool


@dataclass
class Heard:
    """What users heard: statuses, and how long each page took, in milliseconds."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The time of the page in the middle."""
        return statistics.median(self.times) if self.times else float("inf")

    def __str__(self) -> str:
        return ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items())) or "nothing"


@dataclass
class Site:
    """The running site, and what is asked of it."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    _number: int = 0

    @property
    def database(self) -> Path:
        """Its file."""
        return self.folder / "passeurs.sqlite3"

    def ask(
        self, path: str, fields: dict[str, str] | None = None, *, cookie: str = "", timeout: float = 60
    ) -> tuple[int, str, str]:
        """Status, body and cookie of one request by a visitor that nobody has seen before."""
        self._number += 1
        visitor = f"10.9.{self._number // 250 % 250}.{self._number % 250 + 1}"
        headers = {"Host": "localhost", "X-Forwarded-For": visitor, "Cookie": cookie}
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://localhost{path}"}
            body = urlencode(fields)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as line:
            line.request("GET" if fields is None else "POST", path, body, headers)
            answer = line.getresponse()
            cookies = "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or [])
            return answer.status, answer.read().decode(errors="replace"), cookies

    def status(self, path: str, fields: dict[str, str] | None = None, **options: object) -> str:
        """The status as a user knows it: a number, or that nobody answered."""
        try:
            return str(self.ask(path, fields, **options)[0])  # type: ignore[arg-type]
        except (OSError, http.client.HTTPException):
            return "no answer"

    def letter_form(self) -> tuple[dict[str, str], str]:
        """The form of the letter as a browser has it: fields and cookie."""
        _status, page, cookie = self.ask(LETTER)
        stamp = re.search(r'name="stamp" value="([^"]+)"', page)
        token = re.search(r"csrftoken=(\w+)", cookie)
        rhythm = re.search(r'name="rythme" value="(\w+)"', page)
        if not (stamp and token and rhythm):
            raise RuntimeError(page[:500])
        time.sleep(2.1)  # nobody fills a form faster
        fields = {"stamp": stamp[1], "csrfmiddlewaretoken": token[1], "rythme": rhythm[1], "ville": "", "website": ""}
        return fields, cookie

    def read_during(self, done: Callable[[], bool], path: str = PAGE) -> Heard:
        """Read a page again and again until `done`."""
        heard = Heard()
        while not done():
            began = time.perf_counter()
            status = self.status(path)
            heard.statuses[status] += 1
            if status == "200":
                heard.times.append((time.perf_counter() - began) * 1000)
        return heard

    def write_during(
        self, name: str, done: Callable[[], bool], form: tuple[dict[str, str], str] | None = None
    ) -> Heard:
        """Ask for the letter again and again until `done`, each time as somebody else."""
        fields, cookie = form or self.letter_form()
        heard, number = Heard(), 0
        while not done():
            number += 1
            email = f"{name}-{number}@banc.example"
            status = self.status(LETTER, fields | {"email": email}, cookie=cookie)
            heard.statuses[status] += 1
            if status == "302":
                heard.accepted.append(email)
            time.sleep(0.1)
        return heard

    def lost(self, heard: Heard) -> int:
        """How many that were told « it is done » are not in the database, or are there twice."""
        with closing(sqlite3.connect(self.database)) as rows:
            found = Counter(email for (email,) in rows.execute("SELECT email FROM editorial_subscription"))
        return sum(found[email] != 1 for email in heard.accepted)

    def wait_for_page(self, seconds: float = 90) -> float:
        """Seconds until a page is read again."""
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            if self.status(PAGE, timeout=10) == "200" and self.status("/pret/", timeout=10) == "200":
                return time.perf_counter() - began
            time.sleep(0.2)
        raise TimeoutError(f"no page within {seconds} s: {self.folder / 'serve.log'}")

    def processes(self, word: str) -> list[int]:
        """The processes of this very site whose command holds the word."""
        found = []
        for pid in _descendants(self.process.pid):
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if word in command:
                found.append(pid)
        return found


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [one for child in children for one in (child, *_descendants(child))]


def beside(work: Callable[[Callable[[], bool]], Heard], seconds: float) -> tuple[threading.Thread, list[Heard]]:
    """Run this in a thread for so long; what it heard is in the list once the thread is joined."""
    end, heard = time.perf_counter() + seconds, []
    thread = threading.Thread(target=lambda: heard.append(work(lambda: time.perf_counter() > end)))
    thread.start()
    return thread, heard


@contextmanager
def served_site(source: Path, **settings: str) -> Iterator[Site]:
    """A site on a copy of this database; `settings` are variables of its environment."""
    with tempfile.TemporaryDirectory(prefix="passeurs-faults-") as made:
        folder, port = Path(made), free_port()
        if source.exists():
            with (
                closing(sqlite3.connect(source)) as rows,
                closing(sqlite3.connect(folder / "passeurs.sqlite3")) as copy,
            ):
                rows.backup(copy)
        mine = {
            "PASSEURS_VAR": made, "PASSEURS_DEMO": "1", "BEHIND_PROXY": "1", "PAGE_CACHE_SECONDS": "0",
            "DATABASE_URL": "", "LONGEST_PAUSE": "4", **settings,
        }  # fmt: skip
        environment = {**os.environ, **mine}
        with (folder / "serve.log").open("wb") as log:
            process = subprocess.Popen(
                ["tools/serve.sh", str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        site = Site(port, folder, process, environment)
        try:
            site.wait_for_page(180)
            yield site
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

"""Letters under kill -9: workers and clocks stopped at any moment, each letter received once or said unsure.

A small SMTP server of this process counts what it takes. Then an issue for 277 readers meets servers in trouble: only
the mail in hand may be unsure. `--trials` for another number; `--seed` for other moments. In a new SQLite
file, or in the PostgreSQL of `DATABASE_URL`, which is filled.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socketserver
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


class Talk(socketserver.StreamRequestHandler):
    """One conversation: the least of SMTP that smtplib asks for, slow enough to be killed at any word."""

    def handle(self) -> None:
        """Answer until the line is closed, by either side."""
        server: Post = self.server  # type: ignore[assignment]
        taken = 0
        self.say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"QUIT":
                self.say("221 bye")
                return
            if word != b"DATA":
                time.sleep(server.pause())
                self.say("250 ok")
                continue
            trouble = server.trouble if taken >= server.good and server.times > 0 else ""
            if trouble:
                server.times -= 1
            if trouble and trouble != "drop":
                self.say(trouble)
                if trouble.startswith("421"):
                    return
                continue
            self.say("354 go on")
            name = self.read_mail()
            if trouble == "drop":
                return
            time.sleep(server.pause())
            # What is counted is what a server that says 250 has, and what one that is cut off has too.
            server.received[name] += 1
            taken += 1
            time.sleep(server.pause())
            self.say("250 taken")

    def read_mail(self) -> str:
        """Read one mail to its dot. Returns its Message-ID."""
        name = ""
        for line in self.rfile:
            if line.lower().startswith(b"message-id:"):
                name = line.split(b":", 1)[1].strip().decode()
            if line.rstrip(b"\r\n") == b".":
                return name
        raise ConnectionError

    def say(self, words: str) -> None:
        """One line."""
        self.wfile.write(f"{words}\r\n".encode())


class Post(socketserver.ThreadingTCPServer):
    """The server: what it received, and what goes wrong with it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.received: Counter[str] = Counter()
        self.slowness, self.trouble, self.good, self.times = 0.02, "", 0, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A line that was cut is what is looked for."""

    def pause(self) -> float:
        """A moment between two words."""
        return random.uniform(0, self.slowness)


POST = Post()
SCRATCH = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    os.environ["DATABASE_URL"] = f"sqlite:///{SCRATCH.name}/bench.sqlite3"
os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.smtp.EmailBackend"
os.environ["EMAIL_HOST"], os.environ["EMAIL_PORT"] = "127.0.0.1", str(POST.server_address[1])

import datetime as dt  # noqa: E402

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from passeurs.core import clock  # noqa: E402
from passeurs.core.choices import LetterState  # noqa: E402
from passeurs.core.mail import letter, post_letter  # noqa: E402
from passeurs.core.models import Letter  # noqa: E402
from passeurs.core.running import STALE, send_due_letters  # noqa: E402

LETTERS = 12


def write_letters() -> list[int]:
    """A few letters, in one transaction, as an action does."""
    with transaction.atomic():
        return [
            post_letter(
                letter(to=f"lou{n}@exemple.fr", subject="Un mot", lines=["Bonjour."]), kind="bench.letter"
            ).pk
            for n in range(LETTERS)
        ]  # fmt: skip


def work(is_clock: bool) -> None:
    """What the killed process does: the worker of the site, or its clock."""
    if is_clock:
        while True:
            send_due_letters(at=clock.now())
            time.sleep(0.01)
    call_command("db_worker", interval=0.02, startup_delay=False, verbosity=0)


def start(is_clock: bool) -> int:
    """A process of its own, already warm, so that the moment of its death falls anywhere in its work."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        work(is_clock)
    finally:
        os._exit(1)


def trial(number: int, span: float, chance: random.Random) -> Counter[str]:
    """Write, kill at a random moment, let the clock mend, count."""
    rows = write_letters()
    pid = start(is_clock=bool(number % 2))
    time.sleep(chance.uniform(0, span))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    # What is in the server's hands now is still read to its end.
    time.sleep(POST.slowness * 5)
    at_death = Counter(Letter.objects.filter(pk__in=rows).values_list("state", flat=True))
    send_due_letters(at=clock.now() + STALE + dt.timedelta(seconds=1))
    found: Counter[str] = Counter(trials=1, letters=len(rows))
    found["killed_at_work"] = int(0 < at_death[LetterState.WAITING] < LETTERS or at_death[LetterState.CLAIMED] > 0)
    for row in Letter.objects.filter(pk__in=rows):
        copies = POST.received[f"<courrier.{row.pk}@localhost>"]
        found[row.state] += 1
        found["doubled"] += copies > 1
        found["lost"] += row.state == LetterState.SENT and copies == 0
        found["received_though_unsure"] += row.state == LetterState.UNSURE and copies == 1
        found["left_behind"] += row.state not in (LetterState.SENT, LetterState.UNSURE)
    found["more_than_one_unsure"] = int(found[LetterState.UNSURE] > 1)
    return found


def span_of_work(*, is_clock: bool) -> float:
    """How long a worker, or a clock, takes for the letters of one trial."""
    rows, began = write_letters(), time.monotonic()
    pid = start(is_clock=is_clock)
    while Letter.objects.filter(pk__in=rows).exclude(state=LetterState.SENT).exists():
        if time.monotonic() - began > 60:
            raise SystemExit("the worker sends nothing")
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return time.monotonic() - began


def issue_in_trouble(trouble: str, times: int) -> dict[str, int | str]:
    """An issue for 277 readers, on lines that are in trouble after a hundred mails; then they are well again."""
    from passeurs.editorial.actions.dispatch import start_sending
    from passeurs.editorial.models import Dispatch, Issue, Rhythm, Subscription
    from passeurs.editorial.running.dispatch import send_batch
    from tests.factories import team_member

    now = clock.now()
    Subscription.objects.all().delete()
    known = {"state": "active", "confirmed_at": now, "seen_at": now, "rhythm": Rhythm.objects.first()}
    Subscription.objects.bulk_create(Subscription(email=f"l{n}@exemple.fr", **known) for n in range(277))
    row = Issue.objects.create(title="Numéro", intro="Bonjour.", slug=f"numero-{Issue.objects.count()}")
    POST.slowness, POST.trouble, POST.good, POST.times = 0, trouble, 100, times
    start_sending(actor=team_member(), issue=row, expected_count=277, at=now)
    before = sum(POST.received.values())
    while send_batch(issue=row, at=now):
        pass
    row.refresh_from_db()
    first = Counter(row.dispatches.values_list("state", flat=True))
    halted = row.trouble or row.state
    POST.times = 0
    while send_batch(issue=row, at=now + dt.timedelta(hours=1)):
        pass
    last = Counter(Dispatch.objects.filter(issue=row).values_list("state", flat=True))
    return {
        "server": trouble, "then": halted, "sent_at_first": first["sent"], "waiting": first["waiting"],
        "unsure": last["unsure"], "refused": last["refused"], "sent": last["sent"],
        "received": sum(POST.received.values()) - before,
        "suspended": Subscription.objects.exclude(state="active").count(),
    }  # fmt: skip


def main() -> int:
    """Print the figures. Answers 1 when a letter was lost, doubled or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    chance = random.Random(options.seed)
    spans = [span_of_work(is_clock=is_clock) for is_clock in (False, True)]
    total: Counter[str] = Counter()
    for number in range(options.trials):
        total.update(trial(number, spans[number % 2], chance))
    lasted = f"worker {spans[0]:.2f} s, clock {spans[1]:.2f} s"
    print(f"kill -9 at any moment of the work ({lasted}), {options.trials} trials, seed {options.seed}")
    for name, value in sorted(total.items()):
        print(f"  {name:24} {value}")
    is_wrong = any(total[name] for name in ("doubled", "lost", "left_behind", "more_than_one_unsure"))
    for trouble, times in (("drop", 9), ("421 too busy", 1), ("554 5.7.1 blocked", 1), ("451 4.7.0 slow down", 1)):
        told = issue_in_trouble(trouble, times)
        print("  " + ", ".join(f"{name} {value}" for name, value in told.items()))
        is_wrong |= told["unsure"] > 2 or told["sent"] + told["unsure"] != 277 or told["suspended"] > 0
    print(f"nothing lost, doubled or left behind, one unsure a kill at most: aim {'missed' if is_wrong else 'met'}")
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())

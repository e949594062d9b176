"""Pages over HTTP: p95 of discover and of public selections, and a kept page against a static file of its size.

Starts the site's own server (granian, 2 workers) on a free port, twice: without and with the page cache. The
catalogue is whatever is in the database. The load comes from this script: `--seconds`, `--clients`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import statistics
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
FEED = "/fils/selections.atom"
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")

from bench.apply import served  # noqa: E402


class Client:
    """One kept-alive connection that asks and reads whole answers, as lightly as Python can."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, etag: str = "") -> tuple[int, int]:
        """Status and length of the body of one GET, conditional when an `etag` is given; `etag` keeps the last one."""
        condition = f"If-None-Match: {etag}\r\n" if etag else ""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{condition}\r\n".encode())
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.socket.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        # An answer 304 has no body, whatever length it tells.
        told = next((line for line in lines if line.startswith(b"content-length:")), b"x:0")
        length = 0 if lines[0].split()[1] == b"304" else int(told.split(b":")[1])
        self.etag = next(
            (line.split(b": ", 1)[1].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag:")), ""
        )
        left = length - len(body)
        while left > 0:
            left -= len(self.socket.recv(min(left, 65536)))
        return int(lines[0].split()[1]), length


def served_with(cache_seconds: int) -> AbstractContextManager[int]:
    """The site, whose public pages are kept so long."""
    kept = {"DEBUG": "0", "PAGE_CACHE_SECONDS": str(cache_seconds), "PYTHONPATH": str(ROOT)}
    return served(ROOT, {**os.environ, **kept}, "/sources/")


def times_of(port: int, paths: list[str]) -> list[float]:
    """Milliseconds of each path, one client, one after the other, sorted. A page that is not 200 stops the bench."""
    client, times = Client(port), []
    for path in paths:
        started = time.perf_counter()
        status, _ = client.get(path)
        times.append((time.perf_counter() - started) * 1000)
        assert status == 200, (status, path)
    return sorted(times)


def _ask(port: int, path: str, seconds: float, done: multiprocessing.Queue[int], etag: str) -> None:
    client, count, end = Client(port), 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        client.get(path, etag)
        count += 1
    done.put(count)


def rate(port: int, path: str, seconds: float, clients: int, etag: str = "") -> float:
    """Requests per second of `clients` processes asking the same path, on condition when an `etag` is given."""
    done: multiprocessing.Queue[int] = multiprocessing.Queue()
    asking = [multiprocessing.Process(target=_ask, args=(port, path, seconds, done, etag)) for _ in range(clients)]
    for process in asking:
        process.start()
    total = sum(done.get() for _ in asking)
    for process in asking:
        process.join()
    return total / seconds


def pages() -> tuple[list[str], list[str]]:
    """Paths of discover around the largest communes, and of the published selections."""
    from urllib.parse import quote

    from passeurs.core.geo.commune import communes
    from passeurs.selections.models import Selection

    largest = sorted(communes().by_code.values(), key=lambda commune: -commune.population)[:60]
    selections = [one.get_absolute_url() for one in Selection.objects.published()[:60]]
    return [f"/decouvrir/?ou={quote(commune.code)}" for commune in largest if not commune.parent], selections


def feed_rates(port: int, seconds: float, clients: int) -> None:
    """Print how a feed is answered whole, and 304 to a reader that has it."""
    client = Client(port)
    status, size = client.get(FEED)
    etag = client.etag
    again, _nothing = client.get(FEED, etag)
    assert (status, again) == (200, 304), (status, again)
    whole, unchanged = rate(port, FEED, seconds, clients), rate(port, FEED, seconds, clients, etag)
    print(f"{f'feed of {size / 1000:.0f} kB, 200':24}{whole:>18.0f}{1:>9.2f}")
    print(f"{'the same, 304':24}{unchanged:>18.0f}{unchanged / whole:>9.2f}")


def yardstick_ms() -> float:
    """Median of a template of 30 rows (url, date, translate, token) without database, in this very process."""
    from django.template import engines
    from django.utils import timezone

    row = '<tr><td><a href="{% url "catalogue:venue" row.0 row.1 %}">{{ row.1 }}</a></td><td>{{ row.2|date:"l j F Y" }}'
    row += '</td><td>{% translate "Signaler" %}</td><td><input type="hidden" value="{{ token }}"></td></tr>'
    template = engines["django"].from_string("{% for row in rows %}" + row + "{% endfor %}")
    rows = [(number, f"lieu-{number}", timezone.now()) for number in range(30)]
    times = []
    for _ in range(200):
        started = time.perf_counter()
        template.render({"rows": rows, "token": "x" * 64})
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> int:
    """Ask, time, print a table. Answers 1 when a kept page is under half of a static file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    discover, selections = pages()
    page = discover[0]
    still = Path(settings.STATIC_ROOT) / "bench-page.html"
    with served_with(0) as port:
        _, size = Client(port).get(page)
        # Both workers load communes and templates before anything is timed.
        for _ in range(3):
            times_of(port, discover[:10])
        yardstick = yardstick_ms()
        print(f"one client, no cache; ms{'p50':>18}{'p95':>9}{'p50 / template':>17}")
        print(f"{'template of 30 rows':24}{yardstick:>18.1f}{'':>9}{1:>17.1f}")
        for name, paths in (("discover", discover * 3), ("discover, a word", [f"{one}&q=musée" for one in discover]),
                            ("selection", selections * 3)):  # fmt: skip
            if paths:
                times = times_of(port, [path.replace("é", "%C3%A9") for path in paths])
                print(f"{name:24}{statistics.median(times):>18.1f}{times[int(len(times) * 0.95)]:>9.1f}"
                      f"{statistics.median(times) / yardstick:>17.1f}")  # fmt: skip
    still.write_bytes(b"x" * size)
    try:
        with served_with(0) as port:
            print(f"\n{options.clients} clients, no cache{'requests/s':>20}{'ratio':>9}")
            feed_rates(port, options.seconds, options.clients)
        with served_with(600) as port:
            for path in (page, f"{settings.STATIC_URL}{still.name}") * 4:
                times_of(port, [path] * 4)
            static = rate(port, f"{settings.STATIC_URL}{still.name}", options.seconds, options.clients)
            kept = rate(port, page, options.seconds, options.clients)
            print(f"\n{options.clients} clients, kept{'requests/s':>25}{'ratio':>9}")
            feed_rates(port, options.seconds, options.clients)
    finally:
        still.unlink()
    print(f"\n{options.clients} clients, {size / 1000:.0f} kB{'requests/s':>24}{'ratio':>9}")
    print(f"{'static file':24}{static:>18.0f}{1:>9.2f}")
    print(f"{'kept page':24}{kept:>18.0f}{kept / static:>9.2f}")
    return 0 if kept / static >= 0.5 else 1


if __name__ == "__main__":
    sys.exit(main())

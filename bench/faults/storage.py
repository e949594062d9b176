"""The disk is full, the database is locked: a pause in words, nothing by half, back by itself."""

from __future__ import annotations

import resource
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from bench.faults.site import LETTER, PAGE, Row, Site, beside

LOCKED_SECONDS = 30.0
FULL_SECONDS = 10.0


@contextmanager
def locked(site: Site) -> Iterator[float]:
    """Another process writes for half a minute and lets nobody else."""
    with closing(sqlite3.connect(site.database, isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield LOCKED_SECONDS
        other.execute("ROLLBACK")


@contextmanager
def full(site: Site) -> Iterator[float]:
    """No process of the site may make a file longer, which is what a full disk tells them."""
    pids = [*site.processes("granian"), *site.processes("manage.py")]
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))
    yield FULL_SECONDS
    for pid, limit in limits.items():
        try:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
        except ProcessLookupError:
            continue


def rows(site: Site) -> Iterable[Row]:
    """Read and write meanwhile; then write once more."""
    for name, fault in (("database locked for 30 s", locked), ("full disk", full)):
        fields, cookie = site.letter_form()
        with fault(site) as seconds:
            reading, read = beside(site.read_during, seconds - 3)
            writing, written = beside(
                lambda done, name=name: site.write_during(name.replace(" ", "-"), done), seconds - 3
            )
            reading.join()
            writing.join()
        back = site.wait_for_page()
        time.sleep(1)
        after = site.status(LETTER, fields | {"email": f"apres-{name[:4]}@banc.example"}, cookie=cookie)
        alive = len(site.processes("db_worker")), len(site.processes("tick --every"))
        lost = site.lost(written[0])
        yield Row(
            name,
            f"read {PAGE.split('?')[0]}: {read[0]}; written: {written[0]}; after: {after}, {back:.1f} s",
            f"{lost} of {len(written[0].accepted)}",
            set(read[0].statuses) == {"200"} and set(written[0].statuses) <= {"503", "302"} and after == "302"
            and lost == 0 and min(alive) > 0,
        )  # fmt: skip

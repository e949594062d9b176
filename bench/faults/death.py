"""A process dies: of the site, its worker, its clock. The rest goes on and the dead one is back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable

from bench.faults.site import Row, Site, beside

SECONDS = 12.0


def rows(site: Site) -> Iterable[Row]:
    """Kill each while people read and write; wait until another is there."""
    for name, word in (
        ("one process of the site killed", "granian"),
        ("the worker killed", "db_worker"),
        ("the clock killed", "tick --every"),
    ):
        reading, read = beside(site.read_during, SECONDS)
        writing, written = beside(lambda done, name=name: site.write_during(name.replace(" ", "-"), done), SECONDS)
        time.sleep(4)
        before = _alive(site, word)
        os.kill(before[-1], signal.SIGKILL)
        began = time.perf_counter()
        while not set(_alive(site, word)) - set(before) and time.perf_counter() - began < 30:
            time.sleep(0.1)
        is_back = bool(set(_alive(site, word)) - set(before))
        back = time.perf_counter() - began
        reading.join()
        writing.join()
        lost = site.lost(written[0])
        # What the dead process had in hand is answered by nobody; all the rest is.
        cut = read[0].statuses["no answer"] + written[0].statuses["no answer"]
        yield Row(
            name,
            f"read: {read[0]}; written: {written[0]}; another after {back:.1f} s" if is_back else "not replaced",
            f"{lost} of {len(written[0].accepted)}",
            is_back and lost == 0 and cut <= 4 and not read[0].statuses["500"],
        )


def _alive(site: Site, word: str) -> list[int]:
    """Those of one role, the youngest last: without the shells that keep them, nor granian's own first process."""
    found = [pid for pid in site.processes(word) if b"serve.sh" not in _command(pid)]
    return found[1:] if word == "granian" else found


def _command(pid: int) -> bytes:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""

"""The time there is, and the means to stop before it is over."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Stoppable(Protocol):
    """A search that another thread may stop."""

    def stop_search(self) -> None:
        """End the search at its next check."""


class Clock:
    """A deadline shared by every thread. `stop()` ends the searches under way and forbids new ones."""

    def __init__(self, seconds: float) -> None:
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self.stopped = threading.Event()
        self.was_asked = False
        # Re-entrant: a signal's handler runs in a thread that may be holding it.
        self._lock = threading.RLock()
        self._running: set[Stoppable] = set()

    def left(self) -> float:
        """Seconds that remain, zero once stopped."""
        return 0.0 if self.stopped.is_set() else max(0.0, self.deadline - time.monotonic())

    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def stop(self, *, asked: bool = False) -> None:
        """Stop everything, now. `asked`: by somebody, not by the time."""
        self.was_asked = self.was_asked or asked
        self.stopped.set()
        with self._lock:
            for search in tuple(self._running):
                search.stop_search()

    @contextmanager
    def running(self, search: Stoppable) -> Iterator[None]:
        """Have `search` stopped if the clock is."""
        with self._lock:
            self._running.add(search)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(search)

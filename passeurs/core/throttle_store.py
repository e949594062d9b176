"""Where the counts of rate limits are kept without Redis: a cache of Django, each count with the end of its window.

Django's own `incr` on files gives a count five more minutes at each try, and two processes lose each other's: here
the end of the window is written with the count, and one file is locked while a count is read and written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks
from limits.storage import Storage


class CacheStorage(Storage):
    """Counts in the cache named `limits`, shared by the processes of one machine."""

    STORAGE_SCHEME = ["django-cache"]

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """What an absent disk raises."""
        return (OSError,)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """One try more in the window of `key`, which began with its first try. Returns how many there are."""
        with self._lock():
            now = time.time()
            count, ends = self._read(key)
            if ends <= now:
                count, ends = 0, now + expiry
            caches["limits"].set(key, (count + amount, ends), ends - now)
        return count + amount

    def get(self, key: str) -> int:
        """How many tries there are in the window that runs."""
        count, ends = self._read(key)
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends."""
        return self._read(key)[1] or time.time()

    def check(self) -> bool:
        """Whether the cache can be read."""
        self._read("")
        return True

    def reset(self) -> int | None:
        """Forget all counts."""
        caches["limits"].clear()
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        caches["limits"].delete(key)

    @staticmethod
    def _read(key: str) -> tuple[int, float]:
        known: Any = caches["limits"].get(key)
        return known or (0, 0.0)

    @staticmethod
    @contextmanager
    def _lock() -> Iterator[None]:
        with settings.LIMITS_LOCK.open("a") as file:
            locks.lock(file, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(file)

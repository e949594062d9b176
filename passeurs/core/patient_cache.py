"""The cache of one machine, in files: a disk that is full or read-only costs what it would have kept, no page."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from passeurs.core.outage import is_outage


class PatientFileCache(FileBasedCache):
    """Django's, for which what cannot be written is what was not kept."""

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it if the disk takes it."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            if not is_outage(error):
                raise  # the page of the service says that the disk is full, in a log there may be no room either

    def _delete(self, fname: str) -> bool:
        """Forget it, or leave there what is expired anyway."""
        try:
            return bool(super()._delete(fname))  # type: ignore[misc]
        except OSError as error:
            if not is_outage(error):
                raise
            return False

"""Who runs on this machine: each process of the site holds a file that a restore wants for itself alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings

_held: list[IO[str]] = []


def _open() -> IO[str]:
    return (settings.VAR_DIR / "running.lock").open("a", encoding="utf-8")


def be_present() -> None:
    """Say so until this process ends, however it ends. While a restore goes on, wait for it.

    A disk that may only be read has a site all the same.
    """
    try:
        file = _open()
    except OSError:
        return
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no process of the site runs here; if so none starts within the block."""
    with _open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

"""Pictures kept on disk: each is drawn once, however many ask for it at the same moment."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings


def _folder() -> Path:
    folder = Path(settings.SHARE_IMAGES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def stored_drawing(name: str) -> bytes | None:
    """The picture kept under `name` (a hash and its ending), or None; being read, it is young again."""
    path = _folder() / name
    try:
        picture = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:
        return None
    return picture


def drawn_once(name: str, draw: Callable[[], bytes]) -> bytes:
    """The picture kept under `name`, drawn by the first who asks while the others wait for it."""
    # One lock for many names: few files, and a burst of different pictures takes one core at most.
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        picture = stored_drawing(name)
        if picture is None:
            picture = draw()
            _write(_folder() / name, picture)
        return picture


def _write(path: Path, picture: bytes) -> None:
    """Whole or not at all: readers do not take the lock."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix="part-")
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(part).replace(path)


def forget_oldest(limit: int) -> int:
    """Delete the pictures that nobody asked for lately until the folder holds at most `limit` bytes; how many went."""
    files = []
    for path in _folder().iterdir():
        if path.name == "lock":
            continue
        try:
            found = path.stat()
        except FileNotFoundError:
            continue
        files.append((found.st_mtime, found.st_size, path))
    total, gone = sum(size for _, size, _ in files), 0
    for _, size, path in sorted(files):
        if total <= limit:
            break
        path.unlink(missing_ok=True)
        total, gone = total - size, gone + 1
    return gone

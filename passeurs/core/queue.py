"""Background work is queued once the write that it follows is certain."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction


def post(task: Any, *arguments: Any) -> None:
    """Enqueue `task` after the commit: never for a write that is undone, never before it can be read."""
    transaction.on_commit(partial(task.enqueue, *arguments))

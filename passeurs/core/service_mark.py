"""What the service says of itself: when its clock and its workers were last alive, when a mail left, mails held.

One row a name (`core.models.ServiceMark`). A role that has left no mark for `SILENCE` is missing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from passeurs.core import clock
from passeurs.core.models import ServiceMark

CLOCK, WORKER, LAST_MAIL, MAIL_HELD = "clock", "worker:", "mail", "mail-held"
# The clock turns each minute and a worker says itself every twenty seconds.
SILENCE = dt.timedelta(minutes=4)
BEAT_SECONDS = 20
# A mark of a worker that ended long ago tells nothing any more.
KEPT_FOR = dt.timedelta(days=2)


def leave_mark(name: str, *, at: dt.datetime | None = None, data: dict[str, Any] | None = None) -> None:
    """Say that this happened now, over what was said before."""
    ServiceMark.objects.update_or_create(name=name, defaults={"at": at or clock.now(), "data": data or {}})


def marks() -> dict[str, ServiceMark]:
    """All that is known, by name: a handful of rows."""
    return ServiceMark.objects.in_bulk()


def is_mail_held() -> bool:
    """Whether this is a restored copy that nobody has told to write: no mail leaves it."""
    return ServiceMark.objects.filter(pk=MAIL_HELD).exists()


def release_mail() -> bool:
    """Mails may leave again. False when they already could."""
    return bool(ServiceMark.objects.filter(pk=MAIL_HELD).delete()[0])


def alive_workers(found: dict[str, ServiceMark], at: dt.datetime) -> set[str]:
    """The ids of the workers that have said themselves lately."""
    return {
        name.removeprefix(WORKER) for name, mark in found.items() if name.startswith(WORKER) and mark.at >= at - SILENCE
    }


def forget_former_workers(at: dt.datetime) -> None:
    """Drop the marks of workers that ended long ago; the last one stays, to tell since when none is there."""
    rows = ServiceMark.objects.filter(name__startswith=WORKER).order_by("-at")
    last = rows.values_list("pk", flat=True).first()
    rows.filter(at__lt=at - KEPT_FOR).exclude(pk=last).delete()

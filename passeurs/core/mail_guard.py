"""The last door of every mail: shut on a restored copy, which writes to nobody until told so.

Whatever the site uses to send (`settings.MAIL_BACKEND`), Django's own `EMAIL_BACKEND` is this guard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError

from passeurs.core import clock
from passeurs.core.models import ServiceMark
from passeurs.core.registry import waiting_mails
from passeurs.core.service_mark import LAST_MAIL, is_mail_held, leave_mark

# How often it is noted that mails leave.
NOTED_EVERY = dt.timedelta(minutes=1)


class MailHeld(OSError):  # noqa: N818 - what is so
    """Mails are held. For whoever sends, it is a server that cannot be reached: all of it waits."""


class GuardedBackend(BaseEmailBackend):
    """Passes mails on, and notes that some left; raises `MailHeld` while they are held."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.behind = get_connection(settings.MAIL_BACKEND, fail_silently=fail_silently, **options)

    def open(self) -> bool | None:
        """Reach the server, unless mails are held."""
        if is_mail_held():
            raise MailHeld
        return self.behind.open()

    def close(self) -> None:
        """Leave the server."""
        self.behind.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send all of them, or none."""
        if is_mail_held():
            raise MailHeld
        sent = self.behind.send_messages(email_messages) or 0
        if sent:
            _note_that_mail_leaves()
        return sent


def mails_waiting(at: dt.datetime) -> list[tuple[Any, int]]:
    """What would leave now if mails were not held: what it is, how many."""
    return [(what, count(at)) for _name, (what, count) in waiting_mails.items()]


def _note_that_mail_leaves() -> None:
    """A mail has left: no failure of this note may say that it did not."""
    at = clock.now()
    try:
        if not ServiceMark.objects.filter(pk=LAST_MAIL, at__gt=at - NOTED_EVERY).exists():
            leave_mark(LAST_MAIL, at=at)
    except DatabaseError:
        pass

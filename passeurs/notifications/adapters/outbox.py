"""The demo's mail box: mails are kept as files under var/outbox and read at /demo/courrier/."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend

_RULE = re.compile(r"^-{79}$", re.MULTILINE)


class OutboxBackend(EmailBackend):
    """Django's file backend, in the place where the demo's mail page looks."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["file_path"] = settings.VAR_DIR / "outbox"
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


@dataclass(frozen=True)
class OutboxMail:
    """A mail of the box, as a person reads it."""

    subject: str
    to: str
    at: dt.datetime | None
    text: str


def read_outbox(*, limit: int) -> list[OutboxMail]:
    """The last mails written, newest first; an empty list when there is no box yet."""
    folder = settings.VAR_DIR / "outbox"
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    mails: list[OutboxMail] = []
    for path in files[:limit]:
        for part in _RULE.split(path.read_text(encoding="utf-8", errors="replace")):
            if part.strip():
                mails.append(_read(part.lstrip("\n")))
    mails.sort(key=lambda mail: mail.at.timestamp() if mail.at else 0, reverse=True)
    return mails[:limit]


def _read(text: str) -> OutboxMail:
    # As bytes: read as text, the accents of an 8-bit part are lost.
    message = email.message_from_bytes(text.encode("utf-8"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain", "html"))
    date = message["Date"]
    return OutboxMail(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=parsedate_to_datetime(str(date)) if date else None,
        text=body.get_content() if body else "",
    )

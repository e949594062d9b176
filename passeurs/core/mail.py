"""One way to write a mail of the site: its frame (name, address, contact), a text part and an HTML one.

One way to have it sent: `post_letter` writes it down with the fact it tells; the worker sends it after the commit, and
the clock tries again. See `core.running`.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.template.loader import render_to_string

from passeurs.core import clock, journal
from passeurs.core.choices import LetterState
from passeurs.core.models import Letter
from passeurs.core.queue import post
from passeurs.core.running import LINK_MARK
from passeurs.core.tasks import send_letter


@dataclass(frozen=True)
class Link:
    """The private link of a letter, made when it leaves: what it opens, about what, for how many days."""

    url_name: str
    purpose: str
    subject_ref: str
    days: int
    # It replaces the former ones once it is opened.
    is_renewal: bool = False


class LinkedMail(EmailMultiAlternatives):
    """A mail whose parts hold the mark of a private link that is not made yet."""

    link: Link | None = None


def site_words() -> dict[str, str]:
    """What every mail says of the site."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "site_contact": settings.SITE_CONTACT}


def framed_mail(
    *,
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> LinkedMail:
    """A mail of both parts of `template`, named without its ending. It says that no one waits for an answer."""
    known = {**site_words(), "subject": subject, **context}
    mail = LinkedMail(
        subject,
        render_to_string(f"{template}.txt", known),
        to=[to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", known), "text/html")
    return mail


def letter(
    *,
    to: str,
    subject: str,
    lines: list[str],
    url: str = "",
    link: Link | None = None,
    action: str = "",
    foot: str = "",
    is_formal: bool = False,
) -> LinkedMail:
    """One letter: paragraphs, one link that says what it does, a last line; `is_formal` says « vous ».

    A private `link` takes the place of `url`.
    """
    context = {
        "lines": lines, "url": LINK_MARK if link else url, "action": action, "foot": foot, "is_formal": is_formal,
    }  # fmt: skip
    mail = framed_mail(to=to, subject=subject, template="core/mail/mail_letter", context=context)
    mail.link = link
    return mail


def post_letter(
    mail: EmailMultiAlternatives,
    *,
    kind: str,
    recipient: models.Model | str | None = None,
    about: models.Model | str | None = None,
    expires_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> Letter:
    """Write a mail to one address down, in the transaction of the fact it tells; it leaves after the commit.

    `recipient` and `about` are whom it is to and whom it tells of: an erasure finds it by them.
    """
    at = at or clock.now()
    link = getattr(mail, "link", None)
    (to,) = mail.to
    written = Letter.objects.create(
        kind=kind,
        recipient_ref=journal.reference(recipient),
        about_ref=journal.reference(about),
        to=to,
        subject=" ".join(str(mail.subject).split())[:400],
        text=str(mail.body),
        parts=_parts(mail),
        headers={name: str(value) for name, value in mail.extra_headers.items()}
        | ({"Reply-To": ", ".join(mail.reply_to)} if mail.reply_to else {}),
        link=asdict(link) if link else {},
        created_at=at,
        next_try_at=at,
        expires_at=expires_at,
    )
    post(send_letter, written.pk)
    return written


def _parts(mail: EmailMultiAlternatives) -> list[dict[str, str]]:
    """What a mail carries beside its text, as JSON."""
    parts: list[dict[str, str]] = [
        {"type": str(mimetype), "text": str(content)} for content, mimetype in mail.alternatives
    ]
    for attachment in mail.attachments:
        name, content, mimetype = attachment
        raw = content.encode() if isinstance(content, str) else bytes(content)
        parts.append({"type": str(mimetype), "name": str(name), "base64": base64.b64encode(raw).decode()})
    return parts


def drop_letters(*things: models.Model | str, email: str = "") -> int:
    """Delete the letters to or about these, or to this address: erased, or no longer theirs. Returns how many.

    What is told to them from now on is another letter.
    """
    refs = [journal.reference(one) for one in things]
    return Letter.objects.about(refs, email).delete()[0]


def drop_waiting_letters(*things: models.Model) -> int:
    """Take back what was about to leave to a former address. Returns how many; those that left keep their line."""
    refs = [journal.reference(one) for one in things]
    rows = Letter.objects.filter(recipient_ref__in=refs)
    return rows.exclude(state__in=[LetterState.SENT, LetterState.CLAIMED]).delete()[0]


def export_letters(person: Any) -> list[dict[str, Any]]:
    """The letters to a person that have not left yet; of the others nothing is kept but their sort and date."""
    rows = Letter.objects.about([journal.reference(person)], person.email).order_by("pk")
    fields = ("kind", "to", "subject", "text", "parts", "state", "created_at", "ended_at")
    return list(rows.values(*fields))


def erase_letters(person: Any) -> list[str]:
    """On erasure of an account: all of them."""
    drop_letters(person, email=person.email)
    return []

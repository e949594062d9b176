"""One way to write a mail of the site: its frame (name, address, contact), a text part and an HTML one."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string


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
) -> EmailMultiAlternatives:
    """A mail of both parts of `template`, named without its ending. It says that no one waits for an answer."""
    known = {**site_words(), "subject": subject, **context}
    mail = EmailMultiAlternatives(
        subject,
        render_to_string(f"{template}.txt", known),
        to=[to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", known), "text/html")
    return mail


def letter(
    *, to: str, subject: str, lines: list[str], url: str = "", action: str = "", foot: str = "", is_formal: bool = False
) -> EmailMultiAlternatives:
    """One letter: paragraphs, one link that says what it does, a last line; `is_formal` says « vous »."""
    context = {"lines": lines, "url": url, "action": action, "foot": foot, "is_formal": is_formal}
    return framed_mail(to=to, subject=subject, template="core/mail/mail_letter", context=context)

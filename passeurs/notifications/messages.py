"""The mail that carries messages: one subject, text and HTML parts, one-click unsubscribe."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.mail import framed_mail
from passeurs.notifications.models import Message, Preference
from passeurs.notifications.queries import unsubscribe_token
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person


@dataclass(frozen=True)
class Line:
    """One thing a mail tells of: its last message, and how many came before."""

    last: Message
    before: int


def lines_of(told: list[Message]) -> list[Line]:
    """Messages (oldest first) as one line for each thing, in the order of their first words."""
    by_thing: dict[str, list[Message]] = {}
    for message in told:
        by_thing.setdefault(message.thing, []).append(message)
    return [Line(about[-1], len(about) - 1) for about in by_thing.values()]


def grouped_mail(
    person: Person, preference: Preference, told: list[Message], connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    """One mail that tells all of `told` (at least one, oldest first), at the hours of the person's clock."""
    with speaking_to(person):
        return _grouped_mail(person, preference, told, connection)


def _grouped_mail(
    person: Person, preference: Preference, told: list[Message], connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    lines = lines_of(told)
    title = " ".join(lines[0].last.said_title.split())
    subject = title if len(lines) == 1 else _("%(count)d nouvelles pour toi") % {"count": len(lines)}
    stop_url = settings.SITE_URL + reverse("notifications:unsubscribe", args=[unsubscribe_token(person)])
    context = {
        "person": person,
        "lines": lines,
        "stop_url": stop_url,
        "preferences_url": settings.SITE_URL + reverse("notifications:change-preferences"),
    }
    headers = {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with timezone.override(preference.zone):
        return framed_mail(
            to=person.email,
            subject=subject,
            template="notifications/mail/mail_grouped",
            context=context,
            headers=headers,
            connection=connection,
        )

"""The mail that carries messages: one subject, text and HTML parts, one-click unsubscribe."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.notifications.models import Message
from passeurs.notifications.queries import unsubscribe_token
from passeurs.people.models import Person


def grouped_mail(person: Person, told: list[Message], connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """One mail that tells all of `told` (at least one, oldest first)."""
    title = " ".join(told[0].title.split())
    subject = title if len(told) == 1 else _("%(count)d nouvelles pour toi") % {"count": len(told)}
    stop_url = settings.SITE_URL + reverse("notifications:unsubscribe", args=[unsubscribe_token(person)])
    context = {
        "person": person,
        "told": told,
        "stop_url": stop_url,
        "preferences_url": settings.SITE_URL + reverse("notifications:change-preferences"),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("notifications/mail/mail_grouped.txt", context),
        to=[person.email],
        connection=connection,
        headers={
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("notifications/mail/mail_grouped.html", context), "text/html")
    return mail

"""Mails about the account itself: sent at once, whatever the preferences, to one address."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def send_account_mail(*, to: str, subject: str, name: str, **context: object) -> None:
    """Send `people/mail/mail_<name>` as text and HTML to one address."""
    site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "site_contact": settings.SITE_CONTACT}
    known = {**site, **context}
    mail = EmailMultiAlternatives(subject, render_to_string(f"people/mail/mail_{name}.txt", known), to=[to])
    mail.attach_alternative(render_to_string(f"people/mail/mail_{name}.html", known), "text/html")
    mail.send()


def unknown_account(*, email: str) -> None:
    """Somebody asked for a code with an address that has no account."""
    send_account_mail(
        to=email, subject=_("Aucun compte avec cette adresse sur %s") % settings.SITE_NAME, name="unknown_account"
    )

"""The letter that says a call is open."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.core.mail import LinkedMail, letter
from passeurs.core.templatetags.words import moment
from passeurs.recruitment.models import Call


def call_opened(*, email: str, call: Call) -> LinkedMail:
    """Whoever asked is told, once, that a call is open."""
    return letter(
        to=email,
        subject=_("C’est ouvert : %(call)s") % {"call": call.title},
        lines=[
            _("Tu avais demandé à savoir : on peut candidater jusqu’au %(closes)s.")
            % {"closes": moment(call.closes_at)},
            _("C’est le seul message : ton adresse est déjà effacée de cette liste."),
        ],
        url=settings.SITE_URL + call.get_absolute_url(),
        action=_("Voir l’appel"),
    )

"""What follows from a file that is sent, here or from elsewhere."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.people.messages import later
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.recruitment.models import Application


def owe_answer(application: Application, at: dt.datetime) -> None:
    """Whoever applied is owed an answer, by the day the call promised."""
    city = application.season_city.city
    answer_on = application.call.answer_on
    owe(
        kind="application",
        about=application,
        about_label=later(
            lambda: _("Candidature n° %(number)s, %(city)s") % {"number": application.pk, "city": city.name}
        ),
        about_url=application.get_absolute_url(),
        owner=Owner.TEAM,
        scope=city.scope,
        owed_to_label=later(lambda: _("candidature n° %(number)s") % {"number": application.pk}),
        due_at=timezone.make_aware(dt.datetime.combine(answer_on, dt.time(23, 59))),
        at=at,
    )

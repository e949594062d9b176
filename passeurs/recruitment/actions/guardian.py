"""What a guardian answers on their page, and the reminders they get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.people.actions import answer_guardianship, claim_reminder
from passeurs.people.choices import GuardianState
from passeurs.people.messages import later
from passeurs.people.models import Guardianship
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.recruitment import tasks
from passeurs.recruitment.choices import OPEN_STATUSES, Status
from passeurs.recruitment.models import Application

# Days after the request when a guardian who said nothing is reminded.
REMINDER_DAYS = (3, 7, 14)


@transaction.atomic
def answer_as_guardian(
    *,
    application: Application,
    guardianship: Guardianship,
    purposes: Iterable[str],
    signed_name: str,
    at: dt.datetime | None = None,
) -> Guardianship:
    """Keep the guardian's answer and their acceptance of the charter. `people.signals` tells everybody else."""
    at = at or clock.now()
    answered = answer_guardianship(guardianship=guardianship, purposes=purposes, signed_name=signed_name, at=at)
    if answered.state == GuardianState.GIVEN and application.guardian_charter_at is None:
        Application.objects.filter(pk=application.pk).update(guardian_charter_at=at)
        journal.record(verb="accept_charter_as_guardian", subject=application, at=at)
    return answered


def tell_answer(*, guardianship: Guardianship) -> None:
    """A guardian answered: they and the candidate are told; a place already taken is looked at by the team."""
    application = (
        Application.objects.filter(guardianship=guardianship).select_related("season_city__city", "person").first()
    )
    if application is None:
        return
    tasks.post_letter("answered", application.pk, to_guardian=True)
    tasks.post_letter("guardian_told", application.pk)
    if guardianship.state == GuardianState.WITHDRAWN and application.status == Status.VALIDATED:
        number = {"number": application.pk}
        owe(
            kind="guardian_withdrew",
            about=application,
            about_label=later(lambda: _("Accord parental retiré, candidature n° %(number)s") % number),
            about_url=application.get_absolute_url(),
            owner=Owner.REFERENT,
            scope=application.season_city.city.scope,
            owed_to_label=later(lambda: _("candidature n° %(number)s") % number),
            days=2,
        )


def remind_guardians(at: dt.datetime) -> int:
    """Remind the guardians who have not answered, at most three times. Returns how many were reminded."""
    count = 0
    for number, days in enumerate(REMINDER_DAYS):
        pause = days - (REMINDER_DAYS[number - 1] if number else 0)
        # After a stop of the clock, what was missed is not sent all at once.
        is_time = Q(guardianship__reminded_at=None) | Q(guardianship__reminded_at__lte=at - dt.timedelta(days=pause))
        waiting = Application.objects.filter(
            is_time,
            guardianship__state=GuardianState.ASKED,
            guardianship__reminder_count=number,
            guardianship__asked_at__lte=at - dt.timedelta(days=days),
            status__in=OPEN_STATUSES,
        )
        for application in waiting.select_related("guardianship")[:200]:
            with transaction.atomic():
                if application.guardianship and claim_reminder(guardianship=application.guardianship, at=at):
                    tasks.post_letter("reminded", application.pk, to_guardian=True)
                    count += 1
    return count

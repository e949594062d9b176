"""The birth date of a file that came without it, or that the team corrects."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.actions import end_links, forget_guardianship
from passeurs.people.models import Person
from passeurs.people.queries import age_on
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.models import Application
from passeurs.recruitment.running.guardian import ask_again


@transaction.atomic
def settle_birth_date(
    *,
    application: Application,
    born_on: dt.date,
    guardian_name: str = "",
    guardian_email: str = "",
    by: Person | None = None,
    at: dt.datetime | None = None,
) -> Application:
    """Keep the date; a minor's guardian is asked, the one of somebody of age is forgotten.

    `by` is None for the candidate. Raises Refused: not theirs to tell, not an age of the call, no guardian named.
    """
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    rules.can_settle_birth_date(by, application).or_refuse()
    rules.is_of_age(application.call, born_on).or_refuse()
    asked = application.guardian_email
    application.born_on, application.age = born_on, age_on(born_on, application.call.age_on)
    is_minor = application.is_minor(at.date())
    application.guardian_name = (guardian_name or application.guardian_name) if is_minor else ""
    application.guardian_email = (guardian_email or asked).lower() if is_minor else ""
    rules.can_be_without_guardian(application, at.date()).or_refuse()
    former = application.guardianship
    if former and not is_minor:
        end_links(subject=former, at=at)
        application.guardianship = None
    application.updated_at = at
    application.save()
    if former and not is_minor:
        forget_guardianship(guardianship=former)
    journal.record(actor=by, verb="settle_birth_date", subject=application, at=at)
    if is_minor and (application.guardianship is None or application.guardian_email != asked):
        ask_again(application=application, post=tasks.post_letter, at=at)
    return application

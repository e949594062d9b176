"""The place that is confirmed, declined, or free when nobody confirms it in time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.people.actions import note_birth_date, open_account
from passeurs.people.models import Guardianship
from passeurs.programme.actions import accept_charter, give_mandate
from passeurs.programme.models import SeasonCity
from passeurs.promises.actions import withdraw_promises
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.place import without_seat


@transaction.atomic
def confirm_place(*, application: Application, at: dt.datetime | None = None) -> Application:
    """Take the place: an account, a mandate, the charter accepted. Confirmed twice is confirmed once."""
    at = at or clock.now()
    # The city before the file, as a decision does: two who wait for each other would wait for ever.
    SeasonCity.objects.select_for_update().get(pk=application.season_city_id)
    application = Application.objects.locked().get(pk=application.pk)
    if application.confirmed_at:
        return application
    rules.can_confirm_place(application, at).or_refuse()
    person = open_account(email=application.email, first_name=application.first_name, at=at)
    if application.born_on:
        note_birth_date(person=person, born_on=application.born_on, at=at)
    if application.guardianship_id:
        Guardianship.objects.filter(pk=application.guardianship_id).update(person=person)
    track = application.track.name if application.track else ""
    mandate = give_mandate(person=person, season_city=application.season_city, by=None, track=track[:40], at=at)
    if application.call.charter:
        accept_charter(mandate=mandate, charter=application.call.charter, by=person, at=at)
    application.confirmed_at, application.person = at, person
    application.save(update_fields=["confirmed_at", "person"])
    journal.record(actor=person, verb="confirm_place", subject=application, at=at)
    tasks.post_letter("confirmed", application.pk)
    return application


@transaction.atomic
def decline_place(*, application: Application, at: dt.datetime | None = None) -> Application:
    """Say no to the place: it is free for somebody else. Declined twice is declined once."""
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    if application.declined_at:
        return application
    rules.can_withdraw_application(application).or_refuse()
    application.status, application.declined_at = Status.WITHDRAWN, at
    application.save(update_fields=["status", "declined_at"])
    withdraw_promises(about=application, at=at)
    journal.record(verb="decline_place", subject=application, at=at)
    return application


AT_ONCE = 200


def free_expired_places(at: dt.datetime) -> int:
    """A place that nobody confirmed by its date is free; the person is told. Returns how many.

    Where no seat stands behind the offer, a yes was impossible: its date moves on instead.
    """
    late = Application.objects.filter(status=Status.VALIDATED, confirmed_at__isnull=True, confirm_by__lt=at)
    for pk, days in without_seat(late).values_list("pk", "call__confirm_days"):
        late.filter(pk=pk).update(confirm_by=at + dt.timedelta(days=days))
    count = 0
    for pk in late.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            application = Application.objects.select_for_update().get(pk=pk)
            if application.confirmed_at or application.status != Status.VALIDATED:
                continue
            application.status, application.declined_at = Status.WITHDRAWN, at
            application.reason = _("Ta place n’a pas été confirmée à temps : elle va à quelqu’un d’autre.")
            application.save(update_fields=["status", "declined_at", "reason"])
            withdraw_promises(about=application, at=at)
            journal.record(verb="free_expired_place", subject=application, at=at)
            tasks.post_letter("place_expired", application.pk)
            count += 1
    return count

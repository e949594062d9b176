"""A decision written: the status, the promise it settles, what is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.promises.actions import settle_about
from passeurs.promises.choices import Outcome
from passeurs.recruitment import rules
from passeurs.recruitment.choices import TOLD, Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.running.letter import Post

OUTCOMES = {Status.VALIDATED: Outcome.YES, Status.REJECTED: Outcome.NO}


@transaction.atomic
def write_decision(
    *, application: Application, by: Person, status: str, reason: str, post: Post, at: dt.datetime | None = None
) -> Application:
    """Set a status; the candidate is told of an answer, and what was promised is settled. Raises Refused.

    The same status twice changes nothing and writes to nobody. Retaining locks the city: the last place goes once.
    """
    at = at or clock.now()
    type(application.season_city)._default_manager.select_for_update().get(pk=application.season_city_id)
    application = Application.objects.locked().get(pk=application.pk)
    if application.status == status and application.reason == reason:
        return application
    rules.can_decide_application(by, application, status).or_refuse()
    before, application.status = application.status, status
    application.decided_at, application.decided_by, application.reason = at, by, reason
    retained = status == Status.VALIDATED
    application.confirm_by = at + dt.timedelta(days=application.call.confirm_days) if retained else None
    application.save(update_fields=["status", "decided_at", "decided_by", "reason", "confirm_by"])
    journal.record(actor=by, verb="decide_application", subject=application, data={"from": before, "to": status}, at=at)
    if status in OUTCOMES:
        settle_about(application, by=by, outcome=OUTCOMES[Status(status)], answer=reason, at=at)
    if status in TOLD:
        post("decided", application.pk)
    return application

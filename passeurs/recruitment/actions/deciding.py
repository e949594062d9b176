"""Corrections, decisions, and the place that is confirmed or declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.people.actions import open_account
from passeurs.people.models import Guardianship, Person
from passeurs.programme.actions import accept_charter, give_mandate
from passeurs.promises.actions import settle, withdraw_promises
from passeurs.promises.choices import Outcome
from passeurs.promises.queries import open_promise_about
from passeurs.questionnaires.actions import save_answers
from passeurs.questionnaires.models import Question
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import TOLD, Status
from passeurs.recruitment.models import Application, Correction

OUTCOMES = {Status.VALIDATED: Outcome.YES, Status.REJECTED: Outcome.NO}


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related(
        "call__charter", "season_city__city", "season_city__season__programme", "response", "guardianship", "track"
    ).get(pk=application.pk)


@transaction.atomic
def ask_correction(
    *, application: Application, question: Question, message: str, by: Person, at: dt.datetime | None = None
) -> Correction:
    """Open one answer again, with a word. Raises Refused, also to the second of two who ask at once."""
    at = at or clock.now()
    application = _locked(application)
    rules.can_ask_correction(by, application, question).or_refuse()
    try:
        with transaction.atomic():
            correction = Correction.objects.create(
                application=application, question=question, message=message, asked_by=by, asked_at=at
            )
    except IntegrityError as error:
        raise Refused(refusal(_("Une correction de cette réponse est déjà demandée."))) from error
    journal.record(actor=by, verb="ask_correction", subject=application, data={"question": question.pk}, at=at)
    tasks.post(tasks.send_letter, "correction_asked", application.pk)
    return correction


@transaction.atomic
def answer_correction(
    *, correction: Correction, values: dict[Question, Any], at: dt.datetime | None = None
) -> Correction:
    """The candidate corrects that answer, and only it. Answered twice, it is answered once."""
    at = at or clock.now()
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.answered_at:
        return correction
    application = _locked(correction.application)
    if application.status == Status.WITHDRAWN:
        raise Refused(refusal(_("Cette candidature est retirée : il n’y a plus rien à corriger.")))
    only = {question: value for question, value in values.items() if question.pk == correction.question_id}
    save_answers(response=application.response, values=only, at=at)
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    journal.record(verb="answer_correction", subject=application, data={"question": correction.question_id}, at=at)
    return correction


@transaction.atomic
def decide_application(
    *, application: Application, by: Person, status: str, reason: str = "", at: dt.datetime | None = None
) -> Application:
    """Set a status; the candidate is told of an answer, and what was promised is settled. Raises Refused.

    The same status twice changes nothing and writes to nobody. Retaining locks the city: the last place goes once.
    """
    at = at or clock.now()
    type(application.season_city)._default_manager.select_for_update().get(pk=application.season_city_id)
    application = _locked(application)
    if application.status == status and application.reason == reason:
        return application
    rules.can_decide_application(by, application, status).or_refuse()
    before, application.status = application.status, status
    application.decided_at, application.decided_by, application.reason = at, by, reason
    retained = status == Status.VALIDATED
    application.confirm_by = at + dt.timedelta(days=application.call.confirm_days) if retained else None
    application.save(update_fields=["status", "decided_at", "decided_by", "reason", "confirm_by"])
    journal.record(actor=by, verb="decide_application", subject=application, data={"from": before, "to": status}, at=at)
    promise = open_promise_about(application)
    if status in OUTCOMES and promise:
        settle(promise=promise, by=by, outcome=OUTCOMES[Status(status)], answer=reason, at=at)
    if status in TOLD:
        tasks.post(tasks.send_letter, "decided", application.pk)
    return application


def decide_applications(
    *, applications: Iterable[Application], by: Person, status: str, reason: str, at: dt.datetime | None = None
) -> list[tuple[Application, str]]:
    """Set one status on many files, each on its own. Returns those that were refused, with why."""
    refused = []
    for application in applications:
        try:
            decide_application(application=application, by=by, status=status, reason=reason, at=at)
        except Refused as error:
            refused.append((application, error.verdict.reason))
    return refused


@transaction.atomic
def confirm_place(*, application: Application, at: dt.datetime | None = None) -> Application:
    """Take the place: an account, a mandate, the charter accepted. Confirmed twice is confirmed once."""
    at = at or clock.now()
    application = _locked(application)
    if application.confirmed_at:
        return application
    rules.can_confirm_place(application, at).or_refuse()
    person = open_account(email=application.email, first_name=application.first_name, at=at)
    track = application.track.name if application.track else ""
    mandate = give_mandate(person=person, season_city=application.season_city, by=None, track=track[:40], at=at)
    if application.call.charter:
        accept_charter(mandate=mandate, charter=application.call.charter, by=person, at=at)
    if application.guardianship_id:
        Guardianship.objects.filter(pk=application.guardianship_id).update(person=person)
    application.confirmed_at, application.person = at, person
    application.save(update_fields=["confirmed_at", "person"])
    journal.record(actor=person, verb="confirm_place", subject=application, at=at)
    tasks.post(tasks.send_letter, "confirmed", application.pk)
    return application


@transaction.atomic
def decline_place(*, application: Application, at: dt.datetime | None = None) -> Application:
    """Say no to the place: it is free for somebody else. Declined twice is declined once."""
    at = at or clock.now()
    application = _locked(application)
    if application.declined_at:
        return application
    rules.can_withdraw_application(application).or_refuse()
    application.status, application.declined_at = Status.WITHDRAWN, at
    application.save(update_fields=["status", "declined_at"])
    withdraw_promises(about=application, at=at)
    journal.record(verb="decline_place", subject=application, at=at)
    return application

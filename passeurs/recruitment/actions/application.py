"""Writes of a candidate: started without an account, kept as one types, sent once, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.mail import drop_waiting_letters
from passeurs.people.actions import end_links, issue_link
from passeurs.people.models import Person
from passeurs.people.queries import age_on
from passeurs.programme.models import SeasonCity
from passeurs.promises.actions import withdraw_promises
from passeurs.questionnaires.actions import save_answers
from passeurs.questionnaires.choices import UPLOADS
from passeurs.questionnaires.models import Answer, Question, Questionnaire, Response
from passeurs.questionnaires.queries import kept_bytes
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.application import CANDIDATE_LINK, KEY_DAYS, missing_parts
from passeurs.recruitment.running.application import owe_answer
from passeurs.recruitment.running.guardian import ask_again

A_DAY = dt.timedelta(days=1)
GUARDIAN_FIELDS = ("guardian_name", "guardian_email")


@transaction.atomic
def start_application(
    *,
    call: Call,
    email: str,
    first_name: str,
    born_on: dt.date,
    season_city: SeasonCity,
    is_proven: bool,
    at: dt.datetime | None = None,
) -> tuple[Application, str]:
    """Start a draft, send its link by mail. Returns it with the token of the browser that started it.

    Raises Refused when the call is not open, or the age is not the call's: nothing is kept then.
    """
    at = at or clock.now()
    (rules.can_apply(call, at) and rules.is_of_age(call, born_on)).or_refuse()
    application = _make(
        call=call,
        email=email.strip().lower(),
        first_name=first_name,
        born_on=born_on,
        age=age_on(born_on, call.age_on),
        season_city=season_city,
        proven_at=at if is_proven else None,
        started_at=at,
        updated_at=at,
    )
    journal.record(verb="start_application", subject=application, at=at)
    tasks.post_letter("started", application.pk)
    return application, _browser_token(application, at)


@transaction.atomic
def start_test_application(*, call: Call, by: Person, at: dt.datetime | None = None) -> str:
    """A trial of the form by the team: kept apart, never counted. Returns its token."""
    at = at or clock.now()
    rules.can_try_call(by, call).or_refuse()
    born_on = call.age_on.replace(year=call.age_on.year - call.max_age, day=1)
    application = _make(
        call=call,
        is_test=True,
        email=by.email,
        first_name=_("Essai"),
        born_on=born_on,
        age=age_on(born_on, call.age_on),
        season_city=call.season_cities.all()[0],
        proven_at=at,
    )
    journal.record(actor=by, verb="start_test_application", subject=application, at=at)
    return _browser_token(application, at)


def _make(*, call: Call, **fields: Any) -> Application:
    rules.can_fill(call).or_refuse()
    response = Response.objects.create(questionnaire=cast("Questionnaire", call.questionnaire))
    return Application.objects.create(call=call, response=response, **fields)


def _browser_token(application: Application, at: dt.datetime) -> str:
    return issue_link(purpose=CANDIDATE_LINK, subject=application, days=KEY_DAYS, is_mailed=False, at=at)


@transaction.atomic
def prove_application(*, application: Application, at: dt.datetime | None = None) -> None:
    """The link that was mailed is opened: the address is theirs."""
    at = at or clock.now()
    if Application.objects.filter(pk=application.pk, proven_at__isnull=True).update(proven_at=at):
        application.proven_at = at
        journal.record(verb="prove_application", subject=application, at=at)


@transaction.atomic
def save_identity(*, application: Application, at: dt.datetime | None = None, **fields: Any) -> str:
    """Keep who the candidate is. Returns a new token when the address changed: the old links are ended.

    A guardian's address that changes after sending is asked anew. Raises Refused.
    """
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    (
        rules.can_edit_application(application, at) and rules.can_keep_identity(application, fields, at.date())
    ).or_refuse()
    born_on = fields.get("born_on")
    if born_on:
        rules.is_of_age(application.call, born_on).or_refuse()
        fields["age"] = age_on(born_on, application.call.age_on)
    was_sent_to, asked = application.email, application.guardian_email
    for name, value in fields.items():
        setattr(application, name, value)
    application.email = application.email.strip().lower()
    application.updated_at = at
    is_moved = application.email != was_sent_to
    if is_moved and not application.is_test:
        # Another address has to be shown to be theirs, by a machine's work or by its mail.
        application.proven_at = application.mail_returned_at = None
    _save_once(application)
    is_asked = application.guardianship is not None and application.guardian_email == asked
    if application.is_sent and application.is_minor(at.date()) and not is_asked:
        ask_again(application=application, post=tasks.post_letter, at=at)
    if not is_moved:
        return ""
    end_links(subject=application, at=at)
    drop_waiting_letters(application)
    journal.record(verb="move_application", subject=application, at=at)
    tasks.post_letter("started", application.pk)
    return _browser_token(application, at)


def _save_once(application: Application) -> None:
    """Save; a second sent file of one address is refused by the table itself."""
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:
        rules.can_be_only_file(application).or_refuse()
        raise


@transaction.atomic
def save_screen(*, application: Application, values: dict[Question, Any], at: dt.datetime | None = None) -> None:
    """Keep the answers of a screen, as they come. Raises Refused when the file is closed, or holds too much."""
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    rules.can_edit_application(application, at).or_refuse()
    sent = {question: len(value.content) for question, value in values.items() if question.kind in UPLOADS and value}
    if sent:
        # What they replace is not counted twice.
        kept = kept_bytes(application.response.answers.exclude(question__in=sent))
        day = Answer.objects.filter(response__application__isnull=False, updated_at__gte=at - A_DAY)
        rules.can_receive_files(sum(sent.values()), kept, kept_bytes(day)).or_refuse()
    save_answers(response=application.response, values=values, at=at)
    Application.objects.filter(pk=application.pk).update(updated_at=at)


@transaction.atomic
def submit_application(*, application: Application, at: dt.datetime | None = None) -> Application:
    """Send the file, accept the charter; a minor's guardian is asked. Sent twice, it is sent once.

    Raises Refused with what is missing.
    """
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    if application.is_sent:
        return application
    rules.can_submit_application(application, missing_parts(application), at).or_refuse()
    application.status = Status.NEW
    application.submitted_at = application.updated_at = application.charter_accepted_at = at
    _save_once(application)
    journal.record(verb="submit_application", subject=application, at=at)
    if not application.is_test:
        owe_answer(application, at)
    tasks.post_letter("submitted", application.pk)
    if application.is_minor(at.date()):
        ask_again(application=application, post=tasks.post_letter, at=at)
    return application


@transaction.atomic
def withdraw_application(*, application: Application, at: dt.datetime | None = None) -> None:
    """The candidate takes the file back: nothing is owed any more. Raises Refused."""
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    rules.can_withdraw_application(application).or_refuse()
    application.status, application.withdrawn_at = Status.WITHDRAWN, at
    application.save(update_fields=["status", "withdrawn_at"])
    withdraw_promises(about=application, at=at)
    journal.record(verb="withdraw_application", subject=application, at=at)
    tasks.post_letter("withdrawn", application.pk)


def send_links(*, email: str) -> int:
    """Send their links to whoever has files under this address. Returns how many (never told to whoever asks)."""
    found = Application.objects.filter(email=email.strip().lower(), anonymised_at__isnull=True)
    for pk in found.values_list("pk", flat=True)[:5]:
        tasks.post_letter("link", pk)
    return len(found[:5])

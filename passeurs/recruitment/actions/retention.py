"""What is kept, and for how long: reminders of drafts, erasure, anonymisation."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.mail import drop_letters
from passeurs.people.actions import end_links, forget_guardianship
from passeurs.people.models import Person
from passeurs.promises.actions import forget_asker, withdraw_promises
from passeurs.questionnaires.actions import erase_response
from passeurs.recruitment import tasks
from passeurs.recruitment.choices import CallState, Status
from passeurs.recruitment.models import (
    AnswerBatch,
    Application,
    Call,
    CallAlert,
    Correction,
    Draw,
    Intake,
    Note,
    ReaderProfile,
    Reading,
)

REMIND_BEFORE = dt.timedelta(days=2)
AT_ONCE = 200
IDENTITY = (
    "email", "first_name", "last_name", "commune_code", "guardian_name", "guardian_email", "external_ref",
)  # fmt: skip
# What somebody of the team or a reader did: it stays, without their name.
DONE_BY = (
    (AnswerBatch, "made_by"), (Application, "decided_by"), (Correction, "asked_by"), (Draw, "made_by"),
    (Intake, "made_by"), (Note, "author"),
)  # fmt: skip


def remind_drafts(at: dt.datetime) -> int:
    """Remind, once, whoever started and has not sent, two days before the end. Returns how many were reminded."""
    drafts = Application.objects.real().filter(
        status=Status.DRAFT,
        reminded_at__isnull=True,
        proven_at__isnull=False,
        call__state=CallState.OPEN,
        call__closes_at__gt=at,
        call__closes_at__lte=at + REMIND_BEFORE,
        started_at__lt=at - dt.timedelta(days=1),
    )
    count = 0
    for pk in drafts.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            if Application.objects.filter(pk=pk, reminded_at__isnull=True).update(reminded_at=at):
                tasks.post_letter("reminded", pk)
                count += 1
    return count


@transaction.atomic
def erase_application(*, application: Application, at: dt.datetime | None = None) -> None:
    """Erase what tells who this was, answers and files with it. A draft goes whole; asking twice changes nothing.

    Kept of a sent file: call, city, track, age, dates, decision. They tell nobody, and the fairness of the choice
    can still be counted.
    """
    at = at or clock.now()
    application = Application.objects.select_for_update(of=("self",)).select_related("response").get(pk=application.pk)
    if application.anonymised_at:
        return
    end_links(subject=application, at=at)
    drop_letters(application)
    guardianship, response = application.guardianship, application.response
    if application.status not in (Status.VALIDATED, Status.REJECTED, Status.WITHDRAWN, Status.DRAFT):
        application.status, application.withdrawn_at = Status.WITHDRAWN, at
    withdraw_promises(about=application, at=at)
    forget_asker(about=application)
    application.corrections.all().delete()
    application.readings.update(comment="")
    application.notes.all().delete()
    application.labels.clear()
    erase_response(response=response)
    journal.record(verb="erase_application", subject=application, at=at)
    if application.status == Status.DRAFT or application.is_test:
        application.delete()
        response.delete()
    else:
        for name in IDENTITY:
            setattr(application, name, "")
        application.reason = application.ineligible_why = application.feedback = ""
        application.born_on = application.guardianship = application.person = None
        application.anonymised_at = at
        application.save()
    if guardianship is not None and guardianship.person_id is None:
        end_links(subject=guardianship, at=at)
        forget_guardianship(guardianship=guardianship)


def erase_application_again(pk: int, at: dt.datetime) -> None:
    """After a restore: erased once more."""
    application = Application.objects.filter(pk=pk).first()
    if application:
        erase_application(application=application, at=at)


def forget_old_applications(at: dt.datetime) -> int:
    """Delete drafts and anonymise files past what their call announced. Returns how many."""
    count = 0
    for call in Call.objects.filter(closes_at__lt=at):
        rows = call.applications.filter(anonymised_at__isnull=True)
        old = rows.none()
        if call.closes_at + dt.timedelta(days=call.draft_keep_days) < at:
            old = rows.filter(status=Status.DRAFT)
        if call.answer_on + dt.timedelta(days=call.keep_days) < at.date():
            old = rows
        for application in old[:AT_ONCE]:
            erase_application(application=application, at=at)
            count += 1
    return count


@transaction.atomic
def erase_applications_of(person: Person) -> list[str]:
    """On erasure of an account: every file of theirs, by account or by address, and what they told as a reader."""
    ReaderProfile.objects.filter(person=person).delete()
    Reading.objects.filter(reader=person).update(conflict_why="")
    CallAlert.objects.filter(email__iexact=person.email).delete()
    for model, field in DONE_BY:
        model._default_manager.filter(**{field: person}).update(**{field: None})
    theirs = Application.objects.filter(anonymised_at__isnull=True)
    found = [*theirs.filter(person=person), *theirs.filter(person=None, email=person.email)]
    for application in found:
        erase_application(application=application)
    return [_("Le nombre de candidatures par ville, âge et réponse, sans ton nom.")] if found else []


def forget_draws(at: dt.datetime) -> int:
    """Empty who is who in the draws of calls whose files are past their time: nothing links back to anybody then.

    Returns how many. The published certificate stays whole, and still checks.
    """
    kept = Draw.objects.exclude(kept__isnull=True).select_related("call").defer("kept", "lottery", "certificate")
    old = [one.pk for one in kept if one.call.answer_on + dt.timedelta(days=one.call.keep_days) < at.date()]
    return Draw.objects.filter(pk__in=old).update(kept=None, rehearsal=None)

"""A file of applications tried or imported, row by row."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.questionnaires.actions import save_answers
from passeurs.questionnaires.models import Response
from passeurs.recruitment.choices import SENT, IntakeState, Status
from passeurs.recruitment.importers import pass_culture, typeform
from passeurs.recruitment.importers.check import Checked, Checker
from passeurs.recruitment.importers.entry import BadFile, Entry
from passeurs.recruitment.models import Application, Intake
from passeurs.recruitment.running.application import owe_answer
from passeurs.recruitment.running.guardian import ask_again
from passeurs.recruitment.running.letter import Post

SHOWN = 200


def run_intake(*, intake: Intake, post: Post, at: dt.datetime | None = None) -> Intake:
    """Try or import a queued file, row by row, each on its own: one refused row stops no other."""
    at = at or clock.now()
    if intake.state not in (IntakeState.TRYING, IntakeState.IMPORTING):
        return intake
    is_dry = intake.state == IntakeState.TRYING
    with transaction.atomic():
        report = _run(intake, post, at)
        # A trial does everything, then takes it back: what it says is what will happen.
        transaction.set_rollback(is_dry)
    intake.report, intake.state = report, IntakeState.TRIED if is_dry else IntakeState.DONE
    if not is_dry:
        intake.content = ""
    intake.save(update_fields=["report", "state", "content"])
    counts = {name: report[name] for name in ("created", "updated", "unchanged", "refused")}
    journal.record(actor=intake.made_by, verb="run_intake", subject=intake, data=counts | {"dry": is_dry}, at=at)
    return intake


def _run(intake: Intake, post: Post, at: dt.datetime) -> dict[str, Any]:
    try:
        read = (
            pass_culture.entries(intake.content) if intake.is_json else typeform.entries(intake.content, intake.mapping)
        )
    except BadFile as error:
        return {"created": 0, "updated": 0, "unchanged": 0, "refused": 0, "lines": [str(error)]}
    checker, tally, lines = Checker(intake.call), Tally[str](), []
    for entry in read:
        outcome, why = _take(intake, checker, entry, post, at)
        tally[outcome] += 1
        if why:
            lines.append(f"{entry.where} : {why}")
    counts = {name: tally[name] for name in ("created", "updated", "unchanged", "refused")}
    return counts | {"lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN)}


def _take(intake: Intake, checker: Checker, entry: Entry, post: Post, at: dt.datetime) -> tuple[str, str]:
    found = checker.check(entry)
    if found.faults:
        return "refused", " ; ".join(found.faults)
    rows = intake.call.applications.real()
    ref, email = found.columns["external_ref"], found.columns["email"]
    kept = rows.filter(external_ref=ref).first() if ref else None
    kept = kept or rows.filter(status__in=SENT, email=email).first()
    if kept is None:
        _create(intake, checker, found, post, at)
        return "created", ""
    if kept.external_ref != ref and kept.submitted_at and not kept.external_ref:
        return "refused", _("une candidature de cette adresse est déjà là, faite ici")
    return _update(kept, found, post, at)


def _create(intake: Intake, checker: Checker, found: Checked, post: Post, at: dt.datetime) -> None:
    response = Response.objects.create(questionnaire=checker.questionnaire)
    columns = found.columns | {"submitted_at": found.columns["submitted_at"] or at}
    application = Application.objects.create(
        call=intake.call, response=response, proven_at=at, started_at=columns["submitted_at"], updated_at=at, **columns
    )
    save_answers(response=response, values=found.values, at=at)
    journal.record(actor=intake.made_by, verb="import_application", subject=application, at=at)
    if application.status in (Status.NEW, Status.WAITING, Status.PRESELECTED):
        owe_answer(application, at)
    if application.is_minor(at.date()):
        ask_again(application=application, post=post, at=at)
    if intake.is_told:
        post("submitted", application.pk)


def _update(kept: Application, found: Checked, post: Post, at: dt.datetime) -> tuple[str, str]:
    """The answers of a file that was imported before; what the team decided since is not undone."""
    held = {row.question_id: row.value for row in kept.response.answers.all()}
    changed = {one: value for one, value in found.values.items() if held.get(one.pk) != value}
    names = ("first_name", "last_name", "born_on", "age", "commune_code", "season_city", "track")
    columns = {name: found.columns[name] for name in names if found.columns.get(name)}
    columns = {name: value for name, value in columns.items() if getattr(kept, name) != value}
    if not changed and not columns:
        return "unchanged", ""
    if kept.status != Status.NEW:
        return "refused", _("cette candidature est déjà étudiée : elle ne change plus par un fichier")
    if kept.guardianship_id and "born_on" in columns:
        return "refused", _("un accord parental est demandé : la date de naissance ne change plus par un fichier")
    for name, value in columns.items():
        setattr(kept, name, value)
    kept.guardian_email = kept.guardian_email or found.columns["guardian_email"]
    kept.guardian_name = kept.guardian_name or found.columns["guardian_name"]
    kept.updated_at = at
    kept.save()
    save_answers(response=kept.response, values=changed, at=at)
    if kept.is_minor(at.date()) and kept.guardianship_id is None:
        ask_again(application=kept, post=post, at=at)
    return "updated", ""

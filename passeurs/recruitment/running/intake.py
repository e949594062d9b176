"""A file of applications tried or imported: claimed, checked outside any transaction, written in short ones."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.questionnaires.actions import save_answers
from passeurs.questionnaires.models import Response
from passeurs.recruitment.choices import SENT, IntakeState, Status
from passeurs.recruitment.importers import pass_culture, typeform
from passeurs.recruitment.importers.check import Checked, Checker
from passeurs.recruitment.importers.entry import BadFile, Entry
from passeurs.recruitment.models import Application, Call, Intake
from passeurs.recruitment.rules import still_takes_rows
from passeurs.recruitment.running.application import owe_answer
from passeurs.recruitment.running.guardian import ask_again
from passeurs.recruitment.running.letter import Post

SHOWN = 200
# A transaction holds so many rows at most, and ends before the next row once it has lasted so long.
BATCH_ROWS = 50
BATCH_SECONDS = 0.25
# Who waits for SQLite’s lock asks again every tenth of a second, later on a busy machine: a pause lets them in.
PAUSE_SECONDS = 0.2
# Whoever read and said nothing for so long is gone; taken up so many times without a row done, a file is given up.
CLAIM = dt.timedelta(minutes=3)
MOST_CLAIMS = 3
READ = (IntakeState.TRYING, IntakeState.IMPORTING)
OUTCOMES = ("created", "updated", "unchanged", "refused")
COLUMNS = ("first_name", "last_name", "born_on", "age", "commune_code", "season_city", "track")

logger = logging.getLogger(__name__)


@dataclass
class Held:
    """What is already there for a row: an application, or in a trial the rows before."""

    ref: str
    status: str
    columns: dict[str, Any]
    values: dict[int, Any]
    is_sent: bool = True
    is_guarded: bool = False

    @classmethod
    def of(cls, kept: Application) -> Held:
        """An application."""
        values = {row.question_id: row.value for row in kept.response.answers.all()}
        columns = {name: getattr(kept, name) for name in COLUMNS}
        return cls(
            kept.external_ref, kept.status, columns, values, kept.submitted_at is not None, bool(kept.guardianship_id)
        )


@dataclass
class Trial:
    """What a trial would have written so far, found again by number and by address."""

    by_ref: dict[str, Held] = field(default_factory=dict)
    by_email: dict[str, Held] = field(default_factory=dict)

    def keep(self, found: Checked, held: Held | None) -> None:
        """A row that would be created, or would change what is there."""
        ref, email = found.columns["external_ref"], found.columns["email"]
        values = {one.pk: value for one, value in found.values.items()}
        if held is None:
            held = Held(ref, found.columns["status"], {name: found.columns.get(name) for name in COLUMNS}, values)
        else:
            held.values |= values
            held.columns |= {name: found.columns[name] for name in COLUMNS if found.columns.get(name)}
        self.by_email[email] = held
        if held.ref:
            self.by_ref[held.ref] = held


def run_intake(*, intake: Intake, post: Post, at: dt.datetime | None = None) -> Intake:
    """Try or import a queued file: one refused row stops no other, and one process at a time reads it.

    Killed, it goes on after the last row that was done for good; a trial, which writes nothing, begins again.
    """
    claim = _claim(intake, at or clock.now())
    if not claim:
        return Intake.objects.get(pk=intake.pk)
    intake = Intake.objects.select_related("call", "made_by").get(pk=intake.pk)
    try:
        read = list(_entries(intake))
    except BadFile as error:
        return _end(intake, claim, dict.fromkeys(OUTCOMES, 0) | {"lines": [str(error)]}, at)
    # The first address that a process makes loads every page of the site, for seconds: not while the lock is held.
    intake.get_absolute_url()
    report, checker = _begun(intake), Checker(intake.call)
    is_ours = (
        _try_all(intake, claim, checker, read, report)
        if intake.state == IntakeState.TRYING
        else _import_all(intake, claim, checker, read[intake.row_count :], report, post, at)
    )
    return _end(intake, claim, report, at) if is_ours else Intake.objects.get(pk=intake.pk)


def _try_all(intake: Intake, claim: str, checker: Checker, read: list[Entry], report: dict[str, Any]) -> bool:
    """Tell what would happen to each row; False when the file was taken away meanwhile."""
    trial = Trial()
    for number, entry in enumerate(read):
        if number % BATCH_ROWS == 0 and not _beat(intake, claim, {}):
            return False
        found = _checked(checker, entry)
        _note(report, found, *_tried(intake, trial, found))
    return True


def _import_all(
    intake: Intake,
    claim: str,
    checker: Checker,
    read: list[Entry],
    report: dict[str, Any],
    post: Post,
    at: dt.datetime | None,
) -> bool:
    """Write rows batch by batch, others between two. False: taken away, or the call takes none any more."""
    for first in range(0, len(read), BATCH_ROWS):
        verdict = still_takes_rows(Call.objects.get(pk=intake.call_id))
        if not verdict:
            stopped = {"state": IntakeState.STOPPED, "claim": "", "report": report | {"fault": verdict.reason}}
            _beat(intake, claim, stopped)
            return False
        waiting = [_checked(checker, entry) for entry in read[first : first + BATCH_ROWS]]
        while waiting:
            written = _write(intake, claim, checker, waiting, report, post, at or clock.now())
            if not written:
                return False
            waiting = waiting[written:]
            time.sleep(PAUSE_SECONDS)
    return True


def _claim(intake: Intake, at: dt.datetime) -> str:
    """A word that says that the file is ours to read; none when somebody else reads it."""
    with transaction.atomic():
        found = Intake.objects.select_for_update().filter(pk=intake.pk, state__in=READ).first()
        if found is None or (found.claim and found.beat_at and at < found.beat_at + CLAIM):
            return ""
        found.claim, found.beat_at, found.claim_count = secrets.token_hex(8), at, found.claim_count + 1
        found.save(update_fields=["claim", "beat_at", "claim_count"])
    return found.claim


def _beat(intake: Intake, claim: str, done: dict[str, Any]) -> bool:
    """Say that the reading goes on; False when the file was taken away from this process."""
    rows = Intake.objects.filter(pk=intake.pk, claim=claim, state=intake.state)
    return bool(rows.update(beat_at=clock.now(), **done))


def _entries(intake: Intake) -> Iterator[Entry]:
    if intake.is_json:
        return iter(pass_culture.entries(intake.content))
    return iter(typeform.entries(intake.content, intake.mapping))


def _begun(intake: Intake) -> dict[str, Any]:
    """The report as it stands after the rows that are done."""
    if intake.state == IntakeState.IMPORTING and intake.row_count:
        return dict(intake.report)
    return dict.fromkeys(OUTCOMES, 0) | {"lines": [], "more": 0}


def _note(report: dict[str, Any], found: Checked, outcome: str, why: str) -> None:
    report[outcome] += 1
    if why and len(report["lines"]) < SHOWN:
        report["lines"].append(f"{found.where} : {why}")
    elif why:
        report["more"] += 1


def _checked(checker: Checker, entry: Entry) -> Checked:
    """The row checked; one that the check itself cannot bear is refused, and its error logged without its words."""
    try:
        return checker.check(entry)
    except OperationalError:
        raise
    except Exception as error:
        return Checked(entry.where, faults=[_unforeseen(error)])


def _unforeseen(error: Exception) -> str:
    logger.error("a row of an intake is refused: %s", type(error).__name__)
    return _("cette ligne n’a pas une forme que l’on sait lire")


def _write(
    intake: Intake,
    claim: str,
    checker: Checker,
    checked: list[Checked],
    report: dict[str, Any],
    post: Post,
    at: dt.datetime,
) -> int:
    """Write rows in one short transaction, with the report as it then stands. How many; 0 when it is no longer ours."""
    begun, written = time.monotonic(), 0
    with transaction.atomic():
        if not _beat(intake, claim, {}):
            return 0
        for found in checked:
            _note(report, found, *_taken(intake, checker, found, post, at))
            written += 1
            if time.monotonic() - begun > BATCH_SECONDS:
                break
        intake.row_count += written
        _beat(intake, claim, {"report": report, "row_count": intake.row_count, "claim_count": 0})
    return written


def _taken(intake: Intake, checker: Checker, found: Checked, post: Post, at: dt.datetime) -> tuple[str, str]:
    if found.faults:
        return "refused", " ; ".join(found.faults)
    try:
        with transaction.atomic():
            return _take(intake, checker, found, post, at)
    except OperationalError:
        # The database, not the row: what is not committed is undone, and taken up later.
        raise
    except Exception as error:
        return "refused", _unforeseen(error)


def _kept(intake: Intake, found: Checked) -> Application | None:
    rows = intake.call.applications.real().select_related("response")
    ref = found.columns["external_ref"]
    kept = rows.filter(external_ref=ref).first() if ref else None
    return kept or rows.filter(status__in=SENT, email=found.columns["email"]).first()


def _tried(intake: Intake, trial: Trial, found: Checked) -> tuple[str, str]:
    """What would become of a row: what is there is only read, and what the rows before would write is remembered."""
    if found.faults:
        return "refused", " ; ".join(found.faults)
    ref, email = found.columns["external_ref"], found.columns["email"]
    held = (trial.by_ref.get(ref) if ref else None) or trial.by_email.get(email)
    if held is None:
        kept = _kept(intake, found)
        held = Held.of(kept) if kept else None
    if held is None:
        trial.keep(found, None)
        return "created", ""
    outcome, why, _columns, _values = _compared(held, found)
    if outcome == "updated":
        trial.keep(found, held)
    return outcome, why


def _compared(held: Held, found: Checked) -> tuple[str, str, dict[str, Any], dict[Any, Any]]:
    """What becomes of a row beside what is there: outcome, why, columns and answers that change."""
    if held.ref != found.columns["external_ref"] and held.is_sent and not held.ref:
        return "refused", _("une candidature de cette adresse est déjà là, faite ici"), {}, {}
    values = {one: value for one, value in found.values.items() if held.values.get(one.pk) != value}
    columns = {name: found.columns[name] for name in COLUMNS if found.columns.get(name)}
    columns = {name: value for name, value in columns.items() if held.columns[name] != value}
    if not values and not columns:
        return "unchanged", "", {}, {}
    if held.status != Status.NEW:
        return "refused", _("cette candidature est déjà étudiée : elle ne change plus par un fichier"), {}, {}
    if held.is_guarded and "born_on" in columns:
        why = _("un accord parental est demandé : la date de naissance ne change plus par un fichier")
        return "refused", why, {}, {}
    return "updated", "", columns, values


def _take(intake: Intake, checker: Checker, found: Checked, post: Post, at: dt.datetime) -> tuple[str, str]:
    kept = _kept(intake, found)
    if kept is None:
        _create(intake, checker, found, post, at)
        return "created", ""
    outcome, why, columns, values = _compared(Held.of(kept), found)
    if outcome == "updated":
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.guardian_email = kept.guardian_email or found.columns["guardian_email"]
        kept.guardian_name = kept.guardian_name or found.columns["guardian_name"]
        kept.updated_at = at
        kept.save()
        save_answers(response=kept.response, values=values, at=at)
        if kept.is_minor(at.date()) and kept.guardianship_id is None:
            ask_again(application=kept, post=post, at=at)
    return outcome, why


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


@transaction.atomic
def _end(intake: Intake, claim: str, report: dict[str, Any], at: dt.datetime | None) -> Intake:
    is_dry = intake.state == IntakeState.TRYING
    state = IntakeState.TRIED if is_dry else IntakeState.DONE
    emptied = {} if is_dry else {"content": ""}
    if _beat(intake, claim, {"report": report, "state": state, "claim": "", **emptied}):
        counts = {name: report[name] for name in OUTCOMES}
        journal.record(actor=intake.made_by, verb="run_intake", subject=intake, data=counts | {"dry": is_dry}, at=at)
    return Intake.objects.select_related("call", "made_by").get(pk=intake.pk)

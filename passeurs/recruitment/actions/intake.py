"""Files of applications from elsewhere: deposited, queued, emptied after a week."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.people.models import Person
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import IntakeState
from passeurs.recruitment.importers import pass_culture, typeform
from passeurs.recruitment.importers.entry import BadFile
from passeurs.recruitment.models import Call, Intake
from passeurs.recruitment.queries.intake import question_columns
from passeurs.recruitment.running.intake import CLAIM, MOST_CLAIMS, READ

KEPT = dt.timedelta(days=7)


@transaction.atomic
def deposit_intake(*, call: Call, by: Person, name: str, text: str, at: dt.datetime | None = None) -> Intake:
    """Keep a file to import, with a first guess of what its columns mean. Raises Refused when it cannot be read."""
    at = at or clock.now()
    rules.can_import(by, call).or_refuse()
    fault, mapping, is_json = "", {}, text.lstrip("\ufeff \n\r\t")[:1] in ("{", "[")
    try:
        if is_json:
            pass_culture.entries(text)
        else:
            mapping = typeform.guess(typeform.read_table(text)[0], question_columns(call))
    except BadFile as error:
        fault = str(error)
    rules.can_read_file(fault).or_refuse()
    intake = Intake.objects.create(
        call=call, name=name[:200], is_json=is_json, content=text, mapping=mapping, made_by=by, made_at=at
    )
    journal.record(actor=by, verb="deposit_intake", subject=intake, at=at)
    return intake


@transaction.atomic
def queue_intake(
    *, intake: Intake, by: Person, mapping: dict[str, str], is_told: bool, is_dry: bool, at: dt.datetime | None = None
) -> Intake:
    """Say what the columns mean, and queue a trial or the import itself."""
    intake = Intake.objects.select_for_update(of=("self",)).select_related("call").get(pk=intake.pk)
    rules.can_run_intake(by, intake).or_refuse()
    intake.mapping, intake.is_told = mapping, is_told
    intake.state = IntakeState.TRYING if is_dry else IntakeState.IMPORTING
    intake.claim, intake.beat_at, intake.claim_count, intake.row_count = "", at or clock.now(), 0, 0
    intake.save(update_fields=["mapping", "is_told", "state", "claim", "beat_at", "claim_count", "row_count"])
    journal.record(actor=by, verb="queue_intake", subject=intake, data={"dry": is_dry}, at=at)
    post(tasks.run_intake, intake.pk)
    return intake


def resume_intakes(at: dt.datetime) -> int:
    """Files whose reader said nothing for long: queued again, they go on; or given up, in words. Returns how many."""
    lost = Intake.objects.filter(state__in=READ, beat_at__lte=at - CLAIM).values_list("pk", flat=True)
    return sum(_take_up(pk, at) for pk in list(lost))


@transaction.atomic
def _take_up(pk: int, at: dt.datetime) -> bool:
    intake = Intake.objects.select_for_update(of=("self",)).filter(pk=pk, state__in=READ).first()
    if intake is None or intake.beat_at is None or intake.beat_at > at - CLAIM:
        return False
    # Should the former reader still be alive, what it reads is no longer its own.
    intake.claim, intake.beat_at = "", at
    if intake.claim_count >= MOST_CLAIMS:
        intake.state = IntakeState.STOPPED
        intake.report = intake.report | {"fault": _("La lecture s’est arrêtée plusieurs fois au même endroit.")}
        journal.record(verb="stop_intake", subject=intake, at=at)
    else:
        post(tasks.run_intake, intake.pk)
    intake.save(update_fields=["beat_at", "state", "claim", "report"])
    return True


def forget_intakes(at: dt.datetime) -> int:
    """Empty files that were never imported. Returns how many."""
    return Intake.objects.filter(made_at__lt=at - KEPT).exclude(state__in=READ).exclude(content="").update(content="")


def tend_intakes(at: dt.datetime) -> int:
    """What the clock does of files: those that nobody reads any more are taken up, the old ones emptied."""
    return resume_intakes(at) + forget_intakes(at)

"""Files of applications from elsewhere: deposited, queued, emptied after a week."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.people.models import Person
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import IntakeState
from passeurs.recruitment.importers import pass_culture, typeform
from passeurs.recruitment.importers.entry import BadFile
from passeurs.recruitment.models import Call, Intake
from passeurs.recruitment.queries.intake import question_columns

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
    intake.save(update_fields=["mapping", "is_told", "state"])
    journal.record(actor=by, verb="queue_intake", subject=intake, data={"dry": is_dry}, at=at)
    post(tasks.run_intake, intake.pk)
    return intake


def forget_intakes(at: dt.datetime) -> int:
    """Empty files that were never imported. Returns how many."""
    return Intake.objects.filter(made_at__lt=at - KEPT).exclude(content="").update(content="")

"""Eligibility: what may be read at all, judged by the team before anybody reads."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import journal
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.choices import Eligibility, ReadingPhase, Status
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.eligibility import checks


@transaction.atomic
def move_reading(*, call: Call, by: Person, phase: str, at: dt.datetime | None = None) -> Call:
    """Close a phase of the reading and open its neighbour."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_move_reading(by, call, phase).or_refuse()
    before, call.reading_phase = call.reading_phase, ReadingPhase(phase)
    call.save(update_fields=["reading_phase"])
    journal.record(actor=by, verb="move_reading", subject=call, data={"from": before, "to": phase}, at=at)
    return call


@transaction.atomic
def accept_clean_files(*, call: Call, by: Person, at: dt.datetime | None = None) -> int:
    """Every unchecked file in which nothing is amiss may be read. Returns how many."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_check_eligibility(by, call).or_refuse()
    clean = [one.application.pk for one in checks(call) if not one.faults]
    count = call.applications.filter(pk__in=clean).update(eligibility=Eligibility.YES)
    journal.record(actor=by, verb="accept_clean_files", subject=call, data={"count": count}, at=at)
    return count


@transaction.atomic
def judge_eligibility(
    *, application: Application, by: Person, is_eligible: bool, why: str = "", at: dt.datetime | None = None
) -> Application:
    """One file may be read, or not: then with a reason, which its refusal will say. Judged again, it changes."""
    application = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    rules.can_judge_eligibility(by, application.call, is_eligible=is_eligible, why=why).or_refuse()
    application.eligibility = Eligibility.YES if is_eligible else Eligibility.NO
    application.ineligible_why = "" if is_eligible else why.strip()
    application.planned_status = "" if is_eligible else Status.REJECTED
    application.save(update_fields=["eligibility", "ineligible_why", "planned_status"])
    data = {"eligibility": application.eligibility}
    journal.record(actor=by, verb="judge_eligibility", subject=application, data=data, at=at)
    return application

"""What readers found, drafted for each person, corrected and approved by the team."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.feedback import drafted, to_approve


@transaction.atomic
def draft_feedback(*, call: Call, by: Person, at: dt.datetime | None = None) -> int:
    """Draft from the readings whatever has no words yet. Returns how many drafts were made; again, none."""
    rules.can_run_calls(by).or_refuse()
    rows = list(to_approve(call).filter(feedback=""))
    words = drafted(rows)
    changed = [one for one in rows if words[one.pk]]
    for one in changed:
        one.feedback = words[one.pk]
    Application.objects.bulk_update(changed, ["feedback"], batch_size=500)
    journal.record(actor=by, verb="draft_feedback", subject=call, data={"count": len(changed)}, at=at)
    return len(changed)


@transaction.atomic
def approve_feedback(*, call: Call, by: Person, texts: dict[int, str], at: dt.datetime | None = None) -> int:
    """Keep these words, as they are now, for these people: only approved ones are sent. Returns how many."""
    at = at or clock.now()
    rules.can_run_calls(by).or_refuse()
    rows = list(to_approve(call).select_for_update(of=("self",)).filter(pk__in=texts))
    for one in rows:
        one.feedback, one.feedback_approved_at = texts[one.pk].strip(), at
    Application.objects.bulk_update(rows, ["feedback", "feedback_approved_at"], batch_size=500)
    journal.record(actor=by, verb="approve_feedback", subject=call, data={"count": len(rows)}, at=at)
    return len(rows)

"""Places that are left: freed when nobody confirms in time, filled by the published rule, chained one to another."""

from __future__ import annotations

import datetime as dt
import json

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.people.models import Person
from passeurs.promises.actions import withdraw_promises
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.actions.drawing import replaced_certificate
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Draw

AT_ONCE = 200


def free_expired_places(at: dt.datetime) -> int:
    """A place that nobody confirmed by its date is free; the person is told. Returns how many."""
    late = Application.objects.filter(status=Status.VALIDATED, confirmed_at__isnull=True, confirm_by__lt=at)
    count = 0
    for pk in late.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            application = Application.objects.select_for_update().get(pk=pk)
            if application.confirmed_at or application.status != Status.VALIDATED:
                continue
            application.status, application.declined_at = Status.WITHDRAWN, at
            application.reason = _("Ta place n’a pas été confirmée à temps : elle va à quelqu’un d’autre.")
            application.save(update_fields=["status", "declined_at", "reason"])
            withdraw_promises(about=application, at=at)
            journal.record(verb="free_expired_place", subject=application, at=at)
            tasks.post(tasks.send_letter, "place_expired", application.pk)
            count += 1
    return count


@transaction.atomic
def replace_declined(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> list[int]:
    """Fill the places left since the last time, by the published rule. Returns the files drawn.

    Nobody is told here: their answer is planned, and leaves with the next sending. Raises Refused when no place is
    free, or when the rule finds nobody.
    """
    draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
    rules.can_replace_declined(by, draw).or_refuse()
    seats = draw.entries.filter(is_selected=True)
    gone = list(seats.filter(application__status=Status.WITHDRAWN).values_list("application", flat=True))
    kept = list(seats.filter(application__status=Status.VALIDATED).values_list("application", flat=True))
    done = replaced_certificate(draw, declined=gone, accepted=kept)
    if done.returncode:
        raise Refused(refusal(done.stderr.strip() or _("Le remplacement n’a pas abouti.")))
    draw.certificate = json.loads(done.stdout)
    draw.save(update_fields=["certificate"])
    last = draw.certificate["replacements"][-1]
    draw.entries.filter(pseudonym__in=[*last["declined"], *last["removed"]]).update(is_selected=False)
    draw.entries.filter(pseudonym__in=last["added"]).update(is_selected=True)
    _plan(draw, last["added"], Status.VALIDATED)
    _plan(draw, last["removed"], Status.BACKUP)
    data = {"left": len(gone), "added": len(last["added"])}
    journal.record(actor=by, verb="replace_declined", subject=draw, data=data, at=at or clock.now())
    return list(draw.entries.filter(pseudonym__in=last["added"]).values_list("application", flat=True))


def _plan(draw: Draw, pseudonyms: list[str], status: str) -> None:
    files = draw.entries.filter(pseudonym__in=pseudonyms).values("application")
    Application.objects.filter(pk__in=files).exclude(status=Status.WITHDRAWN).update(planned_status=status)

"""Places that are left, filled by the published rule, chained one to another."""

from __future__ import annotations

import datetime as dt
import json

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.adapters.lottery import replaced_certificate
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Draw


def replace_declined(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> list[int]:
    """Fill the places left since the last time, by the published rule. Returns the files drawn.

    Nobody is told here: their answer is planned, and leaves with the next sending. Raises Refused when no place is
    free, when the rule finds nobody, or when somebody left or took a place while it was computed.
    """
    draw = Draw.objects.select_related("call").get(pk=draw.pk)
    rules.can_replace_declined(by, draw).or_refuse()
    seats = _seats(draw)
    declined, accepted = seats
    done = replaced_certificate(draw, declined=declined, accepted=accepted)
    rules.can_keep_result(not done.returncode, done.stderr, _("Le remplacement n’a pas abouti.")).or_refuse()
    with transaction.atomic():
        before, draw = draw, Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
        rules.can_replace_declined(by, draw).or_refuse()
        rules.can_keep_replacement(before.certificate == draw.certificate and seats == _seats(draw)).or_refuse()
        draw.certificate = json.loads(done.stdout)
        draw.save(update_fields=["certificate"])
        last = draw.certificate["replacements"][-1]
        draw.entries.filter(pseudonym__in=[*last["declined"], *last["removed"]]).update(is_selected=False)
        draw.entries.filter(pseudonym__in=last["added"]).update(is_selected=True)
        _plan(draw, last["added"], Status.VALIDATED)
        _plan(draw, last["removed"], Status.BACKUP)
        data = {"left": len(declined), "added": len(last["added"])}
        journal.record(actor=by, verb="replace_declined", subject=draw, data=data, at=at or clock.now())
    return list(draw.entries.filter(pseudonym__in=last["added"]).values_list("application", flat=True))


def _seats(draw: Draw) -> tuple[list[int], list[int]]:
    """The files drawn that left their place, and those that hold it."""
    seats = draw.entries.filter(is_selected=True).order_by("pk")
    declined = seats.filter(application__status=Status.WITHDRAWN).values_list("application", flat=True)
    accepted = seats.filter(application__status=Status.VALIDATED).values_list("application", flat=True)
    return list(declined), list(accepted)


def _plan(draw: Draw, pseudonyms: list[str], status: str) -> None:
    files = draw.entries.filter(pseudonym__in=pseudonyms).values("application")
    Application.objects.filter(pk__in=files).exclude(status=Status.WITHDRAWN).update(planned_status=status)

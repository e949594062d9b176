"""The readers of the letter as the team takes them away."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.core.exports import csv_response
from passeurs.editorial.models import Subscription
from passeurs.people.models import Person


def subscriptions_csv(actor: Person) -> StreamingHttpResponse:
    """Every reader of now: address, city, tastes, rhythm, since when. Leaves a line in the journal."""
    rows = Subscription.objects.active().select_related("city", "rhythm")
    journal.record(actor=actor, verb="export_letter_readers", data={"count": rows.count()})
    header = [_("adresse"), _("ville"), _("goûts"), _("rythme"), _("depuis le"), _("en pause jusqu’au")]
    lines = (
        [
            row.email,
            row.city.name if row.city else "",
            ", ".join(row.tastes),
            row.rhythm.label,
            row.confirmed_at.date() if row.confirmed_at else "",
            row.paused_until or "",
        ]
        for row in rows.iterator(chunk_size=2000)
    )
    return csv_response("lecteurs-de-la-lettre", header, lines)

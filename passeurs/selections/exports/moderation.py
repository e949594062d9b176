"""The moderation log as the team takes it away."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.selections.models import Transition


def moderation_csv(rows: QuerySet[Transition]) -> StreamingHttpResponse:
    """The team's log, with names: for the team only."""
    header = ["date", "selection", "ville", "decision", "motif", "raison", "par", "recours"]
    return csv_response(
        "moderation",
        header,
        (
            [
                row.at.date().isoformat(),
                row.selection.title if row.selection else "supprimée",
                row.season_city.city.name,
                row.get_to_state_display(),
                row.get_ground_display() if row.ground else "",
                row.reason,
                row.by.public_name if row.by else "",
                "oui" if hasattr(row, "appeal") else "",
            ]
            for row in rows
        ),
    )

"""Calls as the team takes them away."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.selections.models import Call


def calls_csv(rows: QuerySet[Call]) -> StreamingHttpResponse:
    """The calls with what they brought."""
    header = ["titre", "theme", "ville", "saison", "ouvert_le", "dernier_jour", "clos_le", "publiees", "en_cours"]
    return csv_response(
        "appels",
        header,
        (
            [
                row.title,
                row.theme.label if row.theme else "",
                row.city.name if row.city else "toutes",
                row.season.name,
                row.opened_at.date().isoformat(),
                row.closes_on.isoformat(),
                row.closed_at.date().isoformat() if row.closed_at else "",
                row.answer_count,  # type: ignore[attr-defined]
                row.draft_count,  # type: ignore[attr-defined]
            ]
            for row in rows
        ),
    )

"""The list of applications as CSV."""

from __future__ import annotations

from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.recruitment.models import ApplicationQuerySet, Call


def applications_csv(call: Call, rows: ApplicationQuerySet) -> StreamingHttpResponse:
    """One row a file, as the list shows it; no answer of the form."""
    header = [
        "numéro",
        "prénom",
        "nom",
        "adresse e-mail",
        "âge",
        "ville",
        "parcours",
        "état",
        "envoyée le",
        "en attente",
    ]
    lines = (
        [
            row.pk,
            row.first_name,
            row.last_name,
            row.email,
            row.age,
            row.season_city.city.name,
            row.track.name if row.track else "",
            row.get_status_display(),
            row.submitted_at.date().isoformat() if row.submitted_at else "",
            "oui" if row.waits_for_guardian or row.has_open_correction else "",  # type: ignore[attr-defined]
        ]
        for row in rows.iterator(chunk_size=500)
    )
    return csv_response(f"candidatures-{call.slug}", header, lines)

"""Lists of the programme as CSV."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.programme.models import Mandate, SeasonCity


def mandates_csv(row: SeasonCity, mandates: QuerySet[Mandate]) -> StreamingHttpResponse:
    """One row a mandate of a city, for the team and its referent."""
    header = ["prénom", "adresse e-mail", "parcours", "état", "début", "fin"]
    rows = (
        [
            mandate.person.public_name,
            mandate.person.email,
            mandate.track,
            mandate.get_state_display(),
            mandate.started_on.isoformat(),
            mandate.ended_on.isoformat() if mandate.ended_on else "",
        ]
        for mandate in mandates
    )
    return csv_response(f"mandats-{row.city.slug}", header, rows)

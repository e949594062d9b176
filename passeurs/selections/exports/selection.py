"""Selections as the team takes them away."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.selections.models import Selection


def selections_csv(rows: QuerySet[Selection]) -> StreamingHttpResponse:
    """The team's list of selections."""
    header = [
        "titre",
        "ville",
        "saison",
        "etat",
        "elements",
        "auteur",
        "co_auteurs",
        "appel",
        "modifiee_le",
        "en_ligne",
    ]
    return csv_response(
        "selections",
        header,
        (
            [
                row.title,
                row.season_city.city.name,
                row.season_city.season.name,
                row.get_state_display(),
                row.item_count,  # type: ignore[attr-defined]
                row.author.public_name,
                ", ".join(one.person.public_name for one in row.present_co_authors),  # type: ignore[attr-defined]
                row.call.title if row.call else "",
                row.updated_at.date().isoformat(),
                row.published_at.date().isoformat() if row.published_at else "",
            ]
            for row in rows
        ),
    )

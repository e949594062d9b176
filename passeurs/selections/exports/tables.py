"""CSV of selections for the team."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.selections.models import Call, Selection, Transition


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
                row.get_motive_display() if row.motive else "",
                row.reason,
                row.by.public_name if row.by else "",
                "oui" if hasattr(row, "appeal") else "",
            ]
            for row in rows
        ),
    )

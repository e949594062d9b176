"""What a person wished, and wrote to others as the team, for their own export."""

from __future__ import annotations

from typing import Any

from passeurs.matching.models import TeamMessage, WishSheet
from passeurs.matching.queries.partner_wish import export_partner_words
from passeurs.people.models import Person


def export_wishes(person: Person) -> list[dict[str, Any]]:
    """Each season's wishes; of others, that they were named and how, never who they are."""
    rows = WishSheet.objects.filter(mandate__person=person).select_related("mandate__season_city__season")
    return [
        {
            "saison": row.mandate.season_city.season.name,
            "demi-journées": row.half_days,
            "jusqu’où, en km": row.limit_km,
            "ce qu’il faut pour venir": row.needs,
            "lieux": [
                {"rang": wish.rank, "lieu": wish.partnership.name, "mot": wish.words} for wish in row.wishes.all()
            ],
            "avec qui": [{"souhaité": one.is_wanted} for one in row.peer_preferences.all()],
        }
        for row in rows.prefetch_related("wishes__partnership", "peer_preferences").order_by("pk")
    ]


def export_team_messages(person: Person) -> list[dict[str, Any]]:
    """What they sent to ambassadors as the team."""
    rows = TeamMessage.objects.filter(made_by=person).order_by("sent_at", "pk")
    return [{"le": row.sent_at, "objet": row.subject, "message": row.body} for row in rows]


def export_matching(person: Person) -> dict[str, Any]:
    """All that matching holds of a person."""
    return {
        "vœux": export_wishes(person),
        "refus de partenaires": export_partner_words(person),
        "messages envoyés": export_team_messages(person),
    }

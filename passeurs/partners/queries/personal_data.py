"""What a person decided of partnerships and answered to partners, for their own export."""

from __future__ import annotations

from typing import Any

from passeurs.partners.models import HelpRequest, Partnership
from passeurs.partners.queries.contact_log import export_contact_logs
from passeurs.people.models import Person


def export_decisions(person: Person) -> dict[str, Any]:
    """Decisions with their reasons; answers given for a group."""
    decided = Partnership.objects.filter(decided_by=person).order_by("decided_at", "pk")
    answered = HelpRequest.objects.filter(answered_by=person).select_related("partnership")
    return {
        "décisions": [{"partenaire": row.name, "le": row.decided_at, "pourquoi": row.reason} for row in decided],
        "réponses": [
            {"partenaire": row.partnership.name, "le": row.answered_at, "réponse": row.reply}
            for row in answered.order_by("answered_at", "pk")
        ],
    }


def export_partners(person: Person) -> dict[str, Any]:
    """All that partners hold of a person of the team."""
    return export_decisions(person) | {"échanges notés": export_contact_logs(person)}

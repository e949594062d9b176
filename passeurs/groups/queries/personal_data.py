"""What a person wrote in and about groups, for their own export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from passeurs.groups.models import CareNote, Concern, Excuse, GroupRequest, Meeting
from passeurs.people.models import Person


def export_words(person: Person) -> dict[str, Any]:
    """Agendas and minutes of meetings, excused months; of a referent, notes and answers."""
    meetings = Meeting.objects.filter(Q(made_by=person) | Q(group_confirmed_by=person))
    excuses = Excuse.objects.filter(made_by=person).order_by("month", "pk")
    notes = CareNote.objects.filter(made_by=person).order_by("made_at", "pk")
    requests = GroupRequest.objects.filter(answered_by=person).order_by("answered_at", "pk")
    concerns = Concern.objects.filter(answered_by=person).order_by("answered_at", "pk")
    return {
        "rencontres": [
            {
                "le": row.starts_at,
                "ordre du jour": row.agenda if row.made_by_id == person.pk else "",
                "compte rendu": row.summary if row.group_confirmed_by_id == person.pk else "",
            }
            for row in meetings.order_by("starts_at", "pk")
        ],
        "mois excusés": [{"mois": row.month, "pourquoi": row.reason} for row in excuses],
        "suivi": [{"le": row.made_at, "mot": row.text} for row in notes],
        "réponses à des demandes": [{"le": row.answered_at, "réponse": row.reply} for row in requests],
        "réponses à des alertes": [{"le": row.answered_at, "réponse": row.answer} for row in concerns],
    }

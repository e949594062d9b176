"""Reads for readers: the list by filters, what surrounds a page, what it tells machines, counts in round figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from passeurs.people.models import Person
from passeurs.selections.models import (
    Appeal,
    CoAuthor,
    DayCount,
    PreviewLink,
    RemovedItem,
    Selection,
    Submission,
    Suggestion,
    Transition,
)


def export_readers(person: Person) -> dict[str, Any]:
    """What the readers' side holds about a person: the address of their feed, their preview links, exact counts."""
    counts = DayCount.objects.filter(selection__author=person).order_by("day", "kind", "pk")
    feed = getattr(person, "author_feed", None)
    return {
        "flux_d_auteur": feed.slug if feed else "",
        "liens_d_apercu": [
            {"selection": link.selection.title, "cree_le": link.made_at.isoformat()}
            for link in PreviewLink.objects.filter(made_by=person).select_related("selection")
        ],
        "lectures": [
            {"selection": row.selection.title, "jour": row.day.isoformat(), "quoi": row.kind, "nombre": row.count}
            for row in counts.select_related("selection")
        ],
    }


def _when(at: dt.datetime | None) -> str:
    return at.isoformat() if at else ""


def export_selections(person: Person) -> dict[str, Any]:
    """Everything the person wrote, answered, suggested or contested in selections."""
    rows = Selection.objects.written_by(person).prefetch_related("items__venue", "items__offer", "items__work", "tags")
    return {
        "selections": [
            {
                "titre": row.title,
                "introduction": row.intro,
                "role": "auteur ou autrice" if row.author_id == person.pk else "co-auteur ou co-autrice",
                "etat": row.get_state_display(),
                "publiee_le": _when(row.published_at),
                "themes": [tag.label for tag in row.tags.all()],
                "elements": [
                    {"quoi": str(item.thing), "partie": item.section, "pourquoi": item.reason}
                    for item in row.items.all()
                ],
            }
            for row in rows
        ],
        "invitations": [
            {"selection": row.selection.title, "etat": row.get_state_display(), "mot": row.word, "reponse": row.answer}
            for row in CoAuthor.objects.filter(person=person).select_related("selection")
        ],
        "invitations_envoyees": [
            {"selection": row.selection.title, "mot": row.word}
            for row in CoAuthor.objects.filter(invited_by=person).select_related("selection")
        ],
        "elements_enleves": [
            {"quoi": str(row.thing), "pourquoi": row.reason, "le": _when(row.removed_at)}
            for row in RemovedItem.objects.filter(removed_by=person).select_related("venue", "offer", "work")
        ],
        **_given(person),
    }


def _given(person: Person) -> dict[str, Any]:
    suggestions = Suggestion.objects.filter(by=person).select_related("selection", "venue", "offer", "work")
    return {
        "idees": [
            {
                "pour": row.selection.title,
                "quoi": str(row.thing),
                "pourquoi": row.reason,
                "etat": row.get_state_display(),
                "reponse": row.answer,
            }
            for row in suggestions
        ],
        "idees_repondues": [
            {"pour": row.selection.title, "reponse": row.answer}
            for row in Suggestion.objects.filter(answered_by=person).select_related("selection")
        ],
        "relectures": [
            {"le": _when(row.answered_at), "publiee": row.is_published, "mot": row.reason}
            for row in Submission.objects.filter(reader=person)
        ],
        "decisions": [
            {"le": _when(row.at), "vers": row.get_to_state_display(), "pourquoi": row.reason}
            for row in Transition.objects.filter(by=person)
        ],
        "recours": [
            {"le": _when(row.made_at), "pourquoi": row.reason, "reponse": row.answer}
            for row in Appeal.objects.filter(by=person)
        ],
        "recours_tranches": [
            {"le": _when(row.answered_at), "accepte": row.is_granted, "reponse": row.answer}
            for row in Appeal.objects.filter(answered_by=person)
        ],
    }

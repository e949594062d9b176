"""Reads of what partners say of the people who ranked them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.matching.models import PartnerWish, Wish
from passeurs.partners.models import Partnership
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState
from passeurs.programme.queries import followed_cities


@dataclass(frozen=True)
class Wisher:
    """Somebody who ranked a partner, as the partner sees them: a first name, their word, how much time is shared.

    Neither the rank they gave, nor where they live, nor their other wishes.
    """

    mandate: int
    name: str
    words: str
    shared: int
    said: PartnerWish | None

    @property
    def rank(self) -> int:
        """The partner's rank, or 0."""
        return (self.said.rank or 0) if self.said else 0

    @property
    def is_refused(self) -> bool:
        """Refused, whatever the team did of it."""
        return self.said is not None and self.said.rank is None


def wishes_for(partnership: Partnership) -> QuerySet[Wish]:
    """The wishes of running mandates for a partner."""
    return Wish.objects.filter(partnership=partnership, sheet__is_out=False, sheet__mandate__state=MandateState.ACTIVE)


def wishers_of(partnership: Partnership) -> list[Wisher]:
    """Those who ranked a partner: those it prefers in order, then the others by first name. Two queries."""
    said = {row.mandate_id: row for row in PartnerWish.objects.filter(partnership=partnership)}
    here = set(partnership.half_days)
    found = [
        Wisher(
            wish.sheet.mandate_id,
            wish.sheet.mandate.person.public_name,
            wish.words,
            len(here & set(wish.sheet.half_days)),
            said.get(wish.sheet.mandate_id),
        )
        for wish in wishes_for(partnership).select_related("sheet__mandate__person__profile")
    ]
    return sorted(found, key=lambda one: (one.rank or 999, one.name, one.mandate))


def preferences_of(partnership: Partnership) -> tuple[list[PartnerWish], list[PartnerWish]]:
    """What a partner said, for the team: whom it prefers in order, whom it refuses. One query."""
    rows = PartnerWish.objects.filter(partnership=partnership).select_related(
        "mandate__person__profile", "decided_by__profile"
    )
    found = list(rows)
    return [one for one in found if one.rank is not None], [one for one in found if one.rank is None]


def export_partner_words(person: Person) -> list[dict[str, str]]:
    """What partners said of a person, for their own export: refusals and reasons. Ranks are the partners' own."""
    rows = PartnerWish.objects.filter(mandate__person=person, rank=None).select_related("partnership")
    return [{"lieu": row.partnership.name, "raison": row.reason} for row in rows]


def refusal_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Refusals of partners that nobody read: one query; nothing when there is none."""
    rows = PartnerWish.objects.filter(
        partnership__season_city__city__in=followed_cities(person), rank=None, decided_at=None
    )
    unread = rows.count()
    url = reverse("cockpit:partnership-list") + "?attente=refusal"
    return [Figure(_("Refus de partenaires à lire"), unread, url, order=44)] if unread else []

"""Rules of calls: who opens, changes, answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.queries import is_team
from passeurs.programme.models import City
from passeurs.programme.rules import can_follow_city
from passeurs.selections.models import Call, Selection
from passeurs.selections.rules.moderation import can_moderate


def can_open_call(person: object, city: City | None) -> Verdict:
    """The team, anywhere; a referent, in their city."""
    verdict = can_moderate(person)
    if not verdict:
        return verdict
    if city is None:
        return ALLOWED if is_team(person) else refusal(_("Un appel à toutes les villes est ouvert par l’équipe."))
    return can_follow_city(person, city)


def can_change_call(person: object, call: Call) -> Verdict:
    """Whoever may open it, until it is closed."""
    verdict = can_open_call(person, call.city)
    if not verdict:
        return forbidden(verdict.reason)
    if call.closed_at:
        return refusal(_("Cet appel est clos."))
    return ALLOWED


def can_answer_call(selection: Selection, call: Call) -> Verdict:
    """A selection of the city, while the call is open."""
    if call.city_id and call.city_id != selection.season_city.city_id:
        return refusal(_("Cet appel s’adresse à une autre ville."))
    if not call.is_open(clock.today()):
        return refusal(_("Cet appel est clos."))
    return ALLOWED

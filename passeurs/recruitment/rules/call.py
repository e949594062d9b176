"""Rules of calls: who runs them, when they open, close, are decided."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.queries import is_team, scopes_of
from passeurs.questionnaires.rules import can_freeze_questionnaire
from passeurs.recruitment.choices import OPEN_STATUSES, CallState, Status
from passeurs.recruitment.models import Call

NEXT_STATES: dict[str, tuple[str, ...]] = {
    CallState.DRAFT: (CallState.OPEN,),
    CallState.OPEN: (CallState.CLOSED,),
    CallState.CLOSED: (CallState.DECIDED, CallState.OPEN),
    CallState.DECIDED: (CallState.CLOSED,),
}


def can_run_calls(person: object) -> Verdict:
    """The national team makes, opens and closes calls."""
    return ALLOWED if is_team(person) else forbidden(_("Les appels sont conduits par l’équipe nationale."))


def can_follow_calls(person: object) -> Verdict:
    """The team and the referents see calls and the applications of their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux référents."))


def can_change_call(person: object, call: Call) -> Verdict:
    """Dates and texts, until it is decided. What candidates were promised is changed knowingly."""
    verdict = can_run_calls(person)
    if verdict and call.state == CallState.DECIDED:
        return refusal(_("Cet appel est décidé : il ne change plus. Clonez-le pour la saison suivante."))
    return verdict


def can_move_call(person: object, call: Call, state: str, at: dt.datetime) -> Verdict:
    """Only a legal next state; open only when everything that is promised stands."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if state not in NEXT_STATES[call.state]:
        return refusal(
            _("Un appel « %(now)s » ne peut pas devenir « %(then)s ».")
            % {"now": call.get_state_display(), "then": dict(CallState.choices).get(state, state)}
        )
    if state == CallState.OPEN:
        return can_open_call(call, at)
    if state == CallState.DECIDED:
        return can_decide_call(call)
    return ALLOWED


def can_open_call(call: Call, at: dt.datetime) -> Verdict:
    """What is missing before a call can open, one thing at a time."""
    if not call.season_cities.filter(place_count__gt=0).exists():
        return refusal(_("Choisissez d’abord au moins une ville qui a des places."))
    if call.closes_at <= at:
        return refusal(_("La date de fermeture est passée : changez-la d’abord."))
    if call.charter is None:
        return refusal(_("Choisissez la charte que les candidats acceptent."))
    if call.questionnaire is None:
        return refusal(_("Choisissez le questionnaire."))
    if not call.tracks.exists():
        return refusal(_("Ajoutez au moins un parcours avec ses critères."))
    without = call.tracks.filter(criteria__isnull=True).first()
    if without:
        return refusal(_("Le parcours « %(track)s » n’a aucun critère.") % {"track": without.name})
    return ALLOWED if call.questionnaire.frozen_at else can_freeze_questionnaire(call.questionnaire)


def can_decide_call(call: Call) -> Verdict:
    """A call is decided when nobody waits for a decision."""
    left = call.applications.real().filter(status__in=OPEN_STATUSES).exclude(status=Status.BACKUP).count()
    if left:
        return refusal(
            ngettext(
                "Une candidature attend encore une décision.",
                "%(count)d candidatures attendent encore une décision.",
                left,
            )
            % {"count": left}
        )
    return ALLOWED


def can_take_slug(call: Call) -> Verdict:
    """An address that no other call has."""
    if Call.objects.filter(slug=call.slug).exclude(pk=call.pk).exists():
        return refusal(_("Un autre appel a déjà cette adresse."))
    return ALLOWED

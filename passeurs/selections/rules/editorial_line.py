"""Rules of the editorial line: new versions, calls, moderation, appeals."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import is_team, scopes_of
from passeurs.programme.models import City
from passeurs.programme.rules import can_follow_city
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Appeal, Call, Selection, Transition
from passeurs.selections.rules.authorship import writes, wrote


def can_start_revision(person: Person, selection: Selection) -> Verdict:
    """The authors draft a new version beside the public one; one at a time."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée a besoin d’une nouvelle version."))
    return ALLOWED


def can_read_versions(person: object, selection: Selection) -> Verdict:
    """The authors, the referent of the city and the team."""
    if isinstance(person, Person) and (
        writes(person, selection) or can_follow_city(person, selection.season_city.city)
    ):
        return ALLOWED
    return forbidden(_("L’historique se lit entre les auteurs et l’équipe."))


def can_moderate(person: object) -> Verdict:
    """The team and the referents see what was decided, each for their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux référents."))


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


def can_appeal(person: Person, decision: Transition | None) -> Verdict:
    """The authors contest the last refusal or withdrawal that somebody else decided, once."""
    selection = decision.selection if decision else None
    if decision is None or selection is None or not writes(person, selection):
        return forbidden(_("Seuls les auteurs et autrices contestent une décision sur leur sélection."))
    if Appeal.objects.filter(decision=decision).exists():
        return refusal(_("Un recours a déjà été fait sur cette décision."))
    if selection.state != decision.to_state:
        return refusal(_("La sélection a changé d’état depuis : il n’y a plus rien à contester."))
    return ALLOWED


def can_answer_appeal(person: Person, appeal: Appeal) -> Verdict:
    """A person of the team who neither decided nor wrote; once."""
    if not is_team(person):
        return forbidden(_("Un recours est tranché par l’équipe nationale."))
    if appeal.answered_at:
        return refusal(_("Ce recours a déjà sa réponse."))
    if appeal.decision.by_id == person.pk:
        return refusal(_("Vous avez pris cette décision : une autre personne de l’équipe doit répondre."))
    if wrote(person, appeal.selection):
        return refusal(_("Vous avez écrit cette sélection : une autre personne de l’équipe doit répondre."))
    return ALLOWED

"""Rules of appeals: who contests, who answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.selections.models import Appeal, Transition
from passeurs.selections.rules.co_author import writes, wrote


def can_appeal(person: object, decision: Transition | None) -> Verdict:
    """The authors contest the last refusal or withdrawal that somebody else decided, once."""
    selection = decision.selection if decision else None
    if decision is None or selection is None or not writes(person, selection):
        return forbidden(_("Seuls les auteurs et autrices contestent une décision sur leur sélection."))
    if Appeal.objects.filter(decision=decision).exists():
        return refusal(_("Un recours a déjà été fait sur cette décision."))
    if selection.state != decision.to_state:
        return refusal(_("La sélection a changé d’état depuis : il n’y a plus rien à contester."))
    return ALLOWED


def can_answer_appeal(person: object, appeal: Appeal) -> Verdict:
    """A person of the team who neither decided nor wrote; once."""
    if not isinstance(person, Person) or not is_team(person):
        return forbidden(_("Un recours est tranché par l’équipe nationale."))
    if appeal.answered_at:
        return refusal(_("Ce recours a déjà sa réponse."))
    if appeal.decision.by_id == person.pk:
        return refusal(_("Vous avez pris cette décision : une autre personne de l’équipe doit répondre."))
    if wrote(person, appeal.selection):
        return refusal(_("Vous avez écrit cette sélection : une autre personne de l’équipe doit répondre."))
    return ALLOWED

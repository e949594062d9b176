"""Rules of promises."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core import registry
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import is_team, scopes_of
from passeurs.promises.models import Promise


def can_answer_promise(person: Person, promise: Promise) -> Verdict:
    """The team answers everything; a referent, what is owed within their cities. An answer is given once."""
    if promise.answered_at:
        return refusal(_("Cette demande a déjà reçu sa réponse."))
    if place := registry.answer_pages.get(promise.kind):
        return refusal(_("Cette réponse se donne sur %(page)s.") % {"page": place})
    if is_team(person):
        return ALLOWED
    if promise.scope and promise.scope in scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette réponse appartient à l’équipe ou à la personne référente de la ville."))


def can_list_promises(person: object) -> Verdict:
    """The team and the referents see what is owed."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux référents."))

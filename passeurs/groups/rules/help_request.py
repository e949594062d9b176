"""Rules of what partners ask of their groups."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.groups.rules.group import can_take_part
from passeurs.partners.models import Contact, HelpRequest
from passeurs.partners.queries.help_request import help_requests_to

MOST_OPEN_REQUESTS = 5


def can_ask_help(contact: Contact, group: Group) -> Verdict:
    """A partner, of a group of its own that goes on, while few requests wait for their answer."""
    if group.partnership_id != contact.partnership_id or group.dissolved_at:
        return refusal(_("Ce groupe n’est pas, ou n’est plus, le vôtre."))
    if help_requests_to(group).filter(answered_at=None).count() >= MOST_OPEN_REQUESTS:
        return refusal(_("Cinq demandes attendent déjà leur réponse : laissez d’abord le groupe y répondre."))
    return ALLOWED


def can_answer_help(person: object, help_request: HelpRequest, group: Group | None) -> Verdict:
    """A member of the group that was asked, or the referent, once."""
    if group is None:
        return forbidden(_("Cette demande n’est pas pour un groupe."))
    verdict = can_take_part(person, group)
    if verdict and help_request.answered_at:
        return refusal(_("Cette demande a déjà sa réponse."))
    return verdict

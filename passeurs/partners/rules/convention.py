"""Rules of the partner's space."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Convention, Partnership
from passeurs.people.queries import is_team


def can_accept_convention(partnership: Partnership) -> Verdict:
    """Once the city has said yes."""
    if partnership.state != PartnershipState.ACCEPTED:
        return refusal(_("La convention s’accepte une fois la proposition retenue par la ville."))
    return ALLOWED


def can_publish_convention(person: object) -> Verdict:
    """The national team writes the text that partners accept."""
    return ALLOWED if is_team(person) else forbidden(_("La convention est écrite par l’équipe nationale."))


def can_accept_version(convention: Convention, last: Convention | None) -> Verdict:
    """The last text: nobody accepts what has changed since."""
    if convention != last:
        return refusal(_("Une version plus récente de la convention existe : relisez-la, puis acceptez-la."))
    return ALLOWED

"""Rules of what a partner says of the people who ranked it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.matching.models import PartnerWish, Wish
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate
from passeurs.programme.rules import can_follow_city


def can_choose_people(partnership: Partnership) -> Verdict:
    """Once the city has said yes."""
    if partnership.state != PartnershipState.ACCEPTED:
        return refusal(_("Vous verrez qui aimerait venir une fois votre proposition retenue par la ville."))
    return ALLOWED


def can_refuse_person(partnership: Partnership, mandate: Mandate) -> Verdict:
    """Somebody who ranked this place, unless the team already set such a refusal aside."""
    verdict = can_choose_people(partnership)
    if not verdict:
        return verdict
    ranked = Wish.objects.filter(partnership=partnership, sheet__mandate=mandate, sheet__is_out=False)
    if mandate.state != MandateState.ACTIVE or not ranked.exists():
        return forbidden(_("Cette personne n’a pas classé votre lieu."))
    if PartnerWish.objects.filter(partnership=partnership, mandate=mandate, is_set_aside=True).exists():
        return refusal(_("L’équipe a écarté ce refus. Écrivez-lui si quelque chose a changé."))
    return ALLOWED


def can_decide_refusal(person: object, wish: PartnerWish) -> Verdict:
    """The city's referent or the team: the refusal holds, or is set aside; they may change their mind."""
    verdict = can_follow_city(person, wish.partnership.season_city.city)
    if verdict and wish.rank is not None:
        return refusal(_("Ce n’est pas un refus."))
    return verdict

"""Who may do what in the catalogue."""

from __future__ import annotations

from collections.abc import Set

from django.utils.translation import gettext as _

from passeurs.catalogue.choices import IdentifierKind, PairState
from passeurs.catalogue.importers.machinery.identifier import ean13
from passeurs.catalogue.models import DoubtfulPair, Offer, Venue, Work
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.people.queries import is_team

MOST_PINS = 200


def can_report_error(thing: Venue | Offer | Work) -> Verdict:
    """Anyone, about anything that is shown."""
    if thing.is_visible:
        return ALLOWED
    return refusal(_("Cette fiche n’est plus publiée."))


def can_review_pairs(person: object) -> Verdict:
    """The national team looks after the catalogue."""
    return ALLOWED if is_team(person) else forbidden(_("Cette page est réservée à l’équipe du programme."))


def can_decide_pair(person: object, pair: DoubtfulPair) -> Verdict:
    """An open pair between two venues that both still stand."""
    verdict = can_review_pairs(person)
    if not verdict:
        return verdict
    if pair.state != PairState.OPEN:
        return refusal(_("Cette paire est déjà décidée : annulez d’abord la décision."))
    if pair.first.merged_into_id or pair.second.merged_into_id:
        return refusal(_("L’un des deux lieux a déjà été fusionné avec un autre."))
    return ALLOWED


def can_undo_pair(person: object, pair: DoubtfulPair) -> Verdict:
    """A decided pair; a merge is undone while nothing was merged on top of it."""
    verdict = can_review_pairs(person)
    if not verdict:
        return verdict
    if pair.state == PairState.OPEN:
        return refusal(_("Cette paire n’est pas encore décidée."))
    if pair.state == PairState.MERGED and pair.first.merged_into_id:
        return refusal(_("Le lieu gardé a depuis été fusionné à son tour : annulez d’abord cette fusion."))
    return ALLOWED


def can_propose_work(kind: str, value: str) -> Verdict:
    """By a typed identifier whose check digit, if it has one, is right."""
    if kind == IdentifierKind.EAN13 and ean13(value) != value:
        return refusal(_("Cet ISBN a un chiffre faux : vérifie-le au dos du livre."))
    return ALLOWED


def can_pin_venue(person: object, venue: Venue, *, pinned: Set[int]) -> Verdict:
    """Whoever is signed in, a venue that is shown, up to 200; `pinned` are the ids of those they hold already.

    What is held may be held again: a second click, a note on a venue that has closed since.
    """
    if not isinstance(person, Person):
        return forbidden(_("Connecte-toi pour garder ce lieu dans ton compte."))
    if venue.pk in pinned:
        return ALLOWED
    if not venue.is_visible:
        return refusal(_("Ce lieu n’est plus au catalogue\u202f: il ne peut plus être épinglé."))
    if len(pinned) >= MOST_PINS:
        full = _("Tu as déjà épinglé %d lieux, c’est le maximum\u202f: retires-en un pour faire de la place.")
        return refusal(full % MOST_PINS)
    return ALLOWED


def can_unpin_venue(person: object) -> Verdict:
    """Whoever is signed in, from their own list; what is not on it is already off."""
    if isinstance(person, Person):
        return ALLOWED
    return forbidden(_("Connecte-toi pour retrouver tes lieux."))

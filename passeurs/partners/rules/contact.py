"""Rules of a partner's contacts: who may act on them is asked by `can_run_partnership`, or by their own link."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.partners.models import Contact, Partnership

MOST_CONTACTS = 8


def can_add_contact(partnership: Partnership, known: Contact | None) -> Verdict:
    """So many at most, each once; `known` has this address already, maybe without a link any more."""
    if partnership.contacts.present().count() >= MOST_CONTACTS:
        return refusal(_("Il y a déjà huit contacts : retirez-en un d’abord."))
    if known and known.revoked_at is None:
        return refusal(_("Cette personne a déjà son lien."))
    return ALLOWED


def can_revoke_contact(contact: Contact) -> Verdict:
    """Not the last one: nobody would answer any more."""
    if not contact.partnership.contacts.present().exclude(pk=contact.pk).exists():
        return refusal(_("C’est le dernier contact : ajoutez-en un autre avant de le retirer."))
    return ALLOWED

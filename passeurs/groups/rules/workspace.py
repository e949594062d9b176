"""Rules of what a group keeps together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group, GroupCharter, GroupNote, Membership
from passeurs.groups.rules.group import is_member
from passeurs.people.models import Person

MOST_FILES = 40
MOST_ACTIONS = 60


def can_keep(person: object, group: Group) -> Verdict:
    """The members, while the group lives: notes, actions, files, charter are theirs. The referent reads."""
    if not is_member(person, group):
        return forbidden(_("Ce sont les membres du groupe qui écrivent ici."))
    if group.dissolved_at:
        return refusal(_("Ce groupe est dissous : sa page reste, elle ne change plus."))
    return ALLOWED


def can_save_note(note: GroupNote, version: int) -> Verdict:
    """Written on top of the last version: nobody's words are lost."""
    if note.version != version:
        return refusal(_("Quelqu’un a écrit entre-temps : ton texte est gardé ici, mêle-le à la version actuelle."))
    return ALLOWED


def can_add_action_item(group: Group, owner: Membership | None) -> Verdict:
    """Somebody of the group, or nobody yet; so many at most."""
    if owner and (owner.group_id != group.pk or owner.left_at):
        return refusal(_("Cette personne n’est pas du groupe."))
    if group.action_items.count() >= MOST_ACTIONS:
        return refusal(_("Il y a déjà soixante actions : enlevez ce qui est fait."))
    return ALLOWED


def can_add_file(group: Group) -> Verdict:
    """So many files at most."""
    if group.files.count() >= MOST_FILES:
        return refusal(_("Il y a déjà quarante fichiers : enlevez-en d’abord."))
    return ALLOWED


def can_take_role(person: object, membership: Membership) -> Verdict:
    """Each says what they do themself."""
    if not isinstance(person, Person) or membership.mandate.person_id != person.pk:
        return refusal(_("Chaque personne choisit son rôle."))
    return ALLOWED


def can_agree_charter(charter: GroupCharter, group: Group) -> Verdict:
    """With the last version."""
    if charter != group.charters.first():
        return refusal(_("Une version plus récente existe : lis-la d’abord."))
    return ALLOWED

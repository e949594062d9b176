"""Rules of what a group keeps together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.groups.rules.group import is_member


def can_keep(person: object, group: Group) -> Verdict:
    """The members, while the group lives: notes, actions, files, charter are theirs. The referent reads."""
    if not is_member(person, group):
        return forbidden(_("Ce sont les membres du groupe qui écrivent ici."))
    if group.dissolved_at:
        return refusal(_("Ce groupe est dissous : sa page reste, elle ne change plus."))
    return ALLOWED

"""Rules of partners and wishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden
from passeurs.programme.models import Mandate


def can_wish(mandate: Mandate | None) -> Verdict:
    """Whoever has a running mandate."""
    if mandate is None:
        return forbidden(_("Les vœux sont ceux des ambassadeurs et ambassadrices de la saison."))
    return ALLOWED

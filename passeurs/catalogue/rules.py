"""Who may do what in the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core.verdict import ALLOWED, Verdict, refusal


def can_report_error(thing: Venue | Offer | Work) -> Verdict:
    """Anyone, about anything that is shown."""
    if thing.is_visible:
        return ALLOWED
    return refusal(_("Cette fiche n’est plus publiée."))

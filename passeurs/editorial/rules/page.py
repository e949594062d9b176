"""Who writes and publishes the programme's pages. What may be done to which page is Wagtail's own word."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden
from passeurs.people.models import Person


def can_edit_pages(person: object) -> Verdict:
    """Editors, publishers, referents and the team enter the editors' room."""
    if isinstance(person, Person) and person.is_active and person.has_perm("wagtailadmin.access_admin"):
        return ALLOWED
    return forbidden(_("La rédaction est réservée aux personnes qui en ont reçu le rôle."))

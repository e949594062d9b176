"""Rules of authors' feeds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Person


def can_open_author_feed(person: object) -> Verdict:
    """Whoever agreed to be named."""
    if (
        isinstance(person, Person)
        and person.consents.filter(purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True).exists()
    ):
        return ALLOWED
    return refusal(_("Un flux à ton nom demande d’abord ton accord pour afficher ton prénom."))

"""Rules of decisions: who decides of a file, and who can be retained."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import of_city
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import DECISIONS, Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.place import free_places
from passeurs.recruitment.rules.application import can_see_application


def can_decide_application(person: object, application: Application, status: str) -> Verdict:
    """The team or the city's referent; not once the place is confirmed; retained only with what it needs."""
    verdict = can_see_application(person, application)
    if not verdict:
        return verdict
    if status not in DECISIONS:
        return refusal(_("Ce statut ne se donne pas ici."))
    if application.status == Status.WITHDRAWN or application.anonymised_at:
        return refusal(_("Cette candidature a été retirée."))
    if application.confirmed_at:
        return refusal(_("La place est confirmée : le mandat se gère dans la ville."))
    return can_retain(application) if status == Status.VALIDATED else ALLOWED


def can_retain(application: Application) -> Verdict:
    """With a guardian's agreement for a minor, nothing left to correct, and a place left in the city."""
    if application.waits_for_guardian:
        return refusal(_("L’accord d’un parent manque : la candidature attend."))
    if application.corrections.filter(answered_at__isnull=True).exists():
        return refusal(_("Une correction est demandée : attendez la réponse."))
    row = application.season_city
    if not application.is_test and not free_places([row], besides=application)[row.pk]:
        return refusal(
            _("Toutes les places %(of_city)s sont prises ou proposées : attendez une réponse, ou ajoutez une place.")
            % {"of_city": of_city(row.city.name)}
        )
    return ALLOWED

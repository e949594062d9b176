"""Rules of a place: who takes it, until when."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.people.queries import is_address_proven
from passeurs.programme.rules import has_free_place
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import CANDIDATE_LINK


def can_confirm_place(application: Application, at: dt.datetime) -> Verdict:
    """Whoever is retained, until the date, while the city has a seat; a refusal is read by the candidate."""
    if application.status != Status.VALIDATED or application.confirm_by is None:
        return refusal(_("Aucune place ne t’est proposée pour le moment."))
    if application.confirmed_at:
        return refusal(_("Ta place est déjà confirmée."))
    if application.is_test:
        return refusal(_("Ceci est un essai : aucune place n’est donnée."))
    if not is_address_proven(application, CANDIDATE_LINK):
        return refusal(_("Ouvre d’abord un lien reçu par e-mail : une place ouvre un compte à ton adresse."))
    if application.born_on is None:
        return refusal(_("Dis d’abord ta date de naissance : elle dit si un accord parental est nécessaire."))
    if application.waits_for_guardian:
        return refusal(_("L’accord de ton parent ou responsable manque : ta place t’attend jusqu’à la date."))
    if at > application.confirm_by:
        return refusal(_("La date est passée. Écris à l’équipe : la place est peut-être encore libre."))
    if not has_free_place(application.season_city):
        return refusal(
            _(
                "Il ne reste plus de place dans ta ville en ce moment, et tu n’y es pour rien. L’équipe le voit et te "
                "répond : ta place reste proposée, garde ce lien."
            )
        )
    return ALLOWED

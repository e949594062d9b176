"""Letters to guardians (vouvoiement). Each carries a link of theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from passeurs.core.mail import LinkedMail
from passeurs.people.models import Guardianship
from passeurs.people.queries import given_purposes, purpose_labels
from passeurs.recruitment.messages.letter import to_guardian, words_of
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import ANSWERED_DAYS, KEY_DAYS


def guardian_asked(application: Application, guardianship: Guardianship) -> LinkedMail:
    """The guardian is asked."""
    words = {"name": guardianship.minor_name, **words_of(application)}
    lines = [
        _("%(name)s candidate à « %(call)s », %(at_city)s, et vous a désigné comme parent ou responsable légal.")
        % words,
        _("%(name)s a moins de 18 ans : il faut votre accord. Deux minutes suffisent, sans compte à créer.") % words,
        _("Vous choisissez séparément pour la participation, l’image et la voix, et vous pouvez changer d’avis.")
        % words,
    ]
    subject = _("%(name)s candidate : votre accord est demandé") % words
    return to_guardian(guardianship, subject, lines, _("Lire et répondre"), KEY_DAYS)


def guardian_reminded(application: Application, guardianship: Guardianship) -> LinkedMail:
    """No answer yet."""
    words = {"name": guardianship.minor_name, **words_of(application)}
    lines = [
        _("La candidature de %(name)s à « %(call)s » attend toujours votre accord, ou votre refus.") % words,
        _("La réponse aux candidats est promise pour le %(answer)s.") % words,
    ]
    subject = _("Rappel : la candidature de %(name)s attend votre réponse") % words
    return to_guardian(guardianship, subject, lines, _("Lire et répondre"), KEY_DAYS)


def guardian_answered(application: Application, guardianship: Guardianship) -> LinkedMail:
    """What they answered, and the link with which to change it."""
    given = purpose_labels(given_purposes(guardianship))
    lines = [_("Votre réponse pour %(name)s est enregistrée.") % {"name": guardianship.minor_name}]
    lines.append(
        _("Vous avez donné votre accord pour : %(what)s.") % {"what": ", ".join(given).lower()}
        if given
        else _("Vous n’avez donné aucun accord.")
    )
    lines.append(_("Gardez ce message : ce lien vous permet de changer d’avis à tout moment."))
    return to_guardian(guardianship, _("Votre réponse est enregistrée"), lines, _("Revoir ma réponse"), ANSWERED_DAYS)


def guardian_link(application: Application, guardianship: Guardianship) -> LinkedMail:
    """The link was asked again."""
    lines = [_("Voici un nouveau lien pour la candidature de %(name)s.") % {"name": guardianship.minor_name}]
    return to_guardian(guardianship, _("Votre lien"), lines, _("Ouvrir"), KEY_DAYS, is_renewal=True)


GUARDIAN_LETTERS: dict[str, Callable[[Application, Guardianship], LinkedMail]] = {
    "asked": guardian_asked,
    "reminded": guardian_reminded,
    "answered": guardian_answered,
    "link": guardian_link,
}

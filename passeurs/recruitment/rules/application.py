"""Rules of a file: when and by whom it is written, sent, seen, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import day, moment
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import GuardianState
from passeurs.people.queries import MAJORITY, age_on
from passeurs.programme.rules import can_follow_city
from passeurs.recruitment.choices import OPEN_STATUSES, SENT, CallState, Status
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.rules.call import can_run_calls


def can_receive_files(sent: int, kept: int, of_the_day: int) -> Verdict:
    """Files of who has no account: so much a draft, so much a day for all, in bytes. The disk is everybody's."""
    most = settings.APPLICATION_MB
    if sent + kept > most * 1_000_000:
        said = _("Tes fichiers dépassent ensemble %(max)s Mo. Enlève-en un, ou envoie-le plus léger.") % {"max": most}
        return refusal(said)
    if sent + of_the_day > settings.APPLICATIONS_MB_A_DAY * 1_000_000:
        said = _("Nous avons reçu trop de fichiers aujourd’hui pour en prendre d’autres. Envoie celui-ci demain.")
        return refusal(said)
    return ALLOWED


def can_apply(call: Call, at: dt.datetime) -> Verdict:
    """Between the two dates of an open call."""
    if call.state != CallState.OPEN or at >= call.closes_at:
        return refusal(_("Cet appel est fermé depuis le %(date)s.") % {"date": moment(call.closes_at)})
    if at < call.opens_at:
        return refusal(_("Cet appel ouvre le %(date)s.") % {"date": moment(call.opens_at)})
    return ALLOWED


def is_of_age(call: Call, born_on: dt.date) -> Verdict:
    """The age on the call's day, bounds included."""
    if call.min_age <= age_on(born_on, call.age_on) <= call.max_age:
        return ALLOWED
    return refusal(
        _("Il faut avoir de %(low)s à %(high)s ans le %(day)s.")
        % {"low": call.min_age, "high": call.max_age, "day": day(call.age_on)}
    )


def can_edit_application(application: Application, at: dt.datetime) -> Verdict:
    """The candidate's own file, while the call is open and nothing is decided; a trial of the team, always."""
    if application.status not in (Status.DRAFT, Status.NEW):
        return refusal(_("Une candidature %(state)s ne se modifie plus.") % {"state": application.get_status_display()})
    return ALLOWED if application.is_test else can_apply(application.call, at)


def can_keep_identity(application: Application, fields: Mapping[str, Any], day: dt.date) -> Verdict:
    """What an agreement rests on stays: the birth date once a guardian is asked, their address once they answered."""
    asked, born_on = application.guardianship, fields.get("born_on", application.born_on)
    email = fields.get("guardian_email", application.guardian_email)
    if asked and born_on != application.born_on:
        return refusal(_("Ta date de naissance ne change plus que par l’équipe : écris-lui."))
    if asked and asked.state != GuardianState.ASKED and email != application.guardian_email:
        return refusal(_("Ton parent ou responsable a déjà répondu : son adresse ne change plus que par l’équipe."))
    if application.is_sent and born_on and age_on(born_on, day) < MAJORITY and not email:
        return refusal(_("Il manque l’adresse e-mail d’un parent ou responsable."))
    return ALLOWED


def can_be_without_guardian(application: Application, day: dt.date) -> Verdict:
    """A minor names a guardian."""
    if application.is_minor(day) and not application.guardian_email:
        return refusal(_("Il manque l’adresse e-mail d’un parent ou responsable."))
    return ALLOWED


def can_settle_birth_date(person: object, application: Application) -> Verdict:
    """The candidate once, when a file came without it; then the team, until the place is confirmed."""
    if not application.is_sent or application.confirmed_at or application.anonymised_at:
        return refusal(_("La date de naissance de cette candidature ne change plus."))
    if application.born_on is None and person is None:
        return ALLOWED
    return can_run_calls(person)


def can_submit_application(application: Application, missing: list[str], at: dt.datetime) -> Verdict:
    """Complete, of age, from somebody who is no machine, before the end."""
    verdict = can_edit_application(application, at)
    if not verdict:
        return verdict
    if application.born_on is None:
        return refusal(_("Indique ta date de naissance."))
    if not (old_enough := is_of_age(application.call, application.born_on)):
        return old_enough
    if missing:
        return refusal(_("Il manque encore : %(what)s.") % {"what": ", ".join(missing)})
    if application.proven_at is None:
        return refusal(
            _("Ouvre d’abord le lien que l’on t’a envoyé par e-mail : il montre que cette adresse est la tienne.")
        )
    return ALLOWED


def can_withdraw_application(application: Application) -> Verdict:
    """A sent file that is not settled yet."""
    if application.status in OPEN_STATUSES or (
        application.status == Status.VALIDATED and application.confirmed_at is None
    ):
        return ALLOWED
    return refusal(_("Cette candidature ne peut plus être retirée."))


def can_see_application(person: object, application: Application) -> Verdict:
    """The team, or the referent of the city. A draft is nobody's business; a trial is the team's."""
    if application.status == Status.DRAFT:
        return forbidden(_("Un brouillon n’est lu par personne."))
    if application.is_test:
        return can_run_calls(person)
    return can_follow_city(person, application.season_city.city)


def can_try_call(person: object, call: Call) -> Verdict:
    """The team tries its form, in a call that has a city."""
    verdict = can_run_calls(person)
    if verdict and not call.season_cities.exists():
        return refusal(_("Choisissez d’abord une ville."))
    return verdict


def can_fill(call: Call) -> Verdict:
    """A call with a form."""
    return ALLOWED if call.questionnaire_id else refusal(_("Cet appel n’a pas encore de questionnaire."))


def can_be_only_file(application: Application) -> Verdict:
    """One sent file by address and call; a trial is not counted."""
    others = application.call.applications.real().filter(status__in=SENT, email__iexact=application.email)
    if application.is_test or not others.exclude(pk=application.pk).exists():
        return ALLOWED
    return refusal(
        _("Une candidature est déjà envoyée avec cette adresse. Retrouve-la par « Reprendre ma candidature ».")
    )

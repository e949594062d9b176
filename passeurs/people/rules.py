"""Who may do what with accounts and roles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import GuardianPurpose, GuardianState, Role
from passeurs.people.models import BirthDateRequest, Guardianship, Person, RoleGrant
from passeurs.people.queries import (
    MAJORITY,
    age_on,
    birth_date_of,
    find_account,
    given_purposes,
    is_team,
    latest_guardianship,
    open_birth_date_request,
    team_grants,
)

CODE_LIFE = dt.timedelta(minutes=10)
CODE_TRIES = 3
# What the scope of each role looks like.
SCOPES = {
    Role.TEAM: r"",
    Role.REFERENT: r"city:[0-9AB]{5}",
    Role.JUROR: r"|city:[0-9AB]{5}",
    Role.PARTNER: r"venue:[0-9]+",
    Role.INSTITUTION: r"institution:[a-z0-9-]+",
    Role.EDITOR: r"",
    Role.CITY_EDITOR: r"city:[0-9AB]{5}",
    Role.PUBLISHER: r"",
}


def can_manage_people(actor: object) -> Verdict:
    """The national team sees and gives roles."""
    return ALLOWED if is_team(actor) else forbidden(_("Cette page est réservée à l’équipe nationale."))


def can_have_scope(role: str, scope: str) -> Verdict:
    """A role goes with its kind of scope: a referent has a city, the team has none."""
    if re.fullmatch(SCOPES[Role(role)], scope):
        return ALLOWED
    return refusal(
        {
            Role.TEAM: _("L’équipe nationale agit partout : laissez le périmètre vide."),
            Role.REFERENT: _("Choisissez la ville de cette référente ou de ce référent."),
            Role.JUROR: _("Choisissez une ville, ou laissez le périmètre vide."),
            Role.PARTNER: _("Indiquez le lieu sous la forme venue:12."),
            Role.INSTITUTION: _("Indiquez l’institution sous la forme institution:drac-bfc."),
            Role.EDITOR: _("La rédaction écrit partout : laissez le périmètre vide."),
            Role.CITY_EDITOR: _("Choisissez la ville de cette rédaction."),
            Role.PUBLISHER: _("La publication relit partout : laissez le périmètre vide."),
        }[Role(role)]
    )


def can_grant_role(actor: object, *, role: str, scope: str) -> Verdict:
    """The team gives roles, each with a scope that fits."""
    return can_manage_people(actor) and can_have_scope(role, scope)


def can_end_role_grant(actor: object, grant: RoleGrant) -> Verdict:
    """The team ends roles, but the programme keeps at least one person who can."""
    verdict = can_manage_people(actor)
    if verdict and grant.role == Role.TEAM and team_grants().exclude(pk=grant.pk).count() == 0:
        return refusal(_("C’est la dernière personne de l’équipe nationale : confiez d’abord ce rôle à une autre."))
    return verdict


def can_erase(person: Person) -> Verdict:
    """Everybody may leave, except the last person who runs the programme, until they hand it over."""
    if is_team(person) and not team_grants().exclude(person=person).exists():
        return refusal(_("Vous êtes la dernière personne de l’équipe nationale : confiez d’abord ce rôle à une autre."))
    return ALLOWED


def can_answer_guardianship(guardianship: Guardianship, purposes: Iterable[str]) -> Verdict:
    """Known purposes only; image and voice go with the participation, or with nothing."""
    wanted = set(purposes)
    if wanted - set(GuardianPurpose.values):
        return refusal(_("Cet accord n’existe pas."))
    if wanted and GuardianPurpose.PARTICIPATION not in wanted:
        return refusal(_("L’accord pour l’image ou la voix suppose celui pour la participation."))
    return ALLOWED


def can_take_part(person: object, day: dt.date) -> Verdict:
    """Of age by a known birth date, or with a guardian's agreement in force. What is not known opens nothing."""
    if not isinstance(person, Person):
        return forbidden(_("On participe depuis son compte."))
    return _has_agreement(person, GuardianPurpose.PARTICIPATION, day)


def can_record_voice(person: object, day: dt.date) -> Verdict:
    """A minor is recorded only while a guardian agrees to the voice."""
    if not isinstance(person, Person):
        return forbidden(_("On enregistre sa voix depuis son compte."))
    return _has_agreement(person, GuardianPurpose.VOICE, day)


def _has_agreement(person: Person, purpose: GuardianPurpose, day: dt.date) -> Verdict:
    born_on, asked = birth_date_of(person), latest_guardianship(person)
    if born_on and age_on(born_on, day) >= MAJORITY:
        return ALLOWED
    if asked and purpose in given_purposes(asked):
        return ALLOWED
    if born_on is None and asked is None:
        return refusal(
            _(
                "On ne connaît pas la date de naissance : elle dit si un accord parental est nécessaire. "
                "Elle se dit dans le profil."
            )
        )
    return refusal(
        _("Il manque l’accord parental pour enregistrer la voix : deux lignes écrites la remplacent.")
        if purpose == GuardianPurpose.VOICE
        else _("Il manque l’accord parental : l’équipe peut le demander à un parent.")
    )


def is_birth_date_free(person: Person, day: dt.date) -> bool:
    """Whether no protection rests on the date: not told yet, or somebody of age; and no guardian was ever asked."""
    known = birth_date_of(person)
    return not person.guardianships.exists() and (known is None or age_on(known, day) >= MAJORITY)


def can_tell_birth_date(person: object, born_on: dt.date | None, day: dt.date) -> Verdict:
    """Told by oneself; corrected, or taken back, as long as one is and stays of age. The rest is the team's."""
    if not isinstance(person, Person):
        return forbidden(_("On dit sa date de naissance depuis son compte."))
    known = birth_date_of(person)
    is_harmless = known is None or born_on is None or age_on(born_on, day) >= MAJORITY
    if born_on == known or (is_birth_date_free(person, day) and is_harmless):
        return ALLOWED
    return refusal(
        _("Ta date de naissance protège tes droits : elle ne change plus que par l’équipe. Demande-lui la correction.")
    )


def can_ask_birth_date(person: object, born_on: dt.date) -> Verdict:
    """Whoever has an account: another date than the one that is known, and one demand at a time."""
    if not isinstance(person, Person):
        return forbidden(_("On corrige sa date de naissance depuis son compte."))
    if birth_date_of(person) == born_on:
        return refusal(_("C’est la date que nous avons déjà."))
    if open_birth_date_request(person):
        return refusal(_("Ta demande attend déjà une réponse de l’équipe."))
    return ALLOWED


def can_answer_birth_date(actor: object, request: BirthDateRequest) -> Verdict:
    """The team, once; nobody for themself."""
    verdict = can_manage_people(actor)
    if verdict and isinstance(actor, Person) and actor.pk == request.person_id:
        return refusal(_("Une autre personne de l’équipe répond à votre demande."))
    if verdict and request.answered_at:
        return refusal(_("Cette demande a déjà reçu sa réponse."))
    return verdict


def can_ask_guardian_of(person: object, minor: Person, email: str, day: dt.date) -> Verdict:
    """The team asks the guardian of somebody who is, or may be, a minor; at another address than the minor's own."""
    verdict = can_manage_people(person)
    born_on = birth_date_of(minor)
    if verdict and born_on and age_on(born_on, day) >= MAJORITY:
        return refusal(_("Cette personne a 18 ans ou plus : aucun accord parental n’est nécessaire."))
    asked = latest_guardianship(minor)
    if verdict and asked and asked.state == GuardianState.GIVEN:
        return refusal(_("Un accord parental est en cours : il n’y a rien à demander."))
    if verdict and email.strip().lower() == minor.email.lower():
        return refusal(_("Indiquez une autre adresse que celle de la personne mineure."))
    return verdict


def can_try_email_code(asked: Mapping[str, Any], at: dt.datetime) -> Verdict:
    """A code that was asked for (`actions.ask_email_change`) is tried a few times, for a few minutes."""
    if at - dt.datetime.fromisoformat(asked["at"]) > CODE_LIFE:
        return refusal(_("Ce code a expiré. Recommence avec ta nouvelle adresse."))
    if asked["tries"] >= CODE_TRIES:
        return refusal(_("Trois codes faux : recommence avec ta nouvelle adresse."))
    return ALLOWED


def can_take_email(email: str) -> Verdict:
    """An address has one account."""
    return refusal(_("Cette adresse ne peut pas être utilisée.")) if find_account(email) else ALLOWED


def can_open_account(known: Person | None) -> Verdict:
    """Any address but that of an account that was closed (`known` is the account of the address)."""
    if known and not known.is_active:
        return refusal(_("Le compte de cette adresse est fermé."))
    return ALLOWED

"""Who may do what with accounts and roles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import GuardianPurpose, Role
from passeurs.people.models import Guardianship, Person, RoleGrant
from passeurs.people.queries import age_on, find_account, given_purposes, is_team, team_grants

MAJORITY = 18
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


def can_record_voice(person: object, day: dt.date) -> Verdict:
    """A minor whose guardian was asked is recorded only while that guardian agrees to the voice."""
    if not isinstance(person, Person):
        return forbidden(_("On enregistre sa voix depuis son compte."))
    asked = person.guardianships.order_by("-asked_at", "-pk").first()
    if asked is None or GuardianPurpose.VOICE in given_purposes(asked):
        return ALLOWED
    profile = getattr(person, "profile", None)
    if profile and profile.born_on and age_on(profile.born_on, day) >= MAJORITY:
        return ALLOWED
    return refusal(
        _(
            "Il manque l’accord parental pour enregistrer ta voix : écris deux lignes à la place. "
            "Si tu as 18 ans, dis ta date de naissance dans ton profil."
        )
    )


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

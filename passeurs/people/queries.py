"""Reads of people."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.core.clock import now
from passeurs.core.registry import vocabularies
from passeurs.people.choices import GuardianPurpose, Role
from passeurs.people.models import BirthDateRequest, Consent, Guardianship, Person, PrivateLink, RoleGrant

MAJORITY = 18
# What a guardian opens who was asked about an account, and for how long: to answer, then to change their mind.
ACCOUNT_GUARDIAN_LINK = "account-guardian"
ASKED_DAYS, ANSWERED_DAYS = 60, 400


def find_account(email: str) -> Person | None:
    """The account of an address, open or closed, compared without case (on the index of the unique constraint)."""
    return Person.objects.alias(email_key=Lower("email")).filter(email_key=email.strip().lower()).first()


def find_person(email: str) -> Person | None:
    """The open account of an address."""
    found = find_account(email)
    return found if found and found.is_active else None


def language_of(person: object) -> str:
    """The language in which the person asked to be spoken to; empty when they follow their browser."""
    profile = getattr(person, "profile", None)
    return profile.language if profile else ""


def active_grants(person: object) -> list[RoleGrant]:
    """The person's running role grants, read once per person object. Empty for a visitor."""
    if not isinstance(person, Person):
        return []
    known: list[RoleGrant] | None = getattr(person, "_active_grants", None)
    if known is None:
        known = list(person.role_grants.running())
        person._active_grants = known  # type: ignore[attr-defined]
    return known


def is_team(person: object) -> bool:
    """Whether the person is of the national team."""
    return any(grant.role == Role.TEAM for grant in active_grants(person))


def scopes_of(person: object, role: str) -> list[str]:
    """The scopes on which the person holds `role` now."""
    return [grant.scope for grant in active_grants(person) if grant.role == role]


def holders_of(role: str, scope: str = "") -> models.QuerySet[Person]:
    """The active persons who hold `role` on `scope`."""
    return Person.objects.filter(
        is_active=True,
        role_grants__role=role,
        role_grants__scope=scope,
        role_grants__ended_at__isnull=True,
    ).distinct()


def audiences_of(person: Person) -> set[str]:
    """Which navigation and pages the person's account and roles open; « ambassador » comes from a mandate."""
    return {"member", *(grant.role for grant in active_grants(person))}


def team_grants() -> models.QuerySet[RoleGrant]:
    """The running grants of the national team, held by open accounts."""
    return RoleGrant.objects.running().filter(role=Role.TEAM, person__is_active=True)


def people_matching(text: str = "", role: str = "") -> models.QuerySet[Person]:
    """Open accounts whose name or address holds `text`, with a running `role`; their grants in `running_grants`."""
    found = Person.objects.filter(is_active=True).select_related("profile")
    for word in text.split()[:5]:
        found = found.filter(
            models.Q(first_name__icontains=word)
            | models.Q(profile__chosen_name__icontains=word)
            | models.Q(email__icontains=word)
        )
    if role:
        found = found.filter(pk__in=RoleGrant.objects.running().filter(role=role).values("person_id"))
    running = RoleGrant.objects.running().order_by("role", "scope")
    return found.prefetch_related(models.Prefetch("role_grants", running, to_attr="running_grants")).order_by(
        Lower("first_name"), "pk"
    )


def vocabulary(name: str) -> list[tuple[str, str]]:
    """The choices another app registered under `name`; none when it is not there."""
    return list(dict(vocabularies.items()).get(name, list)())


def scope_label(scope: str) -> str:
    """« Dijon » for `city:21231` when the programme knows it, else the scope itself."""
    return dict(vocabulary("scopes")).get(scope, scope)


def running_consents(person: Person) -> dict[str, Consent]:
    """The consents in force, by purpose."""
    return {consent.purpose: consent for consent in person.consents.running()}


def open_sessions(person: Person) -> list[UserSession]:
    """Where the person is signed in, the newest first."""
    alive = Session.objects.filter(expire_date__gt=now()).values("session_key")
    return list(UserSession.objects.filter(user=person, session_key__in=alive).order_by("-created_at"))


def device_label(user_agent: str) -> str:
    """« Firefox sur Android »: enough to know one's own device, nothing more."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone|iPad", "iOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((label for mark, label in browsers if mark in user_agent), _("navigateur inconnu"))
    system = next((label for mark, label in systems if re.search(mark, user_agent)), _("appareil inconnu"))
    return _("%(browser)s sur %(system)s") % {"browser": browser, "system": system}


def link_digest(token: str) -> str:
    """What is kept of a private link. The token is long and random: a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_link(token: str, purpose: str) -> PrivateLink | None:
    """The link of a token for this purpose, open or not; None when it was never made, or for something else."""
    return PrivateLink.objects.filter(digest=link_digest(token), purpose=purpose).first()


def is_address_proven(subject: models.Model, purpose: str) -> bool:
    """Whether a link that was mailed about this was opened, and not ended since: another address ends it."""
    rows = PrivateLink.objects.filter(subject_ref=journal.reference(subject), purpose=purpose, ended_at=None)
    return rows.filter(is_mailed=True, opened_at__isnull=False).exists()


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Age in whole years on a day; born on 29 February, one is older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birth_date_of(person: Person) -> dt.date | None:
    """The birth date that the person told, or that a file told for them."""
    profile = getattr(person, "profile", None)
    return profile.born_on if profile else None


def latest_guardianship(person: Person) -> Guardianship | None:
    """What the person's guardian was asked last."""
    return person.guardianships.order_by("-asked_at", "-pk").first()


def open_birth_date_request(person: Person) -> BirthDateRequest | None:
    """The correction of a birth date that waits for the team."""
    return person.birth_date_requests.filter(answered_at__isnull=True).first()


def born_to_be_of_age(day: dt.date) -> dt.date:
    """The last birth date of those who are of age on a day."""
    try:
        return day.replace(year=day.year - MAJORITY)
    except ValueError:
        # On 29 February: born on 1 March, one is not of age yet.
        return day.replace(year=day.year - MAJORITY, day=28)


def given_purposes(guardianship: Guardianship) -> set[str]:
    """What the guardian agrees to now."""
    return set(guardianship.consents.running().values_list("purpose", flat=True))


def purpose_labels(purposes: set[str]) -> list[str]:
    """The purposes in words, in their order."""
    return [str(label) for value, label in GuardianPurpose.choices if value in purposes]

"""Writes of people: profile, address, consents, sessions, roles, erasure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.mail import drop_letters
from passeurs.core.registry import personal_data
from passeurs.people import messages
from passeurs.people.choices import Role
from passeurs.people.models import (
    BirthDateRequest,
    Consent,
    Guardianship,
    Person,
    PrivateLink,
    Profile,
    RoleGrant,
)
from passeurs.people.queries import find_account
from passeurs.people.rules import (
    CODE_LIFE,
    can_end_role_grant,
    can_erase,
    can_grant_role,
    can_manage_people,
    can_open_account,
    can_take_email,
    can_tell_birth_date,
    can_try_email_code,
)
from passeurs.people.signals import consent_given, consent_withdrawn, person_erased


@transaction.atomic
def save_profile(*, person: Person, at: dt.datetime | None = None, first_name: str, **fields: Any) -> Profile:
    """Keep what the person tells about themself. `fields` are those of `Profile`.

    Raises Refused for a birth date that only the team changes.
    """
    if "born_on" in fields:
        locked = Person.objects.select_for_update().get(pk=person.pk)
        can_tell_birth_date(locked, fields["born_on"], clock.today()).or_refuse()
    Person.objects.filter(pk=person.pk).update(first_name=first_name)
    profile, _created = Profile.objects.update_or_create(person=person, defaults=fields)
    journal.record(actor=person, verb="save_profile", subject=person, at=at)
    return profile


@transaction.atomic
def choose_language(*, person: Person, language: str, at: dt.datetime | None = None) -> Profile:
    """The person reads the site, and is written to, in this language from now on."""
    profile, _created = Profile.objects.update_or_create(person=person, defaults={"language": language})
    journal.record(actor=person, verb="choose_language", subject=person, data={"language": language}, at=at)
    return profile


@transaction.atomic
def give_consent(*, person: Person, purpose: str, at: dt.datetime | None = None) -> Consent:
    """Agree to one purpose, and tell whoever waits for it; agreeing twice is agreeing once."""
    at = at or clock.now()
    Person.objects.select_for_update().get(pk=person.pk)
    consent, is_new = Consent.objects.get_or_create(
        person=person, purpose=purpose, withdrawn_at__isnull=True, defaults={"given_at": at}
    )
    if is_new:
        journal.record(actor=person, verb="give_consent", subject=person, data={"purpose": purpose}, at=at)
        consent_given.send(sender=Person, person=person, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, at: dt.datetime | None = None) -> bool:
    """Take a consent back, and tell whoever relied on it. Returns whether there was one."""
    at = at or clock.now()
    had = Consent.objects.running().filter(person=person, purpose=purpose).update(withdrawn_at=at)
    if had:
        journal.record(actor=person, verb="withdraw_consent", subject=person, data={"purpose": purpose}, at=at)
        consent_withdrawn.send(sender=Person, person=person, purpose=purpose)
    return bool(had)


def ask_email_change(*, person: Person, email: str, at: dt.datetime | None = None) -> dict[str, Any]:
    """Send a code to the new address. Returns what the session keeps until it is typed (JSON, without the code).

    An address that has an account gets a warning instead of a code; the page shows no difference.
    """
    email, at = email.strip().lower(), at or clock.now()
    code = generate_user_code(length=6, numeric=True, dashed=False)
    if find_account(email):
        messages.address_taken(email=email)
    else:
        messages.confirm_email(person=person, email=email, code=code, expires_at=at + CODE_LIFE)
    return {"email": email, "digest": _digest(person, email, code), "at": at.isoformat(), "tries": 0}


def confirm_email_change(*, person: Person, asked: dict[str, Any], code: str, at: dt.datetime | None = None) -> bool:
    """Change the address when the code is right. False: wrong code (counted in `asked`), or one that was asked for
    before the address changed otherwise.

    Raises Refused when the code expired or was tried too often.
    """
    at = at or clock.now()
    can_try_email_code(asked, at).or_refuse()
    asked["tries"] += 1
    digits = "".join(char for char in code if char.isdigit())
    if not constant_time_compare(_digest(person, asked["email"], digits), asked["digest"]):
        return False
    change_email(person=person, email=asked["email"], at=at)
    return True


@transaction.atomic
def change_email(*, person: Person, email: str, at: dt.datetime | None = None) -> Person:
    """The account answers to a new address, already proven; the old one is told and opens nothing any more."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    can_take_email(email).or_refuse()
    old = locked.email
    locked.email = email.strip().lower()
    locked.save(update_fields=["email"])
    EmailAddress.objects.filter(user=locked).delete()
    journal.record(actor=person, verb="change_email", subject=person, at=at)
    messages.email_changed(person=locked, old_email=old)
    return locked


def end_session(*, session: UserSession) -> None:
    """Sign a browser out."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()


def forget_ended_sessions(*, at: dt.datetime) -> int:
    """Delete expired sessions and what was kept about them. Returns the number of sessions deleted."""
    count: int = Session.objects.filter(expire_date__lt=at).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count


@transaction.atomic
def add_person(*, actor: Person, email: str, first_name: str, at: dt.datetime | None = None) -> Person:
    """The account of an address, opened if it has none. Raises Refused unless `actor` is of the team."""
    can_manage_people(actor).or_refuse()
    return open_account(email=email, first_name=first_name, by=actor, at=at)


@transaction.atomic
def open_account(*, email: str, first_name: str, by: Person | None = None, at: dt.datetime | None = None) -> Person:
    """The account of an address, opened if it has none, for whoever earned one (a confirmed place).

    Raises Refused when the account of this address was closed.
    """
    known = find_account(email)
    can_open_account(known).or_refuse()
    if known:
        return known
    person = Person.objects.create_user(email, first_name=first_name)
    Profile.objects.create(person=person)
    journal.record(actor=by, verb="add_person", subject=person, at=at)
    return person


@transaction.atomic
def grant_role(
    *, actor: Person | None, person: Person, role: str, scope: str = "", at: dt.datetime | None = None
) -> RoleGrant:
    """Give a role on a scope, and tell the person. Granting twice is granting once.

    `actor` is None only from the command line. Raises Refused when the rule says no.
    """
    if actor is not None:
        can_grant_role(actor, role=role, scope=scope).or_refuse()
    at = at or clock.now()
    Person.objects.select_for_update().get(pk=person.pk)
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        scope=scope,
        ended_at__isnull=True,
        defaults={"granted_by": actor, "granted_at": at},
    )
    if hasattr(person, "_active_grants"):
        del person._active_grants
    if is_new:
        data = {"role": role, "scope": scope}
        journal.record(actor=actor, verb="grant_role", subject=person, data=data, at=at)
        messages.role_granted(person=person, grant=grant)
    return grant


@transaction.atomic
def end_role_grant(*, actor: Person, grant: RoleGrant, at: dt.datetime | None = None) -> RoleGrant:
    """Take a role back. Raises Refused when the rule says no; ending twice is ending once."""
    # Two team members who end each other's role at once: one of them waits, and is refused.
    list(RoleGrant.objects.running().select_for_update().filter(role=Role.TEAM))
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.ended_at:
        return grant
    can_end_role_grant(actor, grant).or_refuse()
    grant.ended_at = at or clock.now()
    grant.save(update_fields=["ended_at"])
    data = {"role": grant.role, "scope": grant.scope}
    journal.record(actor=actor, verb="end_role_grant", subject=grant.person, data=data, at=at)
    return grant


@transaction.atomic
def erase_person(*, person: Person, at: dt.datetime | None = None, is_told: bool = True) -> list[str]:
    """Erase everything that tells who this was, in every app. Returns what was kept and why.

    Safe to ask twice. Raises Refused to the last person of the national team.
    """
    at = at or clock.now()
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at:
        return []
    can_erase(locked).or_refuse()
    old_email, old_name = locked.email, locked.public_name
    entries = sorted(personal_data, key=lambda entry: entry.order)
    kept = [sentence for entry in entries for sentence in entry.erase(locked)]
    locked.email = f"efface-{locked.uid}@invalid.local"
    locked.first_name = ""
    locked.is_active = locked.is_staff = locked.is_superuser = False
    locked.erased_at = at
    locked.save()
    journal.record(verb="erase_person", subject=locked, at=at)
    person_erased.send(sender=Person, person=locked)
    if is_told:
        messages.farewell(email=old_email, name=old_name, kept=kept)
    return kept


def erase_person_again(pk: int, at: dt.datetime) -> None:
    """After a restore: erased once more, without telling again someone who was told."""
    person = Person.objects.filter(pk=pk).first()
    if person:
        erase_person(person=person, at=at, is_told=False)


def erase_account(person: Person) -> list[str]:
    """People's own part of an erasure."""
    Profile.objects.filter(person=person).delete()
    person._state.fields_cache.pop("profile", None)
    subjects = [person, *Guardianship.objects.filter(person=person)]
    PrivateLink.objects.filter(subject_ref__in=[journal.reference(one) for one in subjects]).delete()
    drop_letters(*subjects)
    RoleGrant.objects.filter(granted_by=person).update(granted_by=None)
    BirthDateRequest.objects.filter(answered_by=person).update(answered_by=None)
    person.user_permissions.clear()
    for model in (Consent, RoleGrant, Guardianship, BirthDateRequest):
        model._default_manager.filter(person=person).delete()
    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for owned in (UserSession, Authenticator, EmailAddress, SocialAccount):
        owned._default_manager.filter(user=person).delete()
    return [_("Le journal garde la trace des actions, sans nom ni adresse, pour pouvoir rendre des comptes.")]


def _digest(person: Person, email: str, code: str) -> str:
    return salted_hmac(
        "people.email_change", f"{person.pk}:{person.email}:{email}:{code}", algorithm="sha256"
    ).hexdigest()

"""Reads of people."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from passeurs.people.choices import Role
from passeurs.people.models import Person, RoleGrant


def find_person(email: str) -> Person | None:
    """The open account of an address, compared without case (on the index of the unique constraint)."""
    key = email.strip().lower()
    return Person.objects.alias(email_key=Lower("email")).filter(email_key=key, is_active=True).first()


def active_grants(person: object) -> list[RoleGrant]:
    """The person's running role grants, read once per person object. Empty for a visitor."""
    if not isinstance(person, Person):
        return []
    known: list[RoleGrant] | None = getattr(person, "_active_grants", None)
    if known is None:
        known = list(person.role_grants.filter(ended_at__isnull=True))
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

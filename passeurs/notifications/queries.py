"""Reads of notifications."""

from __future__ import annotations

from django.core import signing
from django.db import models

from passeurs.notifications.models import Message, Preference
from passeurs.people.models import Person

UNSUBSCRIBE_SALT = "notifications.unsubscribe"


def unread_count(person: object) -> int:
    """How many messages the person has not read; 0 for a visitor."""
    if not isinstance(person, Person):
        return 0
    return Message.objects.filter(person=person, read_at__isnull=True).count()


def messages_of(person: Person) -> models.QuerySet[Message]:
    """The person's messages, unread first, then the newest."""
    is_read = models.ExpressionWrapper(models.Q(read_at__isnull=False), output_field=models.BooleanField())
    return Message.objects.filter(person=person).annotate(is_read=is_read).order_by("is_read", "-created_at", "-pk")


def preference_of(person: Person) -> Preference:
    """What the person chose, or the defaults (not saved)."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def unsubscribe_token(person: Person) -> str:
    """The signed word that lets a mail's link stop the mails, without signing in."""
    return signing.dumps(str(person.uid), salt=UNSUBSCRIBE_SALT)


def find_by_token(token: str) -> Person | None:
    """The person of an unsubscribe link; nobody when it was forged or the account is gone."""
    try:
        uid = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(uid=uid, is_active=True).first()

"""Reads of notifications."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.choices import Fault, LetterState
from passeurs.core.models import Letter
from passeurs.core.registry import Figure, message_families
from passeurs.notifications.models import Delivery, Message, Preference
from passeurs.people.models import Person
from passeurs.people.queries import is_team

UNSUBSCRIBE_SALT = "notifications.unsubscribe"
# What belongs to no family: of the account, of the programme; always in the mails.
OTHER = "other"


def unread_count(person: object) -> int:
    """How many messages the person has not read; 0 for a visitor."""
    if not isinstance(person, Person):
        return 0
    return Message.objects.unread().filter(person=person).count()


@dataclass(frozen=True)
class Group:
    """What was told of one thing: how many messages, how many unread, the last word."""

    last: Message
    count: int
    unread_count: int


def grouped_messages(person: Person, *, is_unread: bool = False, family: str = "") -> Any:
    """Things the person was told about, unread first, then the last told; `last`, `count`, `unread_count` of each."""
    rows = Message.objects.filter(person=person)
    if family:
        rows = rows.filter(of_family(family))
    unread = models.Count("pk", filter=models.Q(read_at__isnull=True))
    groups = (
        rows.order_by().values("thing").annotate(last=models.Max("pk"), count=models.Count("pk"), unread_count=unread)
    )
    if is_unread:
        groups = groups.filter(unread_count__gt=0)
    is_new = models.Case(models.When(unread_count__gt=0, then=0), default=1)
    return groups.annotate(is_old=is_new).order_by("is_old", "-last")


def as_groups(rows: Iterable[dict[str, Any]]) -> list[Group]:
    """The rows of `grouped_messages` with their last messages. One query."""
    found = list(rows)
    last = Message.objects.in_bulk([row["last"] for row in found])
    return [Group(last[row["last"]], row["count"], row["unread_count"]) for row in found]


def messages_about(message: Message) -> models.QuerySet[Message]:
    """Everything the same person was told of the same thing, the last first."""
    return Message.objects.filter(person_id=message.person_id, thing=message.thing)


def of_family(name: str) -> models.Q:
    """The messages of a family; `other` is what belongs to none. An unknown name is nothing."""
    families = dict(message_families.items())
    if name == OTHER:
        return ~_begins(kind for family in families.values() for kind in family.kinds)
    return _begins(families[name].kinds) if name in families else models.Q(pk__in=[])


def _begins(kinds: Iterable[str]) -> models.Q:
    found = models.Q(pk__in=[])
    for kind in kinds:
        found |= models.Q(kind__startswith=kind)
    return found


def family_of(kind: str) -> str:
    """The family of a kind of message; `other` for those of none, which cannot be kept out of mails."""
    return next(
        (name for name, family in message_families.items() if kind.startswith(family.kinds)), OTHER
    )  # fmt: skip


def family_choices() -> list[tuple[str, str]]:
    """The families one may keep out of one's mails: (name, title)."""
    return [(name, str(family.title)) for name, family in message_families.items()]


def mails_of_day(person: Person, at: dt.datetime, zone: zoneinfo.ZoneInfo) -> int:
    """How many mails left to a person since midnight on their clock."""
    midnight = timezone.localtime(at, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Delivery.objects.filter(message__person=person, sent_at__gte=midnight, mail__isnull=False)
    return sent.values("mail").distinct().count()


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


@dataclass(frozen=True)
class StuckMail:
    """A mail that did not leave, as the team decides on it."""

    pk: int
    to: str
    subject: str
    state: str
    why: str
    at: dt.datetime
    retry_at: dt.datetime | None = None


def stuck_letters(at: dt.datetime) -> models.QuerySet[Letter]:
    """Letters that did not leave, the oldest first."""
    return Letter.objects.stuck(at).order_by("created_at", "pk")


def stuck_deliveries() -> models.QuerySet[Delivery]:
    """Mails of notifications that did not leave, the oldest first."""
    return Delivery.objects.stuck().select_related("message__person").order_by("due_at", "pk")


def as_stuck(row: Letter | Delivery) -> StuckMail:
    """A row of either list, its reason in words."""
    if isinstance(row, Letter):
        why = " · ".join(part for part in (row.get_fault_display(), row.code) if part)
        retry_at = row.next_try_at if row.state == LetterState.WAITING else None
        return StuckMail(row.pk, row.to, row.subject, row.get_state_display(), why, row.created_at, retry_at)
    fault, _space, code = row.error.partition(" ")
    words = str(Fault(fault).label) if fault in Fault.values else fault
    why = " · ".join(part for part in (words, code) if part)
    told = row.message
    return StuckMail(row.pk, told.person.email, told.title, row.get_state_display(), why, told.created_at)


def stuck_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """For the national team: what did not leave, each figure opening its list."""
    if not is_team(person):
        return []
    url = reverse("notifications:stuck-mails")
    return [
        Figure(_("Lettres non parties"), stuck_letters(at).count(), url, order=15),
        Figure(_("Notifications non parties"), stuck_deliveries().count(), f"{url}?sorte=notifications", order=16),
    ]


def due_count(at: dt.datetime) -> int:
    """Deliveries that would leave now."""
    return Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=at).count()

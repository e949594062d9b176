"""At the season's end: the dossier is written and given; who leaves may stay reachable as a mentor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.models import Group
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.projects.models import Mentor, MentorMessage
from passeurs.projects.rules.mentor import can_be_mentor, can_write_to_mentor


@transaction.atomic
def become_mentor(*, group: Group, by: Person, at: dt.datetime | None = None) -> Mentor:
    """Agree to be reachable by the next groups of this partner, by first name, inside the platform. Twice is once."""
    at = at or clock.now()
    can_be_mentor(by, group, timezone.localtime(at).date()).or_refuse()
    mentor, made = Mentor.objects.get_or_create(group=group, person=by, ended_at=None, defaults={"agreed_at": at})
    if made:
        journal.record(actor=by, verb="become_mentor", subject=mentor, at=at)
    return mentor


@transaction.atomic
def end_mentoring(*, mentor: Mentor, by: Person, at: dt.datetime | None = None) -> Mentor:
    """One's own word taken back, at any time: nobody reads one's first name any more."""
    mentor.ended_at = at or clock.now()
    mentor.save(update_fields=["ended_at"])
    journal.record(actor=by, verb="end_mentoring", subject=mentor, at=at)
    return mentor


@transaction.atomic
def write_to_mentor(
    *, mentor: Mentor, group: Group, by: Person, text: str, at: dt.datetime | None = None
) -> MentorMessage:
    """One message, read by the whole group, the mentor and the referents: all of them are told."""
    at = at or clock.now()
    can_write_to_mentor(by, mentor, group, at).or_refuse()
    word = MentorMessage.objects.create(mentor=mentor, group=group, author=by, text=text, made_at=at)
    journal.record(actor=by, verb="write_to_mentor", subject=word, at=at)
    members = [one.mandate.person for one in group.memberships.present().select_related("mandate__person")]
    referents = holders_of(Role.REFERENT, group.partnership.season_city.city.scope)
    _tell(word, {*members, mentor.person, *referents} - {by}, at)
    return word


def _tell(word: MentorMessage, people: Iterable[Person], at: dt.datetime) -> None:
    for person in people:
        with speaking_to(person):
            notify(
                person=person,
                kind="handover",
                title=_("Un message de parrainage : %(partner)s") % {"partner": word.group.partnership},
                url=word.mentor.get_conversation_url(word.group),
                at=at,
            )


def erase_mentoring(person: Person) -> None:
    """On erasure: one is mentor of nobody any more, and one's messages go."""
    MentorMessage.objects.filter(author=person).delete()
    Mentor.objects.filter(person=person).delete()

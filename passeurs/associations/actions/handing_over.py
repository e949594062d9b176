"""At the season's end: the dossier is written and given; who leaves may stay reachable as a godparent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations import rules
from passeurs.associations.models import Godparent, GodparentWord, Group, Handover
from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of


@transaction.atomic
def save_handover(
    *,
    group: Group,
    by: Person,
    did: str,
    contacts: str = "",
    promises: str = "",
    advice: str = "",
    is_given: bool = False,
    at: dt.datetime | None = None,
) -> Handover:
    """Write the dossier; given, the next groups read it. Written after, it stays given: its mends are read too."""
    at = at or clock.now()
    rules.can_write_handover(by, group, timezone.localtime(at).date()).or_refuse()
    words = {"did": did, "contacts": contacts, "promises": promises, "advice": advice, "changed_at": at}
    handover, _made = Handover.objects.update_or_create(group=group, defaults=words)
    if is_given and handover.given_at is None:
        handover.given_at = at
        handover.save(update_fields=["given_at"])
    data = {"given": handover.given_at is not None}
    journal.record(actor=by, verb="save_handover", subject=handover, data=data, at=at)
    return handover


@transaction.atomic
def become_godparent(*, group: Group, by: Person, at: dt.datetime | None = None) -> Godparent:
    """Agree to be reachable by the next groups of this partner, by first name, inside the platform. Twice is once."""
    at = at or clock.now()
    rules.can_be_godparent(by, group, timezone.localtime(at).date()).or_refuse()
    godparent, made = Godparent.objects.get_or_create(group=group, person=by, ended_at=None, defaults={"agreed_at": at})
    if made:
        journal.record(actor=by, verb="become_godparent", subject=godparent, at=at)
    return godparent


@transaction.atomic
def end_godparent(*, godparent: Godparent, by: Person, at: dt.datetime | None = None) -> Godparent:
    """One's own word taken back, at any time: nobody reads one's first name any more."""
    godparent.ended_at = at or clock.now()
    godparent.save(update_fields=["ended_at"])
    journal.record(actor=by, verb="end_godparent", subject=godparent, at=at)
    return godparent


@transaction.atomic
def write_to_godparent(
    *, godparent: Godparent, group: Group, by: Person, text: str, at: dt.datetime | None = None
) -> GodparentWord:
    """One message, read by the whole group, the godparent and the referents: all of them are told."""
    at = at or clock.now()
    rules.can_write_words(by, godparent, group, at).or_refuse()
    word = GodparentWord.objects.create(godparent=godparent, group=group, author=by, text=text, made_at=at)
    journal.record(actor=by, verb="write_to_godparent", subject=word, at=at)
    members = [one.mandate.person for one in group.memberships.filter(left_at=None).select_related("mandate__person")]
    referents = holders_of(Role.REFERENT, group.partnership.season_city.city.scope)
    _tell(word, {*members, godparent.person, *referents} - {by}, at)
    return word


def _tell(word: GodparentWord, people: Iterable[Person], at: dt.datetime) -> None:
    for person in people:
        notify(
            person=person,
            kind="handover",
            title=_("Un message de parrainage : %(partner)s") % {"partner": word.group.partnership},
            url=word.godparent.get_conversation_url(word.group),
            at=at,
        )


def erase_godparent(person: Person) -> None:
    """On erasure: one is godparent of nobody any more, and one's messages go."""
    GodparentWord.objects.filter(author=person).delete()
    Godparent.objects.filter(person=person).delete()

"""Pin a venue to remember it, take it off, join what a device kept.

The journal names the pin, not the venue: once the pin is gone, nothing tells what a person was interested in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.catalogue import rules
from passeurs.catalogue.models import Pin, Venue
from passeurs.catalogue.queries.pin import UNDO_DAYS, Joined, JoinRefusal, pinned_ids, venue_to_pin
from passeurs.core import clock, journal
from passeurs.people.models import Person


def _lock(person: Person) -> None:
    """One change of a person's pins at a time, so that two at once cannot pass the limit."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))


@transaction.atomic
def pin_venue(*, person: Person, venue: Venue, note: str | None = None, at: dt.datetime | None = None) -> Pin:
    """Hold a venue; held already, only its note may change (None: as it was). What was taken off comes back as it was.

    Raises `Refused` for a visitor, for a venue no longer shown, beyond the limit.
    """
    at = at or clock.now()
    _lock(person)
    pinned = pinned_ids(person)
    rules.can_pin_venue(person, venue, pinned=pinned).or_refuse()
    pin, _is_new = Pin.objects.get_or_create(person=person, venue=venue, defaults={"pinned_at": at})
    is_noted = note is not None and note != pin.note
    if venue.pk in pinned and not is_noted:
        return pin
    pin.note = pin.note if note is None else note
    pin.unpinned_at = None
    pin.save(update_fields=["note", "unpinned_at"])
    journal.record(verb="note_pin" if venue.pk in pinned else "pin_venue", actor=person, subject=pin, at=at)
    return pin


@transaction.atomic
def unpin_venue(*, person: Person, venue: Venue, at: dt.datetime | None = None) -> Pin | None:
    """Take a venue off; None when it was not held. Raises `Refused` for a visitor."""
    at = at or clock.now()
    rules.can_unpin_venue(person).or_refuse()
    pin = Pin.objects.present().select_for_update().filter(person=person, venue=venue).first()
    if pin is None:
        return None
    pin.unpinned_at = at
    pin.save(update_fields=["unpinned_at"])
    journal.record(verb="unpin_venue", actor=person, subject=pin, at=at)
    return pin


@transaction.atomic
def join_pins(*, person: Person, venue_ids: Sequence[int], at: dt.datetime | None = None) -> Joined:
    """Pin what a device kept; a second time changes nothing, what was taken off stays off. Five queries at most."""
    at = at or clock.now()
    _lock(person)
    venues = Venue.objects.select_related("merged_into").in_bulk(venue_ids)
    known = set(Pin.objects.filter(person=person).values_list("venue_id", flat=True))
    pinned = set(pinned_ids(person))
    added: list[Venue] = []
    refused: list[JoinRefusal] = []
    for pk in venue_ids:
        venue = venue_to_pin(venues[pk]) if pk in venues else None
        if venue is None:
            refused.append(JoinRefusal(pk, "", _("un lieu n’est plus au catalogue"), is_lasting=True))
            continue
        if venue.pk in known:
            continue
        verdict = rules.can_pin_venue(person, venue, pinned=pinned)
        if verdict:
            added.append(venue)
            known.add(venue.pk)
            pinned.add(venue.pk)
        else:
            refused.append(JoinRefusal(pk, venue.name, verdict.reason, is_lasting=not venue.is_visible))
    Pin.objects.bulk_create([Pin(person=person, venue=venue, pinned_at=at) for venue in added])
    if added:
        journal.record(verb="join_pins", actor=person, subject=person, at=at, data={"count": len(added)})
    return Joined(tuple(venue_ids), tuple(added), tuple(refused))


def forget_unpinned(*, at: dt.datetime) -> int:
    """Delete what was taken off more than a few days ago: it can no longer be put back. Returns how many."""
    return Pin.objects.filter(unpinned_at__lte=at - dt.timedelta(days=UNDO_DAYS)).delete()[0]


def erase_pins(person: Person) -> list[str]:
    """All of a person's pins and notes go; nothing is kept."""
    Pin.objects.filter(person=person).delete()
    return []


def move_pins(*, source: Venue, target: Venue) -> list[int]:
    """Pins of a venue merged away go to the one that is kept. Returns the ids of those moved.

    Who held both keeps both, and reads on the first that it became the second.
    """
    both = Pin.objects.filter(venue=target).values("person_id")
    moved = list(Pin.objects.filter(venue=source).exclude(person_id__in=both).values_list("pk", flat=True))
    Pin.objects.filter(pk__in=moved).update(venue=target)
    return moved

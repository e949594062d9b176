"""Tracks of a call, with their weighted criteria."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from passeurs.core import journal
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.models import Criterion, Track


@transaction.atomic
def save_track(*, track: Track, by: Person, criteria: list[tuple[str, int]], **fields: Any) -> Track:
    """Change a track with its criteria (label, weight), or add it (`track` unsaved)."""
    rules.can_change_call(by, track.call).or_refuse()
    if track.pk is None:
        track.position = 1 + track.call.tracks.count()
    for name, value in fields.items():
        setattr(track, name, value)
    try:
        with transaction.atomic():
            track.save()
    except IntegrityError:
        rules.can_name_track(track).or_refuse()
        raise
    track.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(track=track, position=number, label=label, weight=weight)
        for number, (label, weight) in enumerate(criteria, start=1)
    )
    journal.record(actor=by, verb="save_track", subject=track)
    return track


@transaction.atomic
def delete_track(*, track: Track, by: Person) -> None:
    """Take a track out of a call in preparation."""
    rules.can_delete_track(by, track).or_refuse()
    journal.record(actor=by, verb="delete_track", subject=track)
    track.delete()

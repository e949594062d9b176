"""Doubtful pairs: merge, keep apart, undo. Nothing is lost: a merge remembers all that it moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from passeurs.catalogue.actions.pin import move_pins
from passeurs.catalogue.actions.venue import WRITTEN, fill_blanks
from passeurs.catalogue.choices import PairState, RecordOutcome
from passeurs.catalogue.models import DoubtfulPair, Offer, Pin, SourceRecord, Venue, VenueIdentifier
from passeurs.catalogue.rules import can_decide_pair, can_undo_pair
from passeurs.core import journal

_RESTORED = tuple(name for name in WRITTEN if name != "updated_at")


def _locked(pair_id: int) -> DoubtfulPair:
    return DoubtfulPair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair_id)


@transaction.atomic
def merge_pair(*, pair_id: int, actor: Any, at: dt.datetime) -> DoubtfulPair:
    """The second venue becomes the first one. Raises `Refused`, `DoubtfulPair.DoesNotExist`."""
    pair = _locked(pair_id)
    can_decide_pair(actor, pair).or_refuse()
    kept, gone = pair.first, pair.second
    before = {name: getattr(kept, name) for name in _RESTORED}
    fill_blanks(kept, gone)
    records = list(SourceRecord.objects.filter(venue=gone).values_list("pk", "outcome"))
    known = set(VenueIdentifier.objects.filter(venue=kept).values_list("kind", "value"))
    identifiers = [row.pk for row in VenueIdentifier.objects.filter(venue=gone) if (row.kind, row.value) not in known]
    pair.undo = {
        "before": {name: value for name, value in before.items() if value != getattr(kept, name)},
        "records": records,
        "offers": list(Offer.objects.filter(venue=gone).values_list("pk", flat=True)),
        "identifiers": identifiers,
        "absorbed": list(Venue.objects.filter(merged_into=gone).values_list("pk", flat=True)),
        "was_visible": gone.is_visible,
        "pins": move_pins(source=gone, target=kept),
    }
    kept.save(update_fields=[*WRITTEN])
    SourceRecord.objects.filter(venue=gone).update(venue=kept, outcome=RecordOutcome.MERGED)
    Offer.objects.filter(venue=gone).update(venue=kept)
    VenueIdentifier.objects.filter(pk__in=identifiers).update(venue=kept)
    Venue.objects.filter(merged_into=gone).update(merged_into=kept)
    Venue.objects.filter(pk=gone.pk).update(merged_into=kept, is_visible=False, updated_at=at)
    return _decide(pair, PairState.MERGED, actor, at, "merge_pair")


@transaction.atomic
def keep_pair_apart(*, pair_id: int, actor: Any, at: dt.datetime) -> DoubtfulPair:
    """Two venues; later imports do not ask again. Raises `Refused`, `DoubtfulPair.DoesNotExist`."""
    pair = _locked(pair_id)
    can_decide_pair(actor, pair).or_refuse()
    return _decide(pair, PairState.APART, actor, at, "keep_pair_apart")


@transaction.atomic
def undo_pair(*, pair_id: int, actor: Any, at: dt.datetime) -> DoubtfulPair:
    """The pair is open again, everything as before. Raises `Refused`, `DoubtfulPair.DoesNotExist`."""
    pair = _locked(pair_id)
    can_undo_pair(actor, pair).or_refuse()
    if pair.state == PairState.MERGED:
        _unmerge(pair, at)
    pair.undo = {}
    return _decide(pair, PairState.OPEN, actor, at, "undo_pair")


def _unmerge(pair: DoubtfulPair, at: dt.datetime) -> None:
    kept, gone, undo = pair.first, pair.second, pair.undo
    for name, value in undo.get("before", {}).items():
        setattr(kept, name, value)
    kept.updated_at = at
    kept.save(update_fields=[*WRITTEN])
    for outcome in RecordOutcome.values:
        moved = [pk for pk, was in undo.get("records", []) if was == outcome]
        SourceRecord.objects.filter(pk__in=moved, venue=kept).update(venue=gone, outcome=outcome)
    Offer.objects.filter(pk__in=undo.get("offers", []), venue=kept).update(venue=gone)
    VenueIdentifier.objects.filter(pk__in=undo.get("identifiers", []), venue=kept).update(venue=gone)
    Pin.objects.filter(pk__in=undo.get("pins", []), venue=kept).update(venue=gone)
    Venue.objects.filter(pk__in=undo.get("absorbed", []), merged_into=kept).update(merged_into=gone)
    Venue.objects.filter(pk=gone.pk).update(merged_into=None, is_visible=undo.get("was_visible", True), updated_at=at)


def _decide(pair: DoubtfulPair, state: str, actor: Any, at: dt.datetime, verb: str) -> DoubtfulPair:
    pair.state = state
    pair.decided_at = None if state == PairState.OPEN else at
    pair.save(update_fields=["state", "decided_at", "undo"])
    journal.record(verb=verb, actor=actor, subject=pair, at=at, data={"venues": [pair.first_id, pair.second_id]})
    return pair

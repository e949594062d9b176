"""Writes of day counts: one more."""

from __future__ import annotations

import datetime as dt

from django.db.models import F
from django.utils import timezone

from passeurs.core import clock
from passeurs.selections.choices import CountKind
from passeurs.selections.models import DayCount, Selection


def count_reader(*, selection: Selection, kind: CountKind, at: dt.datetime | None = None) -> None:
    """One more of `kind` today. Not journaled: it is a number, and nobody's act."""
    day = timezone.localdate(at or clock.now())
    row, _made = DayCount.objects.get_or_create(selection=selection, day=day, kind=kind)
    DayCount.objects.filter(pk=row.pk).update(count=F("count") + 1)

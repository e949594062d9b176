"""Reads of day counts: readers in round figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from passeurs.people.models import Person
from passeurs.selections.choices import CountKind
from passeurs.selections.models import DayCount, Selection
from passeurs.selections.queries.selection import credited


def roughly(count: int) -> str:
    """A count as one says it, never exact: « moins d’une dizaine », « une vingtaine », « environ 300 »."""
    if count < 5:
        return _("encore trop peu pour le dire")
    if count < 10:
        return _("moins d’une dizaine")
    tens = {1: _("une dizaine"), 2: _("une vingtaine"), 3: _("une trentaine"), 4: _("une quarantaine")}
    tens |= {5: _("une cinquantaine"), 6: _("une soixantaine")}
    nearest_ten = int(count / 10 + 0.5)
    if nearest_ten in tens:
        return tens[nearest_ten]
    if 85 <= count < 150:
        return _("une centaine")
    step = 10 if count < 100 else 100 if count < 1000 else 1000
    return _("environ %(count)s") % {"count": f"{int(count / step + 0.5) * step:,}".replace(",", "\u202f")}


@dataclass(frozen=True)
class Readers:
    """A selection with its readers in round figures."""

    selection: Selection
    read: str
    taken: str


def readers_of(person: Person) -> list[Readers]:
    """The person's selections that were public, newest first, with their readers in words. Two queries."""
    mine = credited(Selection.objects.written_by(person).filter(published_at__isnull=False)).order_by("-published_at")
    sums: dict[tuple[int, str], int] = {}
    for pk, kind, count in (
        DayCount.objects.filter(selection__in=Selection.objects.written_by(person))
        .order_by()
        .values_list("selection_id", "kind")
        .annotate(Sum("count"))
    ):
        sums[pk, kind] = count
    return [
        Readers(row, roughly(sums.get((row.pk, CountKind.READ), 0)), roughly(sums.get((row.pk, CountKind.TAKEN), 0)))
        for row in mine
    ]

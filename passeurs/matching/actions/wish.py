"""An ambassador ranks partners and says when and how far they can go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.matching.models import PeerPreference, Wish, WishSheet
from passeurs.matching.rules.wish import can_add_wish, can_wish
from passeurs.partners.models import Partnership
from passeurs.programme.models import Mandate


def _sheet(mandate: Mandate) -> WishSheet:
    can_wish(mandate).or_refuse()
    half_days = mandate.person.profile.half_days
    sheet, _made = WishSheet.objects.get_or_create(mandate=mandate, defaults={"half_days": half_days})
    return WishSheet.objects.select_for_update().get(pk=sheet.pk)


def _touched(sheet: WishSheet, verb: str, at: dt.datetime | None) -> WishSheet:
    sheet.updated_at = at or clock.now()
    sheet.save(update_fields=["updated_at"])
    journal.record(actor=sheet.mandate.person, verb=verb, subject=sheet, at=at)
    return sheet


@transaction.atomic
def save_wish_sheet(
    *,
    mandate: Mandate,
    half_days: list[str],
    limit_km: int,
    needs: list[str],
    is_out: bool,
    wanted: Iterable[Mandate] = (),
    avoided: Iterable[Mandate] = (),
    at: dt.datetime | None = None,
) -> WishSheet:
    """When, how far, what it takes, with whom; of those of one's own city only."""
    sheet = _sheet(mandate)
    sheet.half_days, sheet.limit_km, sheet.needs, sheet.is_out = half_days, limit_km, needs, is_out
    sheet.save(update_fields=["half_days", "limit_km", "needs", "is_out"])
    sheet.peer_preferences.all().delete()
    PeerPreference.objects.bulk_create(
        PeerPreference(sheet=sheet, other=other, is_wanted=is_wanted)
        for others, is_wanted in ((wanted, True), (avoided, False))
        for other in others
        if other.season_city_id == mandate.season_city_id and other.pk != mandate.pk
    )
    return _touched(sheet, "save_wish_sheet", at)


@transaction.atomic
def add_wish(*, mandate: Mandate, partnership: Partnership, at: dt.datetime | None = None) -> WishSheet:
    """One more wish, at the end. Twice is once. Raises Refused beyond eight, or for another city's partner."""
    sheet = _sheet(mandate)
    ranked = list(sheet.wishes.values_list("partnership", flat=True))
    can_add_wish(mandate, partnership, ranked).or_refuse()
    if partnership.pk in ranked:
        return sheet
    Wish.objects.create(sheet=sheet, partnership=partnership, rank=len(ranked) + 1)
    return _touched(sheet, "add_wish", at)


@transaction.atomic
def annotate_wish(*, mandate: Mandate, partnership: int, words: str, at: dt.datetime | None = None) -> WishSheet:
    """A word for a place one ranked, which reads it; empty, it is taken off."""
    sheet = _sheet(mandate)
    sheet.wishes.filter(partnership=partnership).update(words=words)
    return _touched(sheet, "annotate_wish", at)


@transaction.atomic
def reorder_wishes(*, mandate: Mandate, order: list[int], at: dt.datetime | None = None) -> WishSheet:
    """Put the wishes in this order of partnerships; those that are not named are taken off, unknown ones ignored."""
    sheet = _sheet(mandate)
    kept = {wish.partnership_id: wish for wish in sheet.wishes.all()}
    wanted = [pk for pk in dict.fromkeys(order) if pk in kept]
    sheet.wishes.exclude(partnership__in=wanted).delete()
    for rank, pk in enumerate(wanted, start=1):
        kept[pk].rank = rank
    Wish.objects.bulk_update([kept[pk] for pk in wanted], ["rank"])
    return _touched(sheet, "reorder_wishes", at)

"""A partner says with whom it would like to work, and whom it cannot welcome, with a reason the team reads."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.matching.models import PartnerWish, Wish
from passeurs.matching.rules.partner_wish import can_choose_people, can_decide_refusal, can_refuse_person
from passeurs.partners.models import Contact, Partnership
from passeurs.people.models import Person
from passeurs.programme.models import Mandate


def _locked(contact: Contact) -> Partnership:
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    can_choose_people(partnership).or_refuse()
    return partnership


@transaction.atomic
def rank_people(*, contact: Contact, order: list[int], at: dt.datetime | None = None) -> None:
    """These mandates, best first; others lose their rank.

    Those who did not rank the place, or are refused, are ignored.
    """
    at = at or clock.now()
    partnership = _locked(contact)
    refused = PartnerWish.objects.filter(partnership=partnership, rank=None)
    known = set(
        Wish.objects.filter(partnership=partnership, sheet__is_out=False).values_list("sheet__mandate", flat=True)
    )
    known -= set(refused.values_list("mandate", flat=True))
    wanted = [pk for pk in dict.fromkeys(order) if pk in known]
    PartnerWish.objects.filter(partnership=partnership, rank__isnull=False).exclude(mandate__in=wanted).delete()
    for rank, pk in enumerate(wanted, start=1):
        PartnerWish.objects.update_or_create(
            partnership=partnership, mandate_id=pk, defaults={"rank": rank, "contact": contact, "made_at": at}
        )
    journal.record(verb="rank_people", subject=partnership, data={"contact": contact.pk, "people": len(wanted)}, at=at)


@transaction.atomic
def refuse_person(*, contact: Contact, mandate: Mandate, reason: str, at: dt.datetime | None = None) -> PartnerWish:
    """Somebody the partner cannot welcome, and why. Said twice, the last reason is kept."""
    at = at or clock.now()
    partnership = _locked(contact)
    can_refuse_person(partnership, mandate).or_refuse()
    wish, _is_new = PartnerWish.objects.update_or_create(
        partnership=partnership,
        mandate=mandate,
        defaults={
            "rank": None,
            "reason": reason,
            "contact": contact,
            "made_at": at,
            "decided_at": None,
            "decided_by": None,
        },
    )
    journal.record(verb="refuse_person", subject=wish, data={"contact": contact.pk}, at=at)
    return wish


@transaction.atomic
def take_refusal_back(*, contact: Contact, mandate: int, at: dt.datetime | None = None) -> None:
    """The partner may welcome them after all. Twice is once."""
    partnership = _locked(contact)
    rows = PartnerWish.objects.filter(partnership=partnership, mandate__pk=mandate, rank=None, is_set_aside=False)
    count, _rows = rows.delete()
    if count:
        journal.record(verb="take_refusal_back", subject=partnership, data={"contact": contact.pk}, at=at)


@transaction.atomic
def decide_refusal(*, wish: PartnerWish, by: Person, is_set_aside: bool, at: dt.datetime | None = None) -> PartnerWish:
    """The team has read a refusal: it holds, or is set aside and the matching ignores it."""
    at = at or clock.now()
    wish = (
        PartnerWish.objects.select_for_update(of=("self",))
        .select_related("partnership__season_city__city")
        .get(pk=wish.pk)
    )
    can_decide_refusal(by, wish).or_refuse()
    wish.is_set_aside, wish.decided_at, wish.decided_by = is_set_aside, at, by
    wish.save(update_fields=["is_set_aside", "decided_at", "decided_by"])
    journal.record(actor=by, verb="decide_refusal", subject=wish, data={"set_aside": is_set_aside}, at=at)
    return wish

"""What a partner does in its space: accept the convention, bring in colleagues, ask for help, come back next season."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from passeurs.catalogue.models import Venue
from passeurs.core import clock, journal
from passeurs.core.geo.commune import find_commune
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Partnership
from passeurs.partners.rules.partnership import (
    already_proposed,
    already_renewed,
    can_decide_partnership,
    can_renew,
    can_run_partnership,
)
from passeurs.partners.running import write_letter
from passeurs.people.models import Person
from passeurs.programme.models import City, SeasonCity
from passeurs.promises.actions import owe, settle_about
from passeurs.promises.choices import Outcome

RENEWAL_DAYS = 14


@transaction.atomic
def renew_partnership(*, contact: Contact, season_city: SeasonCity, at: dt.datetime | None = None) -> Partnership:
    """Propose the same again for a coming season, in one click: what was opened, half-days, contacts. Once."""
    at = at or clock.now()
    before = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    can_renew(before, season_city).or_refuse()
    fields = ("venue_id", "name", "lat", "lon", "opens", "expects", "half_days", "group_count", "access")
    same = {name: getattr(before, name) for name in fields}
    try:
        with transaction.atomic():
            made = Partnership.objects.create(season_city=season_city, renews=before, proposed_at=at, **same)
    except IntegrityError:
        already_renewed().or_refuse()
    Contact.objects.bulk_create(
        Contact(partnership=made, name=one.name, email=one.email, made_at=at) for one in before.contacts.present()
    )
    owe(
        kind="partnership",
        about=made,
        about_label=made.name,
        about_url=made.get_absolute_url(),
        scope=season_city.city.scope,
        owed_to_label=contact.name,
        days=RENEWAL_DAYS,
        at=at,
    )
    journal.record(verb="renew_partnership", subject=made, data={"from": before.pk}, at=at)
    for one in made.contacts.all():
        write_letter("proposed", one.pk)
    return made


ANSWER_DAYS = 14


def _point(city: City, venue: Venue | None, commune_code: str) -> dict[str, Any]:
    """Where a partner is: the venue, else the commune, else the city."""
    commune = find_commune(commune_code)
    if venue and venue.lat and venue.lon:
        return {"venue": venue, "lat": venue.lat, "lon": venue.lon}
    return {"venue": venue, "lat": commune.lat if commune else city.lat, "lon": commune.lon if commune else city.lon}


@transaction.atomic
def propose_partnership(
    *,
    season_city: SeasonCity,
    name: str,
    contact_name: str,
    email: str,
    venue: Venue | None = None,
    commune: str = "",
    at: dt.datetime | None = None,
    **words: Any,
) -> Partnership:
    """A cultural actor offers to welcome a group; the referent owes an answer. Raises Refused when it is already there.

    `words`: opens, expects, half_days, group_count, access. The place is the venue, else the commune (INSEE code), else
    the city.
    """
    at = at or clock.now()
    point = _point(season_city.city, venue, commune)
    try:
        with transaction.atomic():
            partnership = Partnership.objects.create(
                season_city=season_city, name=name, proposed_at=at, **point, **words
            )
    except IntegrityError:
        already_proposed().or_refuse()
    contact = Contact.objects.create(partnership=partnership, name=contact_name, email=email, made_at=at)
    owe(
        kind="partnership",
        about=partnership,
        about_label=name,
        about_url=partnership.get_absolute_url(),
        scope=season_city.city.scope,
        owed_to_label=contact_name,
        days=ANSWER_DAYS,
        at=at,
    )
    journal.record(verb="propose_partnership", subject=partnership, at=at)
    write_letter("proposed", contact.pk)
    return partnership


@transaction.atomic
def place_partnership(*, partnership: Partnership, by: Person, venue: Venue | None, commune: str) -> Partnership:
    """Say where a partner is: distances, wishes and groups to come are computed from there.

    Neither a venue nor a commune, for a partner without a venue: nothing new is said, it stays where it was.
    """
    rows = Partnership.objects.select_for_update(of=("self",)).select_related("season_city__city")
    partnership = rows.get(pk=partnership.pk)
    can_run_partnership(by, partnership).or_refuse()
    if venue is None and not commune and partnership.venue_id is None:
        return partnership
    point = _point(partnership.season_city.city, venue, commune)
    for name, value in point.items():
        setattr(partnership, name, value)
    partnership.save(update_fields=list(point))
    data = {"venue": venue.pk if venue else None}
    journal.record(actor=by, verb="place_partnership", subject=partnership, data=data)
    return partnership


@transaction.atomic
def decide_partnership(
    *, partnership: Partnership, by: Person, is_accepted: bool, reason: str = "", at: dt.datetime | None = None
) -> Partnership:
    """Accept or not, with a word; every contact is told. Two who decide at once: the second is refused."""
    at = at or clock.now()
    rows = Partnership.objects.select_for_update(of=("self",)).select_related("season_city__city")
    partnership = rows.get(pk=partnership.pk)
    can_decide_partnership(by, partnership).or_refuse()
    partnership.state = PartnershipState.ACCEPTED if is_accepted else PartnershipState.REFUSED
    partnership.decided_at, partnership.decided_by, partnership.reason = at, by, reason
    partnership.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    settle_about(partnership, by=by, outcome=Outcome.YES if is_accepted else Outcome.NO, answer=reason, at=at)
    journal.record(actor=by, verb="decide_partnership", subject=partnership, data={"yes": is_accepted}, at=at)
    for contact in partnership.contacts.present():
        write_letter("decided", contact.pk)
    return partnership

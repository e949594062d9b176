"""Writes of outreach: one function a verb."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.registry import Shareable
from passeurs.outreach import rules
from passeurs.outreach.models import Channel, LinkCount, TrackedLink
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate

# No letter that is taken for another when read on a wall.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 6
# A link outlives its season a little: a poster stays on a wall.
DAYS_AFTER_SEASON = 60


@transaction.atomic
def make_link(
    *,
    person: Person,
    channel: Channel,
    thing: Shareable | None = None,
    target: str = "",
    at: dt.datetime | None = None,
) -> TrackedLink:
    """A short link to a public thing, or to an address of a listed site; the same one when there is one already."""
    assert thing or target
    at = at or clock.now()
    same = {
        "person": person,
        "channel": channel,
        "kind": thing.kind if thing else "",
        "ref": thing.ref if thing else "",
        "target": target,
    }
    known = TrackedLink.objects.standing().filter(**same).first()
    if known and known.is_live(at):
        return known
    rules.can_make_link(person).or_refuse()
    if target:
        rules.can_lead_to(target).or_refuse()
    if known:
        # It expired: it is retired, so that a new one may stand.
        known.retired_at = at
        known.save(update_fields=["retired_at"])
    mandate = running_mandate(person)
    assert mandate is not None  # the rule has just said so
    season = mandate.season_city.season
    ends_on = season.ends_on + dt.timedelta(days=DAYS_AFTER_SEASON)
    link = _new_link(
        **same,
        label=thing.title[:200] if thing else "",
        campaign=f"ambassadeurs{season.number}",
        created_at=at,
        expires_at=dt.datetime.combine(ends_on, dt.time.max, tzinfo=dt.UTC),
    )
    journal.record(actor=person, verb="make_link", subject=link, at=at)
    return link


def _new_link(**fields: object) -> TrackedLink:
    """A link under a code of its own; of two sent at once, one."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                return TrackedLink.objects.create(code=code, **fields)
        except IntegrityError:
            same = {name: fields[name] for name in ("person", "channel", "kind", "ref", "target")}
            known = TrackedLink.objects.standing().filter(**same).first()
            if known:
                return known


@transaction.atomic
def retire_link(*, link: TrackedLink, by: Person, at: dt.datetime | None = None) -> TrackedLink:
    """The link leads nowhere any more but to a page that says so; its figures stay."""
    link = TrackedLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    rules.can_retire_link(by, link).or_refuse()
    link.retired_at = at or clock.now()
    link.save(update_fields=["retired_at"])
    journal.record(actor=by, verb="retire_link", subject=link, at=at)
    return link


def count_visit(*, link: TrackedLink, on: dt.date | None = None) -> None:
    """One more visit that day. Nothing else is known of it; however many come at once, none is lost."""
    day = on or clock.today()
    if _add_visit(link, day):
        return
    try:
        with transaction.atomic():
            LinkCount.objects.create(link=link, day=day, count=1)
    except IntegrityError:
        # Another opened the day between the two lines.
        _add_visit(link, day)


def _add_visit(link: TrackedLink, day: dt.date) -> int:
    return LinkCount.objects.filter(link=link, day=day).update(count=F("count") + 1)


@transaction.atomic
def erase_links(person: Person) -> list[str]:
    """The links lose their owner: posters on walls still lead somewhere, and sums stay right."""
    if not TrackedLink.objects.filter(person=person).update(person=None):
        return []
    return [_("Tes liens courts mènent encore où ils menaient, jusqu’à leur fin\u202f; plus rien ne les relie à toi.")]

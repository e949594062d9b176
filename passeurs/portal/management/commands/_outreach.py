"""Short links of the demonstration: Inès's with their figures, one that is over, and enough others for sums."""

from __future__ import annotations

import datetime as dt
import random

from passeurs.core import clock
from passeurs.core.registry import Shareable
from passeurs.outreach.actions import make_link
from passeurs.outreach.models import Channel, LinkCount, TrackedLink
from passeurs.outreach.queries.shareable import find_thing
from passeurs.people.models import Person
from passeurs.portal.queries import DEMO_ACCOUNTS
from passeurs.programme.models import Mandate
from passeurs.selections.models import Selection

SEED = 2026
DAYS = 60
SHARERS = 40
# About how many follow a link a day, by channel; others are seldom followed.
CROWDS = {"insta": 3.0, "whatsapp": 2.0, "tiktok": 2.5, "affiche": 0.6, "lycee": 0.8}


def seed_outreach() -> None:
    """Once: links that exist are left as they are."""
    if TrackedLink.objects.exists():
        return
    chance = random.Random(SEED)
    channels = {channel.slug: channel for channel in Channel.objects.all()}
    things = _published(12)
    if not things:
        return
    ines = Person.objects.get(email=DEMO_ACCOUNTS["ambassador"])
    mine = [_followed(ines, things[0], channels[slug], chance) for slug in ("insta", "whatsapp", "affiche")]
    mine.append(_followed(ines, things[1], channels["tiktok"], chance))
    over = mine[-1]
    over.expires_at = clock.now() - dt.timedelta(days=3)
    over.save(update_fields=["expires_at"])
    others = Mandate.objects.running().exclude(person=ines).select_related("person").order_by("pk")
    for mandate in others[:: max(1, others.count() // SHARERS)]:
        slug = chance.choice(list(CROWDS))
        _followed(mandate.person, chance.choice(things), channels[slug], chance)


def _published(count: int) -> list[Shareable]:
    slugs = Selection.objects.published().order_by("-published_at").values_list("slug", flat=True)[:count]
    return [thing for slug in slugs if (thing := find_thing("selection", slug))]


def _followed(person: Person, thing: Shareable, channel: Channel, chance: random.Random) -> TrackedLink:
    """A link made some weeks ago, and its visits day by day: many at first, fewer after."""
    age = chance.randint(10, DAYS)
    link = make_link(person=person, channel=channel, thing=thing, at=clock.now() - dt.timedelta(days=age))
    crowd = CROWDS.get(channel.slug, 0.5)
    counts = []
    for past in range(age):
        count = round(chance.expovariate(1 / crowd) * (4 if age - past <= 2 else 1) * 0.7)
        if count:
            counts.append(LinkCount(link=link, day=clock.today() - dt.timedelta(days=past), count=count))
    LinkCount.objects.bulk_create(counts)
    return link

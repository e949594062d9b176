"""Reads of partners: what is near, what waits for an answer, what a link opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.associations.choices import PartnershipState
from passeurs.associations.models import Contact, Meeting, Partnership, WishSheet
from passeurs.core import clock
from passeurs.core.geo.commune import find_commune
from passeurs.core.geo.nearby import cycling_minutes, distance_km, transit_minutes, walking_minutes
from passeurs.core.registry import Figure
from passeurs.people.models import Person, PrivateLink
from passeurs.people.queries import find_link
from passeurs.programme.choices import Phase
from passeurs.programme.models import Mandate, SeasonCity
from passeurs.programme.queries import followed_cities

PARTNER_LINK = "partner"
LINK_DAYS = 400
ROAD = 1.3


@dataclass(frozen=True)
class NearPartner:
    """A partner as an ambassador sees it: km by road (estimated), minutes by each way, their wish.

    `rank` is 0 and `words` empty for a partner that was not wished for.
    """

    partnership: Partnership
    km: float
    walking: int
    cycling: int
    transit: int
    rank: int
    words: str
    shares_half_day: bool


def open_season_cities() -> QuerySet[SeasonCity]:
    """Where a partner may propose itself: the cities of a season that is prepared or runs."""
    phases = [Phase.PREPARATION, Phase.RECRUITMENT, Phase.RUNNING]
    rows = SeasonCity.objects.filter(season__phase__in=phases).select_related("city", "season")
    return rows.order_by("city__name", "-season__starts_on")


def point_of(mandate: Mandate) -> tuple[float, float]:
    """Where somebody lives, to the commune; their city when they did not say."""
    commune = find_commune(mandate.person.profile.commune_code)
    city = mandate.season_city.city
    return (commune.lat, commune.lon) if commune else (city.lat, city.lon)


def near_partners(mandate: Mandate, sheet: WishSheet | None) -> list[NearPartner]:
    """The partners of one's city: wishes first in order, then the nearest. Two queries."""
    lat, lon = point_of(mandate)
    wished = {wish.partnership_id: wish for wish in sheet.wishes.all()} if sheet else {}
    half_days = set(sheet.half_days) if sheet else set()
    found = []
    rows = Partnership.objects.accepted().filter(season_city=mandate.season_city_id).select_related("venue")
    for row in rows:
        crow = distance_km(lat, lon, row.lat, row.lon)
        # The estimates of minutes make their own detour.
        ways = walking_minutes(crow), cycling_minutes(crow), transit_minutes(crow)
        shares = bool(half_days & set(row.half_days))
        wish = wished.get(row.pk)
        rank, words = (wish.rank, wish.words) if wish else (0, "")
        found.append(NearPartner(row, ROAD * crow, *ways, rank=rank, words=words, shares_half_day=shares))
    return sorted(found, key=lambda one: (one.rank or 99, one.km, one.partnership.name))


def seen_partnerships(person: Person) -> QuerySet[Partnership]:
    """Those of the cities this person follows, waiting ones first, with `wish_count` and `running_count`."""
    running = Q(groups__dissolved_at__isnull=True, groups__isnull=False)
    return (
        Partnership.objects.filter(season_city__city__in=followed_cities(person))
        .select_related("season_city__city", "season_city__season", "venue")
        .annotate(
            wish_count=Count("wishes", distinct=True),
            running_count=Count("groups", filter=running, distinct=True),
            has_contact=Exists(Contact.objects.filter(partnership=OuterRef("pk"))),
        )
        .order_by("-state", "season_city__city__name", "name")
    )


def partnership_counters(person: Person, at: dt.datetime) -> list[Figure]:
    """Proposals of partners that wait, refusals that nobody read: one query; nothing when nothing waits."""
    unread = Q(people_wishes__isnull=False, people_wishes__rank=None, people_wishes__decided_at=None)
    found = Partnership.objects.filter(season_city__city__in=followed_cities(person)).aggregate(
        waiting=Count("pk", filter=Q(state=PartnershipState.PROPOSED), distinct=True),
        refusals=Count("people_wishes", filter=unread, distinct=True),
    )
    url = reverse("associations:partnership-list")
    shown = [
        Figure(_("Lieux qui attendent une réponse"), found["waiting"], f"{url}?etat=proposed", order=42),
        Figure(_("Refus de partenaires à lire"), found["refusals"], f"{url}?attente=refusal", order=44),
    ]
    return [one for one in shown if one.value]


def contact_of(token: str) -> tuple[PrivateLink | None, Contact | None]:
    """The link of a token, and the contact it opens for; None for a link that is over or of something else."""
    link = find_link(token, PARTNER_LINK)
    if link is None or not link.is_open(clock.now()):
        return link, None
    rows = Contact.objects.select_related("partnership__season_city__city", "partnership__season_city__season")
    return link, rows.filter(pk=link.subject_id, revoked_at=None).first()


def meetings_to_confirm(contact: Contact, at: dt.datetime) -> QuerySet[Meeting]:
    """Begun, not cancelled, of this partner, whose word is missing: the latest first."""
    return Meeting.objects.filter(
        group__partnership=contact.partnership_id, state="planned", starts_at__lte=at, partner_confirmed_at=None
    ).order_by("-starts_at")

"""Reads of the programme: who is an ambassador, where; the season that runs; figures of cities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.geo.department import school_zone_of
from passeurs.core.registry import Figure, Todo
from passeurs.people.choices import GuardianState, Role
from passeurs.people.models import Guardianship, Person
from passeurs.people.queries import born_to_be_of_age, is_team, scopes_of
from passeurs.programme.choices import MandateState, SchoolBreakKind
from passeurs.programme.models import Charter, City, Mandate, SchoolBreak, Season, SeasonCity


def current_season() -> Season | None:
    """The season that runs, the newest when several programmes do."""
    return Season.objects.current().select_related("programme").first()


def running_mandate(person: object) -> Mandate | None:
    """The mandate that makes this person an ambassador now; None for anyone else. Read once per person object."""
    if not isinstance(person, Person):
        return None
    if not hasattr(person, "_running_mandate"):
        person._running_mandate = (  # type: ignore[attr-defined]
            Mandate.objects.running()
            .filter(person=person)
            .select_related("season_city__city", "season_city__season__programme")
            .order_by("-season_city__season__starts_on")
            .first()
        )
    mandate: Mandate | None = person._running_mandate  # type: ignore[attr-defined]
    return mandate


def unprotected_minors(day: dt.date) -> QuerySet[Person]:
    """Minors with an active mandate whose guardian was never asked, or does not agree (any more)."""
    latest = Guardianship.objects.filter(person=OuterRef("pk")).order_by("-asked_at", "-pk")
    return (
        Person.objects.filter(
            pk__in=Mandate.objects.filter(state=MandateState.ACTIVE).values("person"),
            profile__born_on__gt=born_to_be_of_age(day),
        )
        .annotate(agreement=Subquery(latest.values("state")[:1]))
        .filter(Q(agreement__isnull=True) | ~Q(agreement=GuardianState.GIVEN))
        .order_by("pk")
    )


def audiences_of(person: Person) -> set[str]:
    """« ambassador » for whoever holds a running mandate."""
    return {"ambassador"} if running_mandate(person) else set()


def followed_cities(person: Person) -> QuerySet[City]:
    """Every city for the team, their own for a referent."""
    if is_team(person):
        return City.objects.all()
    codes = [scope.removeprefix("city:") for scope in scopes_of(person, Role.REFERENT) if scope.startswith("city:")]
    return City.objects.filter(insee__in=codes)


def season_cities_with_counts(season: Season) -> QuerySet[SeasonCity]:
    """The cities of a season with `mandate_count`, the people there now (paused ones included)."""
    holders = Q(mandates__state__in=[MandateState.ACTIVE, MandateState.PAUSED])
    return (
        season.season_cities.select_related("city")
        .annotate(mandate_count=Count("mandates", filter=holders))
        .order_by("city__name")
    )


def mandate_list(season_city: SeasonCity) -> QuerySet[Mandate]:
    """The mandates of a city in a season, running ones first."""
    return season_city.mandates.select_related("person__profile").order_by("state", "person__first_name", "pk")


def current_charter(season: Season) -> Charter | None:
    """The latest version of the charter of the season's programme."""
    return season.programme.charters.first()


def charter_to_accept(person: object) -> Charter | None:
    """The charter version this ambassador has not accepted yet."""
    mandate = running_mandate(person)
    if not mandate:
        return None
    charter = current_charter(mandate.season_city.season)
    if charter and not mandate.charter_acceptances.filter(charter=charter).exists():
        return charter
    return None


def charter_todos(person: Person, at: object) -> list[Todo]:
    """Todo for the charter when it is not accepted."""
    charter = charter_to_accept(person)
    if not charter:
        return []
    return [
        Todo(
            title=_("Lire et accepter la charte"),
            url=reverse("programme:accept-charter"),
            text=_("Version %(version)s : ce que tu peux attendre du programme, et ce qu’il attend de toi.")
            % {"version": charter.version},
            action=_("Lire la charte"),
        )
    ]


def ambassador_figures(person: Person, at: object) -> list[Figure]:
    """Ambassadors of the running season against its places, in the cities this person follows."""
    season = current_season()
    if season is None:
        return []
    rows = season.season_cities.filter(city__in=followed_cities(person))
    places = sum(rows.values_list("place_count", flat=True))
    holders = Mandate.objects.held().filter(season_city__in=rows)
    return [Figure(_("Ambassadeurs en mandat"), holders.count(), season.get_absolute_url(), of=places, order=30)]


def city_scopes() -> list[tuple[str, str]]:
    """Scopes that a role can be given on."""
    return [(f"city:{insee}", name) for insee, name in City.objects.values_list("insee", "name")]


def export_mandates(person: Person) -> list[dict[str, str]]:
    """The person's mandates, for their own export."""
    rows = person.mandates.annotate(
        city=F("season_city__city__name"), season=F("season_city__season__name")
    ).prefetch_related("charter_acceptances__charter", "exam_pauses")
    return [
        {
            "ville": row.city,
            "saison": row.season,
            "etat": row.get_state_display(),
            "parcours": row.track,
            "debut": row.started_on.isoformat(),
            "fin": row.ended_on.isoformat() if row.ended_on else "",
            "examens": ", ".join(f"{one.starts_on}/{one.ends_on}" for one in row.exam_pauses.all()),
            "chartes": ", ".join(
                f"v{a.charter.version} {a.accepted_at:%Y-%m-%d}" for a in row.charter_acceptances.all()
            ),
        }
        for row in rows
    ]


SCHOOL_BREAKS_KEY = "programme.school_breaks"
KEPT_SECONDS = 3600
# A month with fewer working days than this outside holidays promises no meeting.
FEWEST_DAYS = 5
# A calendar that ends sooner than this is to be completed: dates are chosen, and seasons made, months before.
CALENDAR_NOTICE_DAYS = 120
Rows = list[tuple[str, str, str, dt.date, dt.date]]


def all_school_breaks() -> Rows:
    """(zone, kind, label, first day, last day) of every term: a small table, kept in the cache until it changes."""
    found: Rows | None = cache.get(SCHOOL_BREAKS_KEY)
    if found is None:
        found = list(SchoolBreak.objects.values_list("zone", "kind", "label", "starts_on", "ends_on"))
        cache.set(SCHOOL_BREAKS_KEY, found, KEPT_SECONDS)
    return found


def school_breaks_of(insee: str) -> Rows:
    """The terms of a city's zone, and those of everybody; « 20 » is both halves of Corsica."""
    zones = {"", school_zone_of(insee)}
    if zones & {"2A", "2B"}:
        zones.add("20")
    return [row for row in all_school_breaks() if row[0] in zones]


def breaks_known_until(insee: str) -> dt.date | None:
    """The last day of the holidays known for a city, None for nothing known: after it, silence does not mean class."""
    known = (row for row in school_breaks_of(insee) if row[0] and row[1] == SchoolBreakKind.HOLIDAY)
    return max((last for *_what, last in known), default=None)


@dataclass(frozen=True)
class KnownZone:
    """A school zone where there are cities: their names, and until when its holidays are known."""

    zone: str
    cities: list[str]
    until: dt.date | None
    is_short: bool


def known_zones(today: dt.date) -> list[KnownZone]:
    """The zones of the programme's cities, those whose calendar ends first at the head."""
    cities: dict[str, list[tuple[str, str]]] = {}
    for insee, name in City.objects.order_by("name").values_list("insee", "name"):
        cities.setdefault(school_zone_of(insee), []).append((insee, name))
    notice = today + dt.timedelta(days=CALENDAR_NOTICE_DAYS)
    found = []
    for zone, named in cities.items():
        until = breaks_known_until(named[0][0])
        found.append(KnownZone(zone, [name for _insee, name in named], until, until is None or until < notice))
    return sorted(found, key=lambda one: (one.until or dt.date.min, one.zone))


def school_break_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """School calendars that end within months, out of those of our cities: for the team, which completes them."""
    if not is_team(person):
        return []
    zones = known_zones(timezone.localdate(at))
    short = sum(one.is_short for one in zones)
    url = reverse("programme:school-break-list") + "#zones"
    return [Figure(_("Calendriers scolaires à compléter"), short, url, of=len(zones), order=85)] if short else []


def is_off(insee: str, month: dt.date) -> bool:
    """Whether the holidays of a city leave fewer than FEWEST_DAYS working days in a month."""
    spans = [
        (first, last) for _zone, kind, _label, first, last in school_breaks_of(insee) if kind == SchoolBreakKind.HOLIDAY
    ]
    day, free = month, 0
    while day.month == month.month and free < FEWEST_DAYS:
        free += day.weekday() < 5 and not any(first <= day <= last for first, last in spans)
        day += dt.timedelta(days=1)
    return free < FEWEST_DAYS


def near_school_breaks(insee: str, today: dt.date, days: int = 45) -> Rows:
    """What begins or runs within so many days: said beside the dates to choose."""
    end = today + dt.timedelta(days=days)
    return [row for row in school_breaks_of(insee) if row[4] >= today and row[3] <= end]

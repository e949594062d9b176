"""The invented associations: real venues as partners, wishes, groups made by the solver, months kept and missed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

from django.utils import timezone

from passeurs.catalogue.models import Venue
from passeurs.core import clock
from passeurs.core.geo.commune import communes
from passeurs.core.geo.nearby import box_around, distance_km
from passeurs.groups.models import Excuse, Group, Meeting, Membership
from passeurs.groups.queries.beat import AFTERNOON, MORNING, first_day, months_between
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.models import Wish, WishSheet
from passeurs.matching.running import compute_proposal
from passeurs.partners.actions.partnership import propose_partnership
from passeurs.partners.choices import Access, PartnershipState
from passeurs.partners.models import Contact, Partnership
from passeurs.people.choices import HalfDay
from passeurs.people.models import Person, Profile
from passeurs.portal.management.commands._boards import seed_boards
from passeurs.portal.management.commands._changes import seed_changes, seed_partner_words
from passeurs.portal.management.commands._group_life import seed_group_life
from passeurs.programme.actions import SHIPPED, import_school_breaks
from passeurs.programme.models import Mandate, Season, SeasonCity
from passeurs.programme.queries import is_off

PARTNERS_A_CITY = 6
RADIUS_KM = 12
KINDS = ("MUSEUM", "CINEMA", "LIBRARY", "HERITAGE")
OPENS = (
    "Les coulisses : montage, régie, billetterie, et une répétition par mois.",
    "Nos réserves et le métier de médiation. Vous imaginez une visite pour des lycéens.",
    "Une carte blanche : deux séances choisies, présentées et débattues par vous.",
    "Un rayon à vous : vous achetez, rangez, conseillez, et vous invitez une autrice.",
)
EXPECTS = (
    "Comprendre pourquoi les moins de vingt ans ne poussent pas la porte, et essayer quelque chose ensemble.",
    "Un regard sans détour sur notre programmation, puis une soirée pensée par vous.",
    "",
    "Des idées pour parler de ce que nous faisons ailleurs que sur nos affiches.",
)
SUMMARIES = (
    "On a vu la régie et choisi le thème de notre soirée.",
    "Préparé la visite pour les secondes : parcours, questions, durée.",
    "Parlé du budget et de l’affiche. Prochaine fois : les invitations.",
)
# What became of a month, in turn.
STORIES = ("both", "both", "group", "both", "missed", "both", "both", "excused", "both", "both")


class Matchmaker:
    """Writes partners and wishes in bulk, then makes and publishes the groups by the product's own actions."""

    def __init__(self, season: Season, team: Person, chance: random.Random) -> None:
        self.season, self.team, self.chance = season, team, chance
        self.now = clock.now()
        self.started = timezone.make_aware(dt.datetime.combine(season.starts_on, dt.time(9))) + dt.timedelta(days=10)

    def tell(self) -> None:
        """Partners, wishes, groups, months, and a proposal that waits."""
        rows = list(self.season.season_cities.select_related("city"))
        for row in rows:
            self._partners(row)
        self._wishes()
        seed_partner_words(self.season, self.chance)
        proposal = compute_proposal(proposal=make_proposal(season=self.season, by=self.team))
        publish_proposal(proposal=proposal, by=self.team)
        Group.objects.update(made_at=self.started)
        Membership.objects.update(joined_at=self.started)
        self._months()
        propose_partnership(
            season_city=next(row for row in rows if row.city.slug == "dijon"),
            name="Festival Les Nuits d’Orient",
            contact_name="Leïla",
            email="leila@demo.passeurs.example",
            opens="Trois semaines de festival : accueil des artistes, rencontres, plateau radio.",
            half_days=["wed_pm", "sat_pm"],
            group_count=1,
            access=[Access.STEP_FREE],
            at=self.now - dt.timedelta(days=3),
        )

    def _partners(self, row: SeasonCity) -> None:
        near = Venue.objects.visible().filter(box_around(row.city.lat, row.city.lon, RADIUS_KM), kind__in=KINDS)
        venues = list({venue.name.casefold(): venue for venue in near.order_by("pk")[:80]}.values())
        chosen = self.chance.sample(venues, min(PARTNERS_A_CITY, len(venues)))
        made = Partnership.objects.bulk_create(
            Partnership(
                season_city=row,
                venue=venue,
                name=venue.name[:160],
                lat=venue.lat,
                lon=venue.lon,
                opens=self.chance.choice(OPENS),
                expects=self.chance.choice(EXPECTS),
                half_days=sorted(self.chance.sample(HalfDay.values, self.chance.choice([4, 5, 6]))),
                group_count=2 if self.chance.random() < 0.4 else 1,
                access=[Access.STEP_FREE],
                state=PartnershipState.ACCEPTED,
                proposed_at=self.started - dt.timedelta(days=40),
                decided_at=self.started - dt.timedelta(days=30),
                decided_by=self.team,
            )
            for venue in chosen
            if venue.lat is not None
        )
        Contact.objects.bulk_create(
            Contact(partnership=one, name="Accueil", email=f"partenaire{one.pk}@demo.passeurs.example") for one in made
        )

    def _wishes(self) -> None:
        mandates = list(
            Mandate.objects.running()
            .filter(season_city__season=self.season)
            .select_related("person__profile", "season_city__city")
        )
        self._move_around(mandates)
        by_city: dict[int, list[Partnership]] = {}
        for partnership in Partnership.objects.accepted().filter(season_city__season=self.season):
            by_city.setdefault(partnership.season_city_id, []).append(partnership)
        sheets = WishSheet.objects.bulk_create(
            WishSheet(mandate=mandate, half_days=mandate.person.profile.half_days, limit_km=25, updated_at=self.started)
            for mandate in mandates
        )
        wishes: list[Wish] = []
        for sheet in sheets:
            here = by_city.get(sheet.mandate.season_city_id, [])
            for rank, one in enumerate(self.chance.sample(here, min(4, len(here))), start=1):
                wishes.append(Wish(sheet=sheet, partnership=one, rank=rank))
        Wish.objects.bulk_create(wishes)

    def _move_around(self, mandates: Iterable[Mandate]) -> None:
        """Two in five live in a real commune around their city."""
        # Sub-communes have no code that a profile may hold.
        known = [one for one in communes().by_code.values() if not one.parent]
        around: dict[int, list[str]] = {}
        moved = []
        for mandate in mandates:
            city = mandate.season_city.city
            if city.pk not in around:
                around[city.pk] = [
                    one.code
                    for one in known
                    if abs(one.lat - city.lat) < 0.2 and distance_km(one.lat, one.lon, city.lat, city.lon) <= RADIUS_KM
                ]
            if around[city.pk] and self.chance.random() < 0.4:
                mandate.person.profile.commune_code = self.chance.choice(around[city.pk])
                moved.append(mandate.person.profile)
        Profile.objects.bulk_update(moved, ["commune_code"])

    def _months(self) -> None:
        today = timezone.localtime(self.now).date()
        months = months_between(first_day(self.started.date()), today)
        meetings, excuses = [], []
        groups = Group.objects.prefetch_related(
            "memberships__mandate__person", "partnership__contacts", "partnership__season_city__city"
        )
        for number, group in enumerate(groups):
            person = group.memberships.all()[0].mandate.person
            contact = group.partnership.contacts.all()[0]
            insee = group.partnership.season_city.city.insee
            for at, month in enumerate(months):
                story = STORIES[(number + 3 * at) % len(STORIES)]
                starts_at = self._moment(month, group.half_day)
                is_ahead = month == first_day(today) and number % 3 == 0
                if is_ahead or (is_off(insee, month) and number % len(months) != at):
                    continue
                if story == "excused":
                    excuses.append(Excuse(group=group, month=month, reason="Partiels", made_by=self.team))
                elif story != "missed":
                    meetings.append(self._meeting(group, starts_at, story, person, contact))
        Meeting.objects.bulk_create(meetings)
        Excuse.objects.bulk_create(excuses)

    def _moment(self, month: dt.date, half_day: str) -> dt.datetime:
        """The group's half-day, in one of the first three weeks of the month."""
        index = HalfDay.values.index(half_day)
        day = month + dt.timedelta(days=(index // 2 - month.weekday()) % 7 + 7 * self.chance.randint(0, 2))
        return timezone.make_aware(dt.datetime.combine(day, AFTERNOON if index % 2 else MORNING))

    def _meeting(self, group: Group, starts_at: dt.datetime, story: str, person: Person, contact: Contact) -> Meeting:
        is_past = starts_at < self.now
        said = starts_at + dt.timedelta(hours=3)
        return Meeting(
            group=group,
            starts_at=starts_at,
            place=group.partnership.name,
            made_by=person,
            changed_at=starts_at - dt.timedelta(days=6),
            summary=self.chance.choice(SUMMARIES) if is_past else "",
            group_confirmed_at=said if is_past else None,
            group_confirmed_by=person if is_past else None,
            partner_confirmed_at=said if is_past and story == "both" else None,
            partner_confirmed_by=contact if is_past and story == "both" else None,
        )


def seed_associations(season: Season, team: Person) -> None:
    """Make the partners, the wishes, the groups and their months."""
    chance = random.Random(season.number)
    import_school_breaks(text=SHIPPED.read_text(encoding="utf-8"), by=None)
    Matchmaker(season, team, chance).tell()
    seed_group_life(season, team, chance)
    seed_boards(season, team)
    seed_changes(season, team, chance)

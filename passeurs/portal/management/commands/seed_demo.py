"""Fill an empty site with the demonstration: the shipped catalogue, a season, invented people, their selections."""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from passeurs.catalogue.models import ImportRun, Venue
from passeurs.catalogue.queries.category import domains
from passeurs.core import clock
from passeurs.core.geo.commune import find_commune
from passeurs.core.lengths import too_long
from passeurs.people.choices import ConsentPurpose, GuardianPurpose, GuardianState, HalfDay, Role
from passeurs.people.models import Consent, GuardianConsent, Guardianship, Person, Profile, RoleGrant
from passeurs.people.queries import born_to_be_of_age
from passeurs.portal.management.commands._associations import seed_associations
from passeurs.portal.management.commands._candidates import seed_candidates
from passeurs.portal.management.commands._compose import tell_groups
from passeurs.portal.management.commands._editorial import seed_editorial
from passeurs.portal.management.commands._letter import seed_letter
from passeurs.portal.management.commands._outreach import seed_outreach
from passeurs.portal.management.commands._projects import seed_projects
from passeurs.portal.management.commands._readers import ReadersTeller
from passeurs.portal.management.commands._recruitment import seed_recruitment
from passeurs.portal.management.commands._stories import Storyteller
from passeurs.portal.queries import DEMO_ACCOUNTS, HOME_CITY
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import Charter, CharterAcceptance, City, Mandate, Programme, Season, SeasonCity

DATA = settings.BASE_DIR / "data"
SEED = 2026
AMBASSADORS = 600
# Whatever the day the demonstration is made, its season is in its fifth month.
MONTHS_LIVED = 5
TRACKS = ["super-utilisateur", "porte-parole", "passeur", "spectateur critique"]
# The order matters: exhibitions and events join the venues that are already there.
FILES = [
    "museofile.csv.gz",
    "musees-liste.csv.gz",
    "bibliotheques.csv.gz",
    "cinemas.csv.gz",
    "festivals.csv.gz",
    "jardins.csv.gz",
    "architecture.csv.gz",
    "expositions.csv.gz",
    "evenements-paris.json.gz",
    "toulouse-imprimes.csv.gz",
    "toulouse-films.csv.gz",
]


class Command(BaseCommand):
    """`seed_demo`: idempotent; what is already there is left as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the shipped catalogue, then seed the season unless there is one."""
        if not ImportRun.objects.exists():
            self.stdout.write("Catalogue…")
            call_command("import_catalogue", *[str(DATA / "catalogue" / name) for name in FILES])
        if Season.objects.exists():
            self.stdout.write("La démonstration est prête.")
            return
        self.stdout.write("Saison, ambassadeurs, sélections…")
        with transaction.atomic():
            chance = random.Random(SEED)
            season = seed_season()
            seed_past_season(season)
            people = seed_ambassadors(season, chance)
            seed_team(season)
            teller = Storyteller(season, people, chance, DATA / "demo")
            teller.tell()
            tell_groups(teller)
            seed_recruitment(season, Person.objects.get(email=DEMO_ACCOUNTS["team"]), DATA / "demo")
            seed_candidates(season, Person.objects.get(email=DEMO_ACCOUNTS["team"]), DATA / "demo")
            seed_associations(season, Person.objects.get(email=DEMO_ACCOUNTS["team"]))
            seed_projects(season, Person.objects.get(email=DEMO_ACCOUNTS["team"]), DATA / "demo")
            seed_outreach()
            seed_letter(season, random.Random(SEED))
            seed_editorial(DATA / "demo" / "editorial", DEMO_ACCOUNTS["team"])
            ReadersTeller(
                random.Random(SEED),
                Person.objects.get(email=DEMO_ACCOUNTS["ambassador"]),
                Person.objects.get(email=DEMO_ACCOUNTS["team"]),
            ).tell()
            # What SQLite takes and PostgreSQL would refuse is found on either.
            if long := too_long():
                raise CommandError("\n".join(long))
        self.stdout.write("La démonstration est prête.")
        sys.stdout.flush()


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, blanks dropped."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def seed_season() -> Season:
    """The programme, its running season, its cities with their places, its charter."""
    programme = Programme.objects.create(
        slug="ambassadeurs",
        name="Programme Ambassadeurs",
        presentation="Des jeunes passionnés de culture, dans 25 villes de France, pendant un an.",
        min_age=15,
        max_age=20,
        answer_days=7,
        tracks=TRACKS,
    )
    starts_on = clock.today().replace(day=1)
    for _month in range(MONTHS_LIVED - 1):
        starts_on = (starts_on - dt.timedelta(days=1)).replace(day=1)
    season = Season.objects.create(
        programme=programme,
        number=4,
        name="Saison 4",
        starts_on=starts_on,
        ends_on=starts_on.replace(year=starts_on.year + 1) - dt.timedelta(days=1),
        phase=Phase.RUNNING,
    )
    with (DATA / "demo" / "cities.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            commune = find_commune(row["insee"])
            if commune is None:
                continue
            city = City.objects.create(
                insee=commune.code, name=commune.name, slug=slugify(commune.name), lat=commune.lat, lon=commune.lon
            )
            SeasonCity.objects.create(
                season=season, city=city, place_count=int(row["places"]), goals={"selections": 2, "visits": 4}
            )
    Charter.objects.create(
        programme=programme, version=1, body=(DATA / "demo" / "charter.md").read_text(encoding="utf-8")
    )
    return season


def seed_past_season(season: Season) -> None:
    """The season before, archived, with the same cities."""
    past = Season.objects.create(
        programme=season.programme,
        number=season.number - 1,
        name=f"Saison {season.number - 1}",
        starts_on=season.starts_on.replace(year=season.starts_on.year - 1),
        ends_on=season.starts_on - dt.timedelta(days=1),
        phase=Phase.ARCHIVED,
    )
    SeasonCity.objects.bulk_create(
        SeasonCity(season=past, city=row.city, place_count=row.place_count) for row in season.season_cities.all()
    )


def seed_ambassadors(season: Season, chance: random.Random) -> dict[int, list[Person]]:
    """Invented people with profiles, consents, mandates; by season city. The demo's two live in one city."""
    names = read_lines(DATA / "demo" / "first_names.txt")
    rows = list(season.season_cities.select_related("city"))
    slots = [row for row in rows for _place in range(row.place_count)][:AMBASSADORS]
    home = next(row for row in rows if row.city.insee == HOME_CITY)
    slots.remove(home)
    slots.remove(home)
    people = [
        Person(email=DEMO_ACCOUNTS["ambassador"], first_name="Inès"),
        Person(email=DEMO_ACCOUNTS["reader"], first_name="Malo"),
    ]
    people += [
        Person(email=f"ambassadeur{number}@demo.passeurs.example", first_name=chance.choice(names))
        for number in range(1, len(slots) + 1)
    ]
    for person in people:
        person.set_unusable_password()
    people = Person.objects.bulk_create(people)
    placed = list(zip(people, [home, home, *slots], strict=True))
    Profile.objects.bulk_create(invent_profile(person, row, season, chance) for person, row in placed)
    Consent.objects.bulk_create(
        Consent(person=person, purpose=ConsentPurpose.PUBLIC_NAME) for person in people if chance.random() < 0.85
    )
    mandates = Mandate.objects.bulk_create(
        Mandate(person=person, season_city=row, track=chance.choice(TRACKS), started_on=season.starts_on)
        for person, row in placed
    )
    seed_agreements(mandates, chance)
    charter = season.programme.charters.get()
    CharterAcceptance.objects.bulk_create(
        CharterAcceptance(mandate=mandate, charter=charter) for mandate in mandates if chance.random() < 0.95
    )
    by_city: dict[int, list[Person]] = {}
    for mandate in mandates:
        if mandate.state == MandateState.ACTIVE:
            by_city.setdefault(mandate.season_city_id, []).append(mandate.person)
    return by_city


def seed_agreements(mandates: list[Mandate], chance: random.Random) -> None:
    """Every minor has a guardian's agreement, or a mandate that waits for it (one in twelve, not the demo's two)."""
    minors = [one for one in mandates if one.person.profile.born_on > born_to_be_of_age(clock.today())]
    asked = []
    for mandate in minors:
        is_given = mandate.person.email in DEMO_ACCOUNTS.values() or chance.random() < 11 / 12
        mandate.state = MandateState.ACTIVE if is_given else MandateState.PAUSED
        asked_at = timezone.make_aware(dt.datetime.combine(mandate.started_on, dt.time(12)))
        asked.append(
            Guardianship(
                person=mandate.person,
                minor_name=mandate.person.first_name,
                email=f"parent{mandate.person_id}@ambassadeurs.demo.passeurs.example",
                name="Parent",
                signed_name="Parent" if is_given else "",
                state=GuardianState.GIVEN if is_given else GuardianState.ASKED,
                asked_at=asked_at,
                answered_at=asked_at if is_given else None,
            )
        )
    Mandate.objects.bulk_update(minors, ["state"])
    GuardianConsent.objects.bulk_create(
        GuardianConsent(guardianship=one, purpose=purpose, given_at=one.answered_at)
        for one in Guardianship.objects.bulk_create(asked)
        if one.answered_at
        for purpose in GuardianPurpose.values
    )


def invent_profile(person: Person, row: SeasonCity, season: Season, chance: random.Random) -> Profile:
    """An invented profile of the programme's ages."""
    low, high = season.programme.min_age or 15, season.programme.max_age or 20
    born_on = season.starts_on - dt.timedelta(days=chance.randint(low * 366, high * 365))
    return Profile(
        person=person,
        commune_code=row.city.insee,
        born_on=born_on,
        interests=chance.sample([domain.id for domain in domains()], 3),
        languages=["français"],
        half_days=chance.sample(HalfDay.values, 4),
        devices=[{"kind": "téléphone", "system": chance.choice(["Android 12", "Android 14", "iOS 17", "iOS 18"])}],
    )


def seed_team(season: Season) -> None:
    """The team, one referent a city, a partner contact: the demo's doors among them."""
    eva = Person.objects.create_user(DEMO_ACCOUNTS["team"], first_name="Eva")
    RoleGrant.objects.create(person=eva, role=Role.TEAM)
    names = ["Samia", "Hervé", "Maud", "Loïc", "Nadia", "Éric", "Chantal", "Yann", "Fatima", "Benoît"]
    for index, row in enumerate(season.season_cities.select_related("city")):
        is_home = row.city.insee == HOME_CITY
        email = DEMO_ACCOUNTS["referent"] if is_home else f"referent-{row.city.slug}@demo.passeurs.example"
        referent = Person.objects.create_user(email, first_name="Samia" if is_home else names[index % len(names)])
        RoleGrant.objects.create(person=referent, role=Role.REFERENT, scope=row.city.scope, granted_by=eva)
    partner = Person.objects.create_user(DEMO_ACCOUNTS["partner"], first_name="Accueil")
    venue = Venue.objects.visible().filter(insee=HOME_CITY, kind="MUSEUM").order_by("pk").first()
    RoleGrant.objects.create(person=partner, role=Role.PARTNER, scope=f"venue:{venue.pk}" if venue else "")
    for person in Person.objects.filter(profile__isnull=True):
        Profile.objects.create(person=person)

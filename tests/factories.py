"""Rows for tests: the least that makes sense; every text is French."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock
from passeurs.core.search.fold import fold
from passeurs.groups.models import Group, Membership
from passeurs.matching.models import WishSheet
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.people.choices import Role
from passeurs.people.models import Person, Profile, RoleGrant
from passeurs.programme.choices import Phase
from passeurs.programme.models import City, Mandate, Programme, Season, SeasonCity
from passeurs.selections.models import Selection, SelectionItem


def moment(*parts: int) -> dt.datetime:
    """A moment in the site's time zone: year, month, day, hour, minute."""
    return dt.datetime(*parts, tzinfo=timezone.get_default_timezone())


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    first_name = factory.Sequence(lambda n: f"Inès{n}")

    @factory.post_generation
    def profile(self, create, extracted, **fields):
        # Of age, so that no test is about a guardian unless it says so.
        fields.setdefault("born_on", clock.today().replace(year=clock.today().year - 19, day=1))
        Profile.objects.create(person=self, **fields)


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(PersonFactory)
    role = Role.TEAM


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name = "Ambassadeurs"


class CityFactory(DjangoModelFactory):
    class Meta:
        model = City
        django_get_or_create = ("insee",)

    insee = "21231"
    name = "Dijon"
    slug = factory.LazyAttribute(lambda city: fold(city.name).replace(" ", "-"))
    lat = 47.321028
    lon = 5.041266


def school_year() -> int:
    """The year in which the season of today began."""
    today = clock.today()
    return today.year if today.month >= 9 else today.year - 1


class SeasonFactory(DjangoModelFactory):
    class Meta:
        model = Season

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda season: f"saison {season.number}")
    starts_on = factory.LazyFunction(lambda: dt.date(school_year(), 9, 1))
    ends_on = factory.LazyAttribute(lambda season: dt.date(season.starts_on.year + 1, 8, 31))
    phase = Phase.RUNNING


class SeasonCityFactory(DjangoModelFactory):
    class Meta:
        model = SeasonCity

    season = factory.SubFactory(SeasonFactory)
    city = factory.SubFactory(CityFactory)
    place_count = 24


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    season_city = factory.SubFactory(SeasonCityFactory)


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    kind = "LIBRARY"
    name = factory.Sequence(lambda n: f"Bibliothèque n° {n}")
    city_name = "Dijon"
    insee = "21231"
    lat = 47.32
    lon = 5.04


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    subcategory = "CONCERT"
    title = factory.Sequence(lambda n: f"Concert n° {n}")
    city_name = "Dijon"
    insee = "21231"
    lat = 47.32
    lon = 5.04


class WorkFactory(DjangoModelFactory):
    class Meta:
        model = Work

    subcategory = "LIVRE_PAPIER"
    title = factory.Sequence(lambda n: f"Roman n° {n}")
    creators = "Nicolas Mathieu"


class SelectionFactory(DjangoModelFactory):
    class Meta:
        model = Selection

    slug = factory.Sequence(lambda n: f"selection-{n}")
    title = factory.Sequence(lambda n: f"Sélection n° {n}")
    season_city = factory.SubFactory(SeasonCityFactory)

    @factory.lazy_attribute
    def author(self):
        return MandateFactory(season_city=self.season_city).person


class SelectionItemFactory(DjangoModelFactory):
    class Meta:
        model = SelectionItem

    selection = factory.SubFactory(SelectionFactory)
    position = factory.Sequence(lambda n: n + 1)
    work = factory.SubFactory(WorkFactory)
    reason = "Parce que ça parle de nous."


def ready_selection(**fields):
    """A draft that may be proposed: a title and three items with their reasons."""
    selection = SelectionFactory(**fields)
    for position in (1, 2, 3):
        SelectionItemFactory(selection=selection, position=position)
    return selection


def team_member():
    """A person of the national team."""
    return RoleGrantFactory().person


def referent_of(city):
    """The referent of a city."""
    return RoleGrantFactory(role=Role.REFERENT, scope=city.scope).person


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    season_city = factory.SubFactory(SeasonCityFactory)
    name = factory.Sequence(lambda n: f"Théâtre n° {n}")
    lat = 47.32
    lon = 5.04
    opens = "Les répétitions du mercredi et la régie."
    half_days = factory.LazyFunction(lambda: ["wed_pm", "sat_am"])
    state = PartnershipState.ACCEPTED


def associated_group(partnership=None, *, size: int = 2, half_day: str = "wed_pm", **fields):
    """A group of `size` ambassadors of the partner's city, each with a wish sheet."""
    partnership = partnership or PartnershipFactory()
    group = Group.objects.create(partnership=partnership, half_day=half_day, **fields)
    for _ in range(size):
        mandate = MandateFactory(season_city=partnership.season_city)
        WishSheet.objects.create(mandate=mandate, half_days=["wed_pm", "fri_pm"])
        Membership.objects.create(group=group, mandate=mandate)
    return group


def members_of(group):
    """The people in a group now."""
    return [one.mandate.person for one in group.memberships.filter(left_at=None).select_related("mandate__person")]

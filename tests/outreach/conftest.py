"""A published selection, a draft beside it, an ambassador, a reader's browser."""

import pytest
from django.test import Client

from passeurs.core import clock
from passeurs.outreach.models import Channel
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections.choices import SelectionState
from tests.factories import MandateFactory, PersonFactory, SeasonCityFactory, ready_selection

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def season_city(db):
    return SeasonCityFactory(season__number=4)


@pytest.fixture
def ines(season_city):
    person = PersonFactory(first_name="Inès")
    MandateFactory(person=person, season_city=season_city)
    Consent.objects.create(person=person, purpose=ConsentPurpose.PUBLIC_NAME)
    return person


@pytest.fixture
def published(ines, season_city):
    return ready_selection(
        author=ines,
        season_city=season_city,
        title="Rester au chaud à Dijon",
        intro="Trois refuges pour l’hiver.",
        slug="rester-au-chaud",
        state=SelectionState.PUBLISHED,
        published_at=clock.now(),
    )


@pytest.fixture
def draft(ines, season_city):
    return ready_selection(author=ines, season_city=season_city, title="Titre secret", slug="titre-secret")


@pytest.fixture
def insta(season_city):
    return Channel.objects.get(slug="insta")


@pytest.fixture
def reader():
    return Client(HTTP_USER_AGENT=PHONE)


def signed_in(person):
    client = Client(HTTP_USER_AGENT=PHONE)
    client.force_login(person)
    return client

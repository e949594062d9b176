"""What the stories happen in: a small season in Dijon, with real-looking places, works and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.core import clock
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.editorial.actions.site import make_site
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.programme.models import Charter, SeasonCity
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.promises.models import Promise
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from tests.factories import (
    MandateFactory,
    OfferFactory,
    PersonFactory,
    SeasonCityFactory,
    VenueFactory,
    WorkFactory,
    ready_selection,
    referent_of,
    team_member,
)

VENUES = {
    "La Vapeur": ("MUSIC_VENUE", 47.3325, 5.0560),
    "Bibliothèque Port du Canal": ("LIBRARY", 47.3140, 5.0290),
    "Musée des Beaux-Arts": ("MUSEUM", 47.3216, 5.0418),
}
WORKS = {"Leurs enfants après eux": "Nicolas Mathieu", "La Place": "Annie Ernaux"}


@dataclass
class World:
    """The people and things of the stories."""

    season_city: SeasonCity
    author: Person
    reader: Person
    referent: Person
    team: Person
    venues: list[Venue]
    works: list[Work]
    offer: Offer
    published: Selection
    promise: Promise


def searchable(factory: type, words: str, **fields: object) -> object:
    """A row that the search finds under its words."""
    return factory(search_name=fold(words), search_text=index_words(words), **fields)


def ambassador(season_city: SeasonCity, first_name: str) -> Person:
    """Someone with a mandate, who agreed to be named."""
    person = PersonFactory(first_name=first_name, email=f"{fold(first_name)}@exemple.fr")
    MandateFactory(person=person, season_city=season_city)
    Consent.objects.create(person=person, purpose=ConsentPurpose.PUBLIC_NAME)
    return person


def make_world() -> World:
    """Two ambassadors, a referent and a member of the team; places, works, a selection online, an answer owed."""
    season_city = SeasonCityFactory(season__name="Saison 2026-2027")
    Charter.objects.create(programme=season_city.season.programme, version=1, body="Je viens, je dis, je réponds.")
    author, reader = ambassador(season_city, "Inès"), ambassador(season_city, "Malik")
    venues = [
        searchable(VenueFactory, name, name=name, kind=kind, lat=lat, lon=lon, address="1 rue de la Liberté")
        for name, (kind, lat, lon) in VENUES.items()
    ]
    works = [
        searchable(WorkFactory, f"{title} {creators}", title=title, creators=creators)
        for title, creators in WORKS.items()
    ]
    tomorrow = clock.now() + dt.timedelta(days=1)
    offer = searchable(
        OfferFactory, "Concert à la Vapeur", title="Concert à la Vapeur", venue=venues[0], starts_on=tomorrow.date()
    )
    Occurrence.objects.create(offer=offer, starts_at=tomorrow)
    published = ready_selection(
        author=author,
        season_city=season_city,
        title="Rester au chaud à Dijon",
        slug="rester-au-chaud-a-dijon",
        state=SelectionState.PUBLISHED,
        published_at=clock.now(),
    )
    promise = owe(
        kind="catalogue_error",
        about=venues[1],
        about_label="Erreur sur Bibliothèque Port du Canal",
        about_url=venues[1].get_absolute_url(),
        owner=Owner.TEAM,
        owed_to=author,
        detail="Les horaires ont changé.",
        days=7,
    )
    make_site()
    city = season_city.city
    return World(
        season_city, author, reader, referent_of(city), team_member(), venues, works, offer, published, promise
    )

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from passeurs.catalogue.forms import DiscoverForm
from passeurs.catalogue.models import Occurrence
from passeurs.catalogue.queries.place import find_place
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from tests.factories import CityFactory, OfferFactory, VenueFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
DIJON = (47.321, 5.041)


def found(name: str, make=VenueFactory, **fields):
    key = "title" if make is OfferFactory else "name"
    return make(**{key: name, "search_name": fold(name), "search_text": index_words(name), **fields})


def titles(response) -> list[str]:
    return [card.title for card in response.context["answer"].cards]


@pytest.fixture
def places():
    near = found("Bibliothèque centrale", lat=47.3215, lon=5.042)
    far = found("Musée des Beaux-Arts", kind="MUSEUM", lat=47.36, lon=5.05)
    farther = found("Cinéma d’Auxonne", kind="CINEMA", lat=47.19, lon=5.39, city_name="Auxonne")
    found("Cachée", is_visible=False)
    return near, far, farther


def test_without_a_place_the_cities_of_the_programme_are_offered(client):
    CityFactory()
    page = client.get("/decouvrir/")
    assert page.status_code == 200
    assert "Les villes du programme" in page.text
    assert "?ou=21231" in page.text


@pytest.mark.parametrize("where", ["Dijon", "dijon", "21000", "21231", "47.321,5.041", "Dijon (21)"])
def test_nearest_first_around_a_place(client, places, where):
    page = client.get("/decouvrir/", {"ou": where})
    assert page.status_code == 200
    assert titles(page) == ["Bibliothèque centrale", "Musée des Beaux-Arts"]
    assert "min à pied" in page.text
    assert "2 résultats" in page.text
    assert "Cachée" not in page.text


def test_the_radius_counts(client, places):
    assert len(titles(client.get("/decouvrir/", {"ou": "Dijon", "rayon": "50"}))) == 3
    assert len(titles(client.get("/decouvrir/", {"ou": "Dijon", "rayon": "1"}))) == 1


def test_kinds_domain_and_text_filter(client, places):
    ask = lambda **query: titles(client.get("/decouvrir/", {"ou": "Dijon", "rayon": "50", **query}))  # noqa: E731
    assert ask(type="MUSEUM") == ["Musée des Beaux-Arts"]
    assert ask(type=["MUSEUM", "CINEMA"]) == ["Musée des Beaux-Arts", "Cinéma d’Auxonne"]
    assert ask(domaine="CINEMA") == ["Cinéma d’Auxonne"]
    assert ask(domaine="LIVRES") == ["Bibliothèque centrale"]
    assert ask(q="beaux arts musee") == ["Musée des Beaux-Arts"]
    assert ask(q="biblioteque") == ["Bibliothèque centrale"]
    assert ask(q="???") == []


def test_a_venue_tells_its_own_domains(client, places):
    found("Les Nuits d’Orient", kind="FESTIVAL", domains=["SPECTACLES"])
    assert titles(client.get("/decouvrir/", {"ou": "Dijon", "domaine": "SPECTACLES"})) == ["Les Nuits d’Orient"]


def test_filters_are_chips_that_remove_themselves(client, places):
    page = client.get("/decouvrir/", {"ou": "Dijon", "type": "MUSEUM", "q": "beaux", "page": "1"})
    urls = {chip.label: chip.url for chip in page.context["answer"].active}
    assert urls["Musée"] == "?ou=Dijon&q=beaux"
    assert urls["«\u202fbeaux\u202f»"] == "?ou=Dijon&type=MUSEUM"
    assert "retirer ce filtre" in page.text


def test_an_ambiguous_commune_is_a_choice(client):
    page = client.get("/decouvrir/", {"ou": "Saint-Denis"})
    texts = [place.text for place in page.context["answer"].found.choices]
    assert "Saint-Denis (93)" in texts
    assert "Saint-Denis (974)" in texts
    assert find_place("Saint-Denis (974)").place.lat < 0
    assert client.get("/decouvrir/", {"ou": "Xqzzt"}).text.count("nous est inconnue") == 1


@pytest.mark.parametrize("text", ["99,500", "nan,nan", "inf,0", "1e999,0", "-91,0", "", "  ", "(", "00000", "é" * 120])
def test_no_place_is_found_for_nonsense(text):
    assert find_place(text).place is None


def test_every_place_text_leads_back_to_the_same_commune():
    for code in ("21000", "Saint-Denis (93)", "Ajaccio", "97400", "2A004", "Saint-Pierre (974)", "75011"):
        place = find_place(code).place
        assert place is not None, code
        assert find_place(place.text).place == place


def test_an_empty_list_says_how_far_to_look(client, places):
    page = client.get("/decouvrir/", {"ou": "Dijon", "type": "CINEMA", "rayon": "10"})
    assert titles(page) == []
    assert "rayon=50" in page.context["answer"].wider.url
    assert "Chercher jusqu’à" in page.text
    assert "Tout effacer" in client.get("/decouvrir/", {"ou": "Dijon", "q": "zzzz"}).text


@pytest.mark.parametrize(
    "query",
    [
        {"rayon": "3000"},
        {"domaine": "X"},
        {"quand": "hier"},
        {"du": "demain"},
        {"du": "2026-12-02", "au": "2026-12-01"},
        {"ou": "x" * 121},
    ],
)
def test_bad_filters_are_refused_with_words(client, query):
    page = client.get("/decouvrir/", {"ou": "Dijon", **query})
    assert page.status_code == 422
    assert "<form" in page.text


@pytest.mark.parametrize(
    "query", [{"page": "999"}, {"page": "x"}, {"type": "NOPE\x00"}, {"type": ["A"] * 50}, {"z": "<b>"}]
)
def test_odd_filters_break_nothing(client, places, query):
    assert client.get("/decouvrir/", {"ou": "Dijon", **query}).status_code == 200


def test_only_reading(client):
    assert client.post("/decouvrir/").status_code == 405


@time_machine.travel(MONDAY, tick=False)
def test_events_by_day(client):
    def event(name, **fields):
        return found(name, OfferFactory, **fields)

    on = event("Exposition longue", starts_on=dt.date(2026, 11, 1), ends_on=dt.date(2027, 1, 10))
    event("Finie", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 2, 1))
    event("Annulée", starts_on=dt.date(2026, 11, 1), ends_on=dt.date(2027, 1, 1), is_cancelled=True)
    event("D’une autre année", year=2019)
    saturday = event("Concert du samedi", starts_on=dt.date(2026, 11, 20), ends_on=dt.date(2026, 11, 28))
    for day in (20, 28):
        Occurrence.objects.create(offer=saturday, starts_at=dt.datetime(2026, 11, day, 19, 30, tzinfo=dt.UTC))
    ask = lambda **query: set(titles(client.get("/decouvrir/", {"ou": "Dijon", "quoi": "evenements", **query})))  # noqa: E731
    assert ask() == {on.title, saturday.title}
    assert ask(quand="aujourdhui") == {on.title}
    assert ask(quand="week-end") == {on.title, saturday.title}
    assert ask(du="2026-11-29", au="2026-12-04") == {on.title}
    assert ask(du="2026-11-28", au="2026-11-28") == {on.title, saturday.title}
    assert ask(domaine="CONCERTS_FESTIVALS") == {on.title, saturday.title}
    page = client.get("/decouvrir/", {"ou": "Dijon", "quand": "week-end"})
    assert "samedi 28 novembre à 20\u202fh\u202f30" in page.text
    assert "Ce week-end" in page.text


@pytest.mark.parametrize(("day", "expected"), [(23, (28, 29)), (27, (28, 29)), (28, (28, 29)), (29, (29, 29))])
def test_the_week_end(day, expected):
    form = DiscoverForm({"quand": "week-end"})
    assert form.is_valid()
    assert tuple(one.day for one in form.days(dt.date(2026, 11, day))) == expected


def test_pages_keep_the_filters(client):
    for number in range(45):
        found(f"Bibliothèque {number:02}", lat=47.3215 + number / 10_000)
    first = client.get("/decouvrir/", {"ou": "Dijon", "q": "bibliotheque"})
    second = client.get("/decouvrir/", {"ou": "Dijon", "q": "bibliotheque", "page": "2"})
    assert len(titles(first)) == 20
    assert not set(titles(first)) & set(titles(second))
    assert "q=bibliotheque" in first.text
    assert first.context["answer"].count == 45


@pytest.mark.parametrize("count", [1, 3, 25])
@pytest.mark.parametrize("query", [{}, {"quoi": "evenements"}, {"q": "concert bibliotheque"}])
def test_queries_do_not_grow(client, django_assert_max_num_queries, count, query):
    for number in range(count):
        found(f"Bibliothèque {number}")
        offer = found(f"Concert {number}", OfferFactory, starts_on=timezone.localdate(), ends_on=timezone.localdate())
        Occurrence.objects.create(offer=offer, starts_at=timezone.now())
    client.get("/decouvrir/", {"ou": "Dijon", **query})
    with django_assert_max_num_queries(8) as seen:
        client.get("/decouvrir/", {"ou": "Dijon", **query})
    asked = [query["sql"] for query in seen.captured_queries]
    assert len(asked) == len(set(asked))


def test_communes_complete_what_is_typed(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/decouvrir/communes/", {"ou": "dij"})
    assert '<option value="Dijon (21)">' in page.text
    assert "<html" not in page.text
    assert client.get("/decouvrir/communes/", {"ou": ""}).status_code == 200


def test_only_what_is_said_to_be_accessible_and_how_many_say_nothing(client):
    found("Rampe et boucle", accessibility={"motor": True, "hearing": True})
    found("Rampe seule", accessibility={"mobility": True})
    found("Trois marches", accessibility={"motor": False})
    found("On ne sait pas")
    page = client.get("/decouvrir/", {"ou": "Dijon", "acces": "moteur"})
    assert sorted(titles(page)) == ["Rampe et boucle", "Rampe seule"]
    assert "Accessibilité non renseignée pour 1 autre résultat" in page.text
    assert "Mobilité réduite, Déficience auditive" in page.text
    assert titles(client.get("/decouvrir/", {"ou": "Dijon", "acces": ["moteur", "auditif"]})) == ["Rampe et boucle"]
    assert client.get("/decouvrir/", {"ou": "Dijon", "acces": "voler"}).status_code == 422
    found("Bal accessible", make=OfferFactory, accessibility={"psychic": True}, year=2099)
    events = client.get("/decouvrir/", {"ou": "Dijon", "quoi": "evenements", "acces": "psychique"})
    assert titles(events) == ["Bal accessible"]


def test_public_transport_is_an_estimate_where_it_makes_sense(client, settings):
    found("À côté", lat=47.3215, lon=5.042)
    found("Plus loin", lat=47.36, lon=5.05)
    page = client.get("/decouvrir/", {"ou": "Dijon"})
    near, far = page.context["answer"].cards
    assert near.transit is None
    # 4.4 km: 12 minutes, then 5.7 km of line at 18 km/h, to the next five.
    assert far.transit == 35
    assert "environ 35 min en transports" in page.text
    settings.TRANSIT_KMH = 40
    assert client.get("/decouvrir/", {"ou": "Dijon"}).context["answer"].cards[1].transit == 25

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Tag
from passeurs.selections.queries.day_count import roughly
from tests.factories import (
    CityFactory,
    OfferFactory,
    SeasonCityFactory,
    SelectionItemFactory,
    VenueFactory,
    WorkFactory,
    ready_selection,
)
from tests.selections.selection import in_days, published

pytestmark = pytest.mark.django_db
LIST = "selections:selection-list"


def tag(slug):
    return Tag.objects.get(slug=slug)


@pytest.fixture
def shelf():
    """Four selections that each filter tells apart."""
    dijon = published(WorkFactory(), title="Lire au chaud")
    dijon.tags.set([tag("lire"), tag("au-chaud")])
    lille = SeasonCityFactory(season=dijon.season_city.season, city=CityFactory(insee="59350", name="Lille"))
    north = published(VenueFactory(kind="MUSEUM"), title="Le Nord au musée", season_city=lille)
    north.tags.set([tag("musees")])
    free = published(OfferFactory(is_free=True, subcategory="CONCERT"), title="Sans payer", season_city=lille)
    ready_selection(title="Brouillon", state=SelectionState.DRAFT, season_city=lille).tags.set([tag("lire")])
    return {"dijon": dijon, "north": north, "free": free}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, {"dijon", "north", "free"}),
        ({"ville": "lille"}, {"north", "free"}),
        ({"theme": "lire"}, {"dijon"}),
        ({"humeur": "au-chaud"}, {"dijon"}),
        ({"domaine": "LIVRES"}, {"dijon"}),
        ({"domaine": "MUSEES_VISITES_CULTURELLES"}, {"north"}),
        ({"gratuit": "1"}, {"free"}),
        ({"q": "nord"}, {"north"}),
        ({"ville": "lille", "theme": "lire"}, set()),
        ({"ville": "atlantide"}, set()),
        ({"domaine": "\x00<script>"}, set()),
        ({"theme": "x' OR 1=1 --"}, set()),
    ],
)
def test_each_filter_of_the_url(client, shelf, query, names):
    response = client.get(reverse(LIST), query)
    assert {row for row, _category in response.context["cards"]} == {shelf[name] for name in names}
    if not names:
        assert "Aucune sélection ne correspond" in response.text


def test_a_chosen_filter_is_a_chip_that_removes_it_and_survives_a_search(client, shelf):
    page = client.get(reverse(LIST), {"ville": "lille", "theme": "musees", "page": "1"}).text
    assert "Sélections à Lille\u202f: Musées et expos" in page
    assert 'href="?theme=musees"' in page
    assert '<input type="hidden" name="ville" value="lille">' in page
    # A theme of drafts only is not offered.
    assert "theme=scene" not in client.get(reverse(LIST)).text


def test_the_list_is_sorted_as_asked(client, shelf):
    titles = [row.title for row, _c in client.get(reverse(LIST), {"tri": "titre"}).context["cards"]]
    assert titles == sorted(titles)
    assert client.get(reverse(LIST), {"tri": "n’importe"}).status_code == 200


def test_pages_keep_the_filters(client):
    season_city = SeasonCityFactory()
    for _n in range(25):
        published(season_city=season_city)
    page = client.get(reverse(LIST), {"ville": "dijon", "page": "2"})
    assert len(page.context["cards"]) == 1
    assert "ville=dijon&amp;page=1" in page.text


def queries_of(client, url, query=None):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url, query or {}).status_code == 200
    return [one["sql"] for one in seen]


def test_public_pages_ask_at_most_eight_times_and_never_twice_the_same(client, shelf):
    selection = shelf["dijon"]
    for _n in range(4):
        published(season_city=selection.season_city).tags.set([tag("lire")])
        published(season_city=shelf["north"].season_city).tags.set([tag("lire"), tag("au-chaud")])
    short = queries_of(client, selection.get_absolute_url())
    for position in range(2, 30):
        SelectionItemFactory(selection=selection, position=position)
    take = reverse("selections:take-away")
    urls = [
        (selection.get_absolute_url(), {}),
        (reverse(LIST), {}),
        (reverse(LIST), {"ville": "dijon", "theme": "lire", "humeur": "au-chaud", "gratuit": "1", "domaine": "LIVRES"}),
        (take, {"de": selection.slug}),
        (take, {"l": f"oeuvre-{selection.items.first().work_id}.lieu-1.offre-1"}),
        (reverse("selections:card", args=[selection.slug]), {}),
        (reverse("selections:feed", args=["atom"]), {"ville": "dijon"}),
    ]
    for url, query in urls:
        asked = queries_of(client, url, query)
        assert len(asked) <= 8, url
        assert len(asked) == len(set(asked)), url
    assert len(queries_of(client, selection.get_absolute_url())) == len(short)


def test_the_page_tells_machines_what_it_lists(client):
    lost = VenueFactory(is_visible=False, name="</script><b>Grenier")
    offer = OfferFactory(starts_on=in_days(4), ends_on=in_days(6), place_name="La Vapeur")
    selection = published(WorkFactory(title="La Place", creators="Annie Ernaux"), offer, lost, intro="Au <chaud>")
    page = client.get(selection.get_absolute_url()).text
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    found = next(one for one in blocks if one["@type"] == "ItemList")
    assert found["numberOfItems"] == len(found["itemListElement"]) == 3
    assert [one["position"] for one in found["itemListElement"]] == [1, 2, 3]
    things = [one["item"] for one in found["itemListElement"]]
    assert [one["@type"] for one in things] == ["Book", "Event", "Place"]
    assert things[0]["author"] == {"@type": "Person", "name": "Annie Ernaux"}
    assert things[1]["startDate"] == in_days(4).isoformat()
    assert things[1]["location"]["name"] == "La Vapeur"
    assert "url" not in things[2]
    assert found["description"] == "Au <chaud>"
    assert found["url"].endswith(selection.get_absolute_url())


def test_sections_are_headings_above_their_items(client):
    selection = published(WorkFactory(title="Un"), WorkFactory(title="Deux"), WorkFactory(title="Trois"))
    second = selection.items.get(position=2)
    second.section = "Et dehors"
    second.save()
    page = re.sub(r">\s+<", "><", client.get(selection.get_absolute_url()).text)
    assert page.index("Un</a></h2>") < page.index("Et dehors</bdi></h2>") < page.index("Deux</a></h3>")


def test_what_the_page_offers(client):
    selection = published(OfferFactory(starts_on=in_days(1), ends_on=in_days(1)), WorkFactory())
    selection.tags.set([tag("lire"), tag("au-chaud")])
    other = published(season_city=selection.season_city, title="Une autre à Dijon")
    page = client.get(selection.get_absolute_url()).text
    for link in (
        "?theme=lire",
        "?humeur=au-chaud",
        f"/a-emporter/sorties.ics?de={selection.slug}",
        "/fils/selections.atom",
    ):
        assert link in page
    assert other.title in page
    assert f'data-passeurs-wish="oeuvre-{selection.items.last().work_id}"' in page
    assert 'type="application/json+oembed"' in page
    # A selection without a date has nothing for a calendar.
    assert "sorties.ics" not in client.get(other.get_absolute_url()).text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "encore trop peu pour le dire"), (4, "encore trop peu pour le dire"), (5, "moins d’une dizaine"),
        (12, "une dizaine"), (15, "une vingtaine"), (24, "une vingtaine"), (60, "une soixantaine"),
        (72, "environ 70"), (99, "une centaine"), (149, "une centaine"), (151, "environ 200"),
        (1499, "environ 1\u202f000"),
        (12_600, "environ 13\u202f000"),
    ],
)  # fmt: skip
def test_counts_are_said_in_round_figures(count, words):
    assert roughly(count) == words

"""What a draft leaves out, proposed and never imposed."""

import pytest
from django.urls import reverse

from passeurs.selections.queries.diversity import gaps_of
from passeurs.selections.queries.item import selection_items
from tests.factories import OfferFactory, SelectionFactory, SelectionItemFactory, VenueFactory, WorkFactory

pytestmark = pytest.mark.django_db


def portrait_of(*things):
    selection = SelectionFactory()
    for position, (kind, thing) in enumerate(things, start=1):
        SelectionItemFactory(selection=selection, position=position, **{"work": None, kind: thing})
    return selection, gaps_of(selection, selection_items(selection))


def works(count, **fields):
    return [("work", WorkFactory(**fields)) for _n in range(count)]


def test_nothing_is_said_before_three_items():
    _selection, portrait = portrait_of(*works(2))
    assert not portrait.is_ready


def test_recent_books_of_one_hand_are_told_and_widened():
    venue = VenueFactory()
    old = WorkFactory(year=1960, creators="Colette")
    _selection, portrait = portrait_of(*works(3, year=2020))
    gaps = {gap.title: gap.things for gap in portrait.gaps}
    assert gaps["Aucun lieu où aller"] == (venue,)
    assert gaps["Toutes les œuvres sont récentes"] == (old,)
    assert gaps["Les œuvres ont toutes la même signature"] == (old,)
    assert "Époques" in [fact.label for fact in portrait.facts]


def test_one_commune_is_widened_by_its_neighbours():
    beaune = VenueFactory(insee="21054", city_name="Beaune", lat=47.03, lon=4.84)
    nearer = VenueFactory(insee="21617", city_name="Talant", lat=47.34, lon=5.0)
    _selection, portrait = portrait_of(*[("venue", VenueFactory()) for _n in range(3)])
    gaps = {gap.title: gap.things for gap in portrait.gaps}
    assert gaps["Tout se passe dans la même commune"] == (nearer,)
    assert beaune not in gaps["Tout se passe dans la même commune"]


def test_what_is_unknown_is_said_unknown():
    _selection, portrait = portrait_of(
        ("work", WorkFactory(year=None, creators="")), ("offer", OfferFactory(is_free=None)), ("venue", VenueFactory())
    )
    texts = " ".join(fact.text for fact in portrait.facts)
    for words in ("1 sans année connue", "1 sans nom connu", "1 au tarif inconnu"):
        assert words in texts


def test_the_panel_adds_what_it_proposes_and_asks_little(client, django_assert_max_num_queries):
    venue = VenueFactory()
    selection, _portrait = portrait_of(*works(3, year=2020))
    client.force_login(selection.author)
    with django_assert_max_num_queries(22):
        page = client.get(reverse("selections:widen", args=[selection.pk])).text
    assert f'value="venue:{venue.pk}"' in page
    fragment = client.get(reverse("selections:widen", args=[selection.pk]), headers={"HX-Request": "true"}).text
    assert "<html" not in fragment

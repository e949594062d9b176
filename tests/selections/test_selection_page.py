import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.people.models import Consent
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from tests.factories import CityFactory, SeasonCityFactory, SelectionFactory, SelectionItemFactory, ready_selection

pytestmark = pytest.mark.django_db


def published(**fields):
    selection = ready_selection(**fields)
    selection.state, selection.published_at = SelectionState.PUBLISHED, clock.now()
    selection.save()
    return selection


def test_the_author_is_named_only_with_their_present_consent(client):
    selection = published()
    name = selection.author.public_name
    assert name not in client.get(selection.get_absolute_url()).text
    consent = Consent.objects.create(person=selection.author, purpose="public_name")
    assert name in client.get(selection.get_absolute_url()).text
    assert name in client.get(reverse("selections:selection-list")).text
    consent.withdrawn_at = clock.now()
    consent.save()
    assert name not in client.get(selection.get_absolute_url()).text


@pytest.mark.parametrize("state", [s for s in SelectionState.values if s != SelectionState.PUBLISHED])
def test_what_is_not_published_does_not_exist_for_the_public(client, state):
    selection = ready_selection(state=state, title="Secret bien gardé")
    assert client.get(selection.get_absolute_url()).status_code == 404
    for url in (reverse("selections:selection-list"),):
        assert "Secret bien gardé" not in client.get(url).text
    work = selection.items.first().work
    page = client.get(work.get_absolute_url())
    assert page.status_code == 200
    assert "Secret bien gardé" not in page.text


def test_a_thing_is_mentioned_by_the_published_selections_that_hold_it(client):
    selection = published()
    work = selection.items.first().work
    page = client.get(work.get_absolute_url()).text
    assert "Dans des sélections" in page
    assert f'href="{selection.get_absolute_url()}"' in page


def test_the_list_filters_by_city_and_words(client):
    dijon = published(title="Hiver à Dijon")
    lille = SeasonCityFactory(season=dijon.season_city.season, city=CityFactory(insee="59350", name="Lille"))
    other = published(title="Le Nord en BD", season_city=lille)
    url = reverse("selections:selection-list")
    assert [s for s, _c in client.get(url, {"ville": "lille"}).context["cards"]] == [other]
    assert [s for s, _c in client.get(url, {"q": "hiver"}).context["cards"]] == [dijon]
    assert "Aucune sélection" in client.get(url, {"q": "zzz"}).text


def test_public_pages_ask_little_whatever_their_length(client, django_assert_max_num_queries):
    season_city = SeasonCityFactory()
    for _n in range(8):
        published(season_city=season_city)
    long = Selection.objects.last()
    for position in range(4, 30):
        SelectionItemFactory(selection=long, position=position)
    for url in (reverse("selections:selection-list"), long.get_absolute_url()):
        with django_assert_max_num_queries(8):
            assert client.get(url).status_code == 200


def test_what_is_over_says_so(client):
    selection = SelectionFactory(state=SelectionState.PUBLISHED, published_at=clock.now())
    item = SelectionItemFactory(selection=selection)
    from tests.factories import OfferFactory

    past = clock.today() - dt.timedelta(days=2)
    item.work, item.offer = None, OfferFactory(starts_on=past, ends_on=past)
    item.save()
    assert "terminé" in client.get(selection.get_absolute_url()).text


def test_the_first_publication_takes_the_plain_address():
    first, second = ready_selection(title="Au chaud"), ready_selection(title="Au chaud")
    for selection in (first, second):
        actions.propose_selection(selection=selection, by=selection.author)
        from tests.factories import team_member

        actions.answer_submission(selection=selection, by=team_member(), is_published=True, reason="")
        selection.refresh_from_db()
    assert first.slug == "au-chaud"
    assert second.slug != "au-chaud"


def test_erasing_the_author_takes_drafts_and_leaves_the_public_without_a_name(client):
    selection = published()
    draft = ready_selection(season_city=selection.season_city, author=selection.author)
    kept = actions.erase_selections(selection.author)
    assert not Selection.objects.filter(pk=draft.pk).exists()
    assert Selection.objects.filter(pk=selection.pk).exists()
    assert "sans ton nom" in kept[0]

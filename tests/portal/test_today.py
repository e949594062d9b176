import datetime as dt

import pytest
from django.urls import reverse

from passeurs.catalogue.models import Occurrence
from passeurs.core import clock
from passeurs.programme.models import Charter
from passeurs.promises.actions import owe
from passeurs.selections import actions
from tests.factories import (
    MandateFactory,
    OfferFactory,
    PersonFactory,
    RoleGrantFactory,
    VenueFactory,
    ready_selection,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
TODAY = "/aujourdhui/"


def proposed():
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    selection.refresh_from_db()
    return selection


def test_a_visitor_signs_in_first(client):
    assert client.get(TODAY).status_code == 302


def test_an_ambassador_sees_what_is_asked_urgent_first(client):
    selection = proposed()
    reader = MandateFactory(season_city=selection.season_city).person
    Charter.objects.create(programme=selection.season_city.season.programme, version=1, body="Charte")
    actions.answer_submission(selection=selection, by=reader, is_published=False, reason="Une date est fausse.")
    other = ready_selection(season_city=selection.season_city)
    actions.propose_selection(selection=other, by=other.author)
    client.force_login(selection.author)
    page = client.get(TODAY)
    titles = [ask.title for ask in page.context["todos"]]
    assert titles[0].startswith("Reprendre")
    assert any(title.startswith("Relire") for title in titles)
    assert any("charte" in title for title in titles)


def test_a_dated_ask_lends_its_date_to_no_other(client):
    selection = proposed()
    reader = MandateFactory(season_city=selection.season_city).person
    ready_selection(season_city=selection.season_city, author=reader, title="Mon brouillon")
    client.force_login(reader)
    text = client.get(TODAY).text
    assert text.count("Avant ") == 1


def test_what_is_near_this_week_comes_before_places(client):
    mandate = MandateFactory()
    VenueFactory(name="Toujours là")
    for number in range(3):
        offer = OfferFactory(title=f"Concert proche {number}")
        Occurrence.objects.create(offer=offer, starts_at=clock.now() + dt.timedelta(days=2))
    late = OfferFactory(title="Dans un mois")
    Occurrence.objects.create(offer=late, starts_at=clock.now() + dt.timedelta(days=30))
    far = OfferFactory(title="À Lille", lat=50.63, lon=3.06)
    Occurrence.objects.create(offer=far, starts_at=clock.now() + dt.timedelta(days=2))
    client.force_login(mandate.person)
    near = [str(thing) for thing in client.get(TODAY).context["near"]]
    assert set(near) == {
        "Concert proche 0",
        "Concert proche 1",
        "Concert proche 2",
    }


def test_without_dates_places_are_near(client):
    mandate = MandateFactory()
    VenueFactory(name="La Nef")
    client.force_login(mandate.person)
    assert "La Nef" in client.get(TODAY).text


def test_what_became_of_a_selection_is_told(client):
    selection = proposed()
    actions.answer_submission(selection=selection, by=team_member(), is_published=True, reason="")
    client.force_login(selection.author)
    assert "est publiée" in client.get(TODAY).text


def test_the_teams_day_opens_on_what_is_owed(client, django_assert_max_num_queries):
    for _n in range(8):
        proposed()
    client.force_login(team_member())
    with django_assert_max_num_queries(28):
        page = client.get(TODAY)
    assert "Nous devons une réponse à 8 personnes" in page.text


def test_a_person_who_waits_twice_is_one_person(client):
    asker = PersonFactory()
    thing = VenueFactory()
    for owed_to in (asker, asker, None, None):
        owe(kind="catalogue_error", about=thing, about_label="Erreur", about_url="/", owed_to=owed_to)
    client.force_login(team_member())
    assert "Nous devons une réponse à 3 personnes" in client.get(TODAY).text


def test_a_referent_sees_their_cities_only(client):
    selection = proposed()
    client.force_login(referent_of(selection.season_city.city))
    assert client.get(TODAY).context["owed_count"] == 1
    client.force_login(RoleGrantFactory(role="referent", scope="city:99999").person)
    assert client.get(TODAY).context["owed_count"] == 0


def test_someone_without_a_mandate_has_an_empty_day(client):
    client.force_login(PersonFactory())
    page = client.get(TODAY)
    assert page.status_code == 200
    assert "Rien ne t’attend" in page.text


def test_the_demos_doors_are_shut_outside_the_demo(client, settings):
    settings.DEMO = False
    assert client.get(reverse("portal:demo")).status_code == 404
    assert client.post(reverse("portal:demo"), {"role": "team"}).status_code == 404
    assert client.get(reverse("portal:demo-mail")).status_code == 404
    settings.DEMO = True
    assert client.get(reverse("portal:demo")).status_code == 200
    assert client.post(reverse("portal:demo"), {"role": "root"}).status_code == 404


def test_the_demo_opens_a_seeded_account(client, settings):
    settings.DEMO = True
    MandateFactory(person__email="ines@demo.passeurs.example")
    assert client.post(reverse("portal:demo"), {"role": "ambassador"}).url == TODAY
    assert client.get(TODAY).status_code == 200

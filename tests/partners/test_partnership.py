"""Partners: proposed without an account, answered once, a space that its link alone opens."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from passeurs.core.geo.nearby import distance_km
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.core.verdict import Refused
from passeurs.partners.actions.partnership import decide_partnership
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Partnership
from passeurs.people.actions import end_links
from passeurs.promises.models import Promise
from tests.factories import (
    CityFactory,
    PartnershipFactory,
    SeasonCityFactory,
    VenueFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
URL = "/lieux-partenaires/"


def asked(row, **fields):
    return {
        "season_city": row.pk,
        "name": "La Vapeur",
        "opens": "Les balances des concerts et le métier de régisseur.",
        "half_days": ["wed_pm", "sat_pm"],
        "group_count": "1",
        "access": ["step_free"],
        "contact_name": "Nadia",
        "email": "nadia@lavapeur.example",
        "website": "",
    } | fields


def link_in(mail) -> str:
    return re.search(r"https?://[^/\s]+(/partenaire/\S+)", mail.body)[1]


@pytest.fixture
def proposed(client, mailoutbox, django_capture_on_commit_callbacks):
    row = SeasonCityFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(URL, asked(row)).status_code == 302
    return Partnership.objects.get(), mailoutbox


def test_a_proposal_needs_no_account_and_is_owed_an_answer(client, proposed):
    partnership, mails = proposed
    assert partnership.state == PartnershipState.PROPOSED
    promise = Promise.objects.get(kind="partnership")
    assert promise.scope == "city:21231"
    space = client.get(link_in(mails[0]))
    assert space.status_code == 200
    assert "no-store" in space["Cache-Control"]
    assert "La Vapeur" in space.text
    assert "attend la réponse de la ville" in space.text


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client):
    row = SeasonCityFactory()
    answer = client.post(URL, asked(row, half_days=[], email="nadia"))
    assert answer.status_code == 422
    assert "Les balances des concerts" in answer.text
    assert Partnership.objects.count() == 0


def test_a_machine_keeps_nothing_and_the_same_place_is_proposed_once(client):
    row = SeasonCityFactory()
    client.post(URL, asked(row, website="http://spam.example"))
    assert Partnership.objects.count() == 0
    client.post(URL, asked(row))
    again = client.post(URL, asked(row, name="la vapeur"))
    assert again.status_code == 422
    assert "déjà proposé" in again.text
    assert Partnership.objects.count() == 1


def test_the_place_is_the_venue_of_that_name_in_the_city(client):
    row = SeasonCityFactory()
    venue = VenueFactory(name="La Vapeur", search_name="la vapeur", lat=47.34, lon=5.06)
    client.post(URL, asked(row, name="LA VAPEUR"))
    made = Partnership.objects.get()
    assert (made.venue, made.lat) == (venue, 47.34)


def near(row, name, commune="Dijon", km=2.0):
    """A venue of the catalogue so far north of the city."""
    city = row.city
    found = {"search_name": fold(name), "search_text": index_words(name)}
    where = {"lat": city.lat + km / 111, "lon": city.lon, "address": "2 rue de la Gare", "city_name": commune}
    return VenueFactory(name=name, **where, **found)


def test_the_only_place_of_that_name_is_known_without_asking(client):
    row = SeasonCityFactory()
    place = near(row, "La Vapeur")
    near(row, "La Vapeur", km=300)
    client.post(URL, asked(row, expects="Une soirée pensée par vous."))
    made = Partnership.objects.get()
    assert (made.venue, made.lat, made.expects) == (place, place.lat, "Une soirée pensée par vous.")


def test_where_several_places_bear_the_name_one_says_which(client):
    row = SeasonCityFactory()
    here, there = near(row, "Bibliothèque"), near(row, "Bibliothèque", "Talant", km=6)
    page = client.post(URL, asked(row, name="Bibliothèque"))
    assert page.status_code == 422
    assert "Est-ce l’un de ces lieux" in page.text
    assert "Bibliothèque, 2 rue de la Gare, Talant" in page.text
    assert "nadia@lavapeur.example" in page.text
    assert not Partnership.objects.exists()
    client.post(URL, asked(row, name="Bibliothèque", venue=str(there.pk)))
    made = Partnership.objects.get()
    assert (made.venue, made.lat) == (there, there.lat)
    client.post(URL, asked(row, name="Bibliothèque Colette", venue="aucun"))
    assert Partnership.objects.get(name="Bibliothèque Colette").venue is None
    assert here.name == there.name


def test_without_a_place_of_the_catalogue_the_commune_tells_the_way(client):
    row = SeasonCityFactory()
    page = client.post(URL, asked(row, commune="Paris (75)"))
    assert page.status_code == 422
    assert "C’est trop loin de cette ville" in page.text
    client.post(URL, asked(row, commune="Talant"))
    made = Partnership.objects.get()
    assert made.venue is None
    assert 0 < distance_km(made.lat, made.lon, row.city.lat, row.city.lon) < 10


def test_where_it_is_said_again_unchanged_moves_nothing(client):
    row = SeasonCityFactory()
    client.post(URL, asked(row, commune="Talant"))
    made = Partnership.objects.get()
    client.force_login(referent_of(row.city))
    url = f"/equipe/associations/lieux/{made.pk}/adresse/"
    assert client.post(url, {"venue": "aucun"}).status_code == 302
    assert Partnership.objects.get().lat == made.lat
    client.post(url, {"venue": "aucun", "commune": "Dijon"})
    assert Partnership.objects.get().lat != made.lat


def test_the_referent_says_where_it_is(client, proposed):
    partnership, _mails = proposed
    place = near(partnership.season_city, "La Vapeur - salle de concert")
    client.force_login(referent_of(partnership.season_city.city))
    url = f"/equipe/associations/lieux/{partnership.pk}/adresse/"
    assert "La Vapeur - salle de concert, 2 rue de la Gare" in client.get(url).text
    assert client.post(url, {}).status_code == 422
    client.post(url, {"venue": str(place.pk)})
    partnership.refresh_from_db()
    assert (partnership.venue, partnership.lat) == (place, place.lat)
    assert "2 rue de la Gare" in client.get(partnership.get_absolute_url()).text
    client.force_login(referent_of(CityFactory(name="Brest", insee="29019")))
    assert client.get(url).status_code == 404


def test_the_referent_of_the_city_answers_once(client, proposed, django_capture_on_commit_callbacks):
    partnership, mails = proposed
    url = partnership.get_absolute_url()
    client.force_login(referent_of(CityFactory(insee="59350", name="Lille")))
    assert client.get(url).status_code == 404
    referent = referent_of(partnership.season_city.city)
    client.force_login(referent)
    assert client.post(url, {"answer": "no", "reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"answer": "yes", "reason": "Bienvenue."}).status_code == 302
    assert "Bienvenue." in mails[-1].body
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.ACCEPTED
    assert Promise.objects.open().count() == 0
    with pytest.raises(Refused):
        decide_partnership(partnership=partnership, by=team_member(), is_accepted=False, reason="Non.")


def test_a_space_shows_first_names_of_its_own_group_only(client, proposed):
    partnership, mails = proposed
    partnership.state = PartnershipState.ACCEPTED
    partnership.save()
    mine, other = (
        associated_group(partnership),
        associated_group(PartnershipFactory(season_city=partnership.season_city)),
    )
    page = client.get(link_in(mails[0])).text
    for person in members_of(mine):
        assert person.public_name in page
        assert person.email not in page
    for person in members_of(other):
        assert person.public_name not in page


def test_a_link_that_is_over_renews_to_its_own_address_only(client, proposed, django_capture_on_commit_callbacks):
    _partnership, mails = proposed
    url = link_in(mails[0])
    end_links(subject=Contact.objects.get())
    dead = client.get(url)
    assert dead.status_code == 410
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{url}lien/")
    assert mails[-1].to == ["nadia@lavapeur.example"]
    assert client.get(link_in(mails[-1])).status_code == 200
    assert client.get(reverse("partners:space", args=["x" * 32])).status_code == 404

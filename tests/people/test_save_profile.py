"""My account: hub, profile, devices."""

from __future__ import annotations

import datetime as dt

import pytest

from passeurs.core import registry
from passeurs.people.models import Profile
from tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

PROFILE = "/moi/profil/"
DEVICES = "/moi/appareils/"
FORM = {"first_name": "Inès", "commune_code": "Dijon (21)", "born_on": "2005-05-14", "languages": "français, LSF"}


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "path",
    ["/moi/", PROFILE, DEVICES, "/moi/adresse/", "/moi/connexions/", "/moi/donnees/", "/moi/effacer/", "/moi/cles/"],
)
def test_pages_of_mine_work_and_visitors_sign_in_first(client, path):
    assert client.get(path)["Location"].startswith("/compte/connexion/?next=")
    client.force_login(PersonFactory())
    assert client.get(path).status_code == 200


def test_person_without_profile_is_served(client):
    person = PersonFactory()
    person.profile.delete()
    client.force_login(person)
    for path in ("/moi/", PROFILE, DEVICES, "/moi/donnees/"):
        assert client.get(path).status_code == 200
    client.post(PROFILE, FORM)
    assert Profile.objects.get(person=person).commune_code == "21231"


def test_hub_shows_my_roles(client, person):
    RoleGrantFactory(person=person, role="referent", scope="city:99999")
    page = client.get("/moi/").content.decode()
    assert "référent·e de ville, city:99999" in page
    assert person.first_name in page


def test_profile_is_kept_and_shown_back(client, person):
    response = client.post(
        PROFILE, FORM | {"chosen_name": "Nès", "half_days": ["wed_pm", "sat_am"], "access_needs": "Sous-titres"}
    )
    assert response["Location"] == "/moi/"
    person.refresh_from_db()
    profile = person.profile
    assert (person.first_name, person.public_name) == ("Inès", "Nès")
    assert (profile.commune_code, profile.born_on) == ("21231", dt.date(2005, 5, 14))
    assert (profile.languages, profile.half_days) == (["français", "LSF"], ["wed_pm", "sat_am"])
    page = client.get(PROFILE).content.decode()
    assert 'value="Dijon (21)"' in page
    assert 'value="2005-05-14"' in page
    assert "français, LSF" in page
    assert page.split("<footer")[0].count(" checked") == 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [("dijon", "21231"), ("Saint-Étienne (42)", "42218"), ("st etienne (42)", "42218"), ("21000", "21231"), ("", "")],
)
def test_commune_is_understood(client, person, typed, code):
    client.post(PROFILE, FORM | {"commune_code": typed})
    assert Profile.objects.get(person=person).commune_code == code


@pytest.mark.parametrize("typed", ["Saint-Denis", "Atlantide", "<script>", "99999", "()"])
def test_doubtful_commune_is_asked_again(client, person, typed):
    response = client.post(PROFILE, FORM | {"commune_code": typed})
    assert response.status_code == 422
    assert "commune" in " ".join(response.context["form"].errors["commune_code"])


def test_several_communes_are_offered(client, person):
    response = client.post(PROFILE, FORM | {"commune_code": "Saint-Denis"})
    assert "Saint-Denis (93)" in response.context["form"].errors["commune_code"][0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": " "},
        {"first_name": "x" * 81},
        {"born_on": "2090-01-01"},
        {"born_on": "1890-01-01"},
        {"born_on": "hier"},
        {"half_days": ["lundi"]},
        {"languages": ", ".join(f"langue {i}" for i in range(11))},
        {"access_needs": "x" * 5000},
    ],
)
def test_bad_profile_answers_422_and_keeps_nothing(client, person, wrong):
    response = client.post(PROFILE, FORM | wrong)
    assert response.status_code == 422
    assert Profile.objects.get(person=person).commune_code == ""


def test_interests_are_those_of_the_catalogue(client, person):
    assert "Livres et bande dessinée" in client.get(PROFILE).content.decode()
    client.post(PROFILE, FORM | {"interests": ["LIVRES", "CINEMA"]})
    assert Profile.objects.get(person=person).interests == ["LIVRES", "CINEMA"]
    assert client.post(PROFILE, FORM | {"interests": ["autre"]}).status_code == 422


def test_without_a_vocabulary_interests_are_not_asked(client, person, monkeypatch):
    monkeypatch.delitem(registry.vocabularies._entries, "interests")
    assert client.get(PROFILE).status_code == 200
    assert client.post(PROFILE, FORM)["Location"] == "/moi/"


def test_what_is_written_is_escaped(client, person):
    client.post(PROFILE, FORM | {"first_name": "<img src=x>"})
    assert "<img src=x>" not in client.get("/moi/").content.decode()


def devices(*rows, initial=0):
    data = {"devices-TOTAL_FORMS": str(len(rows)), "devices-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        data |= {f"devices-{number}-{name}": value for name, value in row.items()}
    return data


PHONE = {"type": "phone", "system": "Android", "version": "14"}


def test_devices_are_kept_then_dropped(client, person):
    empty = {"type": "", "system": "", "version": ""}
    assert client.post(DEVICES, devices(PHONE, empty)).status_code == 302
    assert Profile.objects.get(person=person).devices == [PHONE]
    assert 'value="14"' in client.get(DEVICES).content.decode()
    client.post(DEVICES, devices(PHONE | {"DELETE": "on"}, initial=1))
    assert Profile.objects.get(person=person).devices == []


@pytest.mark.parametrize(
    "data",
    [{}, devices(PHONE | {"type": "toaster"}), devices(PHONE | {"version": "x" * 21}), devices(*[PHONE] * 7)],
)
def test_bad_devices_answer_422(client, person, data):
    assert client.post(DEVICES, data or {"x": "1"}).status_code == 422
    assert Profile.objects.get(person=person).devices == []


def test_birth_date_is_shown_to_nobody_else(client, person):
    Profile.objects.filter(person=person).update(born_on=dt.date(2005, 5, 14), access_needs="Fauteuil")
    team = RoleGrantFactory().person
    client.force_login(team)
    for path in ("/equipe/personnes/", "/equipe/personnes/?format=csv", f"/equipe/personnes/{person.uid}/"):
        response = client.get(path)
        body = b"".join(response) if response.streaming else response.content
        assert b"2009" not in body
        assert b"Fauteuil" not in body


def test_profile_page_is_not_for_other_methods(client, person):
    assert client.put(PROFILE).status_code == 405
    assert client.post("/moi/").status_code == 405

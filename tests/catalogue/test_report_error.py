from __future__ import annotations

import pytest

from passeurs.catalogue.actions.error_report import report_error
from passeurs.core.verdict import Refused
from passeurs.promises.models import Promise
from tests.factories import OfferFactory, PersonFactory, VenueFactory, WorkFactory

pytestmark = pytest.mark.django_db
DETAIL = {"detail": "Ce lieu a fermé en juin.", "website": ""}


@pytest.mark.parametrize(
    ("make", "folder"), [(VenueFactory, "lieux"), (OfferFactory, "offres"), (WorkFactory, "oeuvres")]
)
def test_anyone_may_report_and_is_owed_an_answer(client, make, folder):
    thing = make()
    url = f"/{folder}/{thing.pk}/signaler/"
    assert client.get(url).status_code == 200
    page = client.post(url, DETAIL)
    assert (page.status_code, page["Location"]) == (302, thing.get_absolute_url())
    promise = Promise.objects.get()
    assert promise.about == thing
    assert promise.detail == DETAIL["detail"]
    assert promise.owner == "team"
    assert promise.owed_to is None
    assert (promise.due_at - promise.made_at).days == 7
    assert "Merci" in client.get(thing.get_absolute_url()).text


def test_someone_signed_in_is_remembered(client):
    person = PersonFactory()
    client.force_login(person)
    client.post(f"/lieux/{VenueFactory().pk}/signaler/", DETAIL)
    assert Promise.objects.get().owed_to == person


def test_a_double_click_is_one_report():
    venue, person = VenueFactory(), PersonFactory()
    first = report_error(thing=venue, detail="Fermé.", by=person)
    assert report_error(thing=venue, detail="Fermé.", by=person) == first
    assert Promise.objects.count() == 1


@pytest.mark.parametrize("detail", ["", "   ", "non", "x" * 2001, "zéro\x00"])
def test_a_bad_report_is_given_back(client, detail):
    page = client.post(f"/lieux/{VenueFactory().pk}/signaler/", {"detail": detail})
    assert page.status_code == 422
    assert "<form" in page.text
    assert not Promise.objects.exists()


def test_a_robot_is_thanked_and_forgotten(client):
    page = client.post(f"/lieux/{VenueFactory().pk}/signaler/", {**DETAIL, "website": "https://spam.example"})
    assert page.status_code == 302
    assert not Promise.objects.exists()


def test_too_many_reports_wait(client):
    venue = VenueFactory()
    for number in range(5):
        assert client.post(f"/lieux/{venue.pk}/signaler/", {"detail": f"Erreur n° {number}"}).status_code == 302
    page = client.post(f"/lieux/{venue.pk}/signaler/", {"detail": "Une sixième"})
    assert page.status_code == 422
    assert "Une sixième" in page.text
    assert Promise.objects.count() == 5


def test_what_is_hidden_cannot_be_reported(client):
    venue = VenueFactory(is_visible=False)
    assert client.post(f"/lieux/{venue.pk}/signaler/", DETAIL).status_code == 404
    with pytest.raises(Refused):
        report_error(thing=venue, detail="Fermé.")

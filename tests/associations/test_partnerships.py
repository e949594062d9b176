"""Partners: proposed without an account, answered once, a space that its link alone opens."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from passeurs.associations.actions.partnerships import decide_partnership
from passeurs.associations.choices import PartnershipState
from passeurs.associations.models import Contact, Partnership
from passeurs.core.verdict import Refused
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
    assert client.get(reverse("associations:partner", args=["x" * 32])).status_code == 404

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.people.actions import answer_guardianship, ask_guardian
from passeurs.people.models import Person
from passeurs.programme import actions, queries
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import Charter, Mandate
from tests.factories import CityFactory, MandateFactory, PersonFactory, SeasonCityFactory, referent_of, team_member
from tests.recruitment.making import birth

pytestmark = pytest.mark.django_db


def test_being_an_ambassador_comes_from_a_running_mandate():
    mandate = MandateFactory()
    assert queries.audiences_of(mandate.person) == {"ambassador"}
    for state, phase in ((MandateState.PAUSED, Phase.RUNNING), (MandateState.ACTIVE, Phase.ARCHIVED)):
        other = MandateFactory(state=state, season_city__season__phase=phase)
        assert queries.audiences_of(other.person) == set()


def test_one_running_mandate_a_city_and_season():
    mandate = MandateFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(person=mandate.person, season_city=mandate.season_city)
    actions.change_mandate(mandate=mandate, by=mandate.person, state=MandateState.RESIGNED)
    Mandate.objects.create(person=mandate.person, season_city=mandate.season_city)


def test_the_referent_pauses_and_the_person_is_told(client):
    mandate = MandateFactory()
    client.force_login(referent_of(mandate.season_city.city))
    url = reverse("programme:change-mandate", args=[mandate.pk])
    assert client.post(url, {"state": "paused", "paused_until": "2026-12-31"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.state == MandateState.PAUSED
    assert Message.objects.get(person=mandate.person).kind == "mandate_changed"


def test_a_referent_of_elsewhere_changes_nothing(client):
    mandate = MandateFactory()
    client.force_login(referent_of(CityFactory(insee="59350", name="Lille")))
    response = client.post(reverse("programme:change-mandate", args=[mandate.pk]), {"state": "ended"})
    assert response.status_code == 403
    mandate.refresh_from_db()
    assert mandate.state == MandateState.ACTIVE


def test_i_pause_take_up_and_resign_my_own_mandate_but_not_anothers(client):
    mandate, other = MandateFactory(), MandateFactory()
    client.force_login(mandate.person)
    url = reverse("programme:my-mandate")
    for state in ("paused", "active", "resigned"):
        assert client.post(url, {"mandate": mandate.pk, "state": state}).status_code == 302
        mandate.refresh_from_db()
        assert mandate.state == state
    assert client.post(url, {"mandate": mandate.pk, "state": "active"}).status_code == 422
    assert client.post(url, {"mandate": other.pk, "state": "resigned"}).status_code == 404


def test_nobody_ends_their_own_mandate_as_if_it_were_complete():
    mandate = MandateFactory()
    with pytest.raises(Refused):
        actions.change_mandate(mandate=mandate, by=mandate.person, state=MandateState.ENDED)


def test_the_charter_is_asked_for_then_accepted_once_a_version(client):
    mandate = MandateFactory()
    programme = mandate.season_city.season.programme
    first = Charter.objects.create(programme=programme, version=1, body="# Notre charte\n\nOn se **répond**.")
    client.force_login(mandate.person)
    url = reverse("programme:accept-charter")
    assert "<strong>répond</strong>" in client.get(url).text
    assert queries.charter_to_accept(mandate.person) == first
    client.post(url)
    client.post(url)
    assert mandate.charter_acceptances.count() == 1
    second = actions.publish_charter(charter=first, by=team_member(), body="Deuxième.")
    assert queries.charter_to_accept(mandate.person) == second


def test_a_charter_is_not_accepted_for_someone_else():
    mandate = MandateFactory()
    charter = Charter.objects.create(programme=mandate.season_city.season.programme, version=1, body="x")
    with pytest.raises(Refused):
        actions.accept_charter(mandate=mandate, charter=charter, by=PersonFactory())


def test_a_charter_never_carries_a_script():
    from passeurs.core.markdown import render_markdown

    html = render_markdown("<script>alert(1)</script> [x](javascript:alert(1)) **ok**")
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<strong>ok</strong>" in html


def test_the_city_list_exports_without_formulas(client):
    row = SeasonCityFactory()
    MandateFactory(season_city=row, person__first_name="=cmd()")
    client.force_login(team_member())
    url = reverse("programme:season-city", args=[row.pk])
    text = b"".join(client.get(url, {"format": "csv"}).streaming_content).decode()
    assert "'=cmd()" in text


def test_the_team_opens_a_mandate_and_an_account(client):
    row = SeasonCityFactory()
    client.force_login(team_member())
    url = reverse("programme:give-mandate", args=[row.pk])
    data = {"email": "Nouvelle@exemple.fr", "first_name": "Zoé", "track": "", "born_on": "2005-03-02"}
    assert client.post(url, data | {"email": "pas une adresse"}).status_code == 422
    assert client.post(url, data).status_code == 302
    mandate = row.mandates.get()
    assert mandate.person.email == "nouvelle@exemple.fr"
    assert queries.audiences_of(mandate.person) == {"ambassador"}
    assert Message.objects.get(person=mandate.person).kind == "mandate_given"
    again = client.post(url, data)
    assert again.status_code == 422
    assert "déjà un mandat" in again.text


def test_a_full_city_gives_no_mandate_and_opens_no_account(client):
    row = SeasonCityFactory(place_count=0)
    client.force_login(team_member())
    data = {"email": "trop@exemple.fr", "first_name": "Tom"}
    assert client.post(reverse("programme:give-mandate", args=[row.pk]), data).status_code == 422
    assert not Person.objects.filter(email="trop@exemple.fr").exists()


# Minors


def minor_person(age: int = 16):
    return PersonFactory(profile__born_on=birth(age))


def agree(person, purposes=("participation",)):
    asked = ask_guardian(minor_name="Lina", email="p@exemple.fr", name="P", person=person)
    return answer_guardianship(guardianship=asked, purposes=purposes, signed_name="P")


@pytest.mark.parametrize("born_on", [birth(16), None])
def test_no_door_opens_a_mandate_to_a_minor_without_agreement(born_on):
    person, row = PersonFactory(profile__born_on=born_on), SeasonCityFactory()
    for by in (None, team_member()):
        with pytest.raises(Refused, match=r"accord parental"):
            actions.give_mandate(person=person, season_city=row, by=by)
    agree(person)
    assert actions.give_mandate(person=person, season_city=row, by=None).state == MandateState.ACTIVE


def test_the_team_opens_a_minors_account_and_asks_the_guardian_first(client):
    row = SeasonCityFactory()
    client.force_login(team_member())
    data = {"email": "lina@exemple.fr", "first_name": "Lina", "track": "", "born_on": birth(16).isoformat()}
    page = client.post(reverse("programme:give-mandate", args=[row.pk]), data)
    assert page.status_code == 422
    person = Person.objects.get(email="lina@exemple.fr")
    assert f"/equipe/personnes/{person.uid}/accord/" in page.text
    assert not row.mandates.exists()
    agree(person)
    assert client.post(reverse("programme:give-mandate", args=[row.pk]), data).status_code == 302


def test_a_mandate_that_came_by_another_door_waits_for_the_agreement(client):
    minor, grown = minor_person(), minor_person(18)
    rows = [MandateFactory(person=person) for person in (minor, grown)]
    assert actions.suspend_unprotected_mandates(clock.now()) == 1
    assert actions.suspend_unprotected_mandates(clock.now()) == 0
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == [MandateState.PAUSED, MandateState.ACTIVE]
    client.force_login(minor)
    take_up = {"mandate": rows[0].pk, "state": MandateState.ACTIVE}
    assert client.post("/moi/mandat/", take_up).status_code == 422
    with pytest.raises(Refused, match="accord parental"):
        actions.change_mandate(mandate=rows[0], by=team_member(), state=MandateState.ACTIVE)
    asked = agree(minor)
    assert Message.objects.filter(person=minor, title__contains="accord parental").exists()
    assert client.post("/moi/mandat/", take_up).status_code == 302
    answer_guardianship(guardianship=asked, purposes=[], signed_name="P")
    rows[0].refresh_from_db()
    assert rows[0].state == MandateState.PAUSED

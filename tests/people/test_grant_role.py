"""The team's pages: who is here, roles given and ended."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from passeurs.core import registry
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.people import actions
from passeurs.people.models import Person, RoleGrant
from passeurs.people.queries import audiences_of, is_team
from passeurs.people.rules import can_have_scope
from passeurs.promises.actions import owe
from tests.factories import PersonFactory, RoleGrantFactory, associated_group, members_of

pytestmark = pytest.mark.django_db

LIST = "/equipe/personnes/"
ADD = "/equipe/personnes/ajouter/"


@pytest.fixture(autouse=True)
def cities(monkeypatch):
    monkeypatch.setitem(registry.vocabularies._entries, "scopes", lambda: [("city:21231", "Dijon")])


@pytest.fixture
def team(client):
    person = RoleGrantFactory(person__first_name="Eva", person__email="eva@exemple.fr").person
    client.force_login(person)
    return person


def form(**fields):
    return {"role": "referent", "city": "city:21231", "scope": ""} | fields


def url_of(person):
    return f"/equipe/personnes/{person.uid}/"


def end_url(grant):
    return f"/equipe/personnes/roles/{grant.pk}/fin/"


def test_list_shows_people_and_roles(client, team):
    RoleGrantFactory(role="referent", scope="city:21231", person__first_name="Samia")
    RoleGrantFactory(role="partner", scope="venue:1", person__first_name="Parti", person__is_active=False)
    page = client.get(LIST).content.decode()
    assert "Samia" in page
    assert "référent·e de ville, Dijon" in page
    assert "Parti" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "sam"}, {"Samia"}),
        ({"q": "SAMIA exemple"}, {"Samia"}),
        ({"q": "eva@"}, {"Eva"}),
        ({"role": "team"}, {"Eva"}),
        ({"q": "sam", "role": "team"}, set()),
        ({"role": "king"}, {"Eva", "Samia"}),
        ({"q": "%"}, set()),
    ],
)
def test_list_is_searched_and_filtered(client, team, asked, found):
    RoleGrantFactory(role="referent", scope="city:21231", person__first_name="Samia")
    response = client.get(LIST, asked)
    assert {person.first_name for person, _ in response.context["rows"]} == found


def test_list_takes_as_many_queries_for_three(client, team, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as one:
        client.get(LIST)
    for _ in range(2):
        RoleGrantFactory(role="referent", scope="city:21231")
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


def test_csv_is_complete_safe_and_noted(client, team):
    PersonFactory(first_name="=cmd()")
    text = b"".join(client.get(LIST, {"format": "csv"})).decode()
    assert "eva@exemple.fr" in text
    assert "'=cmd()" in text
    assert JournalEntry.objects.filter(verb="export_persons").exists()


@pytest.mark.parametrize("role", [None, "referent", "partner", "juror"])
def test_others_are_refused(client, role):
    person = PersonFactory()
    if role:
        RoleGrantFactory(person=person, role=role, scope="city:21231")
    grant = RoleGrantFactory(role="juror")
    client.force_login(person)
    for path in (LIST, ADD, url_of(grant.person)):
        assert client.get(path).status_code == 403
    assert client.post(ADD, form(email="x@exemple.fr", first_name="X")).status_code == 403
    assert client.post(url_of(person), form(role="team", city="")).status_code == 403
    assert client.post(end_url(grant)).status_code == 403
    assert not is_team(Person.objects.get(pk=person.pk))


def test_visitor_signs_in_first(client):
    for path in (LIST, ADD):
        assert client.get(path)["Location"].startswith("/compte/connexion/")


def test_former_team_member_is_refused(client, team):
    RoleGrantFactory()
    actions.end_role_grant(actor=team, grant=team.role_grants.get())
    assert client.get(LIST).status_code == 403


def test_adds_a_person_with_a_role_and_tells_them(client, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADD, form(email="Samia@Exemple.fr", first_name="Samia"))
    person = Person.objects.get(email="samia@exemple.fr")
    assert response["Location"] == url_of(person)
    grant = person.role_grants.get()
    assert (grant.role, grant.scope, grant.granted_by) == ("referent", "city:21231", team)
    assert mail.outbox[0].to == ["samia@exemple.fr"]
    assert "référent·e de ville (Dijon)" in mail.outbox[0].body
    assert not person.has_usable_password()


def test_known_address_gets_the_role_not_a_second_account(client, team):
    person = PersonFactory(email="samia@exemple.fr", first_name="Samia")
    client.post(ADD, form(email="SAMIA@exemple.fr", first_name="Autre"))
    person.refresh_from_db()
    assert person.first_name == "Samia"
    assert person.role_grants.count() == 1


def test_closed_account_is_refused_with_a_word(client, team):
    PersonFactory(email="ferme@exemple.fr", is_active=False)
    response = client.post(ADD, form(email="ferme@exemple.fr", first_name="X"))
    assert response.status_code == 422
    assert "est fermé" in response.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"first_name": ""}, {"role": "king"}, {"city": "city:99999"}, {"city": ""}]
)
def test_bad_person_answers_422(client, team, wrong):
    assert client.post(ADD, form(email="a@exemple.fr", first_name="A") | wrong).status_code == 422
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "scope", "is_fit"),
    [
        ("team", "", True),
        ("team", "city:21231", False),
        ("referent", "city:2A004", True),
        ("referent", "", False),
        ("referent", "city:21231 ", False),
        ("partner", "venue:12", True),
        ("partner", "venue:12; drop", False),
        ("institution", "institution:drac-bfc", True),
        ("institution", "institution:", False),
        ("juror", "", True),
        ("juror", "city:21231", True),
    ],
)
def test_scope_fits_its_role(role, scope, is_fit):
    assert bool(can_have_scope(role, scope)) is is_fit


def test_role_is_given_once_and_ended(client, team):
    person = PersonFactory()
    client.post(url_of(person), form())
    client.post(url_of(person), form())
    grant = person.role_grants.get()
    assert audiences_of(Person.objects.get(pk=person.pk)) == {"member", "referent"}
    assert client.get(end_url(grant)).status_code == 405
    assert client.post(end_url(grant))["Location"] == url_of(person)
    assert client.post(end_url(grant)).status_code == 302, "twice is fine"
    grant.refresh_from_db()
    assert grant.ended_at
    assert "terminé" in client.get(url_of(person)).content.decode()
    client.post(url_of(person), form())
    assert person.role_grants.count() == 2, "the past stays"


def test_last_of_the_team_cannot_be_removed(client, team):
    grant = team.role_grants.get()
    response = client.post(end_url(grant))
    assert response.status_code == 422
    assert "dernière personne" in response.content.decode()
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_closed_accounts_do_not_count_as_team(team):
    RoleGrantFactory(person__is_active=False)
    with pytest.raises(Refused):
        actions.end_role_grant(actor=team, grant=team.role_grants.get())


def test_erased_or_unknown_person_is_not_found(client, team):
    assert client.get("/equipe/personnes/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.get(url_of(PersonFactory(is_active=False))).status_code == 404
    assert client.post("/equipe/personnes/roles/99999/fin/").status_code == 404


def test_action_asks_the_rule_itself(team):
    stranger = PersonFactory()
    with pytest.raises(Refused):
        actions.grant_role(actor=stranger, person=stranger, role="team")
    with pytest.raises(Refused):
        actions.add_person(actor=stranger, email="a@exemple.fr", first_name="A")
    assert RoleGrant.objects.count() == 1


def test_command_opens_a_new_site(capsys, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("grant_role", "Eva@exemple.fr", "team", first_name="Eva")
    person = Person.objects.get(email="eva@exemple.fr")
    assert is_team(person)
    assert len(mail.outbox) == 1
    call_command("grant_role", "eva@exemple.fr", "team")
    assert person.role_grants.count() == 1
    for wrong in (("x", "team", ""), ("eva@exemple.fr", "referent", "")):
        with pytest.raises(CommandError):
            call_command("grant_role", wrong[0], wrong[1], scope=wrong[2])


def test_the_page_tells_what_every_app_knows(client, team):
    group = associated_group()
    person = members_of(group)[0]
    mandate = person.mandates.get()
    owe(kind="meeting_word", about=mandate, about_label="Une question", about_url="/", owed_to=person, days=7)
    page = client.get(url_of(person)).text
    for url in (reverse("programme:change-mandate", args=[mandate.pk]), group.get_absolute_url()):
        assert f'href="{url}"' in page
    assert "Une question" in page
    assert "Groupes associés" not in client.get(url_of(PersonFactory())).text

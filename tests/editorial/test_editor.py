"""Who writes where: the groups of the editors' room follow the roles."""

from __future__ import annotations

import pytest
from django.test import Client

from passeurs.editorial.models import ArticlePage, CityPage, HomePage, NewsIndexPage
from passeurs.people.actions import end_role_grant, erase_person, grant_role
from passeurs.people.choices import Role
from passeurs.people.models import RoleGrant
from tests.editorial.article import make_article
from tests.factories import PersonFactory, referent_of, team_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foreign_templates", "site")]


def with_role(role: str, scope: str = ""):
    person = PersonFactory()
    grant_role(actor=None, person=person, role=role, scope=scope)
    return person


def rights(person, page) -> tuple[bool, bool, bool]:
    tester = page.permissions_for_user(type(person).objects.get(pk=person.pk))
    return tester.can_edit(), tester.can_add_subpage(), tester.can_publish()


def test_a_city_editor_writes_for_their_city_only(dijon, lille):
    person = with_role(Role.CITY_EDITOR, dijon.scope)
    here, there = CityPage.objects.get(city=dijon), CityPage.objects.get(city=lille)
    assert rights(person, here) == (True, True, False)
    for page in (there, HomePage.objects.get(), NewsIndexPage.objects.get()):
        assert rights(person, page) == (False, False, False)
    assert rights(person, make_article(parent=here))[0]
    assert not rights(person, make_article(parent=there))[0]


def test_a_city_editor_of_dijon_is_sent_away_from_lille(dijon, lille):
    person = with_role(Role.CITY_EDITOR, dijon.scope)
    client = Client()
    client.force_login(person)
    theirs = CityPage.objects.get(city=lille)
    article = make_article(parent=theirs, title="Le leur")
    assert client.get(f"/redaction/pages/{theirs.pk}/edit/").status_code == 302
    assert client.get(f"/redaction/pages/add/editorial/articlepage/{theirs.pk}/").status_code == 302
    answer = client.post(f"/redaction/pages/{article.pk}/edit/", {"title": "Le mien", "slug": article.slug})
    assert answer.status_code == 302
    assert ArticlePage.objects.get(pk=article.pk).title == "Le leur"
    mine = CityPage.objects.get(city=dijon)
    assert client.get(f"/redaction/pages/{mine.pk}/edit/").status_code == 200
    assert client.get(f"/redaction/pages/add/editorial/articlepage/{mine.pk}/").status_code == 200


def test_a_referent_writes_for_their_city_and_the_team_publishes(dijon):
    page = CityPage.objects.get(city=dijon)
    assert rights(referent_of(dijon), page) == (True, True, False)
    assert rights(team_member(), page) == (True, True, True)


def test_an_editor_writes_everywhere_and_a_publisher_publishes():
    home = HomePage.objects.get()
    assert rights(with_role(Role.EDITOR), home) == (True, True, False)
    assert rights(with_role(Role.PUBLISHER), home) == (True, True, True)
    assert rights(with_role(Role.JUROR), home) == (False, False, False)


def test_a_role_taken_back_closes_the_room(dijon):
    person = with_role(Role.CITY_EDITOR, dijon.scope)
    client = Client()
    client.force_login(person)
    assert client.get("/redaction/").status_code == 200
    end_role_grant(actor=team_member(), grant=RoleGrant.objects.get(person=person))
    assert client.get("/redaction/").status_code == 302
    assert person.groups.count() == 0


def test_an_erased_person_leaves_the_room_and_their_articles_stay(dijon):
    person = with_role(Role.CITY_EDITOR, dijon.scope)
    article = make_article(parent=CityPage.objects.get(city=dijon), owner=person)
    kept = erase_person(person=person)
    assert any("articles" in sentence for sentence in kept)
    assert ArticlePage.objects.get(pk=article.pk).owner is None
    assert person.groups.count() == 0


def test_an_article_under_a_city_is_that_city_s(client, dijon):
    client.force_login(with_role(Role.EDITOR))
    parent = CityPage.objects.get(city=dijon)
    page = client.get(f"/redaction/pages/add/editorial/articlepage/{parent.pk}/")
    assert page.context["form"].fields["city"].disabled
    assert page.context["form"].initial["city"] == dijon.pk
    national = client.get(f"/redaction/pages/add/editorial/articlepage/{NewsIndexPage.objects.get().pk}/")
    assert not national.context["form"].fields["city"].disabled


def test_account_pages_of_the_room_are_ours(client):
    client.force_login(team_member())
    assert client.get("/redaction/account/")["Location"] == "/moi/"
    assert client.get("/redaction/logout/")["Location"] == "/compte/deconnexion/"
    assert client.get("/redaction/login/")["Location"].startswith("/compte/connexion/?next=/redaction/")

"""The news: lists, feeds, maps of the site, addresses that change, time that passes."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest
from django.core.management import call_command
from wagtail.models import Page

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.editorial.actions.page import publish_scheduled
from passeurs.editorial.actions.site import make_site
from passeurs.editorial.choices import ArticleCategory
from passeurs.editorial.feeds import ways_to_follow
from passeurs.editorial.models import ArticlePage, CityPage, HomePage
from passeurs.people.choices import Role
from passeurs.people.models import RoleGrant
from passeurs.selections.choices import SelectionState
from tests.editorial.article import make_article
from tests.factories import CityFactory, SeasonCityFactory, VenueFactory, ready_selection, team_member

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def news(site, dijon):
    day = dt.timedelta(days=1)
    here = CityPage.objects.get(city=dijon)
    return [
        make_article(title="Du programme", dated_at=clock.now() - 3 * day),
        make_article(parent=here, title="De Dijon", category=ArticleCategory.PORTRAIT, dated_at=clock.now() - day),
        make_article(title="Sur le cinéma", discipline="CINEMA", dated_at=clock.now() - 2 * day),
        make_article(title="Un brouillon secret", live=False),
    ]


def titles(page) -> list[str]:
    return [article.title for article in page.context["articles"]]


def test_the_list_is_newest_first_and_filters(client, news):
    assert titles(client.get("/actus/")) == ["De Dijon", "Sur le cinéma", "Du programme"]
    assert titles(client.get("/actus/?ville=dijon")) == ["De Dijon"]
    assert titles(client.get("/actus/?categorie=portrait")) == ["De Dijon"]
    assert titles(client.get("/actus/?discipline=CINEMA")) == ["Sur le cinéma"]
    assert titles(client.get("/actus/?ville=dijon&discipline=CINEMA")) == []
    assert "Aucun article ne correspond" in client.get("/actus/?ville=dijon&discipline=CINEMA").text
    assert len(titles(client.get("/actus/?categorie=inconnue&ville=%00&page=zz"))) == 3


def test_feeds_hold_what_is_online_and_know_when_nothing_changed(client, news):
    answer = client.get("/actus/flux.atom")
    feed = ET.fromstring(answer.content)
    assert next(entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")) == "De Dijon"
    assert "secret" not in answer.text
    assert client.get("/actus/flux.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    items = json.loads(client.get("/actus/flux.json?ville=dijon").content)["items"]
    assert [item["title"] for item in items] == ["De Dijon"]
    assert items[0]["url"].endswith(news[1].path_on_site)
    assert json.loads(client.get("/actus/flux.json?ville=ailleurs").content)["items"] == []
    assert client.get("/actus/flux.atom?ville=ailleurs").status_code == 200
    assert client.get("/actus/flux.rss").status_code == 404
    assert [way.url for way in ways_to_follow("dijon")] == ["/actus/flux.atom?ville=dijon"]


def test_the_map_of_the_site_holds_what_is_published_only(client, news, dijon):
    VenueFactory(is_visible=False, name="Caché")
    ready_selection(slug="en-ligne", state=SelectionState.PUBLISHED, published_at=clock.now())
    ready_selection(slug="brouillon")
    index = client.get("/sitemap.xml").text
    for section in ("pages", "villes", "actus", "selections", "lieux"):
        assert f"/sitemap-{section}.xml" in index
    assert "/programme/</loc>" in client.get("/sitemap-pages.xml").text
    assert "/villes/dijon/</loc>" in client.get("/sitemap-villes.xml").text
    assert news[1].path_on_site in client.get("/sitemap-actus.xml").text
    assert news[3].path_on_site not in client.get("/sitemap-actus.xml").text
    assert "/selections/en-ligne/" in client.get("/sitemap-selections.xml").text
    assert "brouillon" not in client.get("/sitemap-selections.xml").text
    assert "<loc>" not in client.get("/sitemap-lieux.xml").text
    assert "Sitemap: http" in client.get("/robots.txt").text


def test_an_address_that_changed_leads_to_the_new_one(client, news, django_capture_on_commit_callbacks):
    article = ArticlePage.objects.get(pk=news[0].pk)
    old = article.path_on_site
    article.slug = "nouvelle-adresse"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/actus/nouvelle-adresse/")


def test_time_brings_an_article_online_and_takes_it_off(client, site):
    at = clock.now()
    article = make_article(title="À venir", live=False)
    article.go_live_at, article.expire_at = at + dt.timedelta(hours=1), at + dt.timedelta(hours=3)
    article.save_revision().publish()
    JournalEntry.objects.all().delete()
    publish_scheduled(at=at)
    assert client.get(article.path_on_site).status_code == 404
    assert "À venir" not in client.get("/actus/").text
    import time_machine

    with time_machine.travel(at + dt.timedelta(hours=2)):
        publish_scheduled(at=clock.now())
        publish_scheduled(at=clock.now())
        assert client.get(article.path_on_site).status_code == 200
        assert "À venir" in client.get("/actus/").text
    with time_machine.travel(at + dt.timedelta(hours=4)):
        publish_scheduled(at=clock.now())
        assert client.get(article.path_on_site).status_code == 404
    verbs = list(JournalEntry.objects.filter(subject_ref=f"editorial.page:{article.pk}").values_list("verb", flat=True))
    assert verbs == ["unpublish_page", "publish_page"]


@pytest.mark.usefixtures("foreign_templates")
def test_a_referent_writes_a_publisher_reads_and_puts_online(client, site, dijon, mailoutbox):
    referent = RoleGrant.objects.create(
        person=team_member(), role=Role.REFERENT, scope=dijon.scope
    ).person  # also of the team: both are told apart below
    RoleGrant.objects.filter(person=referent, role=Role.TEAM).delete()
    article = make_article(parent=CityPage.objects.get(city=dijon), title="À relire", live=False, owner=referent)
    flow = article.get_workflow()
    flow.start(article, referent)
    assert client.get(article.path_on_site).status_code == 404
    publisher = team_member()
    task = article.current_workflow_task_state
    assert not article.permissions_for_user(referent).can_publish()
    assert task.task.specific.user_can_access_editor(article, publisher)
    client.force_login(publisher)
    assert "Pages à relire" in client.get("/aujourdhui/").text
    client.logout()
    task.approve(user=publisher)
    assert client.get(article.path_on_site).status_code == 200


def test_a_new_city_gets_its_page(client, site, dijon):
    brest = CityFactory(insee="29019", name="Brest")
    SeasonCityFactory(season=dijon.season_cities.get().season, city=brest)
    assert client.get("/villes/brest/").status_code == 200


def test_making_a_site_twice_changes_nothing(site):
    page = site.get_children().get(slug="programme").specific
    page.title = "Notre programme"
    page.save_revision().publish()
    before = list(Page.objects.values_list("pk", "latest_revision_created_at"))
    make_site()
    call_command("make_site", verbosity=0)
    assert list(Page.objects.values_list("pk", "latest_revision_created_at")) == before
    assert HomePage.objects.count() == 1

"""The team's pages: what they show, what they hide, what they cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passeurs.core import clock, registry
from passeurs.core.page_cache import pages_changed
from passeurs.core.registry import frames
from passeurs.editorial.models import CityPage, HomePage, SiteSettings
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections.choices import SelectionState
from tests.editorial.article import make_article, picture
from tests.factories import MandateFactory, OfferFactory, VenueFactory, ready_selection, team_member
from tests.recruitment.making import make_call

pytestmark = pytest.mark.django_db
PAGES = (
    "/", "/programme/", "/villes/", "/villes/dijon/", "/actus/", "/aide/", "/accessibilite/",
    "/donnees-personnelles/", "/mentions-legales/",
)  # fmt: skip


def online(**fields):
    return ready_selection(state=SelectionState.PUBLISHED, published_at=clock.now(), **fields)


@pytest.fixture
def full(site, dijon):
    """Something of everything in Dijon, three times."""
    row = dijon.season_cities.get()
    for number in range(3):
        online(season_city=row)
        VenueFactory()
        offer = OfferFactory()
        offer.occurrences.create(starts_at=clock.now() + dt.timedelta(days=number + 1))
        mandate = MandateFactory(season_city=row)
        Consent.objects.create(person=mandate.person, purpose=ConsentPurpose.PUBLIC_NAME)
        make_article(parent=CityPage.objects.get(city=dijon), picture=picture(f"image-{number}"))
    return site


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_new_town_stands(client, site, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "à compléter" not in answer.text or path == "/mentions-legales/"
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_pages_ask_little_and_nothing_twice(client, full):
    article = make_article(picture=picture("une-autre"))
    for path in (*PAGES, article.path_on_site):
        client.get(path)  # what the frame and the sizes of pictures keep is kept
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200
        queries = [one["sql"] for one in asked.captured_queries]
        assert len(queries) <= 8, (path, len(queries), [sql[:160] for sql in queries])
        assert len(queries) == len(set(queries)), path


def test_the_home_page_tells_the_programme_in_figures(client, full):
    page = client.get("/")
    season = page.context["facts"].season
    assert (season.city_count, season.selection_count) == (2, 3)
    assert season.ambassador_count == 6  # the authors of the selections have their mandate too
    assert "Dernières actus".lower() in page.text.lower()
    assert "/villes/dijon/" in page.text


def test_an_empty_block_shows_no_heading(client, site):
    page = client.get("/").text
    for heading in ("Ils et elles te conseillent", "Les dernières actus"):
        assert heading not in page


def test_what_is_mostly_over_leaves_the_front_pages(client, site, dijon):
    row = dijon.season_cities.get()
    online(season_city=row, title="Encore bonne")
    online(season_city=row, title="Toute périmée", is_stale=True)
    for path in ("/", "/villes/dijon/"):
        assert "Encore bonne" in client.get(path).text
        assert "Toute périmée" not in client.get(path).text


def test_a_city_names_those_who_agreed_and_never_the_age_of_a_minor(client, site, dijon):
    row = dijon.season_cities.get()
    today = clock.today()
    people = {}
    for name, years, purposes in (
        ("Adulte-dite", 19, ("public_name", "public_age")),
        ("Adulte-sans-age", 19, ("public_name",)),
        ("Mineure-dite", 16, ("public_name", "public_age")),
        ("Muette", 19, ("public_age",)),
    ):
        mandate = MandateFactory(season_city=row, person__first_name=name)
        mandate.person.profile.born_on = today.replace(year=today.year - years, day=1)
        mandate.person.profile.save()
        for purpose in purposes:
            Consent.objects.create(person=mandate.person, purpose=purpose)
        people[name] = mandate.person
    page = client.get("/villes/dijon/").text
    assert "Muette" not in page
    assert page.count("19 ans") == 1
    assert "16 ans" not in page
    assert "Mineure-dite" in page
    Consent.objects.filter(person=people["Adulte-dite"]).update(withdrawn_at=clock.now())
    assert "Adulte-dite" not in client.get("/villes/dijon/").text


def test_the_navigation_follows_the_pages_online(client, site):
    assert 'href="/actus/"' in client.get("/sources/").text
    site.get_children().get(slug="actus").unpublish()
    assert 'href="/actus/"' not in client.get("/sources/").text
    assert client.get("/actus/").status_code == 404


def test_networks_are_one_list(client, site):
    settings = SiteSettings.objects.get()
    settings.networks = [("network", {"name": "Fédivers", "url": "https://social.exemple.fr/@nous"})]
    settings.save()
    assert client.get("/sources/").text.count("https://social.exemple.fr/@nous") == 1
    assert client.get("/programme/").text.count("https://social.exemple.fr/@nous") == 2
    assert next(iter(frames))().networks == (("Fédivers", "https://social.exemple.fr/@nous"),)


def test_the_legal_facts_come_from_the_settings(client, site):
    assert "à compléter" in client.get("/mentions-legales/").text
    SiteSettings.objects.update(publisher="Ville de Dijon", conformity="partial")
    settings = SiteSettings.objects.get()
    settings.save()
    assert "Ville de Dijon" in client.get("/mentions-legales/").text
    assert "partiellement conforme" in client.get("/accessibilite/").text
    assert "Accessibilité\u202f: partiellement conforme" in client.get("/sources/").text


def test_a_kept_page_changes_as_soon_as_it_is_published(client, site, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    pages_changed()
    assert "Un titre tout neuf" not in client.get("/programme/").text
    page = site.get_children().get(slug="programme").specific
    page.title = "Un titre tout neuf"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "Un titre tout neuf" in client.get("/programme/").text


def test_who_may_edit_sees_the_way_in(client, site):
    assert "/redaction/pages/" not in client.get("/programme/").text
    client.force_login(team_member())
    assert "/redaction/pages/" in client.get("/programme/").text


def test_what_is_shared_is_what_is_online(site, dijon):
    article = make_article(parent=CityPage.objects.get(city=dijon), title="Partageable")
    lookup = registry.shareables.get
    shared = lookup("article")(str(article.pk))
    assert (shared.title, shared.url, shared.kicker) == (
        "Partageable",
        article.path_on_site,
        "Vie du programme · Dijon",
    )
    assert lookup("city")("dijon").url == "/villes/dijon/"
    assert lookup("page")("programme").url == "/programme/"
    assert lookup("page")("accueil").url == "/"
    article.unpublish()
    assert lookup("article")(str(article.pk)) is None
    assert lookup("article")("rien") is None


def test_what_is_gone_leads_to_its_like(site, dijon, lille):
    page = CityPage.objects.get(city=dijon)
    gone = make_article(parent=page, title="Partie")
    make_article(parent=page, title="Tout près")
    make_article(parent=CityPage.objects.get(city=lille), title="Plus loin")
    gone.unpublish()
    like = registry.alike.get
    assert [one.title for one in like("article")(str(gone.pk))] == ["Tout près", "Plus loin"]
    assert like("article")("rien") == []
    assert [one.title for one in like("city")("dijon")] == ["Lille"]
    assert like("city")("nulle-part") == []


def test_articles_and_cities_are_shared_and_followed(client, site, dijon):
    article = make_article(parent=CityPage.objects.get(city=dijon))
    for path, kind, ref in ((article.path_on_site, "article", article.pk), ("/villes/dijon/", "city", "dijon")):
        page = client.get(path).text
        assert f'href="/partager/{kind}/{ref}/"' in page
        assert "Suivre ce qui se passe à Dijon" in page
        assert 'href="/lettre/?ville=dijon"' in page


def test_a_site_without_pages_has_no_home_but_stands(client):
    assert client.get("/sources/").status_code == 200
    assert HomePage.objects.count() == 0
    assert client.get("/programme/").status_code == 404


def test_the_call_to_apply_follows_the_calls(client):
    call_command("make_site", verbosity=0)
    assert "Le recrutement n’est pas ouvert en ce moment." in client.get("/").text
    call = make_call()
    page = client.get("/").text
    assert call.get_absolute_url() in page
    assert f"Il faut avoir entre {call.min_age} et {call.max_age} ans." in page
    assert "n’est pas ouvert" not in page

"""Feeds: for all, by city and theme, of an author who opened one."""

import datetime as dt
import json
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.http import parse_http_date

from passeurs.core import clock, registry
from passeurs.people.models import Consent
from passeurs.selections import actions
from passeurs.selections.models import AuthorFeed, PreviewLink, Selection, Tag
from tests.factories import CityFactory, SeasonCityFactory, WorkFactory, ready_selection
from tests.selections.selection import published

pytestmark = pytest.mark.django_db


ATOM = "{http://www.w3.org/2005/Atom}"


TURNED = "L’été \u202eenvers\u202c <script>alert(1)</script> & Cie\x0b"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://passeurs.example"


# Secret previews


def preview_of(selection, **fields):
    return actions.make_preview_link(selection=selection, by=selection.author, **fields)


# Feeds


def feed(client, extension, **query):
    return client.get(reverse("selections:feed", args=[extension]), query)


def titles(response):
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry")]


def test_feeds_are_well_formed_whatever_the_titles(client):
    selection = published(WorkFactory(title=TURNED), title=TURNED, intro="Voici <b>tout</b>")
    selection.tags.set([Tag.objects.get(slug="lire")])
    root = ElementTree.fromstring(feed(client, "atom").content)
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "L’été envers <script>alert(1)</script> & Cie"
    assert "<script>" not in entry.findtext(f"{ATOM}summary")
    assert entry.find(f"{ATOM}category").attrib["term"] == "Lire"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
        assert entry.findtext(f"{ATOM}{name}")
    response = feed(client, "json")
    assert response["Content-Type"].startswith("application/feed+json")
    data = json.loads(response.content)
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    item = data["items"][0]
    assert {"id", "url", "title", "content_html", "date_published", "date_modified", "authors", "tags"} <= set(item)
    assert dt.datetime.fromisoformat(item["date_published"]).utcoffset() is not None
    assert "<script>" not in item["content_html"]
    assert "\u202e" not in response.text


def test_feeds_by_city_theme_and_both(client):
    dijon = published(title="À Dijon")
    lille = SeasonCityFactory(season=dijon.season_city.season, city=CityFactory(insee="59350", name="Lille"))
    north = published(title="Au Nord", season_city=lille)
    north.tags.set([Tag.objects.get(slug="lire")])
    assert set(titles(feed(client, "atom"))) == {"À Dijon", "Au Nord"}
    assert titles(feed(client, "atom", ville="lille")) == ["Au Nord"]
    assert titles(feed(client, "atom", theme="lire")) == ["Au Nord"]
    assert titles(feed(client, "atom", humeur="calme")) == []
    assert feed(client, "atom", ville="atlantide").status_code == 404
    assert feed(client, "json", theme="scene").status_code == 404
    ways = [way for contribute in registry.ways_to_follow for way in contribute("lille", "lire")]
    for way in ways:
        if way.url.startswith("/fils/"):
            assert "Au Nord" in client.get(way.url).text
    page = client.get(north.get_absolute_url()).text
    assert 'rel="alternate" type="application/atom+xml"' in page


def test_a_feed_that_did_not_change_is_not_sent_again(client):
    selection = published(title="Au chaud")
    for extension in ("atom", "json"):
        first = feed(client, extension)
        url = reverse("selections:feed", args=[extension])
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        assert parse_http_date(first["Last-Modified"]) == int(selection.updated_at.timestamp())
    etag = feed(client, "atom")["ETag"]
    Consent.objects.create(person=selection.author, purpose="public_name")
    changed = client.get(reverse("selections:feed", args=["atom"]), headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert selection.author.public_name in changed.text
    Selection.objects.all().delete()
    empty = feed(client, "atom")
    assert empty.content == feed(client, "atom").content


def test_an_author_opens_a_feed_that_says_nothing_of_who_they_are(client):
    selection = published(title="La mienne")
    other = published(title="Celle d’une autre", season_city=selection.season_city)
    person = selection.author
    client.force_login(person)
    url = reverse("selections:author-feed")
    assert client.post(url, {"do": "open"}).status_code == 422
    consent = Consent.objects.create(person=person, purpose="public_name")
    client.post(url, {"do": "open"})
    client.post(url, {"do": "open"})
    row = AuthorFeed.objects.get()
    address = reverse("selections:feed-of-author", args=[row.slug, "atom"])
    assert str(person.pk) not in row.slug or len(row.slug) == 16
    client.logout()
    assert titles(client.get(address)) == ["La mienne"]
    assert other.title not in client.get(address).text
    consent.withdrawn_at = clock.now()
    consent.save()
    assert client.get(address).status_code == 404
    assert client.get(reverse("selections:feed-of-author", args=[str(person.pk), "atom"])).status_code == 404
    consent.withdrawn_at = None
    consent.save()
    client.force_login(person)
    client.post(url, {"do": "close"})
    assert client.get(address).status_code == 404


def test_erasing_takes_the_feed_and_the_links(client):
    selection = ready_selection()
    Consent.objects.create(person=selection.author, purpose="public_name")
    actions.open_author_feed(by=selection.author)
    preview_of(selection)
    data = dict(registry.personal_data.items())["selections-readers"]
    assert data.export(selection.author)["liens_d_apercu"]
    assert data.erase(selection.author) == []
    assert not AuthorFeed.objects.exists()
    assert not PreviewLink.objects.exists()

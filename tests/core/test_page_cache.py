from __future__ import annotations

import gzip

import pytest
from django.test import Client

from passeurs.core import page_cache
from passeurs.core.page_cache import pages_changed
from tests.factories import PersonFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(page_cache, "_pages", type(page_cache._pages)())
    monkeypatch.setattr(page_cache, "_known_version", ("", 0.0))


def test_a_visitor_is_answered_from_memory(client, django_assert_num_queries):
    venue = VenueFactory()
    first = client.get(venue.get_absolute_url())
    with django_assert_num_queries(0):
        again = Client().get(venue.get_absolute_url())
    assert again.content == first.content
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert again["Content-Type"] == first["Content-Type"]
    assert not again.cookies
    unchanged = client.get(venue.get_absolute_url(), headers={"If-None-Match": again["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_address_filters_and_htmx_are_told_apart(client):
    VenueFactory(name="Une seule")
    assert "Une seule" in client.get("/decouvrir/?ou=Dijon").text
    assert "Une seule" not in client.get("/decouvrir/?ou=Lyon").text
    client.get("/sources/", headers={"HX-Request": "true"})
    assert len(page_cache._pages) == 3


def test_someone_signed_in_never_meets_a_kept_page(client):
    venue = VenueFactory()
    client.get(venue.get_absolute_url())
    kept_pages = dict(page_cache._pages)
    client.force_login(PersonFactory())
    page = client.get(venue.get_absolute_url())
    assert "ETag" not in page
    assert dict(page_cache._pages) == kept_pages


def test_a_message_waiting_is_shown_and_not_kept(client):
    venue = VenueFactory()
    client.get(venue.get_absolute_url())
    client.post(f"/lieux/{venue.pk}/signaler/", {"detail": "Ce lieu a fermé."})
    assert "Merci" in client.get(venue.get_absolute_url()).text
    assert "Merci" not in Client().get(venue.get_absolute_url()).text


def test_forms_redirects_and_errors_are_not_kept(client):
    venue = VenueFactory()
    for _ in range(2):
        client.get(f"/lieux/{venue.pk}/signaler/")
        client.get(f"/lieux/{venue.pk}-autre/")
        client.get("/lieux/999-x/")
        client.get("/decouvrir/?rayon=9999")
    assert not page_cache._pages


def test_a_change_forgets_the_pages(client):
    venue = VenueFactory()
    assert venue.name in client.get(venue.get_absolute_url()).text
    type(venue).objects.update(opening="le mardi")
    assert "le mardi" not in client.get(venue.get_absolute_url()).text
    pages_changed()
    assert "le mardi" in client.get(venue.get_absolute_url()).text


def test_every_journaled_write_forgets_the_pages(client, django_capture_on_commit_callbacks):
    venue = VenueFactory()
    client.get(venue.get_absolute_url())
    before = page_cache._version()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/lieux/{venue.pk}/signaler/", {"detail": "Ce lieu a fermé."})
    assert page_cache._version() != before


def test_pages_are_kept_a_short_time_and_few(client, monkeypatch, settings):
    monkeypatch.setattr(page_cache, "MAX_PAGES", 2)
    for name in ("Dijon", "Lyon", "Lille"):
        client.get(f"/decouvrir/?ou={name}")
    assert len(page_cache._pages) == 2
    settings.PAGE_CACHE_SECONDS = 0
    assert "ETag" not in client.get("/decouvrir/?ou=Lille")


def test_a_public_page_travels_packed_to_who_asks(client):
    url = VenueFactory().get_absolute_url()
    plain = client.get(url)
    assert "Content-Encoding" not in plain
    assert plain["Content-Length"] == str(len(plain.content))
    for _first_and_again in range(2):
        packed = client.get(url, headers={"Accept-Encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert packed["Content-Length"] == str(len(packed.content))
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        page_cache._pages.clear()
    assert "Accept-Encoding" in packed["Vary"]
    client.force_login(PersonFactory())
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip"})

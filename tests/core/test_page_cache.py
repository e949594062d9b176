from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from passeurs.core import journal, page_cache, registry
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


@pytest.fixture
def cleared(monkeypatch):
    """How many times kept pages were forgotten."""
    times = []
    monkeypatch.setattr(page_cache, "pages_changed", lambda: times.append(1) or pages_changed())
    return times


def test_many_lines_about_a_public_thing_forget_the_pages_once(cleared, django_capture_on_commit_callbacks):
    venue = VenueFactory()
    before = page_cache._version()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(224):
            with transaction.atomic():
                journal.record(verb="change_venue", subject=venue)
    assert page_cache._version() != before
    assert len(cleared) == 1


def test_what_a_rolled_back_step_asked_does_not_hide_what_comes_next(cleared, django_capture_on_commit_callbacks):
    venue = VenueFactory()
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            journal.record(verb="change_venue", subject=venue)
            transaction.set_rollback(True)
        journal.record(verb="change_venue", subject=venue)
    assert len(cleared) == 1


def test_a_line_about_what_no_public_page_shows_keeps_the_pages(cleared, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        journal.record(verb="answer_promise", subject="promises.promise:1")
    assert not cleared


def test_a_line_without_a_subject_forgets_the_pages(cleared, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        journal.record(verb="tidy")
    assert len(cleared) == 1


def test_every_app_with_public_pages_tells_what_they_show():
    labels = {model._meta.label_lower for model in apps.get_models()} | {"editorial.page"}
    for app, beginnings in registry.public_subjects.items():
        for beginning in beginnings:
            assert any(f"{label}:".startswith(beginning) for label in labels), (app, beginning)
    told = {app for app, _beginnings in registry.public_subjects.items()}
    for config in apps.get_app_configs():
        sources = Path(config.path).rglob("*.py") if config.name.startswith("passeurs.") else ()
        if config.label != "core" and any("public_page" in path.read_text() for path in sources):
            assert config.label in told


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

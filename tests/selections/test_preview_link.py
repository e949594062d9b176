"""Preview links: a draft read by whoever has one, and by nobody else."""

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import PreviewLink, Tag
from tests.factories import ready_selection
from tests.selections.selection import published

pytestmark = pytest.mark.django_db


UNPUBLISHED = [state for state in SelectionState.values if state != SelectionState.PUBLISHED]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://passeurs.example"


# Secret previews


def preview_of(selection, **fields):
    return actions.make_preview_link(selection=selection, by=selection.author, **fields)


def test_a_preview_shows_the_draft_to_who_has_the_link_and_to_no_cache_or_robot(client):
    selection = ready_selection(title="Pas encore là")
    assert client.get(selection.get_absolute_url()).status_code == 404
    response = client.get(preview_of(selection).get_absolute_url())
    assert "Pas encore là" in response.text
    assert "Aperçu privé" in response.text
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert 'content="noindex' in response.text
    assert response["Referrer-Policy"] == "no-referrer"
    assert not getattr(response, "is_public_page", False)
    for word in ("data-passeurs-share", "data-passeurs-read", "ld+json", "a-emporter", "oembed"):
        assert word not in response.text


def test_a_preview_stops_when_revoked_replaced_or_expired(client):
    selection = ready_selection()
    first = preview_of(selection)
    second = preview_of(selection)
    assert client.get(first.get_absolute_url()).status_code == 404
    assert client.get(second.get_absolute_url()).status_code == 200
    PreviewLink.objects.filter(pk=second.pk).update(expires_at=clock.now())
    assert client.get(second.get_absolute_url()).status_code == 404
    third = preview_of(selection)
    actions.revoke_preview_link(selection=selection, by=selection.author)
    actions.revoke_preview_link(selection=selection, by=selection.author)
    assert client.get(third.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 32, "../../etc", "%00", "1"])
def test_a_forged_preview_is_nothing(client, token):
    preview_of(ready_selection())
    assert client.get(f"/apercu/{token}/").status_code == 404


def test_the_author_makes_and_stops_the_link_and_nobody_else(client):
    selection = ready_selection()
    url = reverse("selections:preview-link", args=[selection.pk])
    client.force_login(selection.author)
    assert client.post(url).status_code == 302
    link = selection.preview_links.get()
    assert link.get_absolute_url() in client.get(url).text
    client.post(url, {"do": "revoke"})
    assert link.get_absolute_url() not in client.get(url).text
    client.force_login(ready_selection().author)
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_what_is_online_needs_no_preview(client):
    selection = published()
    client.force_login(selection.author)
    assert client.post(reverse("selections:preview-link", args=[selection.pk])).status_code == 422


# Cards and oEmbed


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_a_draft_is_nowhere(client, state):
    selection = ready_selection(state=state, title="Secret bien gardé")
    selection.tags.set([Tag.objects.get(slug="lire")])
    url = f"https://passeurs.example{selection.get_absolute_url()}"
    assert client.get(reverse("selections:card", args=[selection.slug])).status_code == 404
    assert client.get(reverse("selections:oembed"), {"url": url}).status_code == 404
    for extension in ("atom", "json"):
        assert "Secret" not in client.get(reverse("selections:feed", args=[extension])).text

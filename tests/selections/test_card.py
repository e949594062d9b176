"""The card to embed elsewhere, and oEmbed: of our public selections only."""

import pytest
from django.urls import reverse

from tests.factories import WorkFactory
from tests.selections.selection import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://passeurs.example"


def test_the_card_may_be_framed_and_it_alone(client):
    selection = published(*(WorkFactory() for _n in range(5)), title="Au chaud")
    response = client.get(reverse("selections:card", args=[selection.slug]))
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "<script" not in response.text
    assert not response.cookies
    assert "et 2 autres" in response.text
    page = client.get(selection.get_absolute_url())
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_oembed_gives_a_frame_within_what_is_asked(client):
    selection = published(WorkFactory(), title='« L’été » & "lui"')
    url = f"https://passeurs.example{selection.get_absolute_url()}"
    data = client.get(reverse("selections:oembed"), {"url": url, "maxwidth": "400", "maxheight": "99999"}).json()
    assert (data["version"], data["type"], data["width"], data["height"]) == ("1.0", "rich", 400, 320)
    assert f'src="https://passeurs.example/selections/{selection.slug}/carte/"' in data["html"]
    assert "&quot;lui&quot;" in data["html"]
    assert selection.author.public_name not in data["author_name"]
    asked = {"url": url.rstrip("/"), "maxwidth": "90", "maxheight": "150"}
    small = client.get(reverse("selections:oembed"), asked).json()
    assert (small["width"], small["height"]) == (90, 150)
    assert 'height="150"' in small["html"]
    for odd in ("", "0", "-5", "1e9", "²", "9" * 30):
        assert client.get(reverse("selections:oembed"), {"url": url, "maxwidth": odd}).json()["width"] == 560
    assert client.get(reverse("selections:oembed"), {"url": url, "format": "xml"}).status_code == 501


@pytest.mark.parametrize(
    "url",
    [
        "", "https://ailleurs.example/selections/{slug}/", "https://passeurs.example.ailleurs.example/selections/{slug}/",
        "https://passeurs.example@ailleurs.example/selections/{slug}/", "javascript:alert(1)", "https://[",
        "ftp://passeurs.example/selections/{slug}/", "https://passeurs.example/selections/", "https://passeurs.example/moi/",
        "https://passeurs.example/selections/rien/", "/selections/{slug}/", "https://passeurs.example:444/selections/{slug}/",
    ],
)  # fmt: skip
def test_oembed_knows_only_our_selections(client, url):
    selection = published(slug="au-chaud")
    assert client.get(reverse("selections:oembed"), {"url": url.format(slug=selection.slug)}).status_code == 404

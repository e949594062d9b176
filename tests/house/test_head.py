"""The head of every public page: one canonical address, whole Open Graph, an image that answers, valid data."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.house.access_table import TABLE
from tests.house.access_world import make_access_world
from tests.house.test_access import pages_of

OPEN_GRAPH = {"og:site_name", "og:locale", "og:type", "og:title", "og:description", "og:url", "og:image"}
ADDRESSES = {"url", "@id", "item", "image", "sameAs"}
SHORTEST, LONGEST = 50, 160


@dataclass(eq=False)
class Head(HTMLParser):
    """What a network or a search engine reads of a page."""

    text: str
    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    title: str = ""
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := facts.get("property") or facts.get("name")):
            self.meta.setdefault(name, []).append(facts.get("content", ""))
        elif tag == "link" and facts.get("rel") == "canonical":
            self.canonical.append(facts["href"])
        elif tag == "script" and facts.get("type") == "application/ld+json":
            self.inside = "data"
            self.data.append("")
        elif tag == "title" and not self.title:
            self.inside = "title"

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            self.data[-1] += data
        elif self.inside == "title":
            self.title += data

    def one(self, name: str) -> str:
        """The only value of a meta."""
        values = self.meta.get(name, [])
        assert len(values) == 1, (name, values)
        return values[0]


def is_whole(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def addresses_of(data: object) -> Iterator[str]:
    """Every address in a piece of structured data."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in ADDRESSES and isinstance(value, str):
                yield value
            else:
                yield from addresses_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from addresses_of(value)


def faults_of(url: str, head: Head, images: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What is wrong in the head of one page, in words."""
    missing = OPEN_GRAPH - {name for name, values in head.meta.items() if len(values) == 1 and values[0].strip()}
    if missing:
        yield f"{url}: missing, empty or doubled {sorted(missing)}"
        return
    if len(head.canonical) != 1 or not is_whole(head.canonical[0]):
        yield f"{url}: canonical {head.canonical}"
    if head.one("og:url") != head.canonical[0]:
        yield f"{url}: og:url is not the canonical address"
    if not is_whole(head.one("og:image")):
        yield f"{url}: og:image {head.one('og:image')}"
    elif "og:image:width" in head.meta:
        said = int(head.one("og:image:width")), int(head.one("og:image:height"))
        if images.get(head.one("og:image")) != said:
            yield f"{url}: og:image is {images.get(head.one('og:image'))}, not {said}"
        if not head.one("og:image:alt"):
            yield f"{url}: og:image has no words"
    if head.one("twitter:card") != "summary_large_image":
        yield f"{url}: twitter:card"
    if not head.title.startswith(head.one("og:title")):
        yield f"{url}: og:title {head.one('og:title')!r} of {head.title!r}"
    length, is_written = len(head.one("description")), head.one("og:type") == "article"
    if length > LONGEST or (length < SHORTEST and not is_written):
        yield f"{url}: description of {length} characters"
    if not head.data:
        yield f"{url}: no structured data"
    for text in head.data:
        data = json.loads(text)
        if data.get("@context") != "https://schema.org":
            yield f"{url}: structured data without its context"
        yield from (f"{url}: {address} in structured data" for address in addresses_of(data) if not is_whole(address))


def size_of(client: Client, url: str) -> tuple[int, int] | None:
    """The size of a PNG of this site, asked as a network does."""
    path = url.removeprefix(settings.SITE_URL)
    answer = client.get(path)
    if answer.status_code != 200 or answer["Content-Type"] != "image/png":
        return None
    return Image.open(io.BytesIO(answer.content)).size


@pytest.mark.django_db
def test_the_head_of_every_public_page_is_whole():
    world, client = make_access_world(), Client(raise_request_exception=False)
    starts = [
        reverse(access.name, args=world.args[access.thing] if access.thing else [])
        for access in TABLE
        if access.read["visitor"] == 200 and access.thing != "token"
    ]
    heads = {
        url: Head(text)
        for url, text in pages_of(client, list(dict.fromkeys(starts)))
        if text.lstrip().startswith("<!doctype")
    }
    # What is not for search engines (cards to embed, kits) is not for this test either.
    heads = {url: head for url, head in heads.items() if "noindex" not in str(head.meta.get("robots"))}
    # Nor a secret preview.
    heads = {url: head for url, head in heads.items() if not url.startswith("/apercu/")}
    # Pages that answer otherwise than 200 have no head to show.
    heads = {url: head for url, head in heads.items() if client.get(url).status_code == 200}
    assert len(heads) > 15
    images = {url: size_of(client, url) for head in heads.values() for url in head.meta.get("og:image", [])}
    faults = [fault for url, head in heads.items() for fault in faults_of(url, head, images)]
    assert faults == []
    # A thing is shown by an image of its own, the others by that of the site.
    assert len(images) > 4


@pytest.mark.django_db
def test_a_selection_says_what_it_is():
    world = make_access_world()
    head = Head(Client().get(reverse("selections:selection", args=world.args["published-slug"])).content.decode())
    assert head.one("og:title").startswith("Titre online")
    assert "/image/selection/page-published/og.png?v=" in head.one("og:image")
    assert "Titre online" in head.one("og:image:alt")
    way = [
        thing
        for text in head.data
        for thing in json.loads(text).get("@graph", [])
        if thing["@type"] == "BreadcrumbList"
    ]
    assert [step["name"] for step in way[0]["itemListElement"]][:2] == ["Accueil", "Sélections"]


def test_faults_are_seen():
    page = '<title>A</title><link rel="canonical" href="/a"><meta name="description" content="Court.">'
    assert list(faults_of("/a", Head(page), {}))
    whole = page + "".join(f'<meta property="{name}" content="x">' for name in OPEN_GRAPH)
    whole += '<meta name="twitter:card" content="summary_large_image">'
    whole += '<script type="application/ld+json">{"@context": "https://schema.org", "url": "/a"}</script>'
    told = " ".join(faults_of("/a", Head(whole), {}))
    for word in ("canonical", "og:image", "og:title", "description of 6", "/a in structured data"):
        assert word in told

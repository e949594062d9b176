"""Every URL stands in the access table, every role meets what it says, and nobody reads what is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from passeurs.core.middleware import TAKEN_AWAY, WORDLESS
from passeurs.core.models import JournalEntry
from tests.house.access_table import LOGIN, TABLE
from tests.house.access_world import ROLES, AccessWorld, make_access_world

# A browser always sends this with a form.
EMPTY_FORM = {"csrfmiddlewaretoken": "x"}
LINK = re.compile(r'(?:href|action)="([^"#]+)')
MOST_PAGES = 400
# Hundreds of addresses of Wagtail, held by one rule: test_editors_room.py.
EDITORS_ROOM = "redaction/"
# Another ambassador of the city reads what waits for a second reader, and what readers said of it before.
# Who writes reads the name of whom they invited, and of who gave them an idea.
READABLE = {"reader": {"secret-proposed", "mot-de-relecture"}, "owner": {"prénom-secret-reader"}}


def url_names(patterns: list[object], namespace: str = "") -> Iterator[str]:
    """The name of every URL of the project; of one without a name, its route."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"
        elif str(pattern.pattern) != EDITORS_ROOM:
            yield from url_names(
                pattern.url_patterns, namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            )


# Old or foreign addresses that lead to one of ours: without a name, since nothing of ours links to them.
UNNAMED = {"compte/", "redaction/login/", "redaction/logout/", "redaction/account/"}


def test_every_url_stands_in_the_table():
    known = {access.name for access in TABLE}
    real = set(url_names(get_resolver().url_patterns)) - UNNAMED
    assert sorted(real - known) == [], "add these URLs to tests/house/access_table.py"
    assert sorted(known - real) == [], "these URLs of tests/house/access_table.py no longer exist"


def test_an_address_stands_once():
    rows = [(access.name, access.thing) for access in TABLE]
    assert len(rows) == len(set(rows))


@pytest.fixture
def world(db: None) -> AccessWorld:
    return make_access_world()


def client_of(world: AccessWorld, role: str) -> Client:
    client = Client(raise_request_exception=False)
    person = world.people[role]
    if person is not None:
        client.force_login(person)
    return client


def outcome(response: object) -> int | str:
    """The status, or the way to sign-in."""
    if response.status_code == 302 and response["Location"].startswith("/compte/connexion/?next="):
        return LOGIN
    return response.status_code


@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_what_the_table_says(world, role):
    client = client_of(world, role)
    cookies = client.cookies.copy()
    wrong = []
    for access in TABLE:
        url = reverse(access.name, args=world.args[access.thing] if access.thing else [])
        for verb, expected in (("get", access.read), ("post", access.sent)):
            cache.clear()
            client.cookies = cookies.copy()
            # What is done here is undone: each address meets the same world.
            with transaction.atomic():
                got = outcome(getattr(client, verb)(url, EMPTY_FORM if verb == "post" else {}))
                transaction.set_rollback(True)
            if got != expected[role]:
                wrong.append(f"{verb} {access.name} {access.thing}: {got}, not {expected[role]}")
    assert wrong == []


def answers_of(world: AccessWorld, role: str) -> Iterator[tuple[str, object]]:
    """Every page that opens to a role, with its answer when it is asked for as a file too."""
    client = client_of(world, role)
    cookies = client.cookies.copy()
    for access in TABLE:
        url = reverse(access.name, args=world.args[access.thing] if access.thing else [])
        for asked in ({}, {"format": "csv"}):
            cache.clear()
            client.cookies = cookies.copy()
            with transaction.atomic():
                response = client.get(url, asked)
                if response.status_code == 200:
                    yield access.name, response
                transaction.set_rollback(True)


def test_what_is_read_signed_in_is_kept_by_no_browser_and_files_leave_a_line(world):
    kept, unseen, files = set(), set(), set()
    for name, response in answers_of(world, "team"):
        kind = response.get("Content-Type", "").partition(";")[0]
        is_shared = "public" in response.get("Cache-Control", "") and kind.startswith(WORDLESS)
        if "no-store" not in response.get("Cache-Control", "") and not is_shared:
            kept.add(name)
        if response.get("Content-Disposition") and kind.startswith(TAKEN_AWAY):
            files.add(name)
            line = JournalEntry.objects.filter(verb="export_file").order_by("pk").last()
            if line is None or line.subject_ref != f"export:{name}"[:80]:
                unseen.add(name)
    assert kept == set()
    assert unseen == set()
    # The net is not blind.
    assert "people:person-list" in files
    assert len(files) > 12, files


def pages_of(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Address and text of everything that opens from these addresses, links followed."""
    waiting, known = list(starts), set(starts)
    while waiting and len(known) < MOST_PAGES:
        url = waiting.pop(0)
        cache.clear()
        response = client.get(url)
        text = unescape(b"".join(response).decode("utf-8", "replace"))
        yield url, text
        for link in [*LINK.findall(text), response.get("Location", "")]:
            parts = urlsplit(link)
            # Each address once: filters and sorting of a list show the same rows.
            if link and not parts.netloc and parts.scheme == "" and parts.path.startswith("/"):
                plain = parts.path
                if plain not in known and not plain.startswith(("/static/", "/affiche/", "/image/")):
                    known.add(plain)
                    waiting.append(plain)


def secrets_of_others(world: AccessWorld, role: str) -> list[str]:
    """The words that this role must not read."""
    words = [word for owner, theirs in world.secrets.items() if owner != role for word in theirs]
    return [word for word in words if word not in READABLE.get(role, ())]


@pytest.mark.parametrize("role", ["visitor", "member", "owner", "reader", "away"])
def test_nobody_reads_what_is_private_to_another(world, role):
    client = client_of(world, role)
    starts = [
        reverse(access.name, args=world.args[access.thing] if access.thing else [])
        for access in TABLE
        # The link of somebody's mail, of a secret preview, is theirs; signing out would end the walk.
        if access.thing not in ("token", "preview-token") and not access.thing.startswith("private-")
        if access.name != "account_logout"
    ]
    words = secrets_of_others(world, role)
    leaks = [
        f"{word} on {url}"
        for url, text in pages_of(client, list(dict.fromkeys(starts)))
        for word in words
        if word in text or word in url
    ]
    assert leaks == []


def test_the_walk_would_see_a_leak(world):
    """The words are really on the pages of those whose they are: the search above is not blind."""
    client = client_of(world, "owner")
    read = " ".join(text for _url, text in pages_of(client, ["/moi/", "/moi/selections/", "/notifications/"]))
    words = ["secret-draft", "secret-retired", "message-secret-owner", "besoin-secret-owner", "note-secrète-lieu"]
    missing = [word for word in words if word not in read]
    assert missing == []
    team = client_of(world, "team").get(reverse("people:person-list")).content.decode()
    assert world.people["owner"].email in team

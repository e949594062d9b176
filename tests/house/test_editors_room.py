"""The editors' room: hundreds of addresses of Wagtail, one rule. Nobody enters without a role that writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.models import Page

from passeurs.editorial.actions.site import make_site
from tests.factories import MandateFactory, PersonFactory, team_member
from tests.house.test_access import EDITORS_ROOM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foreign_templates")]
# What the sign-in page of the room itself would need: no data of anybody.
HARMLESS = {"sprite/", "jsi18n/"}
DOORS = ("/compte/connexion/", "/compte/deconnexion/", "/moi/", "/redaction/login/")


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """One address of each named URL of a tree, `1` in the place of each argument."""
    for name in resolver.reverse_dict:
        if isinstance(name, str):
            for ways, *_rest in resolver.reverse_dict.getlist(name):
                for route, names in ways:
                    yield prefix + route % dict.fromkeys(names, 1)
    for inner, below in resolver.namespace_dict.values():
        yield from addresses(below, prefix + inner)


def room() -> list[str]:
    trees = [one for one in get_resolver().url_patterns if str(one.pattern) == EDITORS_ROOM]
    found = {address for tree in trees for address in addresses(tree)}
    return sorted(address for address in found if address not in HARMLESS)


def test_the_walk_sees_the_room():
    assert len(room()) > 150


@pytest.mark.parametrize("who", ["visitor", "member", "ambassador"])
def test_nobody_enters_without_a_role(who):
    make_site()
    client = Client(raise_request_exception=False)
    if who != "visitor":
        client.force_login(PersonFactory() if who == "member" else MandateFactory().person)
    inside = []
    for address in room():
        for verb in ("get", "post"):
            answer = getattr(client, verb)(f"/{EDITORS_ROOM}{address}")
            is_shown_out = answer.status_code in (301, 302) and answer["Location"].startswith(DOORS)
            if answer.status_code not in (403, 404, 405) and not is_shown_out:
                inside.append(f"{verb} {address}: {answer.status_code} {answer.get('Location', '')}")
    assert inside == []


def test_the_team_enters_with_the_policy_of_the_room(client):
    make_site()
    client.force_login(team_member())
    answer = client.get("/redaction/")
    assert answer.status_code == 200
    assert "'unsafe-inline'" in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"] != client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in client.get("/")["Content-Security-Policy"]
    assert settings.EDITING_POLICY["frame-ancestors"] == ["'self'"]
    for page in Page.objects.filter(depth__gt=1):
        assert client.get(f"/redaction/pages/{page.pk}/edit/").status_code == 200, page

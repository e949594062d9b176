"""Whatever a request holds, the site answers: every address, every name that it reads, as three roles."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.access_roles import LOGIN, Access
from tests.house.access_table import TABLE
from tests.house.access_world import AccessWorld, make_access_world
from tests.house.odd_requests import ODD, Asker, Value, odd_addresses, watching
from tests.house.test_access import EMPTY_FORM

ASKING = ["visitor", "owner", "team"]
REFUSED = (302, 403, 404, 405)
# How many odd values each address meets in the suite; they turn from one address to the next.
FEW = 2
MOST_NAMES = 12


def turned(key: str, count: int) -> Iterator[tuple[str, Value]]:
    """So many kinds of oddity, not the same for each key."""
    kinds = list(ODD)
    first = zlib.crc32(key.encode())
    for turn in range(min(count, len(kinds))):
        kind = kinds[(first + turn) % len(kinds)]
        yield kind, ODD[kind]


def ask_oddly(asker: Asker, name: str, args: list[object], count: int) -> None:
    """One address: each verb, what it reads made odd all at once, then one by one among honest values."""
    url = reverse(name, args=args)
    for verb, empty in (("get", {}), ("post", EMPTY_FORM)):
        with watching() as watch:
            status = asker.ask(verb, url, empty, "as it is")
        if status in REFUSED and not watch.forms:
            continue
        honest = watch.plausible() | empty
        names = [one for one in watch.names if one not in EMPTY_FORM][:MOST_NAMES]
        for kind, value in turned(f"{verb}{name}", count):
            short = value[:10_000] if verb == "get" else value
            asker.ask(verb, url, dict.fromkeys(names, short) | empty, f"everything {kind}")
        alone = names if count > FEW else names[zlib.crc32(name.encode()) % len(names) :][:1] if names else []
        for one in alone:
            for kind, value in turned(f"{name}{one}", count if count > FEW else 1):
                short = value[:10_000] if verb == "get" else value
                asker.ask(verb, url, honest | {one: short}, f"{one} {kind}")
    for odd, told in odd_addresses(name, args, count):
        asker.ask("get", odd, {}, told)


def asker_for(world: AccessWorld, role: str) -> Asker:
    client = Client()
    person = world.people[role]
    if person is not None:
        client.force_login(person)
    return Asker(client)


def may_open(access: Access) -> list[str]:
    """Who, of these, meets more there than a refusal: what a request holds is read for them alone."""
    return [role for role in ASKING if {access.read[role], access.sent[role]} - {*REFUSED, LOGIN}] or ["visitor"]


def faults_of(askers: dict[str, Asker]) -> list[str]:
    return [f"{role}: {fault}" for role, asker in askers.items() for fault in asker.faults]


@pytest.mark.django_db
def test_no_odd_value_is_a_server_error():
    """Each address, asked by one of those who may open it."""
    world = make_access_world()
    askers = {role: asker_for(world, role) for role in ASKING}
    for access in TABLE:
        roles = may_open(access)
        role = roles[zlib.crc32(f"{access.name}{access.thing}".encode()) % len(roles)]
        ask_oddly(askers[role], access.name, world.args[access.thing] if access.thing else [], FEW)
    assert faults_of(askers) == []
    # It really asked: the table has hundreds of addresses.
    assert sum(asker.count for asker in askers.values()) > 3 * len(TABLE)


@pytest.mark.django_db
def test_no_address_holds_a_number_that_no_column_does():
    """Each argument of each address made too large in turn, read and sent by everyone who may open it."""
    world = make_access_world()
    askers = {role: asker_for(world, role) for role in ASKING}
    for access in TABLE:
        args = world.args[access.thing] if access.thing else []
        for url, told in odd_addresses(access.name, args, 1):
            for role in may_open(access):
                askers[role].ask("get", url, {}, told)
                askers[role].ask("post", url, EMPTY_FORM, told)
    assert faults_of(askers) == []


@pytest.mark.exhaustive
@pytest.mark.django_db
@pytest.mark.parametrize("role", ASKING)
def test_no_odd_value_is_a_server_error_each_with_each(role):
    """Each address, each name, each value: half an hour a role."""
    world = make_access_world()
    askers = {role: asker_for(world, role)}
    for access in TABLE:
        ask_oddly(askers[role], access.name, world.args[access.thing] if access.thing else [], len(ODD))
    assert faults_of(askers) == []

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from passeurs.catalogue.models import Occurrence, WorkIdentifier
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from tests.factories import OfferFactory, PersonFactory, SeasonCityFactory, VenueFactory, WorkFactory

pytestmark = pytest.mark.django_db

DIJON = {"lat": 47.32103, "lon": 5.04127}


def found(make, name: str, **fields):
    key = "name" if make is VenueFactory else "title"
    return make(**{key: name, "search_name": fold(name), "search_text": index_words(name), **fields})


@pytest.fixture
def places():
    return [
        found(VenueFactory, "Loin", lat=47.36, lon=5.04),
        found(VenueFactory, "Près", lat=47.3212, lon=5.0413),
        found(VenueFactory, "Cinéma", kind="CINEMA", lat=47.33, lon=5.04),
        found(VenueFactory, "Ailleurs", lat=43.3, lon=5.37),
        found(VenueFactory, "Caché", is_visible=False),
    ]


def names(answer) -> list[str]:
    return [one.get("name") or one["title"] for one in answer.json()["results"]]


def test_venues_nearest_first_with_an_exact_count(client, places):
    answer = client.get("/api/v1/venues", {**DIJON, "radius_km": 10, "limit": 2})
    assert answer.status_code == 200
    assert answer.json()["count"] == 3
    assert names(answer) == ["Près", "Cinéma"]
    first = answer.json()["results"][0]
    assert set(first) == {"id", "name", "kind", "city", "insee", "lat", "lon", "distance_km", "url"}
    assert first["distance_km"] == pytest.approx(0.019, abs=0.001)
    assert first["url"].endswith(places[1].get_absolute_url())
    assert client.get("/api/v1/venues", {**DIJON, "radius_km": 1}).json()["count"] == 1


def test_venues_by_kind_and_words(client, places):
    assert names(client.get("/api/v1/venues", {**DIJON, "kind": "CINEMA"})) == ["Cinéma"]
    assert names(client.get("/api/v1/venues", {"q": "cinemma"})) == ["Cinéma"]
    assert client.get("/api/v1/venues").json()["count"] == 4


@pytest.mark.parametrize("query", [{}, {**DIJON, "radius_km": 50}])
def test_cursors_go_through_all_once(client, query):
    made = {found(VenueFactory, f"Lieu {number}", lat=47.3 + number % 7 / 100).pk for number in range(25)}
    url, seen = "/api/v1/venues", []
    answer = client.get(url, {**query, "limit": 4}).json()
    while True:
        seen += [one["id"] for one in answer["results"]]
        assert answer["count"] == 25
        if not answer["next"]:
            break
        answer = client.get(answer["next"]).json()
    assert len(seen) == 25
    assert set(seen) == made


def test_events_tell_their_next_date(client):
    today = timezone.localdate()
    soon = timezone.now() + dt.timedelta(days=3)
    event = found(OfferFactory, "Concert", starts_on=today, ends_on=today + dt.timedelta(days=5), is_free=True)
    Occurrence.objects.create(offer=event, starts_at=soon)
    found(OfferFactory, "Fini", ends_on=today - dt.timedelta(days=2))
    answer = client.get("/api/v1/events", DIJON)
    assert names(answer) == ["Concert"]
    one = answer.json()["results"][0]
    assert dt.datetime.fromisoformat(one["next_at"]) == pytest.approx(soon, abs=dt.timedelta(seconds=1))
    day = (today + dt.timedelta(days=3)).isoformat()
    assert names(client.get("/api/v1/events", {**DIJON, "from": day, "to": day})) == ["Concert"]
    assert names(client.get("/api/v1/events", {**DIJON, "from": today.isoformat(), "to": today.isoformat()})) == []


def test_works_by_ean_and_words(client):
    work = found(WorkFactory, "Leurs enfants après eux", year=2018)
    WorkIdentifier.objects.create(work=work, kind="ean13", value="9782330108717")
    found(WorkFactory, "Autre roman")
    found(WorkFactory, "Roman caché", is_visible=False)
    assert names(client.get("/api/v1/works", {"ean": "9782330108717"})) == [work.title]
    assert names(client.get("/api/v1/works", {"q": "enfant apres"})) == [work.title]
    answer = client.get("/api/v1/works")
    assert answer.json()["count"] == 2
    assert answer.json()["results"][0]["ean"] == "9782330108717"


def selection(author, state=SelectionState.PUBLISHED, **fields):
    made = Selection.objects.create(
        slug=f"s-{Selection.objects.count()}",
        title="Mes lieux",
        author=author,
        season_city=SeasonCityFactory(),
        state=state,
        published_at=timezone.now(),
        **fields,
    )
    SelectionItem.objects.create(selection=made, position=1, venue=VenueFactory(), reason="Parce que.")
    return made


def test_selections_name_only_who_agreed(client):
    named, silent = PersonFactory(first_name="Inès"), PersonFactory(first_name="Secret")
    Consent.objects.create(person=named, purpose=ConsentPurpose.PUBLIC_NAME)
    Consent.objects.create(person=silent, purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at=timezone.now())
    selection(named)
    selection(silent)
    selection(named, state=SelectionState.PROPOSED)
    answer = client.get("/api/v1/selections")
    assert answer.json()["count"] == 2
    assert {one["author"] for one in answer.json()["results"]} == {"Inès", None}
    item = answer.json()["results"][0]["items"][0]
    assert (item["type"], item["reason"]) == ("venue", "Parce que.")
    assert b"Secret" not in answer.content
    assert named.email.encode() not in answer.content


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("name", ["venues", "events", "works", "selections"])
def test_queries_do_not_grow(client, django_assert_max_num_queries, count, name):
    for number in range(count):
        found(VenueFactory, f"Lieu {number}")
        event = found(OfferFactory, f"Concert {number}", venue=VenueFactory())
        Occurrence.objects.create(offer=event, starts_at=timezone.now())
        WorkIdentifier.objects.create(work=found(WorkFactory, "Roman"), kind="ean13", value=f"978000000000{number}")
        selection(PersonFactory())
    with django_assert_max_num_queries(4):
        client.get(f"/api/v1/{name}", DIJON)


@pytest.mark.parametrize(
    ("name", "query", "parameter"),
    [
        ("venues", {"lat": "91", "lon": "0"}, "lat"),
        ("venues", {"lat": "0", "lon": "-181"}, "lon"),
        ("venues", {"lat": "nan", "lon": "0"}, "lat"),
        ("venues", {"lat": "inf", "lon": "0"}, "lat"),
        ("venues", {"lat": "1"}, ""),
        ("venues", {"lat": "x", "lon": "0"}, "lat"),
        ("venues", {"limit": "0"}, "limit"),
        ("venues", {"limit": "101"}, "limit"),
        ("venues", {"limit": "1.5"}, "limit"),
        ("venues", {**DIJON, "radius_km": "0"}, "radius_km"),
        ("venues", {**DIJON, "radius_km": "201"}, "radius_km"),
        ("venues", {**DIJON, "radius_km": "nan"}, "radius_km"),
        ("venues", {"kind": "a b"}, "kind"),
        ("venues", {"q": "x" * 201}, "q"),
        ("venues", {"cursor": "W10"}, "cursor"),
        ("venues", {"cursor": "é"}, "cursor"),
        ("venues", {"cursor": "WzFlOTk5XQ"}, "cursor"),
        ("venues", {"cursor": "Wy0xXQ"}, "cursor"),
        ("venues", {"cursor": "WzkyMjMzNzIwMzY4NTQ3NzU4MDhd"}, "cursor"),
        ("events", {"from": "2026-13-01"}, "from"),
        ("events", {"from": "2026-02-02", "to": "2026-02-01"}, ""),
        ("works", {"ean": "123"}, "ean"),
        ("selections", {"limit": "-1"}, "limit"),
    ],
)
def test_what_is_not_understood_is_said(client, name, query, parameter):
    answer = client.get(f"/api/v1/{name}", query)
    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["detail"]] == [parameter]
    assert answer.json()["detail"][0]["message"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query", [{"q": '" OR * NEAR('}, {"q": "\x00'"}, {"q": "👩‍🎨"}, {"from": "0001-01-01"}, {"to": "9999-12-31"}]
)
def test_odd_questions_break_nothing(client, query):
    assert client.get("/api/v1/events", query).status_code in (200, 422)
    assert client.get("/api/v1/venues", query).status_code == 200


def test_the_same_answer_is_not_sent_twice(client, places):
    first = client.get("/api/v1/venues", DIJON)
    assert first["ETag"].startswith('W/"')
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/v1/venues", DIJON, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    found(VenueFactory, "Nouveau")
    assert client.get("/api/v1/venues", DIJON, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_reading_only(client):
    for name in ("venues", "events", "works", "selections"):
        assert client.post(f"/api/v1/{name}").status_code == 405


def test_the_description_names_every_operation(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    paths = answer.json()["paths"]
    assert set(paths) == {f"/api/v1/{name}" for name in ("venues", "events", "works", "selections")}
    parameters = {one["name"] for one in paths["/api/v1/events"]["get"]["parameters"]}
    assert {"from", "to", "lat", "lon", "radius_km", "kind", "q", "limit", "cursor"} <= parameters

"""Pin a venue, take it off, put it back; the list; what a device kept, joined at sign-in."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passeurs.catalogue import rules
from passeurs.catalogue.actions.doubtful_pair import merge_pair, undo_pair
from passeurs.catalogue.actions.pin import forget_unpinned, join_pins, pin_venue, unpin_venue
from passeurs.catalogue.models import CLOSED_FLAG, DoubtfulPair, Pin, Venue
from passeurs.catalogue.queries.pin import pinned_ids, venue_refs
from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.people.actions import erase_person
from passeurs.people.exports import all_data
from passeurs.people.models import Profile
from tests.factories import OfferFactory, PersonFactory, VenueFactory, team_member
from tests.people.test_sign_in import CODE, last_code

pytestmark = pytest.mark.django_db
LIST, CSV, JOIN = "/moi/lieux/", "/moi/lieux/mes-lieux.csv", "/moi/lieux/de-cet-appareil/"
HTMX = {"HX-Request": "true"}


def pin_url(venue):
    return f"/lieux/{venue.pk}/epingler/"


def unpin_url(venue):
    return f"/lieux/{venue.pk}/desepingler/"


@pytest.fixture
def person():
    return PersonFactory(email="ines@exemple.fr")


@pytest.fixture
def venue():
    return VenueFactory(name="La Vapeur", kind="MUSIC_VENUE")


@pytest.fixture
def mine(client, person):
    client.force_login(person)
    return client


def test_one_tap_pins_and_leads_back(mine, person, venue):
    answer = mine.post(pin_url(venue), {"next": "/decouvrir/?ou=Dijon"})
    assert (answer.status_code, answer["Location"]) == (302, f"/decouvrir/?ou=Dijon#epingle-{venue.pk}")
    assert pinned_ids(person) == {venue.pk}
    page = mine.get(venue.get_absolute_url()).text
    assert "est dans tes lieux" in page
    assert 'aria-pressed="true"' in page
    assert venue.name in mine.get(LIST).text


def test_a_double_click_is_one_pin(mine, person, venue):
    for _ in range(2):
        assert mine.post(pin_url(venue)).status_code == 302
    assert Pin.objects.count() == 1
    assert JournalEntry.objects.filter(verb="pin_venue").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(person=person, venue=venue)


def test_taken_off_and_put_back_with_its_note_and_date(mine, person, venue):
    at = clock.now() - dt.timedelta(days=3)
    pin_venue(person=person, venue=venue, note="La scène du bas", at=at)
    for _ in range(2):
        assert mine.post(unpin_url(venue)).status_code == 302
    assert pinned_ids(person) == frozenset()
    page = mine.get(LIST).text
    assert "Remettre" in page
    assert "La scène du bas" not in page
    mine.post(pin_url(venue))
    pin = Pin.objects.get()
    assert (pin.note, pin.pinned_at, pin.unpinned_at) == ("La scène du bas", at, None)
    assert "Remettre" not in mine.get(LIST).text


def test_what_was_taken_off_is_forgotten_after_a_week(person, venue):
    at = clock.now()
    pin_venue(person=person, venue=venue, at=at)
    unpin_venue(person=person, venue=venue, at=at)
    assert forget_unpinned(at=at + dt.timedelta(days=6)) == 0
    assert forget_unpinned(at=at + dt.timedelta(days=7)) == 1
    assert not Pin.objects.exists()


def test_wrong_method(mine, venue):
    assert mine.get(unpin_url(venue)).status_code == 405
    assert mine.get(JOIN).status_code == 405
    assert mine.post(LIST).status_code == 405
    assert mine.put(pin_url(venue)).status_code == 405


def test_a_visitor_signs_in_and_comes_back_to_the_pin(client, venue):
    page = client.get(venue.get_absolute_url()).text
    assert f'href="{pin_url(venue)}"' in page
    assert "aria-pressed" not in page
    assert "csrfmiddlewaretoken" not in page, "the page of a visitor may be kept"
    for url in (pin_url(venue), LIST, CSV):
        assert client.get(url)["Location"] == f"/compte/connexion/?next={url}"
    verdict = rules.can_pin_venue(AnonymousUser(), venue, pinned=frozenset())
    assert verdict.is_forbidden
    with pytest.raises(Refused):
        pin_venue(person=AnonymousUser(), venue=venue)
    with pytest.raises(Refused):
        unpin_venue(person=AnonymousUser(), venue=venue)


def test_not_yours(mine, person, venue):
    other = PersonFactory()
    pin_venue(person=other, venue=venue, note="secret de Malo")
    assert venue.name not in mine.get(LIST).text
    assert venue.name not in b"".join(mine.get(CSV)).decode()
    assert "secret de Malo" not in mine.get(pin_url(venue)).text
    mine.post(unpin_url(venue))
    assert pinned_ids(other) == {venue.pk}


def test_a_note_is_kept_changed_and_emptied(mine, venue):
    assert mine.post(pin_url(venue), {"note": "Revoir la régie"}).status_code == 302
    assert "Revoir la régie" in mine.get(LIST).text
    mine.post(pin_url(venue))
    assert Pin.objects.get().note == "Revoir la régie", "the button alone says nothing of the note"
    mine.post(pin_url(venue), {"note": ""})
    assert Pin.objects.get().note == ""
    journal = list(JournalEntry.objects.values_list("verb", "subject_ref", "data"))
    assert sorted(verb for verb, _ref, _data in journal) == ["note_pin", "pin_venue"]
    assert not any("venue" in ref for _verb, ref, _data in journal)


@pytest.mark.parametrize("note", ["x" * 201, "a\x00b"])
def test_a_note_that_cannot_be(mine, venue, note):
    page = mine.post(pin_url(venue), {"note": note})
    assert page.status_code == 422
    assert not Pin.objects.exists()


def test_a_venue_that_is_not_shown_is_refused_an_unknown_one_is_not_found(mine):
    closed = VenueFactory(is_visible=False)
    assert "plus au catalogue" in mine.post(pin_url(closed)).text
    assert mine.post(pin_url(closed)).status_code == 422
    assert mine.post("/lieux/999999/epingler/").status_code == 404
    assert mine.post("/lieux/999999/desepingler/").status_code == 404


def test_closed_and_vanished_venues_are_said(mine, person):
    kept = VenueFactory(name="Le grand musée")
    rows = {
        "Ce lieu a fermé.": VenueFactory(name="Cinéma fermé"),
        "n’est plus dans le catalogue": VenueFactory(name="Perdu"),
        "réuni avec": VenueFactory(name="Petit musée"),
    }
    for row in rows.values():
        pin_venue(person=person, venue=row, note="mon mot")
    Venue.objects.filter(pk__in=[row.pk for row in rows.values()]).update(is_visible=False)
    Venue.objects.filter(name="Cinéma fermé").update(flags=[CLOSED_FLAG])
    Venue.objects.filter(name="Petit musée").update(merged_into=kept)
    page = mine.get(LIST).text
    for told, row in rows.items():
        assert told in page
        assert row.name in page
        assert f'href="{row.get_absolute_url()}"' not in page
    assert kept.get_absolute_url() in page
    gone = rows["Ce lieu a fermé."]
    assert mine.post(pin_url(gone), {"note": "il a fermé"}).status_code == 302, "its note may still change"
    assert mine.post(unpin_url(gone)).status_code == 302


def test_the_limit_is_clear(mine, person, venue, monkeypatch):
    monkeypatch.setattr(rules, "MOST_PINS", 2)
    held = [VenueFactory() for _ in range(2)]
    for one in held:
        pin_venue(person=person, venue=one)
    answer = mine.post(pin_url(venue))
    assert answer.status_code == 422
    assert "c’est le maximum" in answer.text
    assert "c’est le maximum" in mine.get(venue.get_absolute_url()).text
    part = mine.post(pin_url(venue), {"compact": "1"}, headers=HTMX)
    assert part.status_code == 422
    assert "<html" not in part.text
    assert "c’est le maximum" in part.text
    assert mine.post(pin_url(held[0])).status_code == 302, "what is held stays held"
    mine.post(unpin_url(held[0]))
    assert mine.post(pin_url(venue)).status_code == 302


def test_htmx_changes_the_button_alone(mine, person, venue):
    part = mine.post(pin_url(venue), {"compact": "1", "next": "/decouvrir/"}, headers=HTMX)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'aria-pressed="true"' in part.text
    assert unpin_url(venue) in part.text
    assert 'value="/decouvrir/"' in part.text
    part = mine.post(unpin_url(venue), {"compact": "1"}, headers=HTMX)
    assert 'aria-pressed="false"' in part.text
    assert pinned_ids(person) == frozenset()


@pytest.mark.parametrize("away", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", "\\\\x"])
def test_nobody_is_led_elsewhere(mine, venue, away):
    assert mine.post(pin_url(venue), {"next": away})["Location"] == f"{LIST}#epingle-{venue.pk}"


def test_every_card_of_a_venue_has_its_pin(mine, person, venue):
    near = VenueFactory(name="Cinéma voisin")
    offer = OfferFactory(title="Exposition", venue=venue)
    pin_venue(person=person, venue=near)
    for url in (venue.get_absolute_url(), offer.get_absolute_url(), "/decouvrir/?ou=Dijon"):
        page = mine.get(url).text
        assert f'id="epingle-{near.pk}"' in page
        assert unpin_url(near) in page
    assert page.count('aria-pressed="true"') == 1


def test_search_sort_and_pages(mine, person):
    far = VenueFactory(name="Abbaye", city_name="Lille", lat=50.63, lon=3.06)
    near = VenueFactory(name="Zénith", lat=47.3325, lon=5.056)
    lost = VenueFactory(name="Kiosque à musique", lat=None, lon=None)
    for hours, one in enumerate((near, far, lost)):
        pin_venue(person=person, venue=one, note="", at=clock.now() - dt.timedelta(hours=hours))

    def names(query=""):
        page = mine.get(LIST + query).text
        return sorted((one.name for one in (far, near, lost) if one.name in page), key=page.index)

    assert names() == ["Zénith", "Abbaye", "Kiosque à musique"]
    assert names("?tri=nom") == ["Abbaye", "Kiosque à musique", "Zénith"]
    assert names("?q=MUSIQUE+dijon") == ["Kiosque à musique"]
    assert "Aucun de tes lieux" in mine.get(LIST + "?q=opéra").text
    assert "dis ta commune" in mine.get(LIST).text
    assert "tri=distance" not in mine.get(LIST).text
    assert names("?tri=distance") == ["Zénith", "Abbaye", "Kiosque à musique"], "no home: the last pinned first"
    Profile.objects.filter(person=person).update(commune_code="59350")
    assert names("?tri=distance") == ["Abbaye", "Zénith", "Kiosque à musique"]
    assert "depuis Lille" in mine.get(LIST).text
    for _ in range(20):
        pin_venue(person=person, venue=VenueFactory())
    assert "page=2" in mine.get(LIST).text
    assert names("?page=2") == ["Zénith", "Abbaye", "Kiosque à musique"]
    for bad in ("?tri=hasard", "?q=" + "x" * 101):
        assert mine.get(LIST + bad).status_code == 422
    assert mine.get(LIST + "?page=beaucoup").status_code == 200


def test_an_empty_list_says_what_to_do(mine):
    page = mine.get(LIST).text
    assert "Aucun lieu épinglé" in page
    assert 'href="/decouvrir/"' in page


def test_the_file_for_a_spreadsheet(mine, person, venue):
    pin_venue(person=person, venue=venue, note="=1+1")
    answer = mine.get(CSV)
    assert 'filename="mes-lieux.csv"' in answer["Content-Disposition"]
    header, row = b"".join(answer).decode("utf-8-sig").strip().splitlines()
    assert header.startswith("Lieu;Type;")
    assert row.startswith("La Vapeur;")
    assert "'=1+1" in row


@pytest.mark.parametrize("count", [1, 3, 45])
def test_queries_do_not_grow(mine, person, django_assert_max_num_queries, count):
    for _ in range(count):
        pin_venue(person=person, venue=VenueFactory(lat=47.33))
    venue = VenueFactory()
    gone = VenueFactory()
    pin_venue(person=person, venue=gone)
    unpin_venue(person=person, venue=gone)
    mine.get(LIST)
    with django_assert_max_num_queries(8):
        mine.get(LIST)
    with django_assert_max_num_queries(5):
        b"".join(mine.get(CSV))
    for url in ("/decouvrir/?ou=Dijon", venue.get_absolute_url()):
        with CaptureQueriesContext(connection) as plain:
            Client().get(url)
        with CaptureQueriesContext(connection) as signed_in:
            mine.get(url)
        asked = [one["sql"] for one in signed_in if "catalogue_pin" in one["sql"]]
        assert len(asked) == 1, "one question for all the buttons of a page"
        assert not [one for one in plain if "catalogue_pin" in one["sql"]]


def test_what_a_device_kept_is_joined_once(mine, person, venue):
    other = VenueFactory(name="Musée")
    refs = f"lieu-{venue.pk}.offre-3.oeuvre-4.lieu-{other.pk}"
    answer = mine.post(JOIN, {"device_list": refs}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "2 lieux gardés sur cet appareil sont maintenant dans tes lieux" in answer.text
    assert f'data-refs="lieu-{venue.pk}.lieu-{other.pk}"' in answer.text
    assert pinned_ids(person) == {venue.pk, other.pk}
    mine.post(unpin_url(other))
    again = mine.post(JOIN, {"device_list": refs}, follow=True).text
    assert "étaient déjà dans tes lieux" in again
    assert pinned_ids(person) == {venue.pk}, "what was taken off stays off"
    assert JournalEntry.objects.get(verb="join_pins").data == {"count": 2}


def test_what_cannot_be_joined_is_told(mine, person, venue, monkeypatch):
    monkeypatch.setattr(rules, "MOST_PINS", 1)
    closed = VenueFactory(name="Cinéma fermé", is_visible=False)
    kept = VenueFactory(name="Grand musée")
    merged = VenueFactory(name="Petit musée", is_visible=False, merged_into=kept)
    pks = (closed.pk, merged.pk, venue.pk, 10**17)
    answer = mine.post(JOIN, {"device_list": ".".join(f"lieu-{pk}" for pk in pks)}, follow=True).text
    assert "3 n’ont pas pu être ajoutés" in answer
    assert "Cinéma fermé" in answer
    assert "c’est le maximum" in answer
    assert "un lieu n’est plus au catalogue" in answer
    assert pinned_ids(person) == {kept.pk}
    # The device sends again what only lacked room.
    assert f'data-refs="lieu-{closed.pk}.lieu-{merged.pk}.lieu-{10**17}"' in answer


@pytest.mark.parametrize("refs", ["", "rien", "lieu-", "lieu-" + "9" * 30, "x" * 5000])
def test_a_device_that_says_nothing_joins_nothing(mine, refs):
    answer = mine.post(JOIN, {"device_list": refs}, follow=True)
    assert "n’a gardé aucun lieu" in answer.text
    assert not Pin.objects.exists()


def test_refs_of_a_device():
    assert venue_refs("lieu-12.offre-3.lieu-12.milieu-4.lieu-7") == [12, 7]
    assert len(venue_refs(".".join(f"lieu-{n}" for n in range(100)))) == 60


def test_joining_asks_the_same_whatever_the_number(person, django_assert_max_num_queries):
    pks = [VenueFactory().pk for _ in range(40)]
    with django_assert_max_num_queries(10):
        joined = join_pins(person=person, venue_ids=pks)
    assert len(joined.added) == 40


def test_signing_in_joins_and_tells(client, person, venue, django_capture_on_commit_callbacks):
    page = client.get("/compte/connexion/").text
    assert 'name="device_list"' in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/connexion/", {"email": person.email})
    code = last_code()
    assert 'data-passeurs-wish="send"' in client.get(CODE).text
    answer = client.post(CODE, {"code": code, "device_list": f"lieu-{venue.pk}"}, follow=True)
    assert pinned_ids(person) == {venue.pk}
    assert "1 lieu gardé sur cet appareil est maintenant dans tes lieux" in answer.text
    assert f'data-refs="lieu-{venue.pk}"' in answer.text


def test_signing_in_with_nothing_kept_says_nothing(client, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/connexion/", {"email": person.email})
    answer = client.post(CODE, {"code": last_code(), "device_list": ""}, follow=True)
    assert "sur cet appareil" not in answer.text
    assert not JournalEntry.objects.filter(verb="join_pins").exists()


def test_beside_the_list_of_the_device(mine, person, venue, client):
    assert "Les lieux de ton compte" not in mine.get("/a-emporter/").text
    pin_venue(person=person, venue=venue)
    page = mine.get("/a-emporter/").text
    assert "Les lieux de ton compte" in page
    assert f"/a-emporter/?l=lieu-{venue.pk}" in page
    assert "Les lieux de ton compte" not in Client().get("/a-emporter/").text
    assert f'href="{LIST}"' in mine.get("/moi/").text


def test_merged_venues_bring_their_pins_and_give_them_back(person):
    team, other = team_member(), PersonFactory()
    kept, gone = VenueFactory(name="Musée"), VenueFactory(name="Le musée")
    pair = DoubtfulPair.objects.create(first=kept, second=gone, score=0.9, why="même nom")
    pin_venue(person=person, venue=gone, note="mon mot")
    for one in (kept, gone):
        pin_venue(person=other, venue=one)
    merge_pair(pair_id=pair.pk, actor=team, at=clock.now())
    assert Pin.objects.get(person=person).venue == kept
    assert pinned_ids(other) == {kept.pk, gone.pk}, "who held both loses neither note"
    undo_pair(pair_id=pair.pk, actor=team, at=clock.now())
    assert Pin.objects.get(person=person).venue == gone


def test_the_address_of_a_merged_venue_pins_the_one_it_became(mine, person, venue):
    gone = VenueFactory(is_visible=False, merged_into=venue)
    mine.post(pin_url(gone))
    assert pinned_ids(person) == {venue.pk}


def test_exported_and_erased(person, venue):
    pin_venue(person=person, venue=venue, note="ma note")
    data = all_data(person)["catalogue-pins"]["données"]
    assert (data[0]["lieu"], data[0]["note"], data[0]["retiré"]) == ("La Vapeur", "ma note", None)
    erase_person(person=person)
    assert not Pin.objects.exists()
    assert Venue.objects.filter(pk=venue.pk).exists()
    lines = json.dumps(list(JournalEntry.objects.values("verb", "data", "actor_ref", "subject_ref")))
    assert f"catalogue.venue:{venue.pk}" not in lines


def test_markup_is_text(mine, person):
    venue = VenueFactory(name="<script>alert(1)</script>")
    pin_venue(person=person, venue=venue, note="<b>gras</b>")
    page = mine.get(LIST).text
    assert "<script>alert" not in page
    assert "<b>gras" not in page
    mine.post(unpin_url(venue))
    assert "<script>alert" not in mine.get(LIST).text

import csv
import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passeurs.catalogue.choices import RecordOutcome
from passeurs.catalogue.models import CLOSED_FLAG, ImportRun, SourceRecord, Venue
from passeurs.core import clock, registry
from passeurs.notifications.models import Message
from passeurs.selections import actions
from passeurs.selections.choices import Freshness, SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries import published_selections, selection_items
from passeurs.selections.queries.freshness import health_of, is_stale
from passeurs.selections.queries.replacement import flagged_items
from tests.catalogue.importing import DATA, run_import
from tests.factories import OfferFactory, VenueFactory, WorkFactory, referent_of, team_member
from tests.selections.selection import in_days, published, put

pytestmark = pytest.mark.django_db


def gone(days=-2, **fields):
    return OfferFactory(starts_on=in_days(days), ends_on=in_days(days), **fields)


def health(thing, at=None):
    kind = type(thing).__name__.lower()
    return health_of(SelectionItem(**{kind: thing}), at or clock.now())


def test_what_each_state_is_and_says():
    shut = VenueFactory(is_visible=False, flags=[CLOSED_FLAG])
    other = VenueFactory(name="La Minoterie")
    merged = VenueFactory(is_visible=False, merged_into=other)
    states = {
        Freshness.ALIVE: [VenueFactory(), WorkFactory(), OfferFactory(), gone(30)],
        Freshness.ENDS_SOON: [gone(0), gone(7), OfferFactory(starts_on=in_days(-40), ends_on=in_days(1))],
        Freshness.PAST: [gone(-1), OfferFactory(year=2019)],
        Freshness.CANCELLED: [gone(5, is_cancelled=True), gone(-5, is_cancelled=True)],
        Freshness.CLOSED: [shut, OfferFactory(venue=shut, starts_on=in_days(3), ends_on=in_days(3))],
        Freshness.VANISHED: [merged, WorkFactory(is_visible=False), OfferFactory(is_visible=False)],
    }
    for state, things in states.items():
        for thing in things:
            found = health(thing)
            assert found.state == state, thing
            assert bool(found.reason) == (state != Freshness.ALIVE)
            assert found.is_alive == (state in (Freshness.ALIVE, Freshness.ENDS_SOON))
    assert "La Minoterie" in health(merged).reason


def test_the_day_is_that_of_the_programme():
    offer = OfferFactory(starts_on=dt.date(2026, 7, 14), ends_on=dt.date(2026, 7, 14))
    # A quarter past midnight in Paris is still the day before in UTC.
    assert health(offer, dt.datetime(2026, 7, 14, 22, 15, tzinfo=dt.UTC)).state == Freshness.PAST
    assert health(offer, dt.datetime(2026, 7, 14, 21, 45, tzinfo=dt.UTC)).state == Freshness.ENDS_SOON


@pytest.mark.parametrize(("alive", "total", "stale"), [(0, 0, False), (0, 1, True), (2, 4, False), (2, 5, True)])
def test_under_half_alive_is_stale(alive, total, stale):
    assert is_stale(alive, total) is stale


def test_the_page_says_it_at_once_and_keeps_no_dead_link(client):
    lost = VenueFactory(name="Le Grenier", is_visible=False)
    selection = published(gone(title="Bal d’hier"), lost, WorkFactory(title="Roman vivant"))
    page = client.get(selection.get_absolute_url()).text
    assert "terminé" in page
    assert "N’est plus dans le catalogue" in page
    assert "Le Grenier" in page
    assert lost.get_absolute_url() not in page


def test_authors_are_told_once_for_each_change():
    offer = OfferFactory(title="Bal du port", starts_on=in_days(2), ends_on=in_days(2))
    selection = published(offer, WorkFactory(), WorkFactory())
    at = clock.now()
    assert actions.refresh_selections(at) == 1
    assert not Message.objects.exists()
    later = at + dt.timedelta(days=4)
    for moment in (later, later, later + dt.timedelta(hours=2), later + dt.timedelta(days=1)):
        actions.refresh_selections(moment)
    message = Message.objects.get()
    assert message.person == selection.author
    assert "Bal du port" in message.body
    assert message.url == reverse("selections:freshness", args=[selection.pk])
    # Back, then over again: another change, told again.
    offer.ends_on = in_days(90)
    offer.save()
    actions.refresh_selections(later + dt.timedelta(days=2))
    offer.is_cancelled = True
    offer.save()
    actions.refresh_selections(later + dt.timedelta(days=3))
    assert Message.objects.count() == 2


def test_the_tick_looks_again_after_an_import_at_midnight_and_each_hour():
    assert actions.refresh_selections in list(registry.ticks)
    selection = published()
    at = clock.now().replace(hour=11, minute=0)
    assert [actions.refresh_selections(at), actions.refresh_selections(at + dt.timedelta(minutes=5))] == [1, 0]
    ImportRun.objects.create(source="x", file_name="x.csv", at=at + dt.timedelta(minutes=10))
    assert actions.refresh_selections(at + dt.timedelta(minutes=12)) == 1
    assert actions.refresh_selections(at + dt.timedelta(minutes=75)) == 1
    selection.refresh_from_db()
    assert (selection.alive_count, selection.is_stale) == (3, False)


def test_a_stale_selection_leaves_the_home_page_and_goes_last(client):
    stale = published(gone(), gone(), WorkFactory(), title="Un été qui finit")
    fresh = published(title="Toujours là", published_at=clock.now() - dt.timedelta(days=9))
    actions.refresh_selections(clock.now())
    assert list(published_selections()) == [fresh, stale]
    call_command("make_site", verbosity=0)
    home = client.get("/").text
    assert "Toujours là" in home
    assert "Un été qui finit" not in home
    assert "en partie terminée" in client.get(reverse("selections:selection-list")).text


def test_replacements_are_alike_near_alive_varied_and_not_taken_yet():
    dead = gone(subcategory="CONCERT")
    same_hall = VenueFactory(kind="MUSIC_VENUE", name="La Vapeur")
    for _n in range(3):
        OfferFactory(subcategory="CONCERT", venue=same_hall, starts_on=in_days(9), ends_on=in_days(9))
    far = OfferFactory(subcategory="CONCERT", lat=43.6, lon=1.44, starts_on=in_days(9), ends_on=in_days(9))
    book = WorkFactory()
    already = OfferFactory(subcategory="CONCERT", starts_on=in_days(8), ends_on=in_days(8))
    selection = published(dead, already, book)
    flagged = flagged_items(selection, selection_items(selection), clock.now())
    assert flagged[0].item.offer == dead
    found = flagged[0].replacements
    assert far not in found
    assert already not in found
    assert dead not in found
    # One of the hall, not three.
    assert sum(getattr(thing, "venue", None) == same_hall or thing == same_hall for thing in found) == 1
    put(selection, gone(), position=7)
    put(selection, gone(subcategory="SPECTACLE_REPRESENTATION"), position=8)
    one, three = published(gone()), published(gone(), gone(), gone())
    counts = []
    for row in (one, three):
        items = selection_items(Selection.objects.select_related("season_city__city").get(pk=row.pk))
        with CaptureQueriesContext(connection) as queries:
            flagged_items(row, items, clock.now())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_a_place_became_comes_first():
    heir = VenueFactory(name="La Minoterie", kind="LIBRARY")
    merged = VenueFactory(is_visible=False, merged_into=heir, kind="LIBRARY")
    VenueFactory(kind="LIBRARY")
    selection = published(merged)
    flagged = flagged_items(selection, selection_items(selection), clock.now())
    assert flagged[0].replacements[0] == heir


def test_a_book_is_replaced_by_a_book_of_its_kind():
    gone_book = WorkFactory(is_visible=False, creators="Annie Ernaux")
    alike, film = WorkFactory(popularity=4), WorkFactory(subcategory="SUPPORT_PHYSIQUE_FILM")
    selection = published(gone_book)
    found = flagged_items(selection, selection_items(selection), clock.now())[0].replacements
    assert alike in found
    assert film not in found


def replace(client, selection, item, thing, status=302):
    url = reverse("selections:freshness", args=[selection.pk])
    response = client.post(url, {"item": item.pk, "thing": f"{type(thing).__name__.lower()}:{thing.pk}"})
    assert response.status_code == status
    return response


def test_one_click_replaces_in_a_draft(client):
    selection = published(gone(), WorkFactory(), state=SelectionState.DRAFT, published_at=None)
    item = selection.items.first()
    item.section = "Dehors"
    item.save()
    client.force_login(selection.author)
    new = VenueFactory()
    replace(client, selection, item, new)
    item.refresh_from_db()
    assert (item.thing, item.position, item.section, item.reason) == (new, 1, "Dehors", "")
    selection.refresh_from_db()
    assert selection.state == SelectionState.DRAFT


def test_replacing_in_what_is_online_goes_into_its_next_version(client):
    selection = published(gone(title="Bal d’hier"), WorkFactory())
    client.force_login(selection.author)
    assert "reste en ligne" in client.get(reverse("selections:freshness", args=[selection.pk])).text
    new, dead = VenueFactory(), selection.items.first()
    response = replace(client, selection, dead, new)
    draft = Selection.objects.get(revises=selection)
    assert response["Location"].startswith(reverse("selections:compose", args=[draft.pk]))
    assert draft.items.first().thing == new
    # The draft has let go of it: replacing it again is refused with a word.
    assert "ne contient déjà plus" in replace(client, selection, dead, VenueFactory(), 422).text
    client.logout()
    assert "Bal d’hier" in client.get(selection.get_absolute_url()).text


def test_what_may_not_be_replaced(client):
    selection = published(gone(), WorkFactory())
    dead, alive = selection.items.all()
    other = published(gone()).items.first()
    client.force_login(selection.author)
    replace(client, selection, alive, VenueFactory(), 422)
    replace(client, selection, dead, VenueFactory(is_visible=False), 404)
    replace(client, selection, other, VenueFactory(), 404)
    url = reverse("selections:freshness", args=[selection.pk])
    for data in ({}, {"item": "x", "thing": "venue:1"}, {"item": dead.pk, "thing": "autre:1"}, {"item": "9" * 40}):
        assert client.post(url, data).status_code == 404
    replace(client, selection, dead, alive.thing, 422)
    selection.refresh_from_db()
    assert selection.state == SelectionState.PUBLISHED


def test_the_composer_shows_what_is_over(client):
    selection = published(gone(title="Bal d’hier"), state=SelectionState.DRAFT, published_at=None)
    client.force_login(selection.author)
    page = client.get(reverse("selections:compose", args=[selection.pk])).text
    assert "Ce qui a changé" in page
    assert reverse("selections:preview-link", args=[selection.pk]) in page


def test_today_asks_the_author_and_the_team_counts():
    selection = published(gone(), gone(), WorkFactory())
    actions.refresh_selections(clock.now())
    asks = [ask for contribute in registry.todos for ask in contribute(selection.author, clock.now())]
    assert any("Rafraîchir" in ask.title for ask in asks)
    counters = [one for contribute in registry.figures for one in contribute(team_member(), clock.now())]
    stale = next(one for one in counters if one.url == reverse("selections:stale-list"))
    assert (stale.value, stale.of) == (1, 1)


def test_the_team_reads_what_is_stale_by_its_cities_and_takes_it_as_csv(client, django_assert_max_num_queries):
    selection = published(gone(title='=HYPERLINK("http://x")'), WorkFactory(), title="Deux, dont un mort")
    for _n in range(6):
        published(gone(), season_city=selection.season_city)
    actions.refresh_selections(clock.now())
    client.force_login(referent_of(selection.season_city.city))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("selections:stale-list")).text
    assert "Deux, dont un mort" in page
    text = b"".join(client.get(reverse("selections:stale-csv"))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][0] == "selection"
    assert len(rows) == 8
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    client.force_login(selection.author)
    assert client.get(reverse("selections:stale-list")).status_code == 403


def test_a_place_whose_source_says_it_shut_is_closed(tmp_path):
    run_import(DATA / "bibliotheques.csv")
    record = SourceRecord.objects.filter(source="libraries", outcome=RecordOutcome.KEPT).first()
    text = (DATA / "bibliotheques.csv").read_text(encoding="utf-8-sig").splitlines()
    shut = [line.replace("Bâtiment ouvert", "Fermé") if f";{record.external_id}.0;" in line else line for line in text]
    (tmp_path / "shut.csv").write_text("\n".join(shut), encoding="utf-8")
    assert health(record.venue).is_alive
    run_import(tmp_path / "shut.csv")
    assert health(Venue.objects.get(pk=record.venue_id)).state == Freshness.CLOSED

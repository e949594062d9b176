import csv
import io

import pytest
from django.urls import reverse

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import WorkIdentifier
from passeurs.core import clock, registry
from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.people.models import Consent
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import PassExport
from passeurs.selections.queries.pass_export import export_tag
from tests.factories import OfferFactory, VenueFactory, WorkFactory, ready_selection, team_member
from tests.selections.selection import in_days, published

pytestmark = pytest.mark.django_db


def work(**identifiers):
    made = WorkFactory()
    for kind, value in identifiers.items():
        WorkIdentifier.objects.create(work=made, kind=kind, value=value)
    return made


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def selection():
    """Something of each kind: resolved, doubled, unknown to the app, over."""
    return published(
        work(ean13="9782330151133", pass_culture_offer="123"),
        OfferFactory(identifiers={"pass_culture": "123"}, title="=cmd|'/c calc'!A1"),
        OfferFactory(identifiers={"pass_culture": 456}),
        work(allocine="270935"),
        VenueFactory(identifiers={"pass_culture": "77"}),
        WorkFactory(title="Inconnu"),
        OfferFactory(identifiers={"pass_culture": "999"}, starts_on=in_days(-3), ends_on=in_days(-3)),
        title="Au chaud",
        slug="au-chaud",
    )


def export(selection, team):
    return actions.export_selection(selection=selection, by=team)


def test_one_click_gives_tag_dates_and_ids_each_once(client, selection, team):
    client.force_login(team)
    client.post(reverse("selections:export-selection", args=[selection.pk]))
    made = PassExport.objects.get()
    data = client.get(reverse("selections:pass-export-json", args=[made.pk])).json()
    season = selection.season_city.season
    assert data["tag"] == f"amb_s{season.number}_dijon_au-chaud"
    assert data["offerIds"] == ["123", "456"]
    assert data["eanList"] == ["9782330151133"]
    assert data["allocineIds"] == ["270935"]
    assert data["venueIds"] == ["77"]
    assert data["validFrom"] == clock.today().isoformat()
    assert data["validUntil"] == max(clock.today(), season.ends_on).isoformat()
    assert [row["position"] for row in data["unresolved"]] == [6, 7]
    assert "Terminé" in data["unresolved"][1]["reason"]
    algolia, venues = data["modules"]
    assert IdentifierKind.ALLOCINE not in algolia
    assert algolia["algoliaParameters"]["tags"] == [data["tag"]]
    assert algolia["algoliaParameters"]["allocineId"] == ["270935"]
    assert algolia["displayParameters"]["layout"] == "three-items"
    assert venues["type"] == "venuesPlaylist"


def test_the_csv_is_a_line_an_item_and_no_formula(client, selection, team):
    client.force_login(team)
    made = export(selection, team)
    text = b"".join(client.get(reverse("selections:pass-export-csv", args=[made.pk]))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 7
    assert {row["tag"] for row in rows} == {made.tag}
    assert rows[1]["titre"].startswith("'=cmd")
    assert rows[5]["non_resolu"]
    assert rows[0]["ean"] == "9782330151133"


def test_a_tag_is_never_too_long():
    long = published(slug="a" * 120)
    long.season_city.city.slug = "b" * 100
    assert len(export_tag(long)) <= 140
    assert export_tag(long).startswith("amb_s")


def test_all_dated_is_valid_until_its_last_day(team):
    season_end = in_days(300)
    row = published(
        OfferFactory(identifiers={"pass_culture": "1"}, starts_on=in_days(2), ends_on=in_days(20)),
        OfferFactory(identifiers={"pass_culture": "2"}, starts_on=in_days(2), ends_on=in_days(9)),
    )
    row.season_city.season.ends_on = season_end
    row.season_city.season.save()
    assert export(row, team).valid_until == in_days(20)


def test_the_credit_follows_the_consent_of_the_day_it_is_read(client, selection, team):
    made = export(selection, team)
    client.force_login(team)
    url = reverse("selections:pass-export-json", args=[made.pk])
    name = selection.author.public_name
    assert name not in client.get(url).json()["credit"]
    consent = Consent.objects.create(person=selection.author, purpose="public_name")
    assert name in client.get(url).json()["credit"]
    consent.withdrawn_at = clock.now()
    consent.save()
    assert name not in client.get(url).text


def test_going_live_is_noted_once_and_the_author_is_told(client, selection, team):
    made = export(selection, team)
    client.force_login(team)
    url = reverse("selections:mark-live", args=[made.pk])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 422
    made.refresh_from_db()
    assert made.live_by == team
    assert Message.objects.get().person == selection.author
    news = [line for contribute in registry.news for line in contribute(selection.author, clock.now())]
    assert any("application pass Culture" in line.text for line in news)
    # Changed and exported again: the new one takes its place, and nobody is told twice.
    selection.items.first().delete()
    later = export(selection, team)
    actions.mark_live(export=later, by=team)
    assert Message.objects.count() == 1
    assert list(PassExport.objects.filter(live_at__isnull=False)) == [later]


def test_the_history_is_kept_and_a_second_click_adds_nothing(client, selection, team, django_assert_max_num_queries):
    first = export(selection, team)
    assert export(selection, team) == first
    selection.items.first().delete()
    second = export(selection, team)
    assert second != first
    for _n in range(5):
        export(published(WorkFactory(), season_city=selection.season_city), team)
    client.force_login(team)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("selections:pass-export-list")).text
    assert page.count("Au chaud") >= 2
    assert (
        reverse("selections:pass-export", args=[first.pk])
        in client.get(reverse("selections:pass-export", args=[second.pk])).text
    )


@pytest.mark.parametrize("state", [state for state in SelectionState.values if state != SelectionState.PUBLISHED])
def test_only_what_is_online_and_only_by_the_team(client, state, team):
    draft = ready_selection(state=state)
    with pytest.raises(Refused):
        export(draft, team)
    with pytest.raises(Refused):
        export(published(), draft.author)
    client.force_login(draft.author)
    made = export(published(), team)
    for name in ("pass-export", "pass-export-csv", "pass-export-json"):
        assert client.get(reverse(f"selections:{name}", args=[made.pk])).status_code == 403
    assert not PassExport.objects.filter(selection=draft).exists()

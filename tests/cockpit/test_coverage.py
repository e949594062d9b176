"""Coverage: who has a group and why not, partners that wait, how far, how fast; the people behind each figure."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passeurs.cockpit.choices import PartnerWait
from passeurs.cockpit.queries.coverage import Coverage, coverage, partners_that_wait, sorted_by, total_of
from passeurs.core import clock
from passeurs.groups.models import Meeting, Membership
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import ProposalState, Standing
from passeurs.matching.models import MatchingProposal, WishSheet
from passeurs.matching.queries.standing import PeopleFilter, detail_of, last_reasons, standing_people
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Convention, ConventionAcceptance, Partnership
from passeurs.programme.actions import change_mandate
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
URL, PEOPLE = "/equipe/associations/couverture/", "/equipe/associations/couverture/personnes/"


def lille(season):
    """Another city of the season."""
    return SeasonCityFactory(season=season, city__insee="59350", city__name="Lille")


@pytest.fixture
def group():
    return associated_group(PartnershipFactory(name="La Vapeur"), size=3)


@pytest.fixture
def season_city(group):
    return group.partnership.season_city


def line_of(season_city) -> Coverage:
    return next(one for one in coverage(team_member(), season_city.season) if one.slug == season_city.city.slug)


def standings(season) -> dict[int, str]:
    rows = standing_people(team_member(), season, PeopleFilter(), last_reasons(season))
    return {row.pk: row.standing for row in rows}


def test_a_city_says_who_has_a_group_and_who_left(group, season_city):
    MandateFactory(season_city=season_city)
    gone, moved = group.memberships.all()[:2]
    change_mandate(mandate=gone.mandate, by=team_member(), state="resigned")
    Membership.objects.filter(pk=moved.pk).update(left_at=clock.now())
    other = associated_group(PartnershipFactory(season_city=season_city), size=1)
    Membership.objects.create(group=other, mandate=moved.mandate)
    found = line_of(season_city)
    assert (found.people, found.grouped, found.without, found.percent) == (4, 3, 1, 75)
    # Whoever changed groups did not leave; whoever resigned did.
    assert (found.left, found.placed) == (1, 4)
    assert (found.ended, found.mandates) == (1, 5)
    assert 0 <= found.mean_km <= found.max_km


def test_a_dissolved_group_is_nobody_s_departure(group, season_city):
    at = clock.now()
    group.memberships.update(left_at=at)
    type(group).objects.filter(pk=group.pk).update(dissolved_at=at)
    found = line_of(season_city)
    assert (found.left, found.grouped, found.people) == (0, 0, 3)
    assert len(found.waits) == found.partners == 1


def test_partners_answer_time_is_counted_from_the_later_of_word_and_end(group, season_city):
    starts_at = clock.now() - dt.timedelta(days=20)
    end = starts_at + dt.timedelta(minutes=90)
    said = {"group": group, "starts_at": starts_at, "minutes": 90}
    hour = dt.timedelta(hours=1)
    # Said before its end: counted from the end. Said after: from the word. The partner first: nobody waited.
    for told, answered in ((starts_at, end + 2 * hour), (end + hour, end + 7 * hour), (end + hour, end)):
        Meeting.objects.create(**said, group_confirmed_at=told, partner_confirmed_at=answered)
    Meeting.objects.create(**said, group_confirmed_at=end)
    Meeting.objects.create(**said, state="cancelled", group_confirmed_at=end)
    found = line_of(season_city)
    assert sorted(found.hours) == [0, 2, 6]
    assert (found.answer_hours, found.unanswered, found.told) == (2, 1, 4)


def test_the_total_adds_the_cities_and_the_unknown_comes_last():
    near, far, empty = (
        Coverage("Dijon", people=2, kms=[1.0]),
        Coverage("Lille", people=2, kms=[5.0, 9.0]),
        Coverage("X"),
    )
    total = total_of([near, far, empty], "Ensemble")
    assert (total.people, total.grouped, total.percent, total.mean_km, total.max_km) == (4, 3, 75, 5.0, 9.0)
    for sort, names in (
        ("km", ["Dijon", "Lille", "X"]),
        ("-km", ["Lille", "Dijon", "X"]),
        ("non", ["Dijon", "Lille", "X"]),
    ):
        assert [one.name for one in sorted_by([empty, near, far], sort)] == names, sort


def test_where_each_person_stands_and_why(group, season_city):
    season, team, at = season_city.season, team_member(), clock.now()
    partner = group.partnership

    def somebody(*, wishes: bool, half_days: list[str], is_out: bool = False):
        mandate = MandateFactory(season_city=season_city)
        save_wish_sheet(mandate=mandate, half_days=half_days, limit_km=20, needs=[], is_out=is_out)
        if wishes:
            add_wish(mandate=mandate, partnership=partner)
        return mandate

    wanted = {
        Standing.OUT: somebody(wishes=True, half_days=["wed_pm"], is_out=True),
        Standing.NO_HALF_DAY: somebody(wishes=True, half_days=[]),
        Standing.UNPLACED: somebody(wishes=True, half_days=["mon_am"]),
        Standing.WAITING: somebody(wishes=True, half_days=["wed_pm"]),
        Standing.NO_WISH: MandateFactory(season_city=season_city),
        Standing.LEFT: group.memberships.all()[0].mandate,
        Standing.GROUP: group.memberships.all()[1].mandate,
    }
    Membership.objects.filter(mandate=wanted[Standing.LEFT]).update(left_at=at)
    MandateFactory(season_city=season_city, state="paused")
    why = f"aucun acteur possible : {partner.pk} – temps : aucune demi-journée commune"
    left_out = {"unplaced": [{"id": wanted[Standing.UNPLACED].pk, "code": "time", "why": why}]}
    MatchingProposal.objects.create(
        season=season, problem={}, result=left_out, state=ProposalState.PUBLISHED, published_at=at
    )
    MatchingProposal.objects.create(season=season, problem={}, result={"unplaced": []}, state=ProposalState.READY)
    found = standings(season)
    assert {found[mandate.pk]: mandate.pk for mandate in wanted.values()} == {
        standing.value: mandate.pk for standing, mandate in wanted.items()
    }
    assert len(found) == 8
    reasons = last_reasons(season)
    rows = standing_people(team, season, PeopleFilter(standing="unplaced"), reasons)
    assert [detail_of(row, reasons) for row in rows] == [
        "aucun acteur possible : La Vapeur – temps : aucune demi-journée commune"
    ]


def test_a_filter_narrows_by_city_standing_partner_and_chosen_name(client, group, season_city):
    client.force_login(team_member())
    person = members_of(group)[0]
    person.profile.chosen_name = "Zénaïde"
    person.profile.save()
    elsewhere = MandateFactory(season_city=lille(season_city.season))

    def count(query: str) -> int:
        return client.get(f"{PEOPLE}?{query}").context["page"].paginator.count

    assert count("") == 4
    assert count(f"ville={elsewhere.season_city.city.slug}") == 1
    assert count("etat=none") == 1
    assert count("etat=group") == 3
    assert count(f"lieu={group.partnership_id}") == 3
    assert count("q=zénaï") == 1
    # The first name somebody no longer goes by finds nobody.
    assert count(f"q={person.first_name}&lieu={group.partnership_id}") == (
        sum(one.public_name == person.first_name for one in members_of(group))
    )
    assert count("etat=nimporte&lieu=x") == 4
    assert "Aucune personne en mandat" in client.get(f"{PEOPLE}?q=personne-ici").text


def test_a_referent_sees_their_cities_only(client, group, season_city):
    elsewhere = MandateFactory(season_city=lille(season_city.season))
    client.force_login(referent_of(season_city.city))
    assert [one.name for one in client.get(URL).context["lines"]] == [season_city.city.name]
    page = client.get(f"{PEOPLE}?ville={elsewhere.season_city.city.slug}")
    assert page.context["page"].paginator.count == 0
    client.force_login(elsewhere.person)
    assert client.get(URL).status_code == client.get(PEOPLE).status_code == 403


def test_sorted_by_links_that_say_so_and_exported(client, group, season_city):
    client.force_login(team_member())
    lille(season_city.season)
    page = client.get(f"{URL}?tri=-sans")
    assert 'aria-sort="descending"' in page.text
    assert "?tri=sans" in page.text
    assert client.get(f"{URL}?tri=nimporte").context["lines"]
    csv = b"".join(client.get(f"{URL}?format=csv").streaming_content).decode()
    assert f"{season_city.city.name};3;3;0;" in csv
    assert "Ensemble;3;3;0;" in csv


def test_the_list_is_exported_as_it_is_filtered_and_no_cell_is_a_formula(client, group, season_city):
    client.force_login(team_member())
    person = members_of(group)[0]
    person.profile.chosen_name = "=1+1"
    person.profile.save()
    MandateFactory(season_city=season_city)
    csv = b"".join(client.get(f"{PEOPLE}?etat=group&format=csv").streaming_content).decode()
    assert csv.count("\r\n") == 4
    assert ";'=1+1;" in csv


def test_partners_that_wait(client, group, season_city):
    alone = PartnershipFactory(season_city=season_city, name="Seul")
    PartnershipFactory(season_city=season_city, name="Proposé", state=PartnershipState.PROPOSED)
    text = Convention.objects.create(programme=season_city.season.programme, version=1, body="Un texte.")
    ConventionAcceptance.objects.create(partnership=alone, convention=text, signed_name="N", signed_role="D")
    begun = clock.now() - dt.timedelta(days=11)
    Meeting.objects.create(group=group, starts_at=begun, group_confirmed_at=begun)

    def waiting(wait: str) -> list[str]:
        return [one.name for one in partners_that_wait(Partnership.objects.all(), wait, clock.now())]

    assert waiting(PartnerWait.GROUP) == ["Seul"]
    assert waiting(PartnerWait.CONVENTION) == ["La Vapeur"]
    assert waiting(PartnerWait.CONFIRMATION) == ["La Vapeur"]
    client.force_login(team_member())
    page = client.get(f"/equipe/associations/lieux/?attente=group&ville={season_city.city.slug}")
    assert [one.name for one in page.context["page"]] == ["Seul"]
    csv = b"".join(client.get("/equipe/associations/lieux/?attente=group&format=csv").streaming_content).decode()
    assert csv.count("\r\n") == 2
    assert "Dijon;Seul;accepté;" in csv
    # An empty cell is empty.
    assert ";;0;0;1" in csv


def test_pages_cost_the_same_for_more_people(client, group, season_city):
    client.force_login(team_member())

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    before = {url: cost(url) for url in (URL, PEOPLE)}
    for number in range(3):
        row = SeasonCityFactory(season=season_city.season, city__insee=f"5935{number}", city__name=f"Ville {number}")
        associated_group(PartnershipFactory(season_city=row))
    assert {url: cost(url) for url in (URL, PEOPLE)} == before
    assert before[URL] <= 14
    assert before[PEOPLE] <= 14


def test_no_season_is_said(client):
    client.force_login(team_member())
    assert "Aucune saison en cours" in client.get(URL).text
    assert "Aucune saison en cours" in client.get(PEOPLE).text
    assert WishSheet.objects.count() == 0

"""Quotas: kept by place, proposed from reference shares, tried on the pool, taken from the call before."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.actions import quota as quota_actions
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Draw, Quota
from passeurs.recruitment.queries.quota import place_of, propose, quota_lines
from passeurs.recruitment.running import draw as draw_running
from tests.factories import SeasonCityFactory, referent_of, team_member
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call():
    """Dijon: eight of 18 and four of 19 for four places; a second city: two of 18 and two of 19 for two places."""
    made = make_call()
    other = SeasonCityFactory(season=made.season, city__insee="25056", city__name="Besançon")
    made.season_cities.update(place_count=4)
    for number in range(16):
        one = sent(made, email=f"c{number}@exemple.fr", age=18 if number % 4 < (3 if number < 8 else 2) else 19)
        if number >= 12:
            Application.objects.filter(pk=one.pk).update(season_city=other)
    made.season_cities.add(other)
    made.season_cities.filter(pk=other.pk).update(place_count=2)
    Application.objects.update(status=Status.PRESELECTED)
    made.state = CallState.CLOSED
    made.save()
    return made


def url(call, end=""):
    return f"/equipe/recrutement/{call.pk}/quotas/{end}"


def field_of(page, side, category, value):
    """The name of a value's field on the page."""
    for one, lines in page.context["form"].lines:
        for rank, line in enumerate(lines):
            if (one.key, line.value) == (category, value):
                return f"{side}-{category}-{rank}"
    raise LookupError(value)


@given(share=st.floats(0, 100), places=st.integers(0, 700), count=st.integers(0, 6000))
def test_proposed_bounds_hold_the_share_whenever_the_pool_can(share, places, count):
    low, high = propose(share, places, count)
    assert 0 <= low <= high <= max(places, low)
    assert low <= count
    exact = share * places / 100
    if count >= exact:
        assert low <= exact + 1e-9
        assert high >= min(exact, places) - 1e-9


def test_a_quota_of_one_city_binds_that_city_alone(client, call, team):
    city = call.season_cities.get(city__insee="21231")
    quota_actions.save_quotas(call=call, by=team, season_city=city, rows=[("age", "19", None, 3, None)])
    draw = draw_actions.prepare_draw(
        call=call, by=team, source="Dés lancés en public", draw_at=clock.now() + dt.timedelta(1)
    )
    assert draw.local == [["21231", "age", "19", 3, 4]]
    draw = draw_running.compute_draw(draw=draw)
    assert draw.state == DrawState.READY, draw.told
    wheres = [one["where"] for one in draw.lottery["quotas"]]
    assert {"city": "21231", "age": "19"} in wheres
    ages = dict(Application.objects.values_list("pk", "age"))
    expected = sum(
        float(one.chance)
        for one in draw.entries.filter(application__season_city=city)
        if ages[one.application_id] == 19
    )
    assert expected >= 3 - 1e-6


def test_the_page_keeps_what_is_typed_and_says_what_is_wrong(client, call, team):
    client.force_login(team)
    page = client.get(url(call))
    low, high = (field_of(page, side, "age", "19") for side in ("low", "high"))
    wrong = client.post(url(call), {low: "3", high: "1"})
    assert wrong.status_code == 422
    assert "dépasse le maximum" in wrong.text
    assert 'value="3"' in wrong.text
    share = field_of(page, "share", "age", "19")
    assert client.post(url(call), {low: "1", share: "12,5"}).status_code == 302
    quota = Quota.objects.get()
    assert (quota.category, quota.value, quota.share, quota.minimum, quota.maximum) == ("age", "19", 12.5, 1, None)
    assert client.get(url(call) + "?ville=99999").status_code == 404


def test_trying_says_whether_a_group_can_exist_and_keeps_nothing(client, call, team):
    client.force_login(team)
    page = client.get(url(call))
    low18, low19 = (field_of(page, "low", "age", value) for value in ("18", "19"))
    good = client.post(url(call, "essayer/"), {low18: "3", low19: "2"}, headers={"HX-Request": "true"})
    assert "Possible : au moins un groupe de 6 personnes" in good.text
    assert "<h1>" not in good.text
    bad = client.post(url(call, "essayer/"), {low18: "4", low19: "3"})
    assert "Il suffit de changer un quota" in bad.text
    assert "<h1>" in bad.text
    assert not Quota.objects.exists()


def test_shares_are_read_line_by_line_and_each_refused_one_says_why(client, call, team):
    client.force_login(team)
    text = (
        "code;catégorie;valeur;part\n;Âge;18;60\n21231;age;19;50 %\n\n99999;Âge;18;10\n;Taille;18;10\n;Âge;99;10\n"
        ";Âge;18;beaucoup\n;Âge;18"
    )
    told = client.post(url(call, "parts/"), {"text": text})
    assert told.status_code == 422
    for words in (
        "Ligne 5",
        "99999",
        "Ligne 6",
        "Taille",
        "Ligne 7",
        "Ligne 8",
        "beaucoup",
        "Ligne 9",
        "quatre colonnes",
    ):
        assert words in told.text
    assert Quota.objects.count() == 2
    assert client.post(url(call, "parts/"), {"text": ";Âge;18;61"}).status_code == 302
    assert sorted(Quota.objects.values_list("share", flat=True)) == [50, 61]


def test_proposed_bounds_are_set_and_the_next_call_takes_the_shares(call, team, pass_time):
    quota_actions.import_shares(call=call, by=team, text=";Âge;18;60\n;Âge;19;40\n25056;Âge;19;90")
    place = place_of(call, "25056")
    quota_actions.propose_quotas(call=call, by=team, place=place)
    (_age, lines), *_others = quota_lines(call, place)
    nineteen = next(line for line in lines if line.value == "19")
    assert (nineteen.minimum, nineteen.maximum, nineteen.is_short) == (1, 2, False)
    pass_time(minutes=1)
    other = make_call(season=call.season, slug="suivant", state=CallState.CLOSED, is_ready=False)
    other.season_cities.add(call.season_cities.get(city__insee="21231"))
    assert quota_actions.copy_quotas(call=other, by=team) == 2
    assert set(other.quotas.values_list("value", "share")) == {("18", 60), ("19", 40)}
    assert quota_actions.copy_quotas(call=other, by=team) == 2


def test_once_committed_quotas_do_not_change_and_others_never_do(client, call, team):
    Draw.objects.create(call=call, state=DrawState.COMMITTED, draw_at=clock.now())
    with pytest.raises(Refused, match="publiés"):
        quota_actions.save_quotas(call=call, by=team, rows=[("age", "18", None, 1, 2)])
    with pytest.raises(Refused):
        quota_actions.save_quotas(call=call, by=referent_of(call.season_cities.first().city), rows=[])


def test_as_many_queries_for_many_values_as_for_few(client, call, team, django_assert_max_num_queries):
    client.force_login(team)
    quota_actions.import_shares(call=call, by=team, text="\n".join(f";Âge;{age};10" for age in range(15, 21)))
    with django_assert_max_num_queries(26):
        client.get(url(call))

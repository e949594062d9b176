"""Calls: made, opened when everything stands, closed in time, cloned; the public pages; being told."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.programme.choices import Phase
from passeurs.recruitment.actions import call as call_actions
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.models import Call, CallAlert
from tests.factories import SeasonCityFactory, SeasonFactory, referent_of, team_member
from tests.recruitment.making import make_call, make_questionnaire, sent

pytestmark = pytest.mark.django_db


def typed(call, **fields):
    names = "title slug summary presentation answer_on min_age max_age age_on rule_text data_text".split()
    given = {name: getattr(call, name) for name in names}
    given |= {
        "opens_at": "2026-11-01T08:00",
        "closes_at": "2026-12-01T20:00",
        "answer_on": "2027-01-15",
        "charter": call.charter_id,
        "questionnaire": call.questionnaire_id,
        "season_cities": [row.pk for row in call.season_cities.all()],
        "confirm_days": 10,
        "draft_keep_days": 30,
        "keep_days": 365,
    }
    return given | fields


def test_the_team_makes_a_call_for_a_season(client):
    known = make_call()
    season = known.season
    client.force_login(team_member())
    url = reverse("recruitment:make-call", args=[season.pk])
    assert client.get(url).status_code == 200
    response = client.post(url, typed(known, slug="", title="Deuxième appel"))
    assert response.status_code == 302
    made = Call.objects.get(slug="deuxieme-appel")
    assert (made.state, made.season, made.season_cities.count()) == (CallState.DRAFT, season, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closes_at": "2026-10-01T08:00"}, "La fermeture doit venir après"),
        ({"max_age": 12}, "plus petit"),
        ({"answer_on": "2026-11-20"}, "avant la fermeture"),
    ],
)
def test_dates_and_ages_in_order(client, fields, words):
    call = make_call(state=CallState.DRAFT)
    client.force_login(team_member())
    response = client.post(reverse("recruitment:change-call", args=[call.pk]), typed(call, **fields))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_two_calls_do_not_share_an_address(client):
    one = make_call()
    two = make_call(slug="autre", season=one.season, is_ready=False)
    client.force_login(team_member())
    response = client.post(reverse("recruitment:change-call", args=[two.pk]), typed(two, slug=one.slug))
    # An open call keeps its address whatever is sent.
    assert response.status_code == 302
    two.refresh_from_db()
    assert two.slug == "autre"
    Call.objects.filter(pk=two.pk).update(state=CallState.DRAFT)
    response = client.post(reverse("recruitment:change-call", args=[two.pk]), typed(two, slug=one.slug))
    assert response.status_code == 422
    assert "a déjà cette adresse" in response.content.decode()


def test_a_call_opens_when_everything_stands():
    team = team_member()
    questionnaire = make_questionnaire()
    call = make_call(state=CallState.DRAFT, is_ready=False, questionnaire=None, charter=None)
    for words, mend in (
        ("ville", lambda: call.season_cities.add(SeasonCityFactory(season=call.season))),
        ("charte", lambda: Call.objects.filter(pk=call.pk).update(charter=call.season.programme.charters.first())),
        ("questionnaire", lambda: Call.objects.filter(pk=call.pk).update(questionnaire=questionnaire)),
        ("parcours", lambda: call.tracks.create(name="Critique", presentation="Dire.")),
        ("critère", lambda: call.tracks.get().criteria.create(label="Curiosité")),
    ):
        with pytest.raises(Refused, match=words):
            call_actions.move_call(call=call, by=team, state=CallState.OPEN)
        mend()
    assert call_actions.move_call(call=call, by=team, state=CallState.OPEN).state == CallState.OPEN
    questionnaire.refresh_from_db()
    assert questionnaire.frozen_at is not None


def test_only_legal_moves_and_only_by_the_team():
    call = make_call(state=CallState.DRAFT)
    for state in (CallState.CLOSED, CallState.DECIDED, "n’importe"):
        with pytest.raises(Refused):
            call_actions.move_call(call=call, by=team_member(), state=state)
    with pytest.raises(Refused):
        call_actions.move_call(call=call, by=referent_of(call.season_cities.get().city), state=CallState.OPEN)


def test_a_call_is_decided_when_nobody_waits():
    call = make_call()
    sent(call)
    call_actions.move_call(call=call, by=team_member(), state=CallState.CLOSED)
    with pytest.raises(Refused, match="attend encore"):
        call_actions.move_call(call=call, by=team_member(), state=CallState.DECIDED)


def test_a_call_closes_at_its_hour():
    call = make_call()
    assert call_actions.close_due_calls(clock.now()) == 0
    assert call_actions.close_due_calls(call.closes_at) == 1
    assert call_actions.close_due_calls(call.closes_at) == 0


def test_a_clone_keeps_texts_and_criteria_and_nobody(client):
    call = make_call()
    sent(call)
    season = SeasonFactory(programme=call.season.programme, phase=Phase.PREPARATION)
    SeasonCityFactory(season=season, city=call.season_cities.get().city)
    copy = call_actions.clone_call(call=call, season=season, by=team_member())
    assert (copy.state, copy.season, copy.season_cities.count()) == (CallState.DRAFT, season, 1)
    assert copy.tracks.get().criteria.get().weight == 2
    assert copy.applications.count() == 0
    assert copy.closes_at == clock.a_year_later(call.closes_at)
    call.refresh_from_db()
    assert call.tracks.count() == 1
    again = call_actions.clone_call(call=call, season=season, by=team_member())
    assert again.slug != copy.slug


def test_a_track_with_weighted_criteria(client):
    call = make_call(state=CallState.DRAFT)
    client.force_login(team_member())
    data = {"name": "Porte-parole", "presentation": "Parler.", "label-0": "Clarté", "weight-0": 3, "label-4": "Écoute"}
    assert client.post(reverse("recruitment:add-track", args=[call.pk]), data).status_code == 302
    track = call.tracks.get(name="Porte-parole")
    assert list(track.criteria.values_list("label", "weight")) == [("Clarté", 3), ("Écoute", 1)]
    response = client.post(reverse("recruitment:add-track", args=[call.pk]), data)
    assert response.status_code == 422
    client.post(reverse("recruitment:delete-track", args=[track.pk]), {"x": "1"})
    assert call.tracks.count() == 1


def test_the_public_reads_a_call_in_few_queries(client, django_assert_max_num_queries):
    call = make_call()
    with django_assert_max_num_queries(8):
        page = client.get(call.get_absolute_url()).content.decode()
    assert "Deux lectures, puis un tirage." in page
    assert "Curiosité" in page
    assert "Je viens, je dis, je réponds." in page
    with django_assert_max_num_queries(4):
        assert call.title in client.get(reverse("recruitment:call-list")).content.decode()


def test_when_nothing_is_open_one_can_be_told_once(client, django_capture_on_commit_callbacks):
    url = reverse("recruitment:call-list")
    assert "Être prévenu à l’ouverture" in client.get(url).content.decode()
    told = reverse("recruitment:be-told")
    for _time in range(2):
        assert client.post(told, {"email": "zoe@exemple.fr"}).status_code == 302
    assert CallAlert.objects.count() == 1
    assert call_actions.tell_of_opening(clock.now()) == 0
    make_call()
    with django_capture_on_commit_callbacks(execute=True):
        assert call_actions.tell_of_opening(clock.now()) == 1
    assert call_actions.tell_of_opening(clock.now()) == 0
    assert [letter.to for letter in mail.outbox] == [["zoe@exemple.fr"]]
    assert not CallAlert.objects.exists()


def test_a_hidden_field_filled_asks_nothing(client):
    client.post(reverse("recruitment:be-told"), {"email": "robot@exemple.fr", "website": "x"})
    assert not CallAlert.objects.exists()


def test_the_team_page_counts_with_denominators(client):
    call = make_call()
    sent(call)
    client.force_login(team_member())
    context = client.get(call.team_url).context
    assert (context["sent_count"], context["place_count"], context["draft_count"]) == (1, 24, 0)
    row = context["cities"][0]
    assert (row.sent_count, row.undecided_count, row.validated_count) == (1, 1, 0)


def test_dates_hold_across_the_year(client):
    for day, later in ((dt.date(2028, 2, 29), dt.date(2029, 2, 28)), (dt.date(2027, 12, 31), dt.date(2028, 12, 31))):
        call = make_call(age_on=day)
        assert call_actions.clone_call(call=call, season=call.season, by=team_member()).age_on == later
    # At the same hour in Paris, whichever side of the change of clocks: 27 March 2027 is in winter, 2028 in summer.
    evening = dt.datetime(2027, 3, 27, 22, tzinfo=dt.UTC)
    assert clock.a_year_later(evening) == dt.datetime(2028, 3, 27, 21, tzinfo=dt.UTC)

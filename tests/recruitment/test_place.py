"""No place is promised that does not exist: at quotas, draw, decision and answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.queries.draw import drawable_places
from passeurs.recruitment.queries.place import free_places, seat_figures
from passeurs.recruitment.queries.quota import place_of
from tests.factories import MandateFactory, referent_of, team_member
from tests.recruitment.making import make_call, sent, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A closed call with four preselected files, in a city of three places."""
    made = make_call()
    for number in range(4):
        sent(made, email=f"c{number}@exemple.fr", age=18)
    Application.objects.update(status=Status.PRESELECTED)
    made.season_cities.update(place_count=3)
    made.state = CallState.CLOSED
    made.save()
    return made


@pytest.fixture
def city(call):
    return call.season_cities.get()


def retain(application):
    return decision_actions.decide_application(application=application, by=team_member(), status=Status.VALIDATED)


def test_free_is_what_nobody_has_nor_was_offered(call, city):
    assert free_places([city]) == {city.pk: 3}
    MandateFactory(season_city=city)
    MandateFactory(season_city=city, state=MandateState.PAUSED)
    MandateFactory(season_city=city, state=MandateState.ENDED)
    retain(call.applications.first())
    assert free_places([city]) == {city.pk: 0}
    call.applications.filter(status=Status.PRESELECTED).update(is_test=True, status=Status.VALIDATED)
    assert free_places([city]) == {city.pk: 0}
    Mandate.objects.all().delete()
    place_actions.decline_place(application=call.applications.first())
    assert free_places([city]) == {city.pk: 3}


def test_a_complementary_draw_offers_what_is_left(call, city):
    for _number in range(2):
        MandateFactory(season_city=city)
    assert drawable_places(call) == {city.city.insee: 1}
    assert place_of(call, city.city.insee).places == 1
    MandateFactory(season_city=city)
    assert drawable_places(call) == {}
    with pytest.raises(Refused, match="Aucune place n’est libre"):
        draw_actions.prepare_draw(call=call, by=team_member(), source="dés", draw_at=clock.now() + dt.timedelta(days=2))


def test_a_computed_draw_is_not_committed_once_its_places_are_gone(call, city):
    later = clock.now() + dt.timedelta(days=2)
    draw = Draw.objects.create(
        call=call, state=DrawState.READY, places={city.city.insee: 3}, source="dés", draw_at=later
    )
    MandateFactory(season_city=city)
    with pytest.raises(Refused, match=r"Des places ont été prises depuis le calcul \(Dijon.*3 à tirer, 2 libres\)"):
        draw_actions.commit_draw(draw=draw, by=team_member())
    draw.refresh_from_db()
    assert draw.state == DrawState.READY


def test_nobody_is_retained_where_mandates_hold_every_place(call, city):
    for _number in range(3):
        MandateFactory(season_city=city)
    with pytest.raises(Refused, match="prises ou proposées"):
        retain(call.applications.first())


def test_who_says_yes_where_no_seat_is_left_reads_it_in_words_and_the_team_sees_it(client, call, city):
    application = retain(call.applications.first())
    for _number in range(3):
        MandateFactory(season_city=city)
    page = client.post(reverse("recruitment:confirm-place", args=[token_of(application)]), {"answer": "yes"})
    assert page.status_code == 422
    assert "tu n’y es pour rien" in page.text
    assert "ajoutez" not in page.text
    for person in (team_member(), referent_of(city.city)):
        (figure,) = seat_figures(person, clock.now())
        client.force_login(person)
        assert figure.value == 1
        assert [one.pk for one in client.get(figure.url).context["page"]] == [application.pk]
    # The offer waits for a seat: a yes that was impossible is not a no.
    late = application.confirm_by + dt.timedelta(minutes=1)
    assert place_actions.free_expired_places(late) == 0
    application.refresh_from_db()
    assert application.status == Status.VALIDATED
    assert application.confirm_by == late + dt.timedelta(days=call.confirm_days)
    Mandate.objects.first().delete()
    assert seat_figures(team_member(), clock.now()) == []
    place_actions.confirm_place(application=application, at=late)
    assert city.mandates.held().count() == 3


def test_two_offers_for_the_last_seat_give_one(call, city):
    first, second = (retain(one) for one in call.applications.order_by("pk")[:2])
    for _number in range(2):
        MandateFactory(season_city=city)
    place_actions.confirm_place(application=first)
    with pytest.raises(Refused, match="plus de place dans ta ville"):
        place_actions.confirm_place(application=second)
    assert Application.objects.get(pk=second.pk).status == Status.VALIDATED
    assert city.mandates.held().count() == 3


def test_places_cost_two_queries_whatever_the_cities(call, city, django_assert_num_queries):
    others = [make_call().season_cities.get() for _number in range(3)]
    for cities in ([city], [city, *others]):
        with django_assert_num_queries(2):
            free_places(cities)

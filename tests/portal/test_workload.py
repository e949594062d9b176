"""What the weeks ask of a person, across everything: their own page, the referent's table, exams respected."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from passeurs.groups.actions.meeting import plan_meeting
from passeurs.matching.actions.transfer import move_member
from passeurs.matching.queries.transfer import with_members
from passeurs.people.models import Person
from passeurs.portal.queries import team_workloads
from passeurs.programme.models import ExamPause
from passeurs.projects.models import ProjectStep
from passeurs.selections.choices import SelectionState
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SelectionFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)
from tests.projects.test_project import running

pytestmark = pytest.mark.django_db
PARIS = timezone.get_default_timezone()
MONDAY = dt.datetime(2026, 11, 9, 9, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def busy_group():
    """A group of three with a meeting on Wednesday of next week, and a step due that Friday."""
    group = associated_group(size=3)
    plan_meeting(group=group, by=members_of(group)[0], starts_at=MONDAY + dt.timedelta(days=9))
    project = running(group)
    ProjectStep.objects.filter(project=project).update(due_on=MONDAY.date() + dt.timedelta(days=11), label="L’affiche")
    return group


def counts(person):
    (one,) = [load for load in team_workloads(team_member(), MONDAY) if load.mandate.person_id == person.pk]
    return [len(week.loads) for week in one.weeks]


def test_everything_asked_is_counted_in_its_week(client):
    group = busy_group()
    person = members_of(group)[0]
    SelectionFactory(
        author=person, season_city=group.partnership.season_city, state=SelectionState.CHANGES_ASKED, title="La nuit"
    )
    assert counts(person) == [1, 2, 0, 0, 0, 0]
    client.force_login(person)
    text = client.get("/moi/semaines/").text
    assert "L’affiche" in text
    assert "Reprendre « La nuit »" in text
    assert "Mes semaines" in client.get("/moi/").text


def test_whoever_left_a_group_carries_none_of_it():
    group = busy_group()
    other = associated_group(PartnershipFactory(season_city=group.partnership.season_city), size=2)
    membership = with_members(type(group).objects.all()).get(pk=group.pk).memberships.all()[0]
    membership.group = group
    move_member(membership=membership, to=other, by=team_member(), reason="Pour voir.")
    assert counts(membership.mandate.person) == [0, 0, 0, 0, 0, 0]
    assert counts(members_of(group)[0]) == [0, 2, 0, 0, 0, 0]


def test_exams_are_declared_shown_and_taken_back(client, settings):
    settings.WORKLOAD_A_WEEK = 5
    group = busy_group()
    person = members_of(group)[0]
    client.force_login(person)
    assert client.post("/moi/semaines/", {"starts_on": "2026-11-20", "ends_on": "2026-11-10"}).status_code == 422
    long = client.post("/moi/semaines/", {"starts_on": "2026-11-20", "ends_on": "2027-06-10"})
    assert "mets plutôt ton mandat en pause" in long.text
    assert client.post("/moi/semaines/", {"starts_on": "2026-11-16", "ends_on": "2026-11-20"}).status_code == 302
    assert "Tes examens tombent là" in client.get("/moi/semaines/").text
    client.force_login(referent_of(group.partnership.season_city.city))
    assert client.get("/equipe/charge/").context["heavy_count"] == 1
    client.force_login(person)
    client.post(f"/moi/semaines/examens/{ExamPause.objects.get().pk}/")
    assert not ExamPause.objects.exists()


def test_nobody_declares_or_takes_back_the_exams_of_another(client):
    pause = ExamPause.objects.create(mandate=MandateFactory(), starts_on=MONDAY.date(), ends_on=MONDAY.date())
    client.force_login(MandateFactory().person)
    assert client.post(f"/moi/semaines/examens/{pause.pk}/").status_code == 404


def test_the_table_opens_on_the_heaviest_and_costs_the_same_for_one_and_three_groups(client, settings):
    settings.WORKLOAD_A_WEEK = 1
    group = busy_group()
    MandateFactory(season_city=group.partnership.season_city)
    referent = referent_of(group.partnership.season_city.city)
    seen = []
    for _round in range(2):
        person = Person.objects.get(pk=referent.pk)
        with CaptureQueriesContext(connection) as queries:
            found = team_workloads(person, MONDAY)
        seen.append(len(queries))
        assert found[0].heaviest == (3, 2)
        for _more in range(2):
            other = associated_group(PartnershipFactory(season_city=group.partnership.season_city))
            plan_meeting(group=other, by=members_of(other)[0], starts_at=MONDAY + dt.timedelta(days=9))
    assert seen[0] == seen[1] <= 9
    client.force_login(referent)
    rows = b"".join(client.get("/equipe/charge/?format=csv")).decode().splitlines()
    assert rows[0].endswith("2026-11-09;2026-11-16;2026-11-23;2026-11-30;2026-12-07;2026-12-14")

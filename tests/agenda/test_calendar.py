"""One’s calendar by a secret address."""

from __future__ import annotations

import pytest
import time_machine
from icalendar import Calendar

from passeurs.groups.actions.meeting import plan_meeting
from tests.factories import (
    CityFactory,
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    members_of,
    moment,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return associated_group(made_at=moment(2026, 9, 3, 9))


def test_a_calendar_is_read_by_its_secret_address_until_it_is_ended(client, group):
    one = members_of(group)[0]
    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 18, 14, 30))
        client.force_login(one)
        page = client.post("/moi/agenda/adresse/", follow=True)
        address = next(word for word in str(next(iter(page.context["messages"]))).split() if word.startswith("http"))
        path = address.removeprefix("http://localhost:8000")
        client.logout()
        feed = client.get(path)
        assert feed["Content-Type"].startswith("text/calendar")
        assert len(Calendar.from_ical(feed.content).walk("VEVENT")) == 1
        client.force_login(one)
        client.post("/moi/agenda/adresse/", {"stop": "1"})
        client.logout()
        assert client.get(path).status_code == 404


def test_a_referent_s_calendar_holds_the_groups_of_the_city(client, group):
    one = members_of(group)[0]
    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 18, 14, 30))
        client.force_login(referent_of(group.partnership.season_city.city))
        assert group.partnership.name in client.get("/moi/agenda/").text
        client.force_login(MandateFactory().person)
        assert group.partnership.name not in client.get("/moi/agenda/").text


def test_the_team_takes_one_city_s_calendar_or_all(client, group):
    row = SeasonCityFactory(season=group.partnership.season_city.season, city=CityFactory(name="Brest", insee="29019"))
    away = associated_group(PartnershipFactory(season_city=row))
    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        for one in (group, away):
            plan_meeting(group=one, by=members_of(one)[0], starts_at=moment(2026, 11, 18, 14, 30))
        client.force_login(team_member())
        assert "?ville=brest" in client.get("/moi/agenda/").text
        page = client.post("/moi/agenda/adresse/", follow=True)
        address = next(word for word in str(next(iter(page.context["messages"]))).split() if word.startswith("http"))
        path = address.removeprefix("http://localhost:8000")
        found = {
            end: len(Calendar.from_ical(client.get(path + end).content).walk("VEVENT"))
            for end in ("", "?ville=brest", "?ville=nulle-part")
        }
    assert found == {"": 2, "?ville=brest": 1, "?ville=nulle-part": 0}

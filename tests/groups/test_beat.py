"""What each month of a group became, and who is warned in time."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from passeurs.core.verdict import Refused
from passeurs.groups.actions.beat import ask_for_talks, excuse_month, warn_groups
from passeurs.groups.actions.meeting import cancel_meeting, confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.choices import Beat
from passeurs.groups.models import Group
from passeurs.groups.queries.beat import beat_of, beats_of, months_between, shared_half_days, suggested_dates
from passeurs.groups.queries.group import readable
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from tests.factories import (
    associated_group,
    members_of,
    moment,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = associated_group(made_at=moment(2026, 10, 3, 9))
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


def beats(group, at) -> list[Beat | None]:
    months = months_between(dt.date(2026, 9, 1), at.date())
    found = beats_of(readable(Group.objects.all()).get(pk=group.pk), months, at)
    return [one.beat if one else None for one in found]


def test_a_month_goes_from_promised_to_confirmed(group):
    member, now = members_of(group)[0], moment(2026, 11, 5, 12)
    with time_machine.travel(now, tick=False):
        assert beats(group, now) == [None, Beat.MISSED, Beat.PROMISED]
        meeting = plan_meeting(group=group, by=member, starts_at=moment(2026, 11, 18, 14, 30))
        assert beats(group, now)[-1] == Beat.PLANNED
        with pytest.raises(Refused, match="on la confirme après"):
            confirm_as_member(meeting=meeting, by=member)
    later = moment(2026, 11, 18, 17)
    with time_machine.travel(later, tick=False):
        confirm_as_member(meeting=meeting, by=member, summary="Vu la régie.")
        assert beats(group, later)[-1] == Beat.HELD
        contact = Contact.objects.get()
        confirm_as_partner(meeting=meeting, contact=contact)
        confirm_as_partner(meeting=meeting, contact=contact)
        assert beats(group, later)[-1] == Beat.CONFIRMED
        meeting.refresh_from_db()
        with pytest.raises(Refused):
            cancel_meeting(meeting=meeting, by=member)


def test_a_month_without_a_word_is_missed_and_an_excuse_saves_it(group):
    now = moment(2027, 2, 2, 9)
    plan_meeting(group=group, by=members_of(group)[0], starts_at=moment(2027, 1, 20, 14, 30), at=moment(2027, 1, 4, 9))
    assert beats(group, now)[-2:] == [Beat.MISSED, Beat.PROMISED]
    excuse_month(group=group, by=team_member(), month=dt.date(2027, 1, 15), reason="Partiels")
    assert beats(group, now)[-2:] == [Beat.EXCUSED, Beat.PROMISED]


def test_february_of_a_leap_year_ends_on_the_29th():
    assert beat_of(dt.date(2028, 2, 1), [], [], moment(2028, 2, 29, 23)) == Beat.PROMISED
    assert beat_of(dt.date(2028, 2, 1), [], [], moment(2028, 3, 1, 1)) == Beat.MISSED
    assert months_between(dt.date(2027, 12, 31), dt.date(2028, 3, 1))[-2:] == [dt.date(2028, 2, 1), dt.date(2028, 3, 1)]


def test_suggested_dates_suit_all_and_keep_their_hour_across_the_change_of_time(group):
    group = readable(Group.objects.all()).get(pk=group.pk)
    assert shared_half_days(group) == ["wed_pm"]
    found = suggested_dates(["wed_pm"], moment(2027, 3, 22, 9))
    assert [f"{timezone.localtime(one):%d/%m %H:%M}" for one in found] == ["24/03 14:30", "31/03 14:30", "07/04 14:30"]


def test_warned_on_day_ten_eighteen_and_twenty_four_once_each(group):
    referent = referent_of(group.partnership.season_city.city)
    people = members_of(group)
    for day, told in ((9, 0), (10, 1), (10, 1), (18, 2), (24, 3), (25, 3)):
        at = moment(2026, 11, day, 8)
        with time_machine.travel(at, tick=False):
            warn_groups(at)
        assert Message.objects.filter(person=people[0], kind="heartbeat").count() == told, day
    assert Message.objects.filter(person=referent, kind="heartbeat").count() == 1


def test_once_told_a_minute_costs_one_query_whatever_the_number_of_groups(group, django_assert_max_num_queries):
    for _more in range(3):
        associated_group(made_at=moment(2026, 10, 3, 9))
    at = moment(2026, 11, 18, 11)
    assert warn_groups(at) == 4
    ask_for_talks(at)
    with django_assert_max_num_queries(1):
        assert warn_groups(at) == 0
    with django_assert_max_num_queries(1):
        assert ask_for_talks(at) == 0

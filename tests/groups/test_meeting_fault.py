"""Two at once, overseas, a change of clocks: meetings and polls hold."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from passeurs.agenda.exports import invitation
from passeurs.core.models import JournalEntry
from passeurs.groups.actions import poll as poll_actions
from passeurs.groups.actions.meeting import confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.choices import Beat, PollState
from passeurs.groups.models import Group, Meeting, PollVote
from passeurs.groups.queries.beat import beats_of
from passeurs.groups.queries.group import readable
from passeurs.groups.queries.meeting import calendar_entry
from passeurs.groups.queries.poll import best_date
from passeurs.partners.models import Contact
from passeurs.programme.models import City
from tests.factories import (
    associated_group,
    members_of,
    moment,
)
from tests.races import at_once

pytestmark = pytest.mark.django_db
NOW = moment(2026, 11, 5, 12)


def with_contact(**fields):
    group = associated_group(size=3, made_at=moment(2026, 10, 3, 9), **fields)
    contact = Contact.objects.create(partnership=group.partnership, name="Nadia", email="nadia@lieu.example")
    return group, contact


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_vote_first", [True, False])
def test_a_vote_while_the_poll_closes_is_counted_or_refused(is_vote_first):
    group, contact = with_contact()
    one, two, _three = members_of(group)
    dates = [moment(2026, 11, 18, 14, 30), moment(2026, 11, 20, 10)]
    with time_machine.travel(NOW, tick=False):
        poll = poll_actions.open_poll(group=group, by=one, dates=dates, closes_at=moment(2026, 11, 10, 20))
        early, late = poll.dates.values_list("pk", flat=True)
        poll_actions.vote(poll=poll, by=one, answers={early: "yes", late: "yes"})
        poll_actions.vote(poll=poll, by=two, answers={early: "yes", late: "no"})
        acts = [
            lambda: bool(poll_actions.vote(poll=poll, by=two, answers={early: "no", late: "yes"}, at=NOW)),
            lambda: bool(poll_actions.close_poll(poll=poll, by=one, at=NOW)),
        ]
        outcomes = at_once(*(acts if is_vote_first else acts[::-1]))
        poll.refresh_from_db()
        assert poll.state == PollState.KEPT
        # What was counted is what is kept: the votes still give the date that was chosen.
        assert best_date(poll, NOW).starts_at == Meeting.objects.get().starts_at
    is_refused = "refused" in outcomes
    assert PollVote.objects.get(person=two, date=late).answer == ("no" if is_refused else "yes")
    assert contact.partnership_id == group.partnership_id


@pytest.mark.django_db(transaction=True)
def test_both_sides_confirm_twice_and_it_is_confirmed_once():
    group, contact = with_contact()
    one, two, _three = members_of(group)
    meeting = plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 4, 14, 30), at=moment(2026, 11, 1, 9))
    at_once(
        lambda: confirm_as_member(meeting=meeting, by=one, summary="Vu la régie.", at=NOW),
        lambda: confirm_as_member(meeting=meeting, by=two, at=NOW),
        lambda: confirm_as_partner(meeting=meeting, contact=contact, at=NOW),
        lambda: confirm_as_partner(meeting=meeting, contact=contact, at=NOW),
    )
    meeting.refresh_from_db()
    assert meeting.is_confirmed
    assert meeting.summary == "Vu la régie."
    for verb in ("confirm_as_member", "confirm_as_partner"):
        assert JournalEntry.objects.filter(verb=verb).count() == 1


@pytest.mark.parametrize(
    ("insee", "zone", "utc"), [("97411", "Indian/Reunion", (10, 30)), ("97105", "America/Guadeloupe", (18, 30))]
)
def test_an_invitation_overseas_is_read_at_the_right_moment(insee, zone, utc):
    group, contact = with_contact()
    City.objects.filter(pk=group.partnership.season_city.city_id).update(insee=insee)
    starts_at = dt.datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo(zone))
    with time_machine.travel(NOW, tick=False):
        meeting = plan_meeting(group=group, by=members_of(group)[0], starts_at=starts_at)
    meeting = Meeting.objects.select_related("group__partnership__season_city__city").get(pk=meeting.pk)
    (event,) = Calendar.from_ical(invitation(calendar_entry(meeting), contact.email)).walk("VEVENT")
    read = event["DTSTART"].dt
    assert (read.hour, read.minute, str(event["DTSTART"].params["TZID"])) == (14, 30, zone)
    in_utc = read.astimezone(dt.UTC)
    assert (in_utc.day, in_utc.hour, in_utc.minute) == (18, *utc)


@pytest.mark.parametrize(
    ("planned", "day", "utc_hour"),
    [
        ((2027, 3, 24, 9), (2027, 3, 28), 12),
        ((2027, 3, 24, 9), (2027, 3, 31), 12),
        ((2027, 10, 27, 9), (2027, 10, 31), 13),
        ((2027, 10, 27, 9), (2027, 11, 3), 13),
    ],
)
def test_a_date_chosen_before_the_clocks_change_keeps_its_hour_after(client, planned, day, utc_hour):
    group, contact = with_contact()
    typed = f"{dt.date(*day):%Y-%m-%d}T14:30"
    with time_machine.travel(moment(*planned), tick=False):
        client.force_login(members_of(group)[0])
        assert client.post(group.get_absolute_url(), {"choice": "autre", "other": typed}).status_code == 302
        page = client.get(group.get_absolute_url()).text.replace("\u202f", " ").replace("\xa0", " ")
    assert "14 h 30" in page
    meeting = Meeting.objects.select_related("group__partnership__season_city__city").get()
    assert meeting.starts_at.astimezone(dt.UTC).hour == utc_hour
    (event,) = Calendar.from_ical(invitation(calendar_entry(meeting), contact.email)).walk("VEVENT")
    assert f"{event['DTSTART'].dt:%Y-%m-%dT%H:%M}" == typed


def test_the_month_of_a_leap_february_lasts_until_the_29th():
    group, _contact = with_contact()
    Group.objects.update(made_at=moment(2028, 1, 5, 9))
    months = [dt.date(2028, 2, 1), dt.date(2028, 3, 1)]
    meeting = plan_meeting(
        group=group, by=members_of(group)[0], starts_at=moment(2028, 2, 29, 18), at=moment(2028, 2, 24, 9)
    )

    def beats(at):
        return [one.beat for one in beats_of(readable(Group.objects.all()).get(), months, at)]

    assert beats(moment(2028, 2, 29, 12)) == [Beat.PLANNED, Beat.PROMISED]
    assert beats(moment(2028, 3, 1, 9)) == [Beat.MISSED, Beat.PROMISED]
    confirm_as_member(meeting=meeting, by=members_of(group)[0], at=moment(2028, 3, 1, 10))
    assert beats(moment(2028, 3, 1, 11)) == [Beat.HELD, Beat.PROMISED]

"""Polls on a date: opened by either side, counter-proposals, the best moment kept, races; meetings that move once."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from passeurs.agenda.exports import invitation
from passeurs.core.verdict import Refused
from passeurs.groups.actions import poll as poll_actions
from passeurs.groups.actions.meeting import move_meeting, plan_meeting
from passeurs.groups.choices import PollState
from passeurs.groups.models import Meeting, Poll, PollVote
from passeurs.groups.queries.meeting import calendar_entry
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.programme.models import City
from tests.factories import MandateFactory, associated_group, members_of, moment

pytestmark = pytest.mark.django_db
NOW = moment(2026, 11, 5, 12)
DATES = [moment(2026, 11, 18, 14, 30), moment(2026, 11, 20, 10), moment(2026, 11, 25, 14, 30)]
CLOSES = moment(2026, 11, 10, 20)


@pytest.fixture
def group():
    made = associated_group(made_at=moment(2026, 10, 3, 9))
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def poll(group):
    with time_machine.travel(NOW, tick=False):
        yield poll_actions.open_poll(
            group=group, by=members_of(group)[0], dates=DATES, closes_at=CLOSES, place="Le hall"
        )


def say(poll, by, *answers):
    return poll_actions.vote(
        poll=poll, by=by, answers=dict(zip(poll.dates.values_list("pk", flat=True), answers, strict=False))
    )


def test_the_moment_that_suits_most_is_kept_and_leaves_for_calendars(group, poll, django_capture_on_commit_callbacks):
    one, two, *_others = members_of(group)
    say(poll, one, "yes", "yes", "no")
    say(poll, two, "no", "maybe", "yes")
    say(poll, Contact.objects.get(), "yes", "yes", "yes")
    mail.outbox.clear()
    with time_machine.travel(CLOSES, tick=False), django_capture_on_commit_callbacks(execute=True):
        assert poll_actions.close_due_polls(CLOSES) == 1
        assert poll_actions.close_due_polls(CLOSES) == 0
    poll.refresh_from_db()
    assert (poll.state, poll.meeting.starts_at, poll.meeting.place) == (PollState.KEPT, DATES[1], "Le hall")
    (sent,) = [one for one in mail.outbox if one.attachments]
    (event,) = Calendar.from_ical(sent.attachments[0][1]).walk("VEVENT")
    assert event["DTSTART"].dt == DATES[1]


def test_the_partner_s_no_rules_a_moment_out_and_ties_go_to_the_earliest(group, poll):
    for person in members_of(group):
        say(poll, person, "yes", "yes", "yes")
    say(poll, Contact.objects.get(), "no", "yes", "yes")
    poll_actions.close_poll(poll=poll, by=members_of(group)[0])
    assert Meeting.objects.get().starts_at == DATES[1]


def test_when_nothing_suits_nothing_is_kept_and_it_is_said(group, poll):
    say(poll, members_of(group)[0], "no", "no", "no")
    closed = poll_actions.close_poll(poll=poll, by=members_of(group)[0])
    assert (closed.state, Meeting.objects.count()) == (PollState.NONE, 0)
    poll_actions.open_poll(group=group, by=members_of(group)[0], dates=DATES, closes_at=CLOSES)


def test_a_vote_after_the_end_is_refused_in_words_and_counts_for_nothing(group, poll):
    one, two, *_others = members_of(group)
    say(poll, one, "yes", "no", "no")
    poll_actions.close_poll(poll=poll, by=one)
    with pytest.raises(Refused, match="trop tard"):
        say(poll, two, "no", "no", "yes")
    assert PollVote.objects.count() == 3
    with time_machine.travel(CLOSES + dt.timedelta(seconds=1)), pytest.raises(Refused, match="trop tard"):
        poll_actions.add_date(poll=poll, by=two, starts_at=DATES[2] + dt.timedelta(days=1))


def test_said_again_is_changed_and_a_counter_proposal_suits_its_author(group, poll):
    one, two, *_others = members_of(group)
    say(poll, one, "yes", "yes", "yes")
    say(poll, one, "no", "no", "no")
    added = poll_actions.add_date(poll=poll, by=two, starts_at=moment(2026, 11, 27, 18))
    assert added.is_counter
    with pytest.raises(Refused, match="déjà proposée"):
        poll_actions.add_date(poll=poll, by=one, starts_at=moment(2026, 11, 27, 18))
    with pytest.raises(Refused, match="avant la fin"):
        poll_actions.add_date(poll=poll, by=one, starts_at=moment(2026, 11, 9, 18))
    poll_actions.close_poll(poll=poll, by=one)
    assert Meeting.objects.get().starts_at == moment(2026, 11, 27, 18)


def test_one_poll_at_a_time_of_two_to_five_dates_with_time_to_answer(group, poll):
    one = members_of(group)[0]
    with pytest.raises(Refused, match="déjà ouvert"):
        poll_actions.open_poll(group=group, by=one, dates=DATES, closes_at=CLOSES)
    Poll.objects.all().delete()
    for dates, closes, words in (
        (DATES[:1], CLOSES, "deux à cinq"),
        (DATES, NOW, "au moins deux heures"),
        (DATES, DATES[0], "avant la première date"),
    ):
        with pytest.raises(Refused, match=words):
            poll_actions.open_poll(group=group, by=one, dates=dates, closes_at=closes)
    stranger = MandateFactory().person
    with pytest.raises(Refused):
        poll_actions.open_poll(group=group, by=stranger, dates=DATES, closes_at=CLOSES)


def test_the_pages_of_both_sides(client, group, poll):
    one, *_others = members_of(group)
    client.force_login(one)
    page = client.get(group.get_absolute_url())
    assert "Sans réponse encore" in page.text
    first = poll.dates.first()
    url = f"/sondages/{poll.pk}/"
    answers = {f"d-{date.pk}": "yes" for date in poll.dates.all()}
    assert client.post(url, answers | {f"d-{first.pk}": "peut-être"}).status_code == 302
    assert not PollVote.objects.exists()
    client.post(url, answers)
    client.logout()
    token = issue_link(purpose=PARTNER_LINK, subject=Contact.objects.get(), days=9, is_mailed=True)
    assert "Quelle date ?" in client.get(f"/partenaire/{token}/").text
    assert client.post(f"/partenaire/{token}/sondage/{poll.pk}/", answers).status_code == 302
    counter = {"counter": "1", "starts_at": "2026-11-28T15:00"}
    assert client.post(f"/partenaire/{token}/sondage/{poll.pk}/", counter).status_code == 302
    assert poll.dates.count() == 4
    assert PollVote.objects.filter(is_partner=True).count() == 4
    client.force_login(one)
    assert client.post(f"{url}choisir/").status_code == 302
    assert Meeting.objects.count() == 1


def test_the_partner_opens_a_poll(client, group):
    token = issue_link(purpose=PARTNER_LINK, subject=Contact.objects.get(), days=9, is_mailed=True, at=NOW)
    with time_machine.travel(NOW, tick=False):
        url = f"/partenaire/{token}/groupe/{group.pk}/sondage/"
        page = client.get(url)
        assert "Proposez de deux à cinq dates" in page.text
        assert client.post(url, {"date-0": "2026-11-18T14:30", "closes_at": "2026-11-10T20:00"}).status_code == 422
        data = {"date-0": "2026-11-18T14:30", "date-1": "2026-11-20T10:00", "closes_at": "2026-11-10T20:00"}
        assert client.post(url, data).status_code == 302
    assert Poll.objects.get().opened_by_contact.name == "Nadia"


def test_a_meeting_moves_once_under_the_same_uid(group):
    member = members_of(group)[0]
    with time_machine.travel(NOW, tick=False):
        meeting = plan_meeting(group=group, by=member, starts_at=DATES[0])
        moved = move_meeting(meeting=meeting, by=member, starts_at=DATES[1], place="La cour")
        assert move_meeting(meeting=moved, by=member, starts_at=DATES[1], place="La cour").sequence == 1
        with pytest.raises(Refused, match="déjà été déplacée"):
            move_meeting(meeting=moved, by=member, starts_at=DATES[2], place="La cour")
    (event,) = Calendar.from_ical(invitation(calendar_entry(moved), "nadia@lieu.example")).walk("VEVENT")
    assert (event["SEQUENCE"], str(event["UID"]).split("@")[0]) == (1, str(meeting.uid))
    assert event["DTSTART"].dt == DATES[1]


@pytest.mark.parametrize(
    ("insee", "zone"), [("97411", "Indian/Reunion"), ("97105", "America/Guadeloupe"), ("21231", "Europe/Paris")]
)
def test_a_city_overseas_keeps_its_own_time(client, group, insee, zone):
    City.objects.filter(pk=group.partnership.season_city.city_id).update(insee=insee)
    member = members_of(group)[0]
    client.force_login(member)
    with time_machine.travel(NOW, tick=False):
        data = {"choice": "autre", "other": "2026-11-18T14:30"}
        assert client.post(group.get_absolute_url(), data).status_code == 302
        meeting = Meeting.objects.get()
        assert meeting.starts_at == dt.datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo(zone))
        assert "14 h 30" in client.get(group.get_absolute_url()).text.replace("\u202f", " ").replace("\xa0", " ")
    (event,) = Calendar.from_ical(invitation(calendar_entry(meeting), "a@lieu.example")).walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == zone


def test_summer_time_and_a_leap_day_are_what_a_calendar_says(group):
    member = members_of(group)[0]
    for at, starts in (
        (moment(2027, 3, 20, 9), moment(2027, 3, 28, 14, 30)),
        (moment(2028, 2, 20, 9), moment(2028, 2, 29, 10)),
    ):
        with time_machine.travel(at, tick=False):
            meeting = plan_meeting(group=group, by=member, starts_at=starts)
        (event,) = Calendar.from_ical(invitation(calendar_entry(meeting), "a@lieu.example")).walk("VEVENT")
        assert event["DTSTART"].dt == starts
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=90)


def test_as_many_queries_for_many_votes_as_for_few(client, group, poll, django_assert_max_num_queries):
    one, *others = members_of(group)
    client.force_login(one)
    for person in others:
        say(poll, person, "yes", "maybe", "no")
    with django_assert_max_num_queries(34):
        client.get(group.get_absolute_url())

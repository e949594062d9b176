"""Groups are made, meet every month, are warned in time, end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.groups.actions.meeting import cancel_meeting, confirm_as_partner, plan_meeting
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
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


def test_invitations_are_accepted_by_calendars(client, group, mailoutbox, django_capture_on_commit_callbacks):
    member = members_of(group)[0]
    starts_at = (clock.now() + dt.timedelta(days=5)).replace(microsecond=0)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = plan_meeting(group=group, by=member, starts_at=starts_at, place="La Vapeur")
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=meeting, by=member)
    asked, called_off = (Calendar.from_ical(mail.attachments[0].content) for mail in mailoutbox)
    first, second = asked.walk("VEVENT")[0], called_off.walk("VEVENT")[0]
    assert (asked["METHOD"], called_off["METHOD"]) == ("REQUEST", "CANCEL")
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"], second["STATUS"]) == (0, 1, "CANCELLED")
    assert first.decoded("dtstart") == starts_at
    client.force_login(member)
    mine = client.get(f"/groupes/{group.pk}/rencontres.ics")
    assert Calendar.from_ical(mine.content)["METHOD"] == "PUBLISH"


def test_two_clicks_plan_one_meeting(client, group):
    member = members_of(group)[0]
    client.force_login(member)
    url = f"/groupes/{group.pk}/"
    choice = client.get(url).context["form"].fields["choice"].choices[0][0]
    assert client.post(url, {"choice": choice}).status_code == 302
    again = client.post(url, {"choice": choice})
    assert again.status_code == 422
    assert group.meetings.count() == 1


def test_a_group_is_its_own(client, group):
    stranger = MandateFactory(season_city=group.partnership.season_city).person
    client.force_login(stranger)
    for url in (f"/groupes/{group.pk}/", f"/groupes/{group.pk}/rencontres.ics"):
        assert client.get(url).status_code == 403
    meeting = plan_meeting(group=group, by=members_of(group)[0], starts_at=clock.now() - dt.timedelta(hours=2))
    assert client.post(f"/rencontres/{meeting.pk}/confirmer/").status_code == 403
    other = Contact.objects.create(partnership=PartnershipFactory(), name="Autre", email="autre@lieu.example")
    with pytest.raises(Refused):
        confirm_as_partner(meeting=meeting, contact=other)


def test_the_board_costs_the_same_for_more_groups(client, group):
    client.force_login(team_member())

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/equipe/associations/").status_code == 200
        return len(asked)

    cost()  # the school calendar is read once, then kept
    one = cost()
    for _ in range(3):
        associated_group(PartnershipFactory(season_city=group.partnership.season_city))
    assert cost() == one
    csv = b"".join(client.get("/equipe/associations/?format=csv").streaming_content).decode()
    assert group.partnership.name in csv


def test_dissolved_by_the_referent_with_a_word_and_meetings_called_off(client, group):
    member = members_of(group)[0]
    meeting = plan_meeting(group=group, by=member, starts_at=clock.now() + dt.timedelta(days=5))
    client.force_login(member)
    assert client.get(f"/groupes/{group.pk}/dissoudre/").status_code == 403
    client.force_login(referent_of(group.partnership.season_city.city))
    assert client.post(f"/groupes/{group.pk}/dissoudre/", {"reason": ""}).status_code == 422
    assert client.post(f"/groupes/{group.pk}/dissoudre/", {"reason": "Le lieu ferme."}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    client.force_login(member)
    assert client.get("/moi/association/").context["group"] is None
    assert Message.objects.filter(person=member, title__contains="s’arrête").count() == 1

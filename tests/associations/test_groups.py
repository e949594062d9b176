"""Groups are made, meet every month, are warned in time, end."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.groups.actions.beat import excuse_month, warn_groups
from passeurs.groups.actions.erasure import erase_membership
from passeurs.groups.actions.meeting import cancel_meeting, confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.choices import Beat
from passeurs.groups.models import Group, Membership
from passeurs.groups.queries.beat import beat_of, beats_of, months_between, shared_half_days, suggested_dates
from passeurs.groups.queries.group import readable
from passeurs.matching import running
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal, PeerPreference, WishSheet
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.programme.actions import change_mandate
from tests.factories import MandateFactory, PartnershipFactory, associated_group, members_of, referent_of, team_member

pytestmark = pytest.mark.django_db
PARIS = timezone.get_default_timezone()


def moment(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=PARIS)


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


@pytest.fixture
def season():
    """Six people and two places in Dijon, everyone free on Wednesday afternoon."""
    places = [PartnershipFactory(name="Opéra")]
    row = places[0].season_city
    places.append(PartnershipFactory(season_city=row, name="Cinéma"))
    for number in range(6):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(mandate=mandate, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=places[number % 2])
    return row.season


def test_a_proposal_is_computed_published_once_and_told(client, season):
    team = team_member()
    client.force_login(team)
    proposal = make_proposal(season=season, by=team)
    with pytest.raises(Refused, match="pas terminé"):
        publish_proposal(proposal=proposal, by=team)
    compute_proposal(proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.READY
    assert proposal.result["quality"]["placed"] == 100
    page = client.get(proposal.get_absolute_url())
    assert "Publier ces groupes" in page.text
    assert client.post(f"{proposal.get_absolute_url()}publier/").status_code == 302
    assert Group.objects.running().count() == 2
    assert Membership.objects.filter(left_at=None).count() == 6
    assert Message.objects.filter(kind="association_group").count() == 6
    with pytest.raises(Refused, match="déjà publiée"):
        publish_proposal(proposal=proposal, by=team)


def test_matching_again_keeps_the_groups_that_stand(season):
    team = team_member()
    first = compute_proposal(proposal=make_proposal(season=season, by=team))
    publish_proposal(proposal=first, by=team)
    before = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    gone = Membership.objects.filter(left_at=None).first().mandate
    change_mandate(mandate=gone, by=team, state="resigned")
    assert Membership.objects.filter(mandate=gone, left_at=None).count() == 0
    second = compute_proposal(proposal=make_proposal(season=season, by=team))
    publish_proposal(proposal=second, by=team)
    after = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    assert len(before - after) == 1
    assert after < before
    assert Group.objects.running().count() == 2


def test_nothing_to_match_is_said_and_a_killed_solver_too(season, settings, monkeypatch):
    team = team_member()
    proposal = make_proposal(season=season, by=team)
    monkeypatch.setattr(running, "SOLVER", "passeurs.n_existe_pas")
    compute_proposal(proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.FAILED
    assert "n_existe_pas" in proposal.told
    WishSheet.objects.all().delete()
    with pytest.raises(Refused, match="au moins une personne"):
        make_proposal(season=season, by=team)
    assert MatchingProposal.objects.count() == 1


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


def test_an_erased_person_leaves_no_wish_and_no_name_in_others_lists(group):
    person, other = members_of(group)
    sheet = WishSheet.objects.get(mandate__person=other)
    PeerPreference.objects.create(sheet=sheet, other=person.mandates.get(), is_wanted=False)
    erase_membership(person)
    assert not WishSheet.objects.filter(mandate__person=person).exists()
    assert not PeerPreference.objects.exists()
    assert Membership.objects.filter(mandate__person=person, left_at=None).count() == 0

"""The end of a season: a dossier begun from facts, read by the next group; mentors; the certificate of a year."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from passeurs.core.verdict import Refused
from passeurs.groups.actions.meeting import confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.models import Membership
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.programme.choices import Phase
from passeurs.projects.actions.erasure import erase_projects
from passeurs.projects.actions.handover import save_handover
from passeurs.projects.actions.mentor import become_mentor, write_to_mentor
from passeurs.projects.models import Handover, Mentor, MentorMessage
from passeurs.projects.queries.certificate import certificate_of
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    SeasonFactory,
    associated_group,
    members_of,
    moment,
    referent_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """A group with one meeting confirmed by both sides; its season is being handed over."""
    made = associated_group(made_at=moment(2026, 10, 3, 9))
    Membership.objects.update(joined_at=moment(2026, 10, 3, 9))
    contact = Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    one = members_of(made)[0]
    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        meeting = plan_meeting(group=made, by=one, starts_at=moment(2026, 11, 18, 14, 30))
        plan_meeting(group=made, by=one, starts_at=moment(2026, 12, 18, 14, 30))
    with time_machine.travel(moment(2026, 11, 18, 17), tick=False):
        confirm_as_member(meeting=meeting, by=one, summary="Vu la régie, choisi le projet.")
        confirm_as_partner(meeting=meeting, contact=contact)
    made.partnership.season_city.season.__class__.objects.update(phase=Phase.HANDOVER)
    made.partnership.season_city.season.refresh_from_db()
    return made


@pytest.fixture
def heir(group):
    """The next season's group of the same partner."""
    season = group.partnership.season_city.season
    later = SeasonFactory(
        programme=season.programme,
        number=season.number + 1,
        phase=Phase.RUNNING,
        starts_on=season.starts_on + dt.timedelta(days=365),
        ends_on=season.ends_on + dt.timedelta(days=365),
    )
    row = SeasonCityFactory(season=later, city=group.partnership.season_city.city)
    return associated_group(PartnershipFactory(season_city=row, name=group.partnership.name))


def test_a_dossier_begins_with_facts_and_the_next_group_opens_on_it(client, group, heir):
    client.force_login(members_of(group)[0])
    url = f"/groupes/{group.pk}/passation/"
    page = client.get(url).text
    assert "Vu la régie, choisi le projet." in page
    assert "Nadia" in page
    assert "nadia@lieu.example" not in page
    assert client.post(url, {"did": ""}).status_code == 422
    words = {"did": "Un plateau radio par trimestre.", "contacts": "Nadia", "advice": "Venez aux montages."}
    assert client.post(url, words | {"act": "garder"}).status_code == 302
    client.force_login(members_of(heir)[0])
    assert "Venez aux montages." not in client.get(heir.get_absolute_url()).text
    client.force_login(members_of(group)[0])
    client.post(url, words | {"act": "donner"})
    client.force_login(members_of(heir)[0])
    assert "Venez aux montages." in client.get(heir.get_absolute_url()).text
    assert client.get(url).status_code == 403
    stranger = associated_group(PartnershipFactory(season_city=heir.partnership.season_city, name="Ailleurs"))
    client.force_login(members_of(stranger)[0])
    assert "Venez aux montages." not in client.get(stranger.get_absolute_url()).text


def test_it_is_written_at_the_end_and_stays_once_archived(group):
    season = group.partnership.season_city.season
    one = members_of(group)[0]
    for phase, words in ((Phase.RUNNING, "dernières semaines"), (Phase.ARCHIVED, "archivée")):
        season.phase = phase
        group.partnership.season_city.season = season
        with pytest.raises(Refused, match=words):
            save_handover(group=group, by=one, did="x", at=moment(2026, 12, 1, 9))
    assert not Handover.objects.exists()


def test_a_mentor_is_written_to_in_front_of_the_group_and_the_referent(client, group, heir):
    giver, writer = members_of(group)[0], members_of(heir)[0]
    save_handover(group=group, by=giver, did="Des choses.", is_given=True)
    client.force_login(giver)
    for _twice in range(2):
        assert client.post(f"/groupes/{group.pk}/parrainer/").status_code == 302
    mentor = Mentor.objects.get()
    client.force_login(writer)
    assert "Écrire à" in client.get(heir.get_absolute_url()).text
    url = mentor.get_conversation_url(heir)
    assert client.post(url, {"text": ""}).status_code == 422
    assert client.post(url, {"text": "Comment vous faisiez pour la salle ?"}).status_code == 302
    referent = referent_of(heir.partnership.season_city.city)
    client.force_login(referent)
    assert "pour la salle" in client.get(url).text
    assert client.post(url, {"text": "Je réponds."}).status_code == 422
    assert Message.objects.filter(person=giver, kind="handover").exists()
    client.force_login(MandateFactory().person)
    assert client.get(url).status_code == 403
    client.force_login(giver)
    assert "pour la salle" in client.get(url).text
    assert client.post(f"/parrainages/{mentor.pk}/arreter/").status_code == 302
    with pytest.raises(Refused, match="terminé"):
        write_to_mentor(mentor=Mentor.objects.get(), group=heir, by=writer, text="Encore ?")
    client.force_login(writer)
    assert "Écrire à" not in client.get(heir.get_absolute_url()).text


def test_ten_messages_a_day_and_a_name_goes_with_the_account(group, heir):
    giver, writer = members_of(group)[0], members_of(heir)[0]
    mentor = become_mentor(group=group, by=giver)
    for number in range(10):
        write_to_mentor(mentor=mentor, group=heir, by=writer, text=f"Question {number}")
    with pytest.raises(Refused, match="demain"):
        write_to_mentor(mentor=mentor, group=heir, by=writer, text="Encore")
    erase_projects(writer)
    assert not MentorMessage.objects.exists()
    erase_projects(giver)
    assert not Mentor.objects.exists()


def test_a_certificate_holds_what_both_sides_confirmed_and_nothing_else(client, group):
    one = members_of(group)[0]
    facts = certificate_of(Membership.objects.get(mandate__person=one))
    assert [f"{day:%Y-%m-%d}" for day in facts.meetings] == ["2026-11-18"]
    assert facts.minutes == 90
    client.force_login(one)
    paper = client.get(f"/groupes/{group.pk}/attestation.pdf")
    assert paper.content.startswith(b"%PDF-")
    client.force_login(MandateFactory().person)
    assert client.get(f"/groupes/{group.pk}/attestation.pdf").status_code == 404

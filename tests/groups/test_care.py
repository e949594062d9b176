"""After each meeting each side says how it was, to the referent alone; signs, notes, and the gentle ladder."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.groups.actions.absence import climb_ladder
from passeurs.groups.actions.care import log_care
from passeurs.groups.actions.erasure import erase_said
from passeurs.groups.actions.meeting import confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.actions.rating import rate_as_member, rate_as_partner
from passeurs.groups.choices import CareAct, NewsAnswer, Rating
from passeurs.groups.models import Absence, Group, Meeting, MeetingRating
from passeurs.groups.queries.care import care_board, care_line, watched
from passeurs.groups.queries.sign import severity_of, signs_of
from passeurs.groups.rules.absence import next_rung
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.people.models import Person
from passeurs.programme.actions import change_mandate, declare_exams
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate
from passeurs.programme.queries import all_school_breaks
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    PersonFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def group():
    made = associated_group(made_at=clock.now() - 20 * DAY)
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def referent(group):
    return referent_of(group.partnership.season_city.city)


def past_meeting(group, days=2):
    return plan_meeting(group=group, by=members_of(group)[0], starts_at=clock.now() - days * DAY)


def partner_url(contact):
    return f"/partenaire/{issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)}/"


def signs(group):
    return [sign.fact for sign in care_line(watched(Group.objects.all()).get(pk=group.pk), clock.now()).signs]


def test_one_tap_each_way_is_read_by_the_referent_alone(client, group, referent):
    meeting, contact, (first, second) = past_meeting(group), Contact.objects.get(), members_of(group)
    client.force_login(first)
    url = f"/rencontres/{meeting.pk}/ressenti/"
    assert client.post(url, {"x": ""}).status_code == 422
    assert client.post(url, {"rating": "so_so", "words": "mot-secret-membre"}).status_code == 302
    client.post(url, {"rating": "talk", "words": "mot-secret-membre"})
    client.logout()
    space = partner_url(contact)
    assert "La rencontre du" in client.get(space).text
    sent = {"rating": "so_so", "words": "mot-secret-partenaire"}
    assert client.post(f"{space}rencontre/{meeting.pk}/ressenti/", sent).status_code == 302
    assert MeetingRating.objects.count() == 2

    def reads(person, *urls):
        if person:
            client.force_login(person)
        text = "".join(client.get(one).text for one in urls)
        client.logout()
        return {word for word in ("mot-secret-membre", "mot-secret-partenaire") if word in text}

    care = f"/equipe/associations/suivi/{group.pk}/"
    assert reads(referent, care) == {"mot-secret-membre", "mot-secret-partenaire"}
    assert reads(team_member(), care, "/equipe/associations/suivi/") == set()
    assert reads(None, space, f"{space}rencontre/{meeting.pk}/ressenti/") == set()
    assert reads(second, group.get_absolute_url(), url, care, "/aujourdhui/", "/notifications/") == set()
    assert reads(first, group.get_absolute_url(), url, care) == {"mot-secret-membre"}
    assert reads(referent, "/notifications/", "/equipe/associations/suivi/") == set()


def test_the_team_reads_where_a_city_has_no_referent(client, group):
    rate_as_member(meeting=past_meeting(group), by=members_of(group)[0], rating="so_so", words="mot-secret")
    client.force_login(team_member())
    assert "mot-secret" in client.get(f"/equipe/associations/suivi/{group.pk}/").text


@pytest.mark.moment(2026, 11, 25)  # the month of the meeting is not over: nothing is missed
def test_who_asks_to_talk_is_heard_at_once(group, referent):
    meeting = past_meeting(group)
    for _twice in range(2):
        rate_as_member(meeting=meeting, by=members_of(group)[0], rating=Rating.TALK, words="mot-secret")
    message = Message.objects.get(person=referent, kind="care")
    assert "mot-secret" not in message.title + message.body
    assert signs(group) == ["talk"]


def test_said_of_ones_own_meetings_once_they_began(group):
    meeting, outsider = past_meeting(group), MandateFactory().person
    with pytest.raises(Refused, match="membres du groupe"):
        rate_as_member(meeting=meeting, by=outsider, rating=Rating.WELL)
    coming = plan_meeting(group=group, by=members_of(group)[0], starts_at=clock.now() + 3 * DAY)
    with pytest.raises(Refused, match="dis-le après"):
        rate_as_member(meeting=coming, by=members_of(group)[0], rating=Rating.WELL)
    other = Contact.objects.create(partnership=PartnershipFactory(), name="Luc", email="luc@lieu.example")
    with pytest.raises(Refused, match="votre groupe"):
        rate_as_partner(meeting=meeting, contact=other, rating=Rating.WELL)


@pytest.mark.moment(2026, 11, 25)  # the month of the meeting is not over: nothing is missed
def test_a_failing_pair_shows_early_in_words_and_a_note_settles_it(client, group, referent):
    meeting, contact = past_meeting(group), Contact.objects.get()
    rate_as_member(meeting=meeting, by=members_of(group)[0], rating=Rating.SO_SO)
    assert signs(group) == []
    rate_as_partner(meeting=meeting, contact=contact, rating=Rating.SO_SO)
    assert signs(group) == ["so_so"]
    client.force_login(referent)
    assert "2 « moyen » ces dernières semaines." in client.get("/equipe/associations/suivi/").text
    care = f"/equipe/associations/suivi/{group.pk}/"
    assert client.post(care, {"act": "called"}).status_code == 422
    assert client.post(care, {"act": "called", "text": "Appel à chacun : on change d’heure."}).status_code == 302
    assert signs(group) == []
    assert "Appel à chacun" in client.get(care).text
    assert "Aucun signe" in client.get("/equipe/associations/suivi/").text
    assert group.partnership.name in client.get("/equipe/associations/suivi/?signe=tous").text


def test_signs_are_data():
    assert [sign.words for sign in signs_of({"missed": 1, "talk": 2, "so_so": 1, "unconfirmed": 3})] == [
        "2 personnes demandent à parler.",
        "Un mois sans rencontre.",
        "3 rencontres que l’un des deux n’a pas confirmées.",
    ]


def test_what_people_say_comes_first_and_a_light_sign_alone_waits_to_be_asked_for():
    def severity(**facts):
        return severity_of(signs_of(facts))

    ranked = [
        severity(talk=2),
        severity(talk=1, missed=3),
        severity(alone=1),
        severity(so_so=2),
        severity(missed=2),
        severity(missed=1, unconfirmed=1),
        severity(unconfirmed=2),
        severity(missed=1),
        severity(unconfirmed=1),
        severity(),
    ]
    assert ranked == sorted(ranked)
    assert [level for level, _rank, _count in ranked] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 3]


def test_the_board_of_care_is_narrowed_by_sign_and_says_how_many(client, group, referent):
    light = associated_group(PartnershipFactory(season_city=group.partnership.season_city), made_at=clock.now())
    begun = clock.now() - 20 * DAY
    Meeting.objects.create(group=light, starts_at=begun, group_confirmed_at=begun)
    rate_as_member(meeting=past_meeting(group, days=3), by=members_of(group)[0], rating=Rating.TALK)
    client.force_login(referent)

    def shown(show):
        page = client.get(f"/equipe/associations/suivi/?signe={show}")
        return [line.group for line in page.context["page"]]

    assert shown("") == shown("nimporte") == shown("talk") == [group]
    assert shown("unconfirmed") == [light]
    assert shown("signes") == shown("tous") == [group, light]
    assert "demande à parler (1)" in client.get("/equipe/associations/suivi/").text


def test_a_missed_month_and_a_word_missing_on_one_side_are_signs():
    now = clock.now()
    group = associated_group(made_at=now - 70 * DAY)
    contact = Contact.objects.create(partnership=group.partnership, name="Nadia", email="n@lieu.example")
    assert "missed" in signs(group)
    meeting = plan_meeting(group=group, by=members_of(group)[0], starts_at=now - 20 * DAY, at=now - 22 * DAY)
    confirm_as_member(meeting=meeting, by=members_of(group)[0])
    assert "unconfirmed" in signs(group)
    confirm_as_partner(meeting=meeting, contact=contact)
    assert "unconfirmed" not in signs(group)


def test_the_board_costs_the_same_for_one_and_three(group, referent):
    city, season = group.partnership.season_city, group.partnership.season_city.season
    counts = []
    all_school_breaks()  # the school calendar is read once, then kept
    for _round in range(2):
        rate_as_member(meeting=past_meeting(group, days=3), by=members_of(group)[0], rating=Rating.TALK)
        person = Person.objects.get(pk=referent.pk)
        with CaptureQueriesContext(connection) as seen:
            care_board(person, season, clock.now())
        counts.append(len(seen))
        for _more in range(2):
            other = associated_group(PartnershipFactory(season_city=city))
            rate_as_member(meeting=past_meeting(other), by=members_of(other)[0], rating=Rating.TALK)
        group = other
    assert counts[0] == counts[1] <= 10


def test_the_ladder_climbs_one_step_at_a_time_and_excludes_nobody(client):
    now = clock.now()
    mandate = quiet(now, days=100)
    referent = referent_of(mandate.season_city.city)
    told = []
    for days in (0, 0, 7, 14, 20, 28, 60, 200):
        climb_ladder(now + days * DAY)
        told.append(Message.objects.filter(kind="care").count())
    # A word, then a question two weeks later, then the referent two weeks later, then nothing ever.
    assert told == [1, 1, 1, 2, 2, 3, 3, 3]
    assert [message.person for message in Message.objects.filter(kind="care").order_by("pk")] == [
        mandate.person,
        mandate.person,
        referent,
    ]
    mandate.refresh_from_db()
    assert mandate.state == MandateState.ACTIVE


def quiet(now, days):
    mandate = MandateFactory(started_on=(now - 200 * DAY).date())
    Person.objects.filter(pk=mandate.person_id).update(joined_at=now - 300 * DAY, last_login=now - days * DAY)
    return mandate


def test_whoever_comes_back_starts_anew():
    now = clock.now()
    mandate = quiet(now, days=30)
    climb_ladder(now)
    Person.objects.filter(pk=mandate.person_id).update(last_login=now)
    climb_ladder(now + DAY)
    assert Absence.objects.get().ended_at
    assert next_rung(0, now, now, now + 20 * DAY) == 0
    assert next_rung(0, now, now, now + 21 * DAY) == 1


@pytest.mark.parametrize("rest", ["exams", "paused"])
def test_nobody_is_looked_for_during_exams_or_a_pause(rest):
    now = clock.now()
    mandate = quiet(now, days=60)
    today = timezone.localtime(now).date()
    if rest == "exams":
        declare_exams(mandate=mandate, by=mandate.person, starts_on=today - 10 * DAY, ends_on=today + DAY)
    else:
        change_mandate(mandate=mandate, by=mandate.person, state=MandateState.PAUSED)
    Person.objects.filter(pk=mandate.person_id).update(last_login=now - 60 * DAY)
    assert climb_ladder(now) == 0


def test_how_are_you_is_answered_in_one_tap(client):
    mandate = MandateFactory()
    referent = referent_of(mandate.season_city.city)
    client.force_login(mandate.person)
    assert client.get("/moi/nouvelles/").status_code == 404
    absence = Absence.objects.create(mandate=mandate, seen_at=clock.now() - 40 * DAY, rung=2)
    assert "Comment vas-tu" in client.get("/aujourdhui/").text
    assert client.post("/moi/nouvelles/", {"x": ""}).status_code == 422
    client.post("/moi/nouvelles/", {"answer": NewsAnswer.TALK})
    assert Message.objects.filter(person=referent, kind="care").exists()
    absence.refresh_from_db()
    assert absence.ended_at is None
    client.force_login(referent)
    assert mandate.person.public_name in client.get("/equipe/associations/suivi/").text
    client.post(f"/equipe/associations/absences/{absence.pk}/")
    absence.refresh_from_db()
    assert absence.ended_at


def test_busy_leads_to_a_pause(client):
    mandate = MandateFactory()
    Absence.objects.create(mandate=mandate, seen_at=clock.now() - 40 * DAY, rung=2)
    client.force_login(mandate.person)
    assert client.post("/moi/nouvelles/", {"answer": NewsAnswer.BUSY}).url == "/moi/mandat/"
    assert Mandate.objects.get().state == MandateState.ACTIVE


def test_erased_what_one_said_goes_entirely(group, referent):
    person = members_of(group)[0]
    rate_as_member(meeting=past_meeting(group), by=person, rating=Rating.WELL, words="mot-secret")
    log_care(group=group, by=referent, act=CareAct.MET, text="Vus ensemble.")
    erase_said(person)
    assert not MeetingRating.objects.exists()


def test_the_day_asks_once_how_it_was(client, group):
    past_meeting(group)
    client.force_login(members_of(group)[1])
    assert "c’était comment" in client.get("/aujourdhui/").text
    client.force_login(PersonFactory())
    assert "c’était comment" not in client.get("/aujourdhui/").text

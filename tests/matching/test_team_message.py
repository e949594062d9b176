"""A message goes to exactly the people who were shown, once."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.groups.models import Membership
from passeurs.matching.actions.team_message import send_team_message
from passeurs.matching.models import TeamMessage
from passeurs.matching.queries.standing import PeopleFilter
from passeurs.matching.rules.team_message import can_send_team_message, seal_of
from passeurs.notifications.models import Message
from passeurs.programme.models import Mandate
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
URL = "/equipe/associations/couverture/ecrire/"
SENT = "/equipe/associations/couverture/messages/"
SUBJECT, BODY = "Une date pour décembre", "Choisis une date avec ton groupe avant le 10.\nMerci !"


def lille(season):
    """Another city of the season."""
    return SeasonCityFactory(season=season, city__insee="59350", city__name="Lille")


@pytest.fixture
def group():
    return associated_group(PartnershipFactory(name="La Vapeur"), size=3)


def written(client, query: str = "?etat=group", **fields):
    """The answer to the form, from its page on."""
    key = client.get(URL + query).context["form"]["key"].value()
    return client.post(URL + query, {"subject": SUBJECT, "body": BODY, "key": str(key)} | fields)


def sent(client, preview, query: str = "?etat=group", **fields):
    said = {"subject": SUBJECT, "body": BODY, "key": str(preview.context["said"]["key"])}
    return client.post(URL + query, said | {"seal": preview.context["seal"], "pas": "envoyer"} | fields)


def test_written_previewed_then_sent_to_those_who_were_shown(client, group):
    outside = MandateFactory(season_city=group.partnership.season_city)
    team = team_member()
    client.force_login(team)
    preview = written(client)
    assert preview.status_code == 200
    assert "Pour 3 personnes" in preview.text
    assert all(person.public_name in preview.text for person in members_of(group))
    assert "avant le 10.<br>Merci" in preview.text
    assert not TeamMessage.objects.exists()
    answer = sent(client, preview)
    assert (answer.status_code, answer["Location"]) == (302, SENT)
    got = Message.objects.filter(kind="team_word")
    assert {one.person for one in got} == set(members_of(group))
    assert {(one.title, one.body) for one in got} == {(SUBJECT, BODY)}
    assert not Message.objects.filter(person=outside.person).exists()
    page = client.get(SENT).text
    assert SUBJECT in page
    assert "3 personnes" in page
    assert "en groupe" in page
    entry = JournalEntry.objects.get(verb="send_team_message")
    assert entry.data == {"recipients": 3}


def test_sent_twice_it_leaves_once(client, group):
    client.force_login(team_member())
    preview = written(client)
    sent(client, preview)
    # Meanwhile somebody joins: the second click neither sends to them nor complains.
    Membership.objects.create(group=group, mandate=MandateFactory(season_city=group.partnership.season_city))
    again = client.post(
        URL + "?etat=group",
        {"subject": SUBJECT, "body": BODY, "key": str(preview.context["said"]["key"]), "seal": preview.context["seal"],
         "pas": "envoyer"},
        follow=True,
    )  # fmt: skip
    assert "il n’est pas reparti" in again.text
    assert TeamMessage.objects.count() == 1
    assert Message.objects.filter(kind="team_word").count() == 3


@pytest.mark.parametrize("seal", [None, "", "0" * 64])
def test_another_list_than_the_one_shown_is_refused_and_the_text_kept(client, group, seal):
    client.force_login(team_member())
    preview = written(client)
    new = MandateFactory(season_city=group.partnership.season_city)
    Membership.objects.create(group=group, mandate=new)
    answer = sent(client, preview) if seal is None else sent(client, preview, seal=seal)
    assert answer.status_code == 422
    assert "La liste a changé" in answer.text
    assert new.person.public_name in answer.text
    assert "Pour 4 personnes" in answer.text
    assert SUBJECT in answer.text
    assert "avant le 10." in answer.text
    assert not TeamMessage.objects.exists()
    assert not Message.objects.exists()
    assert sent(client, answer).status_code == 302
    assert Message.objects.filter(kind="team_word").count() == 4


def test_the_list_emptied_meanwhile_keeps_the_text(client, group):
    client.force_login(team_member())
    preview = written(client)
    group.memberships.update(left_at=clock.now())
    answer = sent(client, preview)
    assert answer.status_code == 422
    assert "ne montre personne" in answer.text
    assert SUBJECT in answer.text
    assert "avant le 10." in answer.text


def test_nothing_written_is_said_beside_the_field_and_correcting_keeps_the_words(client, group):
    client.force_login(team_member())
    empty = written(client, subject="", body="")
    assert empty.status_code == 422
    assert 'href="#' in empty.text
    back = written(client, pas="ecrire")
    assert back.status_code == 200
    assert back.context["form"]["subject"].value() == SUBJECT


def test_a_referent_writes_to_their_cities_only(client, group):
    elsewhere = MandateFactory(season_city=lille(group.partnership.season_city.season))
    referent = referent_of(group.partnership.season_city.city)
    client.force_login(referent)
    preview = written(client, query="")
    assert "Pour 3 personnes" in preview.text
    assert elsewhere.person.public_name not in preview.text
    assert sent(client, preview, query="").status_code == 302
    assert not Message.objects.filter(person=elsewhere.person).exists()
    assert not can_send_team_message(referent, list(Mandate.objects.all()))
    client.force_login(referent_of(elsewhere.season_city.city))
    assert SUBJECT not in client.get(SENT).text
    client.force_login(elsewhere.person)
    assert client.get(URL).status_code == client.get(SENT).status_code == 403


def test_the_key_of_somebody_else_s_message_opens_nothing(group):
    season, key = group.partnership.season_city.season, uuid.uuid4()
    people = list(Mandate.objects.all())
    said = {"season": season, "asked": PeopleFilter(), "seal": seal_of(people), "subject": SUBJECT, "body": BODY}
    message, is_new = send_team_message(by=team_member(), key=key, **said)
    assert is_new
    assert message.recipient_count == 3
    with pytest.raises(Refused, match="quelqu’un d’autre"):
        send_team_message(by=team_member(), key=key, **said)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_tell_everybody_once():
    group, team, key = associated_group(size=3), team_member(), uuid.uuid4()
    seal = seal_of(list(Mandate.objects.all()))

    def click(_):
        try:
            season = group.partnership.season_city.season
            said = {"asked": PeopleFilter(), "seal": seal, "subject": SUBJECT, "body": BODY, "key": key}
            return send_team_message(season=season, by=team, **said)[1]
        finally:
            if connection.vendor != "sqlite":
                connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be written by two threads; PostgreSQL runs this for real.
        outcomes = [click(0), click(1)]
    else:
        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(click, range(4)))
    assert outcomes.count(True) == 1
    assert Message.objects.filter(kind="team_word").count() == 3


def test_a_seal_stands_for_people_in_any_order(group):
    people = list(Mandate.objects.all())
    assert seal_of(people) == seal_of(people[::-1]) != seal_of(people[1:])


def test_markup_is_read_as_text(client, group):
    client.force_login(team_member())
    preview = written(client, body="<script>alert(1)</script> et la suite")
    assert "<script>alert(1)" not in preview.text
    assert "&lt;script&gt;alert(1)" in preview.text

"""The centre: one line for each thing, told once, read everywhere, so many mails a day, pauses, families, clocks."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from passeurs.core import clock
from passeurs.notifications import actions
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Delivery, Message, Preference
from passeurs.notifications.queries import as_groups, grouped_messages, preference_of, unread_count
from passeurs.notifications.running import send_due_deliveries
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

LIST = "/notifications/"
PREFERENCES = "/notifications/preferences/"
FORM = {"rhythm": "daily", "digest_at": "18:00", "quiet_from": "21:00", "quiet_until": "08:00"}
Rhythm = Preference.Rhythm


def at(hour, minute=0, day=10):
    """A moment of March 2026, Paris time."""
    return timezone.make_aware(dt.datetime(2026, 3, day, hour, minute))


def tell(person, title="Nouvelle", **fields):
    return notify(person=person, **({"kind": "selection_published", "title": title} | fields))


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def groups_of(person, **filters):
    return as_groups(grouped_messages(person, **filters))


# One line for each thing


def test_messages_on_one_thing_are_one_line(client, person):
    tell(person, "Proposée", url="/selections/a/")
    tell(person, "Relue", url="/selections/a/?de=relecture#haut")
    last = tell(person, "Publiée", url="/selections/a/")
    tell(person, "Autre chose", url="/selections/b/")
    tell(person, "Sans page")
    tell(person, "Sans page non plus")
    tell(PersonFactory(), "À une autre", url="/selections/a/")
    found = groups_of(person)
    assert [(group.last.title, group.count) for group in found][-1] == ("Publiée", 3)
    assert len(found) == 4
    page = client.get(LIST).content.decode()
    assert "les 3 messages" in page
    assert "Proposée" not in page
    opened = client.get(f"{LIST}{last.pk}/sujet/").content.decode()
    assert all(word in opened for word in ("Proposée", "Relue", "Publiée"))
    assert "Autre chose" not in opened


def test_a_thing_may_be_named(person):
    tell(person, "Une", url="/a/", thing="selection:1")
    tell(person, "Deux", url="/b/", thing="selection:1")
    assert len(groups_of(person)) == 1


def test_opening_reads_the_whole_line_on_every_device(client, person):
    tell(person, "Une", url="/selections/a/")
    last = tell(person, "Deux", url="/selections/a/")
    other = Client()
    other.force_login(person)
    client.get(f"{LIST}{last.pk}/")
    assert unread_count(person) == 0
    assert "nouveau" not in other.get(LIST).content.decode()


def test_many_messages_on_a_thing_take_as_many_queries(client, person, django_assert_max_num_queries):
    tell(person, url="/selections/a/")
    with django_assert_max_num_queries(8) as few:
        client.get(LIST)
    for number in range(12):
        tell(person, url=f"/selections/{number % 4}/")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_the_mail_tells_one_line_for_each_thing():
    person = PersonFactory()
    tell(person, "Proposée", url="/selections/a/", at=at(9))
    tell(person, "Publiée", url="/selections/a/", at=at(10))
    tell(person, "Autre", url="/selections/b/", at=at(11))
    send_due_deliveries(at=at(18))
    (sent,) = mail.outbox
    assert sent.subject == "2 nouvelles pour toi"
    assert "et 1 autre message avant" in sent.body
    assert "Proposée" not in sent.body


# Read, to be read again


def test_each_mark_takes_the_other_back(client, person):
    message = tell(person, url="/selections/a/")
    tell(person, url="/selections/a/")
    url = f"{LIST}{message.pk}/marquer/?etat=a-lire"
    assert client.post(url, {"etat": "lu"})["Location"] == f"{LIST}?etat=a-lire"
    assert unread_count(person) == 0
    client.post(url, {"etat": "a-lire"})
    assert unread_count(person) == 2
    assert client.post(f"{LIST}{tell(PersonFactory()).pk}/marquer/").status_code == 404


def test_all_read_is_taken_back_but_not_what_was_read_before(client, person):
    old = tell(person, "Ancienne")
    actions.mark_read(message=old, at=clock.now() - dt.timedelta(minutes=1))
    tell(person, "Une")
    tell(person, "Deux")
    page = client.get(client.post("/notifications/tout-lu/")["Location"]).content.decode()
    token = page.split('name="lu" value="')[1].split('"')[0]
    client.post("/notifications/tout-lu/annuler/", {"lu": token})
    assert unread_count(person) == 2
    assert client.post("/notifications/tout-lu/annuler/", {"lu": "forged"}).status_code == 302
    assert unread_count(person) == 2


def test_what_is_to_be_read_again_may_be_mailed_again_once():
    person = PersonFactory()
    message = tell(person, at=at(9))
    actions.mark_read(message=message, at=at(10))
    actions.mark_unread(message=message, at=at(11))
    assert send_due_deliveries(at=at(18)) == 1
    actions.mark_read(message=message, at=at(19))
    actions.mark_unread(message=message, at=at(20))
    assert send_due_deliveries(at=at(18, day=11)) == 0


def test_filters_live_in_the_address(client, person):
    tell(person, "Sur une sélection")
    tell(person, "Un rôle", kind="role_granted")
    read = tell(person, "Une réponse", kind="promise_answered")
    actions.mark_read(message=read)

    def shown(query):
        page = client.get(LIST + query).content.decode()
        return [word for word in ("Sur une sélection", "Un rôle", "Une réponse") if f">{word}</a>" in page]

    assert shown("?etat=a-lire") == ["Sur une sélection", "Un rôle"]
    assert shown("?famille=answers") == ["Une réponse"]
    assert shown("?famille=other") == ["Un rôle"]
    assert shown("?famille=other&etat=a-lire&page=9") == ["Un rôle"]
    assert len(shown("?famille=rien&etat=x")) == 3
    assert "Rien ici avec ce filtre" in client.get(LIST + "?famille=mandate").content.decode()


# Told once


def test_under_a_key_a_person_is_told_once():
    person, other = PersonFactory(), PersonFactory()
    first = tell(person, "Une", key="promise:1:late", at=at(9))
    assert tell(person, "Encore", key="promise:1:late", at=at(10)) == first
    tell(other, key="promise:1:late", at=at(9))
    tell(person, key="promise:2:late", at=at(9))
    tell(person, at=at(9))
    tell(person, at=at(9))
    assert Message.objects.filter(person=person).count() == 4
    send_due_deliveries(at=at(18))
    send_due_deliveries(at=at(18))
    assert [sent.body.count("* ") for sent in mail.outbox if sent.to == [person.email]] == [4]


@pytest.mark.django_db(transaction=True)
def test_told_at_once_by_two_workers_is_told_once():
    person = PersonFactory()

    def work(_):
        try:
            return tell(person, key="x").pk
        finally:
            if connection.vendor != "sqlite":
                connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be written by two threads; PostgreSQL runs this for real.
        known = [work(0), work(1)]
    else:
        with ThreadPoolExecutor(4) as pool:
            known = list(pool.map(work, range(4)))
    assert len(set(known)) == 1


# So many mails a day


def prefer(person, **fields):
    return Preference.objects.create(person=person, **fields)


def test_beyond_the_mails_of_a_day_the_rest_is_one_mail(settings):
    settings.NOTIFICATION_MAILS_PER_DAY = 3
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NOW)
    for hour in range(9, 16):
        tell(person, f"À {hour} h", is_urgent=hour % 2 == 0, at=at(hour))
        send_due_deliveries(at=at(hour))
    assert [sent.subject for sent in mail.outbox] == ["À 9 h", "À 10 h", "À 11 h"]
    assert send_due_deliveries(at=at(18)) == 0, "the mail of the day counts too"
    assert send_due_deliveries(at=at(18, day=11)) == 1
    assert mail.outbox[-1].subject == "4 nouvelles pour toi"


def test_a_person_may_choose_fewer_never_more(settings):
    settings.NOTIFICATION_MAILS_PER_DAY = 4
    assert Preference(mails_per_day=2).cap == 2
    assert Preference(mails_per_day=9).cap == 4
    assert Preference().cap == 4


def test_one_burst_is_cut_too(settings):
    settings.NOTIFICATION_MAILS_PER_DAY = 2
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NOW)
    for number in range(5):
        tell(person, f"{number}", at=at(9))
    assert send_due_deliveries(at=at(9)) == 2
    assert Delivery.objects.filter(state="waiting", is_grouped=True).count() == 3


# Pauses, families, clocks


def test_a_pause_keeps_all_for_one_mail_at_its_end():
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NOW)
    tell(person, "Avant", at=at(23))
    actions.pause_mails(person=person, until=dt.date(2026, 3, 14), at=at(23, 30))
    tell(person, "Pendant", is_urgent=True, at=at(9, day=12))
    assert Message.objects.count() == 2
    for day in (11, 12, 13):
        assert send_due_deliveries(at=at(20, day=day)) == 0
    assert send_due_deliveries(at=at(18, day=14)) == 1
    assert mail.outbox[0].subject == "2 nouvelles pour toi"


def test_a_pause_is_ended_before_its_day():
    person = PersonFactory()
    actions.pause_mails(person=person, until=dt.date(2026, 3, 20), at=at(9))
    tell(person, at=at(10))
    actions.pause_mails(person=person, until=None, at=at(11))
    assert send_due_deliveries(at=at(18)) == 1


def test_pause_from_its_page(client, person, time_machine):
    time_machine.move_to(at(9))
    for wrong in ("", "2026-03-10", "2020-01-01", "2030-01-01", "demain"):
        assert client.post("/notifications/pause/", {"until": wrong}).status_code == 422
    assert client.post("/notifications/pause/", {"until": "2026-03-20"})["Location"] == PREFERENCES
    assert "Pas d’e-mail avant vendredi 20 mars" in client.get(PREFERENCES).content.decode()
    client.post("/notifications/pause/", {"act": "resume"})
    assert preference_of(person).paused_until is None


def test_a_muted_family_stays_in_the_app(client, person):
    assert client.post(PREFERENCES, FORM | {"muted": ["selections"]}).status_code == 302
    tell(person, "Silence")
    tell(person, "Une réponse", kind="promise_answered")
    assert Message.objects.count() == 2
    assert [delivery.message.title for delivery in Delivery.objects.all()] == ["Une réponse"]
    assert client.post(PREFERENCES, FORM | {"muted": ["tout"]}).status_code == 422


@pytest.mark.moment(2026, 3, 10)
def test_hours_are_those_of_the_persons_own_clock(client, person):
    client.post(PREFERENCES, FORM | {"time_zone": "Indian/Reunion"})
    # 18 h at Saint-Denis is 15 h in Paris.
    tell(person, "Là-bas", at=at(9))
    assert Delivery.objects.get().due_at == at(15)
    assert preference_of(person).is_quiet(at(19))
    send_due_deliveries(at=at(15))
    assert "mardi 10 mars à 12\u202fh" in mail.outbox[0].body
    Message.objects.update(created_at=at(9))
    assert "à 12\u202fh" in client.get(LIST).content.decode()
    assert client.post(PREFERENCES, FORM | {"time_zone": "Mars/Olympus"}).status_code == 422


def test_stopping_by_mail_keeps_the_other_choices(client, person):
    client.post(PREFERENCES, FORM | {"mails_per_day": "2", "muted": ["answers"]})
    actions.unsubscribe(person=person)
    kept = preference_of(person)
    assert (kept.rhythm, kept.mails_per_day, kept.muted) == ("never", 2, ["answers"])

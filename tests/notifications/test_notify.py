"""Telling a person: in the app at once, by mail as they chose, once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from passeurs.notifications import actions
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Delivery, Message, Preference
from passeurs.notifications.running import send_due_deliveries
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

Rhythm = Preference.Rhythm


def at(hour, minute=0, day=10):
    """A moment of March 2026, Paris time."""
    return timezone.make_aware(dt.datetime(2026, 3, day, hour, minute))


def prefer(person, **fields):
    return Preference.objects.create(person=person, **fields)


def tell(person, title="Ta sélection est publiée", **fields):
    return notify(person=person, kind="selection_published", title=title, **fields)


class BrokenBackend(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["cassee@exemple.fr"]:
            raise SMTPRecipientsRefused({"cassee@exemple.fr": (550, b"no")})
        return super().send_messages(messages)


class AbsentBackend(EmailBackend):
    """A mail server that is away."""

    def open(self):
        raise ConnectionRefusedError


def test_default_is_one_mail_a_day_at_six(client):
    person = PersonFactory(first_name="Inès")
    tell(person, "Première", at=at(9), url="/selections/a/", body="Bravo.")
    tell(person, "Deuxième", at=at(12))
    assert send_due_deliveries(at=at(17, 59)) == 0
    assert send_due_deliveries(at=at(18)) == 1
    assert send_due_deliveries(at=at(18)) == 0
    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == [person.email]
    assert sent.subject == "2 nouvelles pour toi"
    assert sent.body.index("Première") < sent.body.index("Deuxième")
    assert "http://localhost:8000/selections/a/" in sent.body
    assert "Bonjour Inès," in sent.body
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_after_six_waits_for_tomorrow():
    tell(PersonFactory(), at=at(18, 1))
    assert Delivery.objects.get().due_at == at(18, day=11)


def test_single_message_is_its_own_subject_without_header_tricks():
    tell(PersonFactory(), "Titre\r\nBcc: x@exemple.fr", at=at(9))
    send_due_deliveries(at=at(18))
    assert mail.outbox[0].subject == "Titre Bcc: x@exemple.fr"
    assert mail.outbox[0].bcc == []


def test_html_part_escapes_what_people_write():
    tell(PersonFactory(), "<b>Salut</b>", body="<script>x</script>", at=at(9))
    send_due_deliveries(at=at(18))
    html = mail.outbox[0].alternatives[0][0]
    assert "&lt;b&gt;Salut" in html
    assert "<script>" not in html


def test_now_sends_one_by_one_outside_quiet_hours():
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NOW)
    tell(person, "Un", at=at(10))
    tell(person, "Deux", at=at(10))
    tell(person, "La nuit", at=at(23))
    assert send_due_deliveries(at=at(10)) == 2
    assert send_due_deliveries(at=at(23, 30)) == 0
    assert Delivery.objects.get(state="waiting").due_at == at(8, day=11)
    assert send_due_deliveries(at=at(8, day=11)) == 1


def test_never_stays_in_the_app():
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NEVER)
    tell(person, is_urgent=True, at=at(10))
    assert Message.objects.count() == 1
    assert not Delivery.objects.exists()


def test_urgent_does_not_wait_for_the_digest_but_for_the_morning():
    person = PersonFactory()
    tell(person, "De jour", is_urgent=True, at=at(10))
    assert send_due_deliveries(at=at(10)) == 1
    tell(person, "De nuit", is_urgent=True, at=at(22))
    assert send_due_deliveries(at=at(22, 5)) == 0
    assert send_due_deliveries(at=at(8, day=11)) == 1


def test_late_worker_does_not_wake_anyone():
    tell(PersonFactory(), at=at(9))
    assert send_due_deliveries(at=at(23)) == 0
    assert send_due_deliveries(at=at(8, day=11)) == 1


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "hour", "expected"),
    [
        (dt.time(21), dt.time(8), 21, True),
        (dt.time(21), dt.time(8), 7, True),
        (dt.time(21), dt.time(8), 8, False),
        (dt.time(12), dt.time(14), 13, True),
        (dt.time(12), dt.time(14), 14, False),
        (dt.time(9), dt.time(9), 9, False),
    ],
)
def test_quiet_hours(quiet_from, quiet_until, hour, expected):
    assert Preference(quiet_from=quiet_from, quiet_until=quiet_until).is_quiet(at(hour)) is expected


def test_digest_hour_inside_quiet_hours_waits_for_their_end():
    person = PersonFactory()
    prefer(person, digest_at=dt.time(23))
    tell(person, at=at(10))
    assert Delivery.objects.get().due_at == at(8, day=11)


def test_hours_are_those_of_the_clock_on_the_wall_when_it_changes():
    # 29 March 2026: one hour less in Paris.
    tell(PersonFactory(), at=at(19, day=28))
    assert timezone.localtime(Delivery.objects.get().due_at).hour == 18


def test_choosing_never_drops_what_waits_and_hours_move_it():
    person = PersonFactory()
    tell(person, at=at(9))
    hours = {"digest_at": dt.time(20), "quiet_from": dt.time(21), "quiet_until": dt.time(8)}
    actions.change_preferences(person=person, rhythm=Rhythm.DAILY, at=at(10), **hours)
    assert Delivery.objects.get().due_at == at(20)
    actions.change_preferences(person=person, rhythm=Rhythm.NEVER, at=at(11), **hours)
    assert Delivery.objects.get().state == "dropped"
    assert send_due_deliveries(at=at(21)) == 0


def test_read_message_is_not_mailed():
    person = PersonFactory()
    actions.mark_read(message=tell(person, at=at(9)), at=at(10))
    assert send_due_deliveries(at=at(18)) == 0


def test_closed_account_gets_nothing():
    person = PersonFactory()
    tell(person, at=at(9))
    person.is_active = False
    person.save()
    tell(person, at=at(10))
    assert Delivery.objects.count() == 1
    assert send_due_deliveries(at=at(18)) == 0
    assert Delivery.objects.get().state == "dropped"


def test_a_refused_mail_is_tried_again_then_given_up_and_stops_nobody(settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_notify.BrokenBackend"
    tell(PersonFactory(email="cassee@exemple.fr"), at=at(9))
    tell(PersonFactory(email="bonne@exemple.fr"), at=at(9))
    assert send_due_deliveries(at=at(18)) == 1
    failed = Delivery.objects.get(state="waiting")
    assert (failed.attempt_count, failed.error, failed.due_at) == (1, "later 550", at(18, 15))
    for day in range(11, 15):
        send_due_deliveries(at=at(18, day=day))
    failed.refresh_from_db()
    assert (failed.state, failed.attempt_count) == ("failed", 5)


def test_absent_server_loses_nothing(settings):
    tell(PersonFactory(), at=at(9))
    settings.EMAIL_BACKEND = "tests.notifications.test_notify.AbsentBackend"
    assert send_due_deliveries(at=at(18)) == 0
    assert Delivery.objects.get().state == "waiting"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_deliveries(at=at(19)) == 1


def test_worker_that_died_frees_its_claim():
    tell(PersonFactory(), at=at(9))
    Delivery.objects.update(state="sending", claimed_at=at(18))
    assert send_due_deliveries(at=at(18, 20)) == 0
    assert send_due_deliveries(at=at(18, 31)) == 1


def test_a_mail_in_the_hands_of_a_worker_that_died_is_unsure_and_not_sent_again():
    tell(PersonFactory(), at=at(9))
    Delivery.objects.update(state="handed", claimed_at=at(18))
    assert send_due_deliveries(at=at(18, 31)) == 0
    assert Delivery.objects.stuck().get().error == "killed"


class CuttingBackend(EmailBackend):
    """A mail server that hangs up while it has a mail."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("who knows")


class BlockingBackend(EmailBackend):
    """A mail server that does not want to hear of us."""

    def send_messages(self, messages):
        raise SMTPDataError(550, b"5.7.1 blocked")


@pytest.mark.parametrize(
    ("name", "states"),
    [("Cutting", {"unsure": 2, "waiting": 1}), ("Blocking", {"waiting": 3})],
)
def test_a_server_in_trouble_costs_only_what_it_had_in_hand(settings, name, states):
    for _ in range(3):
        tell(PersonFactory(), at=at(9))
    settings.EMAIL_BACKEND = f"tests.notifications.test_notify.{name}Backend"
    assert send_due_deliveries(at=at(18)) == 0
    assert Counter(Delivery.objects.values_list("state", flat=True)) == states
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_deliveries(at=at(18, 14)) == 0, "it rests"
    assert send_due_deliveries(at=at(18, 16)) == states["waiting"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once():
    people = [PersonFactory() for _ in range(6)]
    for person in people:
        tell(person, at=at(9))

    def work(_):
        try:
            return send_due_deliveries(at=at(18))
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be written by two threads; PostgreSQL runs this for real.
        assert work(0) + work(1) == 6
    else:
        with ThreadPoolExecutor(3) as pool:
            assert sum(pool.map(work, range(3))) == 6
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(person.email for person in people)


def test_due_at_once_is_sent_by_the_worker(django_capture_on_commit_callbacks, time_machine):
    time_machine.move_to(at(10))
    person = PersonFactory()
    prefer(person, rhythm=Rhythm.NOW)
    with django_capture_on_commit_callbacks(execute=True):
        tell(person)
    assert len(mail.outbox) == 1


def test_daily_message_wakes_no_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        tell(PersonFactory(), at=at(9))
    assert callbacks == []


@pytest.mark.parametrize("url", ["https://mechant.example/", "//mechant.example", "javascript:alert(1)"])
def test_link_of_elsewhere_is_a_programming_error(url):
    with pytest.raises(ValueError, match="not a path"):
        tell(PersonFactory(), url=url)


def test_commands_send_and_tick(capsys, time_machine):
    tell(PersonFactory(), at=at(9))
    time_machine.move_to(at(18, 1))
    call_command("send_notifications")
    assert "1 e-mail" in capsys.readouterr().out
    tell(PersonFactory(), at=at(9))
    call_command("tick")
    assert len(mail.outbox) == 2


def test_tick_goes_on_when_one_contribution_fails(time_machine):
    from passeurs.core.registry import ticks

    def broken(_):
        raise RuntimeError("en panne")

    ticks.register("a.broken", broken)
    try:
        tell(PersonFactory(), at=at(9))
        time_machine.move_to(at(18, 1))
        with pytest.raises(SystemExit):
            call_command("tick")
    finally:
        del ticks._entries["a.broken"]
    assert len(mail.outbox) == 1


def test_old_messages_are_forgotten():
    person = PersonFactory()
    tell(person, at=at(9) - dt.timedelta(days=400))
    kept = tell(person, at=at(9))
    actions.forget_old_messages(at=at(10))
    assert list(Message.objects.all()) == [kept]


def test_sending_to_more_messages_takes_no_more_queries(django_assert_num_queries):
    person = PersonFactory()
    tell(person, at=at(9))
    with django_assert_num_queries(12):
        send_due_deliveries(at=at(18))
    for _ in range(3):
        tell(person, at=at(9, day=11))
    with django_assert_num_queries(12):
        send_due_deliveries(at=at(18, day=11))

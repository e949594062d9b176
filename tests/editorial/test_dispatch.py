"""Sending an issue: to whom, what each reads, once each, whatever stops, refuses or comes back."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import requests
from anymail.exceptions import AnymailRequestsAPIError
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.editorial.actions import dispatch as dispatch_actions
from passeurs.editorial.actions import subscription as subscribing
from passeurs.editorial.models import Bounce, Dispatch, Issue, Subscription
from passeurs.editorial.queries.dispatch import progress_of, recipients_of
from passeurs.editorial.running import dispatch as dispatch_running
from passeurs.notifications.models import Message
from tests.editorial.issue import issue, readers, rhythm, subscription
from tests.factories import PersonFactory, team_member

pytestmark = pytest.mark.django_db

State = Dispatch.State


class RefusingBackend(EmailBackend):
    """A server that knows some addresses only, and hangs up on one."""

    refusals = {
        "partie@exemple.fr": (550, b"5.1.1 no such user"),
        "pleine@exemple.fr": (452, b"4.2.2 mailbox full"),
        "interdite@exemple.fr": (554, b"no"),
    }

    def send_messages(self, messages):
        (to,) = messages[0].to
        if to == "coupe@exemple.fr":
            raise SMTPServerDisconnected("who knows")
        if to in self.refusals:
            raise SMTPRecipientsRefused({to: self.refusals[to]})
        return super().send_messages(messages)


class AbsentBackend(EmailBackend):
    """A mail server that is away."""

    def open(self):
        raise ConnectionRefusedError


class KilledBackend(EmailBackend):
    """A worker killed while a mail is in the server's hands: the third."""

    def send_messages(self, messages):
        sent = super().send_messages(messages)
        if len(mail.outbox) == 3:
            raise KeyboardInterrupt
        return sent


def backend(settings, cls):
    settings.EMAIL_BACKEND = f"{__name__}.{cls.__name__}"


def start(row, count=None, at=None):
    at = at or clock.now()
    expected = recipients_of(row, at).count() if count is None else count
    return dispatch_actions.start_sending(actor=team_member(), issue=row, expected_count=expected, at=at)


def send_all(row, at=None):
    while dispatch_running.send_batch(issue=row, at=at or clock.now()):
        pass
    row.refresh_from_db()


def addresses():
    return sorted(sent.to[0] for sent in mail.outbox)


def test_each_reader_gets_it_once_and_the_worker_does_it_alone(django_capture_on_commit_callbacks):
    readers(5)
    row = issue()
    with django_capture_on_commit_callbacks(execute=True):
        start(row)
    row.refresh_from_db()
    assert (row.state, row.recipient_count) == (Issue.State.SENT, 5)
    assert addresses() == [f"lecteur{n}@exemple.fr" for n in range(5)]
    assert progress_of(row).sent == 5
    assert JournalEntry.objects.get(verb="finish_issue").data["sent"] == 5
    send_all(row)
    assert len(mail.outbox) == 5


def test_only_those_whose_turn_it_is():
    now = clock.now()
    subscription("jamais@exemple.fr")
    subscription("mois@exemple.fr", letter_at=now - dt.timedelta(days=27, hours=1))
    subscription("trop-tot@exemple.fr", letter_at=now - dt.timedelta(days=15))
    subscription("quinzaine@exemple.fr", rhythm=rhythm("quinzaine", "x", 14), letter_at=now - dt.timedelta(days=15))
    subscription("pause@exemple.fr", paused_until=clock.today() + dt.timedelta(days=1))
    for state in ("waiting", "left", "suspended"):
        subscription(f"{state}@exemple.fr", state=state)
    start(row := issue())
    send_all(row)
    assert addresses() == ["jamais@exemple.fr", "mois@exemple.fr", "quinzaine@exemple.fr"]


def test_the_number_confirmed_is_the_number_sent():
    readers(2)
    row = issue()
    with pytest.raises(Refused, match="2 au lieu de 3"):
        start(row, count=3)
    assert not Dispatch.objects.exists()
    start(row)
    with pytest.raises(Refused, match="déjà parti"):
        start(row, count=2)


@pytest.mark.parametrize("fields", [{"intro": " "}, {"title": " "}])
def test_an_empty_issue_does_not_leave(fields):
    readers(1)
    with pytest.raises(Refused, match="Il manque"):
        start(issue(**fields))


def test_nobody_else_sends():
    readers(1)
    with pytest.raises(Refused, match="équipe nationale"):
        dispatch_actions.start_sending(actor=PersonFactory(), issue=issue(), expected_count=1)


def test_paused_and_resumed(monkeypatch):
    monkeypatch.setattr(dispatch_running, "BATCH", 2)
    readers(5)
    row, actor = start(issue()), team_member()
    dispatch_running.send_batch(issue=row, at=clock.now())
    dispatch_actions.pause_sending(actor=actor, issue=row)
    send_all(row)
    assert len(mail.outbox) == 2
    with pytest.raises(Refused):
        dispatch_actions.pause_sending(actor=actor, issue=row)
    dispatch_actions.resume_sending(actor=actor, issue=row)
    send_all(row)
    assert len(addresses()) == len(set(addresses())) == 5


def test_a_pause_during_a_batch_stops_after_the_mail_in_hand(monkeypatch):
    readers(4)
    row, actor = start(issue()), team_member()
    kept = dispatch_running.Press.mail

    def pausing(press, subscription, connection):
        if len(mail.outbox) == 2:
            monkeypatch.setattr(dispatch_running.Press, "mail", kept)
            dispatch_actions.pause_sending(actor=actor, issue=row)
        return kept(press, subscription, connection)

    monkeypatch.setattr(dispatch_running.Press, "mail", pausing)
    dispatch_running.send_batch(issue=row, at=clock.now())
    assert len(mail.outbox) == 2
    assert set(Dispatch.objects.values_list("state", flat=True)) == {"sent", "waiting"}


def test_killed_and_started_again_never_sends_twice(settings):
    readers(6)
    now = clock.now()
    row = start(issue(), at=now)
    backend(settings, KilledBackend)
    with pytest.raises(KeyboardInterrupt):
        dispatch_running.send_batch(issue=row, at=now)
    assert Dispatch.objects.filter(state=State.HANDED).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_all(row, at=now)
    assert len(mail.outbox) == 3, "another worker leaves alone what one holds"
    later = now + dispatch_running.STALE + dt.timedelta(minutes=1)
    send_all(row, at=later)
    assert len(addresses()) == len(set(addresses())) == 6
    assert (row.state, progress_of(row).unsure, progress_of(row).sent) == (Issue.State.SENT, 1, 5)


def test_the_clock_wakes_what_stands_still(django_capture_on_commit_callbacks):
    readers(3)
    row = start(issue())
    assert dispatch_actions.push_sendings(at=clock.now()) == 1
    row.refresh_from_db()
    assert row.state == Issue.State.SENT
    assert dispatch_actions.push_sendings(at=clock.now()) == 0


def test_an_absent_server_loses_nothing_and_is_told(settings):
    readers(2)
    row = start(issue())
    backend(settings, AbsentBackend)
    assert dispatch_running.send_batch(issue=row, at=clock.now()) == 0
    row.refresh_from_db()
    assert (row.trouble, row.state) == ("away", Issue.State.SENDING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert dispatch_actions.push_sendings(at=clock.now()) == 0, "it rests"
    later = clock.now() + dt.timedelta(minutes=3)
    assert dispatch_actions.push_sendings(at=later) == 1
    send_all(row, at=later)
    assert (row.trouble, len(mail.outbox)) == ("", 2)


def test_refusals_are_recorded_retried_or_suspended(settings):
    backend(settings, RefusingBackend)
    for name in ("partie", "pleine", "interdite", "coupe", "bonne"):
        subscription(f"{name}@exemple.fr")
    now = clock.now()
    row = start(issue(), at=now)
    send_all(row, at=now)
    assert addresses() == ["bonne@exemple.fr"]
    states = dict(Dispatch.objects.values_list("subscription__email", "state"))
    assert states == {
        "partie@exemple.fr": "refused",
        "interdite@exemple.fr": "waiting",
        "pleine@exemple.fr": "waiting",
        "coupe@exemple.fr": "unsure",
        "bonne@exemple.fr": "sent",
    }
    assert Subscription.objects.get(email="partie@exemple.fr").state == Subscription.State.SUSPENDED
    assert Subscription.objects.get(email="interdite@exemple.fr").state == Subscription.State.ACTIVE
    assert "exemple.fr" not in str(list(Dispatch.objects.values_list("error", flat=True)))
    for hours in (1, 2, 4, 8):
        send_all(row, at=now + dt.timedelta(hours=hours))
    assert row.state == Issue.State.SENT
    assert Dispatch.objects.get(subscription__email="pleine@exemple.fr").attempt_count == 4
    assert row.outcome["refused"] == 3
    assert {bounce.kind for bounce in Bounce.objects.all()} == {"hard", "soft"}
    assert Subscription.objects.filter(state=Subscription.State.SUSPENDED).count() == 1


class TroubledBackend(EmailBackend):
    """A server that takes `good` mails, then does what `trouble` says, so many times."""

    good, times = 0, 99
    trouble: Exception = RuntimeError()

    def send_messages(self, messages):
        if len(mail.outbox) >= self.good and self.times > 0:
            type(self).times -= 1
            raise self.trouble
        return super().send_messages(messages)


def api_error(status):
    response = requests.Response()
    response.status_code = status
    return AnymailRequestsAPIError("no", response=response, status_code=status)


@pytest.mark.parametrize(
    ("trouble", "unsure", "word", "state"),
    [
        (SMTPServerDisconnected("dropped"), 1, "", "sent"),
        (SMTPDataError(421, b"too busy"), 0, "us", "sending"),
        (SMTPDataError(554, b"5.7.1 blocked by Spamhaus"), 0, "us", "sending"),
        (SMTPRecipientsRefused({"x": (550, b"5.7.1 client host blocked")}), 0, "us", "sending"),
        (api_error(429), 0, "us", "sending"),
        (api_error(500), 1, "broken", "sending"),
        (api_error(503), 0, "away", "sending"),
        (api_error(401), 0, "key", "paused"),
        (SMTPAuthenticationError(535, b"bad credentials"), 0, "key", "paused"),
    ],
    ids=lambda value: getattr(value, "code", None) or str(value)[:30],
)
def test_a_server_in_trouble_costs_at_most_the_mail_in_hand_and_no_reader(
    settings, monkeypatch, trouble, unsure, word, state
):
    backend(settings, TroubledBackend)
    for name, value in {"good": 5, "times": 1, "trouble": trouble}.items():
        monkeypatch.setattr(TroubledBackend, name, value)
    readers(12)
    now = clock.now()
    row = start(issue(), at=now)
    send_all(row, at=now)
    progress = progress_of(row)
    assert (row.trouble, row.state, progress.unsure, progress.refused) == (word, state, unsure, 0)
    if state == "paused":
        assert dispatch_actions.push_sendings(at=now + dt.timedelta(days=1)) == 0
        dispatch_actions.resume_sending(actor=team_member(), issue=row, at=now)
    if word:
        team = Message.objects.filter(kind="mails_stopped").count()
        assert team == (word in ("us", "key")), "the team is told what it can mend"
    later = now + dt.timedelta(minutes=16)
    assert dispatch_actions.push_sendings(at=later) == (state != "sent"), "the clock wakes it"
    send_all(row, at=later)
    assert (row.state, row.trouble, progress_of(row).sent) == (Issue.State.SENT, "", 12 - unsure)
    assert len(addresses()) == len(set(addresses())) == 12 - unsure
    assert Subscription.objects.filter(state=Subscription.State.ACTIVE).count() == 12
    assert not Bounce.objects.exists()


def test_a_line_cut_at_each_mail_is_left_in_peace_longer_and_longer(settings, monkeypatch):
    backend(settings, TroubledBackend)
    monkeypatch.setattr(TroubledBackend, "trouble", SMTPServerDisconnected("dropped"))
    readers(20)
    now = clock.now()
    row = start(issue(), at=now)
    send_all(row, at=now)
    assert (progress_of(row).unsure, row.resume_at) == (2, now + dt.timedelta(minutes=15))
    send_all(row, at=now + dt.timedelta(minutes=14))
    assert progress_of(row).unsure == 2
    send_all(row, at=now + dt.timedelta(minutes=16))
    assert (progress_of(row).unsure, row.resume_at) == (4, now + dt.timedelta(minutes=46))


def test_who_leaves_meanwhile_gets_nothing():
    first, second = readers(2)
    row = start(issue())
    subscribing.leave(subscription=second)
    send_all(row)
    assert addresses() == [first.email]
    assert row.outcome["skipped"] == 1


def test_figures_stay_when_readers_go():
    first, _second = readers(2)
    row = start(issue())
    send_all(row)
    subscribing.erase_subscription(subscription=first)
    assert progress_of(row).sent == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(monkeypatch):
    monkeypatch.setattr(dispatch_running, "BATCH", 3)
    monkeypatch.setattr(dispatch_actions, "post", lambda *work: None)
    readers(20)
    row, now = issue(), clock.now()
    dispatch_actions.start_sending(actor=team_member(), issue=row, expected_count=20, at=now)

    def work(_):
        try:
            while dispatch_running.send_batch(issue=row, at=now):
                pass
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be written by two threads; PostgreSQL runs this for real.
        while dispatch_running.send_batch(issue=row, at=now):
            pass
    else:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(work, range(3)))
    assert len(addresses()) == len(set(addresses())) == 20


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_make_one():
    readers(4)
    row, actor = issue(), team_member()

    def send(_):
        try:
            dispatch_actions.start_sending(actor=actor, issue=row, expected_count=4)
            return "sent"
        except Refused:
            return "refused"
        finally:
            if connection.vendor != "sqlite":
                connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        outcomes = [send(0), send(1)]
    else:
        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(send, range(2)))
    assert sorted(outcomes) == ["refused", "sent"]
    assert Dispatch.objects.count() == 4


def test_sending_to_more_readers_composes_no_more(django_assert_max_num_queries):
    readers(2)
    row = start(issue())
    with django_assert_max_num_queries(40) as few:
        dispatch_running.send_batch(issue=row, at=clock.now())
    for number in range(10, 20):
        subscription(f"lecteur{number}@exemple.fr")
    other = start(issue(slug="autre"))
    with django_assert_max_num_queries(60) as many:
        dispatch_running.send_batch(issue=other, at=clock.now())
    # Two short updates for each mail, so that none is sent twice.
    assert len(many) - len(few) == 2 * 8

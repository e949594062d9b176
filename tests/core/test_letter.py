"""Letters: written with the fact they tell, sent once, retried, told when they could not leave, forgotten."""

from __future__ import annotations

import datetime as dt
import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from passeurs.core import clock, running
from passeurs.core.choices import LetterState
from passeurs.core.mail import letter, post_letter
from passeurs.core.models import JournalEntry, Letter
from passeurs.core.running import send_due_letters, send_one, tidy_letters, tidy_task_results
from passeurs.notifications.models import Message
from passeurs.notifications.queries import stuck_figures
from passeurs.people.actions import erase_person
from passeurs.people.exports import all_data, as_json
from tests.factories import PersonFactory, team_member

pytestmark = pytest.mark.django_db

ADDRESS = "lou@exemple.fr"


class Server(EmailBackend):
    """A mail server that does what `trouble` says, the first times."""

    trouble: Exception | None = None
    times = 99
    opening: Exception | None = None
    openings = 0

    def open(self):
        type(self).openings += 1
        if self.opening:
            raise self.opening

    def send_messages(self, messages):
        if self.trouble and self.times > 0:
            type(self).times -= 1
            raise self.trouble
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    for name in ("trouble", "opening"):
        monkeypatch.setattr(Server, name, None)
    monkeypatch.setattr(Server, "times", 99)
    monkeypatch.setattr(Server, "openings", 0)
    return Server


def write(to=ADDRESS, **fields):
    made = letter(to=to, subject="Un mot", lines=["Bonjour."], url="https://exemple.fr/", action="Voir")
    return post_letter(made, kind="test.word", **fields)


def after(**spent):
    return clock.now() + dt.timedelta(**spent)


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_it_leaves_after_the_commit_and_keeps_neither_words_nor_address(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = write()
        assert mail.outbox == []
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.extra_headers["Auto-Submitted"]) == ([ADDRESS], "Un mot", "auto-generated")
    assert "Bonjour." in sent.body
    assert "Bonjour." in sent.alternatives[0][0]
    row.refresh_from_db()
    assert (row.state, row.to, row.subject, row.text, row.parts) == (LetterState.SENT, "", "", "", [])
    assert row.message_id == sent.extra_headers["Message-ID"]
    assert send_due_letters(at=after(days=1)) == 0
    assert send_one(letter_id=row.pk) is None
    assert len(mail.outbox) == 1


def test_a_fact_that_is_undone_tells_nothing():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_what_the_worker_did_not_send_the_clock_sends():
    write()
    assert send_due_letters(at=clock.now()) == 1
    assert len(mail.outbox) == 1


def test_papers_and_answers_go_with_it():
    made = letter(to=ADDRESS, subject="Un papier", lines=["Le voici."])
    made.reply_to = ["equipe@exemple.fr"]
    made.attach("papier.pdf", b"%PDF-\xff", "application/pdf")
    made.attach("date.ics", "BEGIN:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    post_letter(made, kind="test.paper")
    send_due_letters(at=clock.now())
    (sent,) = mail.outbox
    whole = sent.message()
    kinds = [(part.get_content_type(), part.get_filename()) for part in whole.walk()]
    assert ("application/pdf", "papier.pdf") in kinds
    assert ("text/calendar", "date.ics") in kinds
    pdf = next(part for part in whole.walk() if part.get_filename() == "papier.pdf")
    assert pdf.get_payload(decode=True) == b"%PDF-\xff"
    assert whole["Reply-To"] == "equipe@exemple.fr"


def test_a_server_that_is_away_loses_nothing_and_is_looked_at_once(server):
    server.opening = ConnectionRefusedError("lou@exemple.fr")
    for _ in range(3):
        write()
    send_due_letters(at=clock.now())
    assert (states(), server.openings) == (["waiting"] * 3, 1)
    for row in Letter.objects.all():
        # Each task of the worker finds that it is not the time: none waits for a silent server.
        assert send_one(letter_id=row.pk) is None
    assert server.openings == 1
    server.opening = None
    assert send_due_letters(at=after(minutes=2)) == 3
    assert len(mail.outbox) == 3


def test_a_clear_no_is_tried_again_later_and_later_then_given_up_and_stops_nobody(server, monkeypatch):
    monkeypatch.setattr(running, "MAX_ATTEMPTS", 3)
    server.trouble, server.times = SMTPRecipientsRefused({ADDRESS: (452, b"4.2.2 mailbox full")}), 1
    row = write()
    write("bonne@exemple.fr")
    send_due_letters(at=clock.now())
    assert states() == ["waiting", "sent"]
    row.refresh_from_db()
    assert (row.fault, row.code, row.next_try_at) == ("later", "452 4.2.2", after(minutes=1))
    server.times = 99
    send_due_letters(at=after(minutes=1))
    row.refresh_from_db()
    assert row.next_try_at == after(minutes=3)
    send_due_letters(at=after(minutes=3))
    row.refresh_from_db()
    assert (row.state, row.attempt_count, row.to) == ("refused", 2, ADDRESS)


def test_no_such_address_is_given_up_at_once(server):
    server.trouble = SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 no such user lou@exemple.fr")})
    row = write()
    send_due_letters(at=clock.now())
    row.refresh_from_db()
    assert (row.state, row.fault, row.code) == ("refused", "gone", "550 5.1.1")


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [(SMTPDataError(554, b"5.7.1 blocked"), "us"), (SMTPAuthenticationError(535, b"no"), "key")],
)
def test_what_is_about_us_stops_the_sending_is_told_and_goes_on_by_itself(server, trouble, fault):
    team = team_member()
    server.trouble, server.times = trouble, 1
    for _ in range(3):
        write()
    assert send_due_letters(at=clock.now()) == 1
    assert states() == ["waiting"] * 3
    told = Message.objects.get(person=team)
    assert (told.kind, told.url) == ("mails_stopped", "/equipe/courrier/")
    assert send_due_letters(at=clock.now()) == 0
    send_due_letters(at=after(minutes=2))
    assert states() == ["sent"] * 3
    assert Message.objects.count() == 1


def test_a_cut_line_costs_the_letter_in_hand_and_only_it(server):
    server.trouble, server.times = SMTPServerDisconnected("closed"), 1
    for _ in range(3):
        write()
    send_due_letters(at=clock.now())
    assert states() == ["unsure", "sent", "sent"]
    send_due_letters(at=after(days=3))
    assert len(mail.outbox) == 2, "never sent again unasked"


def test_a_line_cut_at_each_letter_is_left_in_peace(server):
    server.trouble = SMTPServerDisconnected("closed")
    for _ in range(5):
        write()
    send_due_letters(at=clock.now())
    assert states() == ["unsure", "unsure", "waiting", "waiting", "waiting"]
    assert send_due_letters(at=clock.now()) == 0


def test_a_letter_found_in_the_hands_of_the_dead_is_unsure():
    row = write()
    Letter.objects.update(state=LetterState.CLAIMED, claimed_at=clock.now())
    send_due_letters(at=after(minutes=4))
    assert states() == ["claimed"]
    send_due_letters(at=after(minutes=6))
    row.refresh_from_db()
    assert (row.state, row.fault, mail.outbox) == ("unsure", "killed", [])


def test_a_code_that_waited_too_long_does_not_leave(server):
    server.opening = ConnectionRefusedError()
    row = write(expires_at=after(minutes=10))
    for minute in (0, 1, 3, 5):
        send_due_letters(at=after(minutes=minute))
        row.refresh_from_db()
        assert row.next_try_at <= after(minutes=minute + 2), "short retries while it is of use"
    server.opening = None
    send_due_letters(at=after(minutes=11))
    row.refresh_from_db()
    assert (row.state, row.fault, row.to, mail.outbox) == ("cancelled", "late", "", [])


def test_nobody_is_named_in_what_is_logged_or_kept(server, capsys, caplog):
    caplog.set_level(logging.DEBUG)
    for trouble in (
        SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 lou@exemple.fr unknown")}),
        SMTPDataError(554, b"5.7.1 lou@exemple.fr blocked"),
        RuntimeError("lou@exemple.fr"),
    ):
        server.trouble = trouble
        write()
        send_due_letters(at=clock.now())
    printed = "".join(capsys.readouterr()) + caplog.text
    kept = str(list(Letter.objects.values_list("fault", "code"))) + str(list(JournalEntry.objects.values()))
    assert "letter_not_sent" in printed
    assert "exemple.fr" not in printed + kept


def test_it_is_forgotten_in_time(server):
    write()
    send_due_letters(at=clock.now())
    server.trouble = RuntimeError()
    left = write()
    send_due_letters(at=clock.now())
    tidy_letters(at=after(days=29))
    assert states() == ["sent", "unsure"]
    tidy_letters(at=after(days=31))
    left.refresh_from_db()
    assert (left.state, left.to, left.text) == ("cancelled", "", "")
    tidy_letters(at=after(days=91))
    assert not Letter.objects.exists()


def test_an_erased_person_gets_their_farewell_and_nothing_else(django_capture_on_commit_callbacks):
    person = PersonFactory()
    write("ancienne@exemple.fr", recipient=person)
    write(person.email)
    other = write("autre@exemple.fr")
    assert "Bonjour." in as_json(all_data(person))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=person)
    assert [sent.to for sent in mail.outbox] == [[person.email]]
    assert "effacé" in mail.outbox[0].subject
    assert set(Letter.objects.values_list("to", flat=True)) == {other.to, ""}


def test_the_team_reads_what_did_not_leave_sends_it_again_or_leaves_it(
    client, server, django_capture_on_commit_callbacks
):
    team, url = team_member(), reverse("notifications:stuck-mails")
    server.trouble, server.times = SMTPServerDisconnected("closed"), 2
    first, second = write(), write("zoe@exemple.fr")
    send_due_letters(at=clock.now())
    figure = next(one for one in stuck_figures(team, clock.now()) if one.url == url)
    client.force_login(team)
    page = client.get(figure.url)
    assert figure.value == page.context["page"].paginator.count == 2
    for word in (ADDRESS, "Un mot", "La ligne a été coupée", "Interrompue, peut-être reçue"):
        assert word in page.text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("notifications:decide-letter", args=[first.pk]), {"act": "send"})
    client.post(reverse("notifications:decide-letter", args=[second.pk]), {"act": "leave"})
    assert states() == ["sent", "cancelled"]
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    again = client.post(reverse("notifications:decide-letter", args=[first.pk]), {"act": "send"})
    assert again.status_code == 422
    assert "Tout est parti" in client.get(url).text
    assert stuck_figures(PersonFactory(), clock.now()) == []


def test_a_letter_that_nothing_tries_is_told_too(client):
    team = team_member()
    write()
    assert [one.value for one in stuck_figures(team, clock.now())] == [0, 0]
    assert [one.value for one in stuck_figures(team, after(minutes=11))] == [1, 0]


def test_what_tasks_answered_is_forgotten_by_the_clock(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    for days in (1, 20):
        result = DBTaskResult.objects.create(
            task_path="passeurs.core.tasks.send_letter",
            args_kwargs={"args": [1], "kwargs": {}},
            backend_name="default",
            queue_name="default",
        )
        DBTaskResult.objects.filter(pk=result.pk).update(status="SUCCESSFUL", finished_at=after(days=-days))
    tidy_task_results()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_a_clock_send_each_letter_once():
    rows = [write(f"lou{number}@exemple.fr").pk for number in range(12)]

    def work(number):
        try:
            for pk in rows if number else []:
                send_one(letter_id=pk)
            send_due_letters(at=after(minutes=1))
        finally:
            if connection.vendor != "sqlite":
                connections.close_all()

    Letter.objects.update(state=LetterState.WAITING, to="lou@exemple.fr")
    mail.outbox.clear()
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be written by two threads; PostgreSQL runs this for real.
        work(1)
        work(0)
    else:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(work, range(3)))
    assert states() == ["sent"] * 12
    assert len(mail.outbox) == 12

"""While mails are held nothing leaves, whoever sends; who asks for one is told; nothing is marked as sent."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail import get_connection, send_mail
from django.core.management import call_command
from django.test import Client

from passeurs.core import clock
from passeurs.core.mail_guard import MailHeld
from passeurs.core.models import JournalEntry
from passeurs.core.service_mark import CLOCK, LAST_MAIL, MAIL_HELD, is_mail_held, leave_mark, marks
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Delivery
from passeurs.notifications.running import send_due_deliveries
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guarded(settings):
    settings.MAIL_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "passeurs.core.mail_guard.GuardedBackend"


def send():
    return send_mail("Un mot", "Bonjour", None, ["lou@exemple.fr"])


def test_the_site_is_guarded():
    from passeurs.config import settings as site

    assert site.EMAIL_BACKEND == "passeurs.core.mail_guard.GuardedBackend"


def test_a_mail_leaves_and_that_is_noted():
    assert (send(), len(mail.outbox)) == (1, 1)
    assert marks()[LAST_MAIL].at == clock.now()


def test_held_nothing_leaves():
    leave_mark(MAIL_HELD)
    with pytest.raises(MailHeld):
        send()
    with pytest.raises(MailHeld):
        get_connection().open()
    assert mail.outbox == []
    assert LAST_MAIL not in marks()


def test_held_what_is_due_waits_and_leaves_once_released(pass_time):
    notify(person=PersonFactory(), kind="essai", title="Un mot", body="", url="/", at=clock.now())
    pass_time(days=2)
    leave_mark(MAIL_HELD)
    assert send_due_deliveries(at=clock.now()) == 0
    assert set(Delivery.objects.values_list("state", "attempt_count")) == {(Delivery.State.WAITING, 0)}
    call_command("release_mail")
    assert is_mail_held()
    call_command("release_mail", yes=True)
    assert JournalEntry.objects.filter(verb="release_mail").count() == 1
    assert send_due_deliveries(at=clock.now()) == 1


def test_held_the_clock_turns_and_does_nothing_else(pass_time):
    person = PersonFactory()
    notify(person=person, kind="essai", title="Un mot", body="", url="/", at=clock.now())
    pass_time(days=400)
    leave_mark(MAIL_HELD)
    call_command("tick")
    # Its tidying would have forgotten this message.
    assert Delivery.objects.filter(message__person=person).exists()
    assert marks()[CLOCK].at == clock.now()


def test_who_asks_for_a_mail_is_told_that_none_leaves(client):
    PersonFactory(email="lou@exemple.fr")
    leave_mark(MAIL_HELD)
    client = Client(raise_request_exception=False)
    response = client.post("/compte/connexion/", {"email": "lou@exemple.fr"})
    if response.status_code == 302:
        response = client.get(response["Location"])
    assert response.status_code == 503
    assert "copie restaurée" in response.content.decode()


def test_a_mail_an_hour_ago_is_no_reason_to_write_at_each(django_assert_num_queries):
    leave_mark(LAST_MAIL, at=clock.now() - dt.timedelta(seconds=10))
    with django_assert_num_queries(2):
        send()

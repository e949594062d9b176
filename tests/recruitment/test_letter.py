"""Mails that come back: said to the candidate and to the team, until the address changes; and draws that forget."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from passeurs.core import clock
from passeurs.core.models import Letter
from passeurs.core.running import send_due_letters
from passeurs.recruitment import tasks
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import retention as retention_actions
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.running.letter import note_returned
from tests.factories import team_member
from tests.recruitment.making import committed_draw, last_link, make_call, sent, token_of

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A server that knows nobody."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})


@pytest.fixture
def application():
    return sent(make_call(), email="lou@exemple.fr", age=18)


def test_what_the_server_refuses_at_once_is_noted_and_breaks_nothing(
    application, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.recruitment.test_letter.Refusing"
    with django_capture_on_commit_callbacks(execute=True):
        tasks.post_letter("submitted", application.pk)
    assert Application.objects.get().mail_returned_at


def test_a_guardian_whose_mails_come_back_is_said_to_the_candidate_and_to_the_team(client):
    application = sent(make_call(), email="lou@exemple.fr", age=16)
    application.refresh_from_db()
    note_returned(email=application.guardianship.email)
    assert "Nos mails à cette adresse reviennent" in client.get(f"/candidature/{token_of(application)}/").text
    client.force_login(team_member())
    assert "ses mails reviennent" in client.get(f"/equipe/candidatures/{application.pk}/").text


def test_a_letter_that_waits_leaves_with_a_link_that_opens_and_never_to_a_former_address(application, client):
    Letter.objects.all().delete()
    tasks.post_letter("link", application.pk)
    assert "/candidature/" not in Letter.objects.get().text, "no table holds a link that opens"
    send_due_letters(at=clock.now())
    assert client.get(last_link("lou@exemple.fr")).status_code == 200
    tasks.post_letter("link", application.pk)
    application_actions.save_identity(application=application, email="lou.petit@exemple.fr")
    mail.outbox.clear()
    send_due_letters(at=clock.now())
    assert {sent.to[0] for sent in mail.outbox} == {"lou.petit@exemple.fr"}


def test_an_erased_file_gets_no_letter(application):
    tasks.post_letter("link", application.pk)
    retention_actions.erase_application(application=application)
    assert not Letter.objects.exists()


def test_what_a_service_tells_later_is_said_to_both_until_the_address_changes(client, application):
    event = AnymailTrackingEvent(event_type=EventType.BOUNCED, recipient="LOU@exemple.fr")
    tracking.send(sender=object, event=event, esp_name="brevo")
    assert "Ton adresse ne marche pas" in client.get(f"/candidature/{token_of(application)}/").text
    client.force_login(team_member())
    page = client.get(f"/equipe/recrutement/{application.call_id}/candidatures/?file=returned")
    assert page.context["page"].paginator.count == 1
    assert "ses mails reviennent" in client.get(f"/equipe/candidatures/{application.pk}/").text
    assert note_returned(email="personne@exemple.fr") == 0
    application_actions.save_identity(application=application, email="lou.petit@exemple.fr")
    assert Application.objects.get().mail_returned_at is None


def test_an_open_mail_is_no_return(application):
    tracking.send(
        sender=object, event=AnymailTrackingEvent(event_type=EventType.OPENED, recipient="lou@exemple.fr"), esp_name="x"
    )
    assert Application.objects.get().mail_returned_at is None


def test_a_draw_forgets_who_is_who_after_the_announced_time_and_still_checks(client, application):
    draw = committed_draw(application.call)
    assert retention_actions.forget_draws(clock.now()) == 0
    end = application.call.answer_on + dt.timedelta(days=application.call.keep_days + 1)
    assert retention_actions.forget_draws(clock.now().replace(year=end.year, month=end.month, day=end.day)) == 1
    kept = Draw.objects.get()
    assert (kept.kept, kept.rehearsal) == (None, None)
    assert kept.certificate == draw.certificate
    assert client.get(f"/tirage/{draw.call.slug}/certificat.json").status_code == 200

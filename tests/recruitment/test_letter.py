"""Mails that come back: said to the candidate and to the team, until the address changes; and draws that forget."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.core.mail.backends.locmem import EmailBackend

from passeurs.core import clock
from passeurs.recruitment import tasks
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import retention as retention_actions
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.running.letter import note_returned
from tests.factories import team_member
from tests.recruitment.making import committed_draw, make_call, sent, token_of

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A server that knows nobody."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})


@pytest.fixture
def application():
    return sent(make_call(), email="lou@exemple.fr", age=18)


def test_what_the_server_refuses_at_once_is_noted_and_breaks_nothing(application, settings):
    settings.EMAIL_BACKEND = "tests.recruitment.test_letter.Refusing"
    tasks.send_letter.func("submitted", application.pk)
    assert Application.objects.get().mail_returned_at


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

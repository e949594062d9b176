"""The guardian of a minor: asked, reminded, answering purpose by purpose, withdrawing; links that are not theirs."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.people.choices import GuardianState
from passeurs.people.models import GuardianConsent, Guardianship
from passeurs.people.queries import given_purposes
from passeurs.programme.models import Mandate
from passeurs.promises.models import Promise
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.actions.guardian import remind_guardians
from tests.factories import team_member
from tests.recruitment.making import fill, last_link, make_call, sent, start, token_of

pytestmark = pytest.mark.django_db
ALL = {"signed_name": "Paul Moreau"} | dict.fromkeys(("authority", "participation", "image", "voice", "charter"), "on")


@pytest.fixture
def application(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return sent(make_call(), age=16)


def answer(client, url, capture, **fields):
    with capture(execute=True):
        return client.post(url, fields)


def test_an_adult_has_no_guardian():
    assert sent(make_call()).guardianship is None


def test_the_guardian_is_asked_once_the_file_is_sent(application):
    application.refresh_from_db()
    assert application.guardianship.state == GuardianState.ASKED
    letters = [letter for letter in mail.outbox if letter.to == ["paul@exemple.fr"]]
    assert len(letters) == 1
    assert "votre accord" in letters[0].subject
    assert "/accord/" in letters[0].body


def test_a_minor_without_a_guardian_cannot_send():
    draft, _token = start(make_call(), age=16)
    fill(draft)
    application_actions.save_identity(application=draft, guardian_email="")
    with pytest.raises(Refused, match="parent ou responsable"):
        application_actions.submit_application(application=draft)


def test_each_purpose_is_its_own_consent(client, application, django_capture_on_commit_callbacks):
    url = last_link("paul@exemple.fr")
    page = client.get(url)
    assert "Votre accord pour Lina" in page.content.decode()
    given = {name: value for name, value in ALL.items() if name != "image"}
    assert answer(client, url, django_capture_on_commit_callbacks, **given).status_code == 302
    application.refresh_from_db()
    assert application.guardianship.state == GuardianState.GIVEN
    assert given_purposes(application.guardianship) == {"participation", "voice"}
    assert application.guardian_charter_at is not None
    assert "Ton parent ou responsable est d’accord" in mail.outbox[-1].body
    told = client.get(last_link("lina@exemple.fr")).content.decode()
    assert "a donné son accord" in told


def test_the_same_answer_replayed_changes_nothing(client, application, django_capture_on_commit_callbacks):
    url = last_link("paul@exemple.fr")
    answer(client, url, django_capture_on_commit_callbacks, **ALL)
    mail.outbox.clear()
    answer(client, url, django_capture_on_commit_callbacks, **ALL)
    assert GuardianConsent.objects.count() == 3
    assert mail.outbox == []


def test_refusing_then_agreeing_then_withdrawing(client, application, django_capture_on_commit_callbacks):
    capture = django_capture_on_commit_callbacks
    who = {"signed_name": "Paul Moreau", "authority": "on"}
    answer(client, last_link("paul@exemple.fr"), capture, **who)
    application.guardianship.refresh_from_db()
    assert application.guardianship.state == GuardianState.REFUSED
    answer(client, last_link("paul@exemple.fr"), capture, **ALL)
    answer(client, last_link("paul@exemple.fr"), capture, **who)
    application.guardianship.refresh_from_db()
    assert application.guardianship.state == GuardianState.WITHDRAWN
    assert GuardianConsent.objects.filter(withdrawn_at__isnull=True).count() == 0
    assert GuardianConsent.objects.count() == 3, "kept as evidence"


@pytest.mark.parametrize("missing", ["participation", "charter", "signed_name", "authority"])
def test_an_answer_that_does_not_hold_together(client, application, missing):
    data = {name: value for name, value in ALL.items() if name != missing}
    assert client.post(last_link("paul@exemple.fr"), data).status_code == 422
    assert not GuardianConsent.objects.exists()


def test_withdrawing_works_months_later_with_the_mailed_link(client, application, django_capture_on_commit_callbacks):
    answer(client, last_link("paul@exemple.fr"), django_capture_on_commit_callbacks, **ALL)
    url = last_link("paul@exemple.fr")
    with time_machine.travel(clock.now() + dt.timedelta(days=300)):
        assert client.get(url).status_code == 200


def test_links_of_another_purpose_forged_expired_or_ended(client, application, django_capture_on_commit_callbacks):
    guardian_token = last_link("paul@exemple.fr").split("/")[2]
    candidate_token = last_link("lina@exemple.fr").split("/")[2]
    assert client.get(reverse("recruitment:application", args=[guardian_token])).status_code == 404
    assert client.get(reverse("recruitment:guardian", args=[candidate_token])).status_code == 404
    forged = guardian_token[:-1] + ("A" if guardian_token[-1] != "A" else "B")
    assert client.get(reverse("recruitment:guardian", args=[forged])).status_code == 404
    assert client.post(reverse("recruitment:guardian", args=[forged]), ALL).status_code == 404
    url = reverse("recruitment:guardian", args=[guardian_token])
    with time_machine.travel(clock.now() + dt.timedelta(days=61)):
        assert client.get(url).status_code == 410
        assert client.post(url, ALL).status_code == 410
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("recruitment:renew-guardian-link", args=[guardian_token]))
        assert client.get(last_link("paul@exemple.fr")).status_code == 200
    assert not GuardianConsent.objects.exists()


def test_another_guardian_is_asked_and_the_former_link_is_dead(client, application, django_capture_on_commit_callbacks):
    former = last_link("paul@exemple.fr")
    with django_capture_on_commit_callbacks(execute=True):
        application_actions.save_identity(application=application, guardian_email="anne@exemple.fr")
    assert client.get(former).status_code == 410
    assert client.get(last_link("anne@exemple.fr")).status_code == 200
    assert Guardianship.objects.count() == 1


def test_the_file_waits_and_says_so(client, application):
    page = client.get(last_link("lina@exemple.fr")).content.decode()
    assert "Ta candidature attend un accord" in page
    with pytest.raises(Refused, match="accord d’un parent"):
        decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")


def test_reminders_come_three_times_and_never_twice(application, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    asked = clock.now()
    for days in (1, 3, 3, 5, 7, 8, 14, 14, 30):
        with django_capture_on_commit_callbacks(execute=True):
            remind_guardians(asked + dt.timedelta(days=days, minutes=1))
    letters = [letter.subject for letter in mail.outbox if letter.to == ["paul@exemple.fr"]]
    assert len(letters) == 3
    assert all(subject.startswith("Rappel") for subject in letters)


def test_reminders_that_were_missed_do_not_come_at_once(application, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    late = clock.now() + dt.timedelta(days=20)
    for minutes in (0, 1, 2):
        with django_capture_on_commit_callbacks(execute=True):
            remind_guardians(late + dt.timedelta(minutes=minutes))
    assert len(mail.outbox) == 1


def test_who_answered_is_not_reminded(client, application, django_capture_on_commit_callbacks):
    answer(client, last_link("paul@exemple.fr"), django_capture_on_commit_callbacks, **ALL)
    assert remind_guardians(clock.now() + dt.timedelta(days=20)) == 0


def test_withdrawing_after_the_decision_is_owed_a_look(client, application, django_capture_on_commit_callbacks):
    answer(client, last_link("paul@exemple.fr"), django_capture_on_commit_callbacks, **ALL)
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    url = reverse("recruitment:guardian", args=[token_of(application.guardianship)])
    answer(client, url, django_capture_on_commit_callbacks, signed_name="Paul", authority="on")
    assert Promise.objects.open().filter(kind="guardian_withdrew").count() == 1
    with pytest.raises(Refused, match="L’accord de ton parent"):
        place_actions.confirm_place(application=application)


def test_withdrawing_after_the_place_is_taken_pauses_the_mandate(
    client, application, django_capture_on_commit_callbacks
):
    answer(client, last_link("paul@exemple.fr"), django_capture_on_commit_callbacks, **ALL)
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    confirmed = place_actions.confirm_place(application=application)
    url = reverse("recruitment:guardian", args=[token_of(application.guardianship)])
    for _twice in range(2):
        answer(client, url, django_capture_on_commit_callbacks, signed_name="Paul", authority="on")
    mandate = Mandate.objects.get(person=confirmed.person)
    assert mandate.state == "paused"
    assert Promise.objects.open().filter(kind="guardian_withdrew").count() == 1

"""Retention: drafts deleted, files anonymised, erasure and export of an account, reminders of drafts."""

import datetime as dt
import json

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.notifications.management.commands.tick import run_ticks
from passeurs.people.actions import erase_person
from passeurs.people.exports import all_data, as_json
from passeurs.people.models import Guardianship, PrivateLink
from passeurs.promises.models import Promise
from passeurs.questionnaires.models import Answer, Question
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.actions import retention as retention_actions
from passeurs.recruitment.models import Application
from tests.factories import PersonFactory, team_member
from tests.recruitment.making import fill, make_call, sent, start, token_of

pytestmark = pytest.mark.django_db
SECRETS = ("lina@exemple.fr", "Lina", "Moreau", "paul@exemple.fr", "Parce que ça me plaît.")


def test_drafts_go_a_while_after_the_end():
    call = make_call(draft_keep_days=30)
    start(call)
    after = call.closes_at + dt.timedelta(days=29)
    assert retention_actions.forget_old_applications(after) == 0
    assert retention_actions.forget_old_applications(after + dt.timedelta(days=2)) == 1
    assert not Application.objects.exists()
    assert retention_actions.forget_old_applications(after + dt.timedelta(days=2)) == 0


def test_files_lose_what_tells_who_after_the_announced_time(django_capture_on_commit_callbacks):
    call = make_call(keep_days=100)
    application = sent(call, age=16)
    answer = Answer.objects.create(
        response=application.response,
        question=Question.objects.get(key="picture"),
        value={"mime": "image/jpeg", "size": 3},
        file=ContentFile(b"abc", "x.jpg"),
    )
    kept_as = answer.file.name
    assert default_storage.exists(kept_as)
    late = clock.now() + dt.timedelta(days=40 + 102)
    with django_capture_on_commit_callbacks(execute=True):
        assert retention_actions.forget_old_applications(late) == 1
    application.refresh_from_db()
    assert (application.status, application.age, application.season_city.city.name) == ("WITHDRAWN", 16, "Dijon")
    assert not Answer.objects.exists()
    assert not default_storage.exists(kept_as)
    assert not Guardianship.objects.exists()
    assert not PrivateLink.objects.filter(ended_at__isnull=True).exists()
    rows = [str(list(model.objects.values())) for model in (Application, Promise, JournalEntry)]
    assert [word for word in SECRETS if any(word in row for row in rows)] == []
    assert retention_actions.forget_old_applications(late) == 0


def test_the_decision_of_an_anonymised_file_stays():
    call = make_call()
    application = sent(call)
    decision_actions.decide_application(
        application=application, by=team_member(), status="REJECTED", reason="Motif secret."
    )
    retention_actions.erase_application(application=application)
    application.refresh_from_db()
    assert (application.status, application.reason, application.email) == ("REJECTED", "", "")


def test_erasing_an_account_erases_its_files():
    call = make_call()
    application = sent(call)
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    application = place_actions.confirm_place(application=application)
    person = application.person
    data = as_json(all_data(person))
    assert "Parce que ça me plaît." in data
    kept = erase_person(person=person)
    application.refresh_from_db()
    assert application.anonymised_at
    assert any("candidatures" in sentence for sentence in kept)
    assert not Answer.objects.exists()


def test_somebody_elses_export_holds_nothing_of_mine():
    sent(make_call())
    assert "Parce que ça me plaît." not in json.dumps(all_data(PersonFactory(email="autre@exemple.fr")))


def test_a_draft_is_reminded_once_before_the_end(django_capture_on_commit_callbacks):
    call = make_call()
    start(call)
    start(call, email="sans-preuve@exemple.fr", is_proven=False)
    sent(call, email="envoyee@exemple.fr")
    mail.outbox.clear()
    for days in (5, 1.5, 1, 0.5):
        with django_capture_on_commit_callbacks(execute=True):
            retention_actions.remind_drafts(call.closes_at - dt.timedelta(days=days))
    assert [letter.to for letter in mail.outbox] == [["lina@exemple.fr"]]


def test_a_withdrawn_file_may_be_erased_and_one_may_apply_again(client):
    call = make_call()
    application = sent(call)
    application_actions.withdraw_application(application=application)
    client.post(reverse("recruitment:erase-application", args=[token_of(application)]))
    again, _token = start(call)
    assert application_actions.submit_application(application=fill(again)).status == "NEW"


def test_every_tick_runs_twice():
    call = make_call()
    sent(call, age=16)
    start(call, email="b@exemple.fr")
    assert run_ticks() == []
    assert run_ticks() == []

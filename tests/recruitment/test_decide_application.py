"""Corrections, decisions told and settled, the place confirmed; who sees whose file."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.people.models import Person
from passeurs.programme.models import Mandate
from passeurs.promises.models import Promise
from passeurs.questionnaires.models import Question
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import correction as correction_actions
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.models import Application
from tests.factories import referent_of, team_member
from tests.recruitment.making import another_city, answers_of, last_link, make_call, sent, start, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return make_call()


@pytest.fixture
def application(call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return sent(call)


def question(key):
    return Question.objects.get(key=key)


def list_url(call):
    return reverse("recruitment:application-list", args=[call.pk])


def test_one_answer_is_opened_again_and_only_that_one(client, application, django_capture_on_commit_callbacks):
    client.force_login(team_member())
    url = reverse("recruitment:ask-correction", args=[application.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"question": question("why").pk, "message": "Ta phrase s’arrête."})
    client.logout()
    # The call is over: the correction is still open.
    with time_machine.travel(clock.now() + dt.timedelta(days=15)):
        home = last_link("lina@exemple.fr")
        page = client.get(home).content.decode()
        assert "Une réponse à corriger" in page
        assert "Corriger mes réponses" not in page
        correction = application.corrections.get()
        why, when = f"q-{question('why').pk}", f"q-{question('when').pk}"
        data = {why: "Parce que j’aime ça.", when: "Le soir"}
        assert client.post(f"{home}corriger/{correction.pk}/", {why: ""}).status_code == 422
        assert client.post(f"{home}corriger/{correction.pk}/", data).status_code == 302
        assert answers_of(application) == {"why": "Parce que j’aime ça.", "truth": True}
        assert client.post(f"{home}corriger/{correction.pk}/", data).status_code == 404


def test_a_correction_is_asked_once_at_a_time(application):
    team = team_member()
    asked = {"application": application, "question": question("why"), "message": "Termine ta phrase.", "by": team}
    correction_actions.ask_correction(**asked)
    with pytest.raises(Refused, match="déjà demandée"):
        correction_actions.ask_correction(**asked)
    with pytest.raises(Refused, match="correction est demandée"):
        decision_actions.decide_application(application=application, by=team, status="VALIDATED")


def test_another_files_correction_is_not_mine(client, call, application):
    correction_actions.ask_correction(
        application=application, question=question("why"), message="Termine.", by=team_member()
    )
    _other, token = start(call, email="autre@exemple.fr")
    url = reverse("recruitment:answer-correction", args=[token, application.corrections.get().pk])
    assert client.get(url).status_code == 404


def test_a_refusal_needs_a_reason_and_tells_it(client, application, django_capture_on_commit_callbacks):
    client.force_login(team_member())
    mail.outbox.clear()
    assert client.post(application.get_absolute_url(), {"status": "REJECTED"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post(application.get_absolute_url(), {"status": "REJECTED", "reason": "Raconte un projet concret."})
    application.refresh_from_db()
    assert application.status == "REJECTED"
    assert "Raconte un projet concret." in mail.outbox[0].body
    promise = Promise.objects.get(kind="application")
    assert promise.outcome == "no"
    assert "Et maintenant" in client.get(last_link("lina@exemple.fr")).content.decode()


def test_the_same_decision_twice_writes_once(application, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    team = team_member()
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            decision_actions.decide_application(application=application, by=team, status="VALIDATED")
    assert len(mail.outbox) == 1


def test_quiet_statuses_write_to_nobody_and_keep_the_promise(application, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for status in ("WAITING", "PRESELECTED"):
            decision_actions.decide_application(application=application, by=team_member(), status=status)
    assert mail.outbox == []
    assert Promise.objects.open().count() == 1


def test_no_more_are_retained_than_there_are_places(call, application):
    row = application.season_city
    row.place_count = 1
    row.save()
    other, team = sent(call, email="autre@exemple.fr"), team_member()
    decision_actions.decide_application(application=application, by=team, status="VALIDATED")
    with pytest.raises(Refused, match="Toutes les places"):
        decision_actions.decide_application(application=other, by=team, status="VALIDATED")
    place_actions.decline_place(application=application)
    decision_actions.decide_application(application=other, by=team, status="VALIDATED")


def test_who_confirms_becomes_an_ambassador(client, call, application, django_capture_on_commit_callbacks):
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    url = reverse("recruitment:confirm-place", args=[token_of(application)])
    assert client.post(url, {"answer": "yes"}).status_code == 422, "the charter"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"answer": "yes", "charter": "on"}).status_code == 302
    person = Person.objects.get(email="lina@exemple.fr")
    mandate = Mandate.objects.get(person=person)
    assert (mandate.season_city, mandate.track) == (application.season_city, "Critique")
    assert mandate.charter_acceptances.get().charter == call.charter
    assert "ton compte est ouvert" in mail.outbox[-1].body
    # Sent again: the same place.
    place_actions.confirm_place(application=application)
    assert Mandate.objects.count() == 1
    with pytest.raises(Refused, match="confirmée"):
        decision_actions.decide_application(application=application, by=team_member(), status="REJECTED", reason="Non.")


def test_a_place_is_confirmed_before_its_date(application):
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    late = clock.now() + dt.timedelta(days=application.call.confirm_days, minutes=1)
    with pytest.raises(Refused, match="La date est passée"):
        place_actions.confirm_place(application=application, at=late)


def test_declining_leaves_the_place(client, application):
    decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED")
    client.post(reverse("recruitment:confirm-place", args=[token_of(application)]), {"answer": "no"})
    application.refresh_from_db()
    assert (application.status, application.confirmed_at) == ("WITHDRAWN", None)
    assert not Person.objects.filter(email="lina@exemple.fr").exists()


def test_a_referent_decides_for_their_own_city_only(client, call, application):
    lille = another_city(call)
    theirs = sent(call, email="lille@exemple.fr", season_city=lille)
    client.force_login(referent_of(lille.city))
    assert client.get(theirs.get_absolute_url()).status_code == 200
    assert client.get(application.get_absolute_url()).status_code == 404
    page = client.get(list_url(call)).content.decode()
    assert "lille" not in page or "lina@exemple.fr" not in page
    assert [row.pk for row in client.get(list_url(call)).context["page"].object_list] == [theirs.pk]
    with pytest.raises(Refused):
        decision_actions.decide_application(application=application, by=referent_of(lille.city), status="WAITING")


def test_nobody_reads_a_draft(client, call):
    draft, _token = start(call)
    client.force_login(team_member())
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(list_url(call)).context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "moreau"}, {"a", "b", "c"}),
        ({"q": "b@exemple.fr"}, {"b"}),
        ({"city": "59350"}, {"b"}),
        ({"age": "16"}, {"c"}),
        ({"file": "waiting"}, {"c"}),
        ({"file": "complete"}, {"a", "b"}),
        ({"status": "WAITING"}, {"b"}),
        ({"age": "x"}, {"a", "b", "c"}),
    ],
)
def test_the_list_is_filtered(client, call, query, expected):
    lille = another_city(call)
    sent(call, email="a@exemple.fr")
    two = sent(call, email="b@exemple.fr", season_city=lille)
    sent(call, email="c@exemple.fr", age=16)
    decision_actions.decide_application(application=two, by=team_member(), status="WAITING")
    client.force_login(team_member())
    page = client.get(list_url(call), query).context["page"]
    assert {row.email[0] for row in page.object_list} == expected
    csv = b"".join(client.get(list_url(call), query | {"format": "csv"}).streaming_content).decode()
    assert csv.count("@exemple.fr") == len(expected)


def test_the_export_has_the_shape_of_pass_culture(client, call, application, django_assert_max_num_queries):
    sent(call, email="b@exemple.fr")
    client.force_login(team_member())
    client.get(list_url(call))
    with django_assert_max_num_queries(17):
        event = client.get(list_url(call), {"format": "json"}).json()
    assert event["externalId"] == call.slug
    assert {"externalId": "why", "title": "Pourquoi ?"} in event["questions"]
    first, second = event["responses"]
    assert (first["email"], first["status"], first["phoneNumber"]) == ("lina@exemple.fr", "NEW", None)
    assert {"questionExternalId": "why", "text": "Parce que ça me plaît."} in second["answers"]


def test_the_list_costs_the_same_for_one_and_for_many(client, call, django_assert_max_num_queries):
    client.force_login(team_member())
    sent(call, email="a@exemple.fr", age=16)
    client.get(list_url(call))
    with django_assert_max_num_queries(14) as one:
        client.get(list_url(call))
    for number in range(4):
        sent(call, email=f"b{number}@exemple.fr", age=16)
    with django_assert_max_num_queries(len(one)):
        client.get(list_url(call))


def test_many_are_decided_at_once_after_a_look(client, call, django_capture_on_commit_callbacks):
    for number in range(3):
        sent(call, email=f"a{number}@exemple.fr")
    minor = sent(call, email="mineure@exemple.fr", age=16)
    client.force_login(team_member())
    url = reverse("recruitment:decide-applications", args=[call.pk]) + "?status=NEW"
    assert "Décider pour 4 candidatures" in client.get(url).content.decode()
    assert client.post(url, {"status": "VALIDATED", "count": "3"}).status_code == 422, "the list changed"
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url, {"status": "VALIDATED", "count": "4"}, follow=True)
    assert "3 décisions enregistrées" in response.content.decode()
    assert "accord d’un parent" in response.content.decode()
    assert Application.objects.filter(status="VALIDATED").count() == 3
    minor.refresh_from_db()
    assert minor.status == "NEW"


def test_what_is_withdrawn_stays_withdrawn(application):
    application_actions.withdraw_application(application=application)
    with pytest.raises(Refused, match="retirée"):
        decision_actions.decide_application(application=application, by=team_member(), status="WAITING")

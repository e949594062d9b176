import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.promises import actions, queries
from passeurs.promises.models import Promise
from tests.factories import CityFactory, PersonFactory, VenueFactory, referent_of, team_member

pytestmark = pytest.mark.django_db


def owe(**fields):
    venue = VenueFactory()
    given = {
        "kind": "error_report",
        "about": venue,
        "about_label": venue.name,
        "about_url": "/lieux/1-x/",
        "owed_to": PersonFactory(),
    }
    return actions.owe(**{**given, **fields})


def test_the_answer_is_told_once_and_journaled():
    promise = owe()
    team = team_member()
    actions.answer_promise(promise=promise, by=team, outcome="yes", answer="Horaires corrigés.")
    promise.refresh_from_db()
    assert promise.outcome == "yes"
    assert promise.answered_by == team
    assert Message.objects.get(person=promise.owed_to).body == "Horaires corrigés."
    assert JournalEntry.objects.filter(verb="answer_promise").count() == 1
    with pytest.raises(Refused):
        actions.answer_promise(promise=promise, by=team, outcome="no", answer="Encore.")
    assert Message.objects.filter(person=promise.owed_to).count() == 1


def test_only_the_team_or_the_referent_of_the_city_answers(client):
    dijon, lille = CityFactory(), CityFactory(insee="59350", name="Lille")
    promise = owe(scope=dijon.scope)
    url = reverse("promises:answer-promise", args=[promise.pk])
    data = {"outcome": "yes", "answer": "Fait."}
    assert client.post(url, data).status_code == 302  # to sign in
    for stranger in (PersonFactory(), referent_of(lille)):
        client.force_login(stranger)
        assert client.post(url, data).status_code == 404
    promise.refresh_from_db()
    assert promise.answered_at is None
    client.force_login(referent_of(dijon))
    assert client.post(url, data).status_code == 302
    promise.refresh_from_db()
    assert promise.answer == "Fait."


def test_what_has_its_own_page_is_answered_there_only(client):
    promise = owe(kind="selection_appeal", about_url="/equipe/recours/1/")
    team = team_member()
    client.force_login(team)
    page = client.get(reverse("promises:answer-promise", args=[promise.pk])).text
    assert "Cette réponse se donne sur la page du recours." in page
    assert 'href="/equipe/recours/1/"' in client.get(reverse("promises:promise-list")).text
    with pytest.raises(Refused, match="page du recours"):
        actions.answer_promise(promise=promise, by=team, outcome="yes", answer="Oui.")
    promise.refresh_from_db()
    assert promise.answered_at is None


def test_an_answer_without_words_keeps_what_was_chosen(client):
    promise = owe()
    client.force_login(team_member())
    response = client.post(reverse("promises:answer-promise", args=[promise.pk]), {"outcome": "no", "answer": ""})
    assert response.status_code == 422
    assert 'value="no"' in response.text
    assert "checked" in response.text


def test_the_list_shows_the_latest_first_and_filters(client):
    now = clock.now()
    late = owe(about_label="Vieux signalement", at=now - dt.timedelta(days=20))
    soon = owe(about_label="Signalement frais")
    client.force_login(team_member())
    url = reverse("promises:promise-list")
    page = client.get(url)
    assert list(page.context["page"].object_list) == [late, soon]
    assert list(client.get(url, {"state": "late"}).context["page"].object_list) == [late]
    assert list(client.get(url, {"q": "frais"}).context["page"].object_list) == [soon]
    csv = b"".join(client.get(url, {"format": "csv"}).streaming_content).decode()
    assert "Vieux signalement" in csv


def test_the_list_is_not_for_everyone(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("promises:promise-list")).status_code == 403


def test_the_list_asks_as_much_for_one_as_for_many(client, django_assert_max_num_queries):
    client.force_login(team_member())
    for _count in range(30):
        owe()
    with django_assert_max_num_queries(10):
        client.get(reverse("promises:promise-list"))


def test_late_promises_are_reminded_once_to_the_referent_else_the_team():
    city = CityFactory()
    referent, team = referent_of(city), team_member()
    past = clock.now() - dt.timedelta(days=30)
    owe(scope=city.scope, at=past)
    owe(at=past)
    owe()
    assert actions.remind_late_promises() == 2
    assert actions.remind_late_promises() == 0
    assert Message.objects.filter(person=referent).count() == 1
    assert Message.objects.filter(person=team).count() == 1


def test_answer_times_count_what_was_on_time():
    start = clock.now() - dt.timedelta(days=10)
    team = team_member()
    for days in (1, 3, 9):
        promise = owe(at=start)
        actions.settle(promise=promise, by=team, outcome="yes", answer="ok", at=start + dt.timedelta(days=days))
    times = queries.answer_times(queries.promise_list(team), since=start - dt.timedelta(days=1))
    assert (times.answered_count, times.on_time_count, times.median_days) == (3, 2, 3.0)


def test_erasing_a_person_leaves_the_question_without_its_author():
    promise = owe(detail="Je suis Inès, le 06 12…", owed_to_label="Inès")
    actions.erase_promises(promise.owed_to)
    promise = Promise.objects.get(pk=promise.pk)
    assert (promise.owed_to, promise.owed_to_label, promise.detail) == (None, "", "")

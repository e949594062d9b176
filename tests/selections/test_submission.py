import threading

import pytest
from django.db import connection, connections
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.promises.models import Promise
from passeurs.selections import actions, queries
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem, Submission
from tests.factories import (
    CityFactory,
    MandateFactory,
    PersonFactory,
    SeasonCityFactory,
    SelectionFactory,
    ready_selection,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


def proposed():
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    selection.refresh_from_db()
    return selection


def neighbour_of(selection):
    return MandateFactory(season_city=selection.season_city).person


def test_proposing_owes_an_answer_by_a_date(client):
    selection = ready_selection()
    client.force_login(selection.author)
    client.post(reverse("selections:propose-selection", args=[selection.pk]))
    selection.refresh_from_db()
    promise = Promise.objects.get()
    assert selection.state == SelectionState.PROPOSED
    assert promise.about == selection
    assert promise.owed_to == selection.author
    days = selection.season_city.season.programme.answer_days
    assert (promise.due_at - promise.made_at).days == days
    assert "réponse promise" in client.get(reverse("selections:my-selections")).text


def test_a_double_click_proposes_once(client):
    selection = ready_selection()
    client.force_login(selection.author)
    url = reverse("selections:propose-selection", args=[selection.pk])
    assert [client.post(url).status_code for _click in (1, 2)] == [302, 302]
    assert (Submission.objects.count(), Promise.objects.count()) == (1, 1)


def test_a_double_click_on_the_page_proposes_once(client):
    selection = ready_selection()
    client.force_login(selection.author)
    url = reverse("selections:compose", args=[selection.pk])
    data = {"title": selection.title, "do": "propose"}
    data |= {f"reason-{item.pk}": item.reason for item in selection.items.all()}
    assert [client.post(url, data).url for _click in (1, 2)] == [reverse("selections:my-selections")] * 2
    assert (Submission.objects.count(), Promise.objects.count()) == (1, 1)
    assert client.post(url, data | {"do": "save"}).status_code == 422


def test_what_is_not_proposed_is_not_read_by_a_neighbour(client):
    selection = ready_selection(title="Pas encore fini")
    client.force_login(neighbour_of(selection))
    url = reverse("selections:second-read", args=[selection.pk])
    page = client.get(url)
    assert page.status_code == 422
    assert "n’attend plus de relecture" in page.text
    assert "Pas encore fini" not in page.text
    assert client.post(url, {"decision": "publish"}).status_code == 422


def test_the_answer_to_the_author_is_not_for_another_city(client):
    selection = proposed()
    actions.answer_submission(selection=selection, by=neighbour_of(selection), is_published=True, reason="Ouf, enfin.")
    client.force_login(PersonFactory())
    assert client.get(reverse("selections:second-read", args=[selection.pk])).status_code == 404


@pytest.mark.parametrize("lack", ["items", "reason", "title"])
def test_what_is_not_ready_is_refused_with_what_is_missing(lack):
    selection = ready_selection()
    if lack == "items":
        selection.items.first().delete()
    elif lack == "reason":
        SelectionItem.objects.filter(pk=selection.items.first().pk).update(reason="  ")
    else:
        Selection.objects.filter(pk=selection.pk).update(title=" ")
    with pytest.raises(Refused):
        actions.propose_selection(selection=selection, by=selection.author)
    assert not Promise.objects.exists()


def test_another_ambassador_of_the_city_publishes(client):
    selection = proposed()
    client.force_login(neighbour_of(selection))
    data = {"decision": "publish", "reason": "Très bien."}
    assert client.post(reverse("selections:second-read", args=[selection.pk]), data).status_code == 302
    selection.refresh_from_db()
    assert selection.state == SelectionState.PUBLISHED
    promise = Promise.objects.get()
    assert promise.answered_at is not None
    assert promise.outcome == "yes"
    assert Message.objects.get(person=selection.author).url == selection.get_absolute_url()
    client.logout()
    assert client.get(selection.get_absolute_url()).status_code == 200


def test_asking_for_a_change_needs_a_reason_and_reaches_the_author(client):
    selection = proposed()
    client.force_login(neighbour_of(selection))
    url = reverse("selections:second-read", args=[selection.pk])
    assert client.post(url, {"decision": "change", "reason": " "}).status_code == 422
    client.post(url, {"decision": "change", "reason": "Le concert est passé."})
    selection.refresh_from_db()
    assert selection.state == SelectionState.CHANGES_ASKED
    client.force_login(selection.author)
    assert "Le concert est passé." in client.get(reverse("selections:compose", args=[selection.pk])).text
    asks = queries.selection_todos(selection.author, selection.updated_at)
    assert asks[0].is_urgent
    actions.propose_selection(selection=selection, by=selection.author)
    assert Promise.objects.open().count() == 1


def test_nobody_reads_their_own_nor_another_citys(client):
    selection = proposed()
    url = reverse("selections:second-read", args=[selection.pk])
    lille = SeasonCityFactory(season=selection.season_city.season, city=CityFactory(insee="59350", name="Lille"))
    client.force_login(selection.author)
    assert client.post(url, {"decision": "publish"}).status_code == 403
    for stranger in (MandateFactory(season_city=lille).person, PersonFactory(), referent_of(lille.city)):
        client.force_login(stranger)
        assert client.get(url).status_code == 404
        assert client.post(url, {"decision": "publish"}).status_code == 404
    selection.refresh_from_db()
    assert selection.state == SelectionState.PROPOSED


def test_of_two_readers_one_after_the_other_the_second_is_told():
    selection = proposed()
    first, second = neighbour_of(selection), team_member()
    actions.answer_submission(selection=selection, by=first, is_published=True, reason="")
    with pytest.raises(Refused, match="n’attend plus"):
        actions.answer_submission(selection=selection, by=second, is_published=False, reason="Non.")
    selection.refresh_from_db()
    assert selection.state == SelectionState.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_publish_once():
    selection = proposed()
    readers = [neighbour_of(selection), team_member()]
    start = threading.Barrier(2)
    results = []

    def answer(reader):
        try:
            start.wait(timeout=5)
            actions.answer_submission(selection=selection, by=reader, is_published=True, reason="")
            results.append("published")
        except Refused:
            results.append("refused")
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # The in-memory database of the tests is one connection shared by threads: they take turns.
        for reader in readers:
            start = threading.Barrier(1)
            answer(reader)
    else:
        threads = [threading.Thread(target=answer, args=[reader]) for reader in readers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert sorted(results) == ["published", "refused"]
    assert Message.objects.filter(person=selection.author, kind="selection_answered").count() == 1


def test_the_author_takes_a_proposal_back(client):
    selection = proposed()
    client.force_login(selection.author)
    client.post(reverse("selections:take-back", args=[selection.pk]))
    selection.refresh_from_db()
    assert selection.state == SelectionState.DRAFT
    assert Promise.objects.get().outcome == "withdrawn"
    actions.propose_selection(selection=selection, by=selection.author)
    assert Promise.objects.open().count() == 1


def test_waiting_lists_what_i_may_read_earliest_promise_first(client, django_assert_max_num_queries):
    season_city = SeasonCityFactory()
    rows = [ready_selection(season_city=season_city) for _n in range(5)]
    for row in rows:
        actions.propose_selection(selection=row, by=row.author)
    client.force_login(rows[0].author)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("selections:waiting"))
    assert list(page.context["page"].object_list) == rows[1:]


def test_retiring_hides_and_tells_the_author(client):
    selection = SelectionFactory(state=SelectionState.PUBLISHED)
    client.force_login(neighbour_of(selection))
    url = reverse("selections:retire-selection", args=[selection.slug])
    assert client.post(url, {"reason": "x"}).status_code == 403
    client.force_login(referent_of(selection.season_city.city))
    client.post(url, {"reason": "Deux lieux ont fermé."})
    client.logout()
    assert client.get(selection.get_absolute_url()).status_code == 404
    assert Message.objects.get(person=selection.author).body == "Deux lieux ont fermé."
    client.force_login(selection.author)
    client.post(reverse("selections:take-back", args=[selection.pk]))
    selection.refresh_from_db()
    assert selection.state == SelectionState.DRAFT

"""The editorial line: new versions, calls, reasons, the log, appeals."""

import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.promises.models import Promise
from passeurs.selections import actions, rules
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.models import Appeal, Call, Selection, SelectionItem, Transition, Version
from passeurs.selections.queries.moderation import moderation_figures
from tests.factories import (
    CityFactory,
    MandateFactory,
    SeasonCityFactory,
    WorkFactory,
    ready_selection,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


def neighbour(selection):
    return MandateFactory(season_city=selection.season_city).person


def published():
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    return actions.answer_submission(selection=selection, by=neighbour(selection), is_published=True, reason="Bravo")


def refused(by=None):
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    by = by or neighbour(selection)
    return actions.answer_submission(
        selection=selection, by=by, is_published=False, reason="Trop court", ground=Ground.REASONS
    )


def test_a_published_selection_changes_only_when_its_new_version_is_read(client):
    selection = published()
    address, anchor = selection.get_absolute_url(), selection.items.last().pk
    client.force_login(selection.author)
    client.post(reverse("selections:start-revision", args=[selection.pk]))
    draft = selection.revision
    gone = draft.items.first()
    actions.remove_item(selection=draft, by=selection.author, item_id=gone.pk)
    actions.add_item(selection=draft, by=selection.author, thing=WorkFactory(title="Neuf"), reason="Parce que.")
    actions.save_texts(selection=draft, by=selection.author, texts={"title": "Titre neuf"}, base={})
    client.logout()
    assert "Titre neuf" not in client.get(address).text
    actions.propose_selection(selection=draft, by=selection.author)
    client.logout()
    assert "Titre neuf" not in client.get(address).text
    reader = neighbour(selection)
    client.force_login(reader)
    page = client.get(reverse("selections:second-read", args=[selection.pk]))
    assert "Titre neuf" in page.text
    client.post(reverse("selections:second-read", args=[selection.pk]), {"decision": "publish", "reason": ""})
    client.logout()
    assert "Titre neuf" in client.get(address).text
    assert not Selection.objects.filter(revises=selection).exists()
    assert selection.items.filter(pk=anchor).exists()
    assert [item.position for item in selection.items.all()] == [1, 2, 3]
    assert [version.number for version in selection.versions.all()] == [2, 1]
    assert selection.versions.get(number=1).snapshot["title"] == selection.title
    assert Promise.objects.open().count() == 0
    client.force_login(selection.author)
    first = client.get(reverse("selections:version-list", args=[selection.slug]), {"version": "1"})
    assert selection.title in first.text


def test_a_new_version_is_started_once_and_may_be_thrown_away(client):
    selection = published()
    drafts = {actions.start_revision(selection=selection, by=selection.author).pk for _twice in (1, 2)}
    assert len(drafts) == 1
    client.force_login(selection.author)
    client.post(reverse("selections:delete-selection", args=[drafts.pop()]))
    selection.refresh_from_db()
    assert selection.state == SelectionState.PUBLISHED
    assert selection.items.count() == 3


def test_the_draft_of_a_version_is_nobody_elses(client):
    selection = published()
    draft = actions.start_revision(selection=selection, by=selection.author)
    for person in (None, neighbour(selection)):
        if person:
            client.force_login(person)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(reverse("selections:version-list", args=[selection.slug])).status_code in (302, 404)


def test_a_version_published_while_the_other_is_written_to_is_whole():
    selection = published()
    draft = actions.start_revision(selection=selection, by=selection.author)
    actions.propose_selection(selection=draft, by=selection.author)
    with pytest.raises(Refused):
        actions.save_texts(selection=draft, by=selection.author, texts={"title": "En même temps"}, base={})
    actions.answer_submission(selection=draft, by=neighbour(selection), is_published=True, reason="")
    assert SelectionItem.objects.filter(selection=selection).count() == 3
    with pytest.raises(Selection.DoesNotExist):
        actions.save_texts(selection=draft, by=selection.author, texts={"title": "Trop tard"}, base={})


def test_every_move_is_kept_with_its_person_and_reason():
    selection = refused()
    moves = [(row.to_state, row.reason, row.ground) for row in selection.transitions.all()]
    assert moves == [("changes_asked", "Trop court", "reasons"), ("proposed", "", "")]


def test_who_moderates_gives_a_reason_and_the_author_needs_none(client):
    selection = published()
    url = reverse("selections:retire-selection", args=[selection.slug])
    client.force_login(referent_of(selection.season_city.city))
    assert client.post(url, {"ground": ""}).status_code == 422
    client.post(url, {"ground": Ground.OUTDATED, "reason": "Tout est fini."})
    row = Transition.objects.first()
    assert (row.to_state, row.ground, row.is_moderation) == (SelectionState.RETIRED, "outdated", True)
    other = published()
    actions.retire_selection(selection=other, by=other.author)
    assert not Transition.objects.first().is_moderation


def test_an_appeal_goes_to_somebody_else_with_a_date(client):
    decider, other = team_member(), team_member()
    selection = refused(by=decider)
    client.force_login(selection.author)
    url = reverse("selections:appeal-decision", args=[selection.pk])
    assert client.post(url, {"reason": "non"}).status_code == 422
    client.post(url, {"reason": "Chaque raison dit bien pourquoi."})
    appeal = Appeal.objects.get()
    promise = Promise.objects.open().get(kind="selection_appeal")
    assert promise.owed_to == selection.author
    assert Message.objects.filter(person=other, kind="appeal_made").exists()
    assert not Message.objects.filter(person=decider, kind="appeal_made").exists()
    assert client.post(url, {"reason": "Encore une fois, pour voir."}).status_code == 422
    answer = reverse("selections:answer-appeal", args=[appeal.pk])
    data = {"decision": "grant", "answer": "Les règles sont respectées."}
    client.force_login(decider)
    assert client.post(answer, data).status_code == 422
    client.force_login(other)
    client.post(answer, data)
    selection.refresh_from_db()
    assert selection.state == SelectionState.PUBLISHED
    assert Version.objects.filter(selection=selection).count() == 1
    assert Promise.objects.open().count() == 0
    assert client.post(answer, data).status_code == 422
    assert Message.objects.filter(person=selection.author, kind="appeal_answered").count() == 1


def test_a_dismissed_appeal_changes_nothing_and_is_answered():
    selection = refused()
    appeal = actions.appeal_decision(
        decision=selection.transitions.first(), by=selection.author, reason="Je ne suis pas d’accord."
    )
    actions.answer_appeal(appeal=appeal, by=team_member(), is_granted=False, answer="Deux raisons sont vides.")
    selection.refresh_from_db()
    assert selection.state == SelectionState.CHANGES_ASKED
    assert Promise.objects.get(kind="selection_appeal").answer == "Deux raisons sont vides."


def test_only_its_authors_contest_and_only_what_others_decided():
    selection = refused()
    decision = selection.transitions.first()
    with pytest.raises(Refused):
        actions.appeal_decision(decision=decision, by=neighbour(selection), reason="x" * 20)
    actions.propose_selection(selection=selection, by=selection.author)
    with pytest.raises(Refused, match="changé d’état"):
        actions.appeal_decision(decision=decision, by=selection.author, reason="x" * 20)


def test_the_public_log_counts_and_names_nobody(client):
    selection = refused()
    published()
    page = client.get(reverse("selections:moderation")).text
    assert "raisons trop courtes" in page
    for word in (selection.title, "Trop court", selection.author.first_name):
        assert word not in page
    figures = moderation_figures()
    assert (figures.published, figures.asked, figures.retired) == (1, 1, 0)
    actions.delete_selection(selection=selection, by=selection.author)
    assert moderation_figures().asked == 1
    assert not Transition.objects.filter(reason="Trop court").exists()


def test_the_teams_log_is_scoped_filtered_and_taken_away(client):
    selection = refused()
    client.force_login(referent_of(CityFactory(insee="59350", name="Lille")))
    url = reverse("selections:moderation-log")
    assert selection.title not in client.get(url).text
    client.force_login(team_member())
    assert selection.title in client.get(url, {"ground": "reasons", "state": "changes_asked"}).text
    assert selection.title not in client.get(url, {"ground": "illegal"}).text
    rows = b"".join(client.get(url, {"format": "csv"})).decode()
    assert "Trop court" in rows
    listed = reverse("selections:team-selection-list")
    assert selection.title in client.get(listed, {"state": "changes_asked", "q": selection.title}).text
    assert selection.title in b"".join(client.get(listed, {"format": "csv"})).decode()


def test_a_call_is_opened_answered_and_closed(client):
    season_city = SeasonCityFactory()
    person = MandateFactory(season_city=season_city).person
    client.force_login(referent_of(season_city.city))
    data = {"title": "Lire l’hiver", "text": "Des livres.", "closes_on": clock.today() + dt.timedelta(days=9)}
    assert client.post(reverse("selections:open-call"), data).status_code == 422
    past = data | {"city": season_city.city_id, "closes_on": "2020-01-01"}
    assert client.post(reverse("selections:open-call"), past).status_code == 422
    client.post(reverse("selections:open-call"), data | {"city": season_city.city_id})
    call = Call.objects.get()
    client.force_login(person)
    assert "Appel : Lire l’hiver" in client.get(reverse("portal:today")).text.replace("\u202f", " ")
    client.post(reverse("selections:start-selection") + f"?appel={call.slug}", {"title": "Ma réponse"})
    mine = Selection.objects.get()
    assert mine.call == call
    assert "Appel :" not in client.get(reverse("portal:today")).text.replace("\u202f", " ")
    client.logout()
    assert "Ma réponse" not in client.get(call.get_absolute_url()).text
    Selection.objects.update(state=SelectionState.PUBLISHED, published_at=clock.now())
    assert "Ma réponse" in client.get(call.get_absolute_url()).text
    call = actions.close_call(call=call, by=team_member())
    with pytest.raises(Refused):
        actions.start_selection(author=person, title="Trop tard", call=call)
    client.force_login(team_member())
    assert "Lire l’hiver" in b"".join(client.get(reverse("selections:team-call-list"), {"format": "csv"})).decode()


def test_a_call_of_another_city_is_not_answered():
    person = MandateFactory().person
    lille = SeasonCityFactory(city=CityFactory(insee="59350", name="Lille"))
    call = actions.open_call(
        by=team_member(), season=lille.season, city=lille.city, title="Ici", text="x", closes_on=clock.today()
    )
    with pytest.raises(Refused, match="autre ville"):
        actions.start_selection(author=person, title="Là-bas", call=call)


def test_the_rules_say_the_delay_of_the_programme(client):
    city = SeasonCityFactory()
    city.season.programme.answer_days = 11
    city.season.programme.save()
    page = client.get(reverse("selections:moderation-rules")).text
    assert "11 jours" in page
    assert f"de {rules.MIN_ITEMS} à {rules.MAX_ITEMS} éléments" in page


def test_two_second_readers_at_once_give_one_answer():
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    first, second = neighbour(selection), neighbour(selection)
    actions.answer_submission(selection=selection, by=first, is_published=True, reason="")
    with pytest.raises(Refused, match="n’attend plus"):
        actions.answer_submission(selection=selection, by=second, is_published=False, reason="Non")
    assert selection.versions.count() == 1

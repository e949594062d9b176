"""Writing together: invitations, ideas, who may do what, the credit of everybody."""

import pytest
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections import actions, queries, rules
from passeurs.selections.choices import CoAuthorState, SelectionState, SuggestionState
from passeurs.selections.models import CoAuthor, Selection, Suggestion
from tests.factories import (
    CityFactory,
    MandateFactory,
    PersonFactory,
    SeasonCityFactory,
    SelectionFactory,
    WorkFactory,
    ready_selection,
    team_member,
)

pytestmark = pytest.mark.django_db


def neighbour(selection):
    return MandateFactory(season_city=selection.season_city).person


def co_author(selection, **fields):
    person = neighbour(selection)
    CoAuthor.objects.create(selection=selection, person=person, state=CoAuthorState.ACCEPTED, **fields)
    return person


def test_one_invites_the_other_accepts_and_writes(client):
    selection = ready_selection()
    friend = neighbour(selection)
    client.force_login(selection.author)
    group = reverse("selections:group", args=[selection.pk])
    client.post(group, {"person": friend.pk, "word": "On y va ?"})
    invitation = CoAuthor.objects.get()
    assert Message.objects.filter(person=friend, kind="selection_invited", body="On y va ?").exists()
    client.force_login(friend)
    assert client.get(reverse("selections:compose", args=[selection.pk])).status_code == 404
    url = reverse("selections:answer-invitation", args=[invitation.pk])
    assert "On y va" in client.get(url).text
    client.post(url, {"decision": "accept", "word": "Oui !"})
    assert client.get(reverse("selections:compose", args=[selection.pk])).status_code == 200
    assert client.get(reverse("selections:my-selections")).text.count(selection.title) == 1
    assert client.post(url, {"decision": "decline"}).status_code == 422
    assert Message.objects.filter(person=selection.author, kind="invitation_answered", body="Oui !").exists()


def test_only_running_ambassadors_of_the_city_are_invited(client):
    selection = ready_selection()
    away = MandateFactory(season_city=SeasonCityFactory(city=CityFactory(insee="59350", name="Lille"))).person
    client.force_login(selection.author)
    group = reverse("selections:group", args=[selection.pk])
    for person in (away, PersonFactory(), selection.author):
        assert client.post(group, {"person": person.pk}).status_code == 422
    with pytest.raises(Refused):
        actions.invite_co_author(selection=selection, by=selection.author, person=away)
    friend = co_author(selection)
    with pytest.raises(Refused, match="commencé"):
        actions.invite_co_author(selection=selection, by=friend, person=neighbour(selection))


def test_who_left_no_longer_writes_and_never_second_reads():
    selection = ready_selection()
    friend = co_author(selection, answered_at="2026-01-01T00:00Z")
    actions.remove_co_author(row=CoAuthor.objects.get(person=friend), by=friend)
    selection = Selection.objects.get(pk=selection.pk)
    assert not rules.can_edit_selection(friend, selection)
    actions.propose_selection(selection=selection, by=selection.author)
    selection = Selection.objects.get(pk=selection.pk)
    assert not rules.can_second_read(friend, selection)
    assert not rules.can_second_read(selection.author, selection)
    assert rules.can_second_read(neighbour(selection), selection)


def test_who_declined_may_still_second_read():
    selection = ready_selection()
    friend = neighbour(selection)
    row = actions.invite_co_author(selection=selection, by=selection.author, person=friend)
    actions.answer_invitation(invitation=row, by=friend, is_accepted=False, word="Pas le temps")
    actions.propose_selection(selection=selection, by=selection.author)
    assert rules.can_second_read(friend, Selection.objects.get(pk=selection.pk))


def test_the_author_removes_others_and_nobody_else_does():
    selection = ready_selection()
    first, second = co_author(selection), co_author(selection)
    row = CoAuthor.objects.get(person=first)
    with pytest.raises(Refused):
        actions.remove_co_author(row=row, by=second)
    actions.remove_co_author(row=row, by=selection.author)
    assert not rules.writes(first, Selection.objects.get(pk=selection.pk))


def test_an_idea_is_given_answered_and_told(client):
    selection = ready_selection()
    giver, work = neighbour(selection), WorkFactory(title="Dune")
    client.force_login(giver)
    url = reverse("selections:suggest-item", args=[selection.pk])
    assert client.get(url).status_code == 404
    actions.open_to_ideas(selection=selection, by=selection.author, is_open=True)
    assert selection.title in client.get(reverse("selections:ideas")).text
    assert "Dune" in client.get(url, {"choix": f"work:{work.pk}"}).text
    for _twice in (1, 2):
        client.post(url, {"thing": f"work:{work.pk}", "reason": "Pour le désert."})
    idea = Suggestion.objects.get()
    client.force_login(selection.author)
    group = client.get(reverse("selections:group", args=[selection.pk])).text
    assert "Pour le désert." in group
    answer = reverse("selections:answer-suggestion", args=[idea.pk])
    client.post(answer, {"decision": "accept", "word": "Merci !"})
    assert selection.items.get(work=work).reason == "Pour le désert."
    assert client.post(answer, {"decision": "decline"}).status_code == 422
    client.force_login(giver)
    assert "Merci !" in client.get(reverse("selections:ideas")).text
    assert client.post(answer, {"decision": "accept"}).status_code == 404


def test_an_idea_for_a_published_selection_joins_its_next_version():
    selection = ready_selection(state=SelectionState.PUBLISHED)
    giver, work = neighbour(selection), WorkFactory()
    idea = actions.suggest_item(selection=selection, by=giver, thing=work, reason="Oui.")
    actions.answer_suggestion(suggestion=idea, by=selection.author, is_accepted=True)
    assert selection.items.count() == 3
    assert selection.revision.items.filter(work=work).exists()
    idea.refresh_from_db()
    assert idea.state == SuggestionState.ACCEPTED


def test_the_credit_names_who_agreed_and_counts_the_others(client):
    selection = ready_selection(state=SelectionState.PUBLISHED)
    named, _quiet = co_author(selection), co_author(selection)
    Consent.objects.create(person=named, purpose=ConsentPurpose.PUBLIC_NAME)
    page = client.get(selection.get_absolute_url()).text
    assert f"par <strong>{named.first_name}</strong> et 2 membres du programme, à Dijon" in page
    assert _quiet.first_name not in page
    assert selection.author.first_name not in page


def test_everybody_is_told_of_the_answer():
    selection = ready_selection()
    friend = co_author(selection)
    actions.propose_selection(selection=selection, by=friend)
    actions.answer_submission(selection=selection, by=neighbour(selection), is_published=True, reason="")
    for person in (friend, selection.author):
        assert Message.objects.filter(person=person, kind="selection_answered").count() == 1


def test_who_did_what_is_told(client):
    selection = ready_selection()
    friend = co_author(selection)
    actions.add_item(selection=selection, by=friend, thing=WorkFactory())
    actions.add_item(selection=selection, by=friend, thing=WorkFactory())
    client.force_login(selection.author)
    page = client.get(reverse("selections:group", args=[selection.pk])).text
    assert "a ajouté un élément, 2 fois" in page
    client.force_login(team_member())
    assert client.get(reverse("selections:group", args=[selection.pk])).status_code == 404


def test_the_groups_page_asks_as_much_for_one_idea_as_for_ten(client, django_assert_max_num_queries):
    selection = ready_selection(state=SelectionState.PUBLISHED)
    for _n in range(10):
        co_author(selection)
        actions.suggest_item(selection=selection, by=neighbour(selection), thing=WorkFactory(), reason="Oui.")
    client.force_login(selection.author)
    with django_assert_max_num_queries(20):
        client.get(reverse("selections:group", args=[selection.pk]))


def test_erasing_an_author_leaves_what_a_group_wrote_to_the_group():
    selection, alone = ready_selection(), SelectionFactory()
    friend = co_author(selection)
    author = selection.author
    actions.suggest_item(
        selection=ready_selection(state=SelectionState.PUBLISHED, season_city=selection.season_city),
        by=author,
        thing=WorkFactory(),
        reason="mes mots",
    )
    Selection.objects.filter(pk=alone.pk).update(author=author)
    actions.remove_item(selection=selection, by=author, item_id=selection.items.first().pk)
    actions.erase_selections(author)
    selection.refresh_from_db()
    assert selection.author == friend
    assert not Selection.objects.filter(pk=alone.pk).exists()
    assert not Suggestion.objects.exists()
    assert not selection.removed_items.exists()


def test_the_export_tells_everything_one_gave():
    selection = ready_selection(state=SelectionState.PUBLISHED)
    friend, giver = co_author(selection, word="viens"), neighbour(selection)
    idea = actions.suggest_item(selection=selection, by=giver, thing=WorkFactory(title="Dune"), reason="mes mots")
    actions.answer_suggestion(suggestion=idea, by=friend, is_accepted=False, word="plus tard")
    exported = queries.export_selections(giver)
    assert exported["idees"][0] | {"reponse": "plus tard", "pourquoi": "mes mots"} == exported["idees"][0]
    assert queries.export_selections(friend)["selections"][0]["role"] == "co-auteur ou co-autrice"

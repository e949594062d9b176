"""Versions: a published selection changes only when its new version is read."""

import pytest
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.promises.models import Promise
from passeurs.selections import actions
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from tests.factories import (
    MandateFactory,
    WorkFactory,
    ready_selection,
)

pytestmark = pytest.mark.django_db


def neighbour(selection):
    return MandateFactory(season_city=selection.season_city).person


def published():
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    return actions.answer_submission(selection=selection, by=neighbour(selection), is_published=True, reason="Bravo")


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

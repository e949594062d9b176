"""Appeals: a decision contested, answered by somebody else, by a date."""

import pytest
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.promises.models import Promise
from passeurs.selections import actions
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.models import Appeal, Version
from tests.factories import (
    MandateFactory,
    ready_selection,
    team_member,
)

pytestmark = pytest.mark.django_db


def neighbour(selection):
    return MandateFactory(season_city=selection.season_city).person


def refused(by=None):
    selection = ready_selection()
    actions.propose_selection(selection=selection, by=selection.author)
    by = by or neighbour(selection)
    return actions.answer_submission(
        selection=selection, by=by, is_published=False, reason="Trop court", ground=Ground.REASONS
    )


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

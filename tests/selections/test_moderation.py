"""Moderation: every move kept with its reason, counted in public, listed for the team."""

import pytest
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.selections import actions, rules
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.models import Transition
from passeurs.selections.queries.moderation import moderation_figures
from tests.factories import (
    CityFactory,
    MandateFactory,
    SeasonCityFactory,
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

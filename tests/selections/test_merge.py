"""Two people write at once: nothing is overwritten in silence, nothing is asked that the machine can settle."""

import json

import pytest
from django.urls import reverse

from passeurs.selections import actions
from passeurs.selections.choices import CoAuthorState
from passeurs.selections.models import CoAuthor
from passeurs.selections.queries.merge import mark, marks_after, merge
from tests.factories import MandateFactory, ready_selection
from tests.selections.form_field import fields_of

pytestmark = pytest.mark.django_db


def marks(**texts):
    return {name: mark(text) for name, text in texts.items()}


def test_each_side_alone_is_kept_and_both_are_asked():
    base = marks(title="A", intro="A", call="A")
    found = merge(
        base=base,
        mine={"title": "mine", "intro": "A", "call": "mine"},
        stored={"title": "A", "intro": "theirs", "call": "theirs"},
    )
    assert found.values["title"] == "mine"
    assert found.values["intro"] == "theirs"
    assert [(one.name, one.mine, one.theirs) for one in found.conflicts] == [("call", "mine", "theirs")]


def test_the_same_change_on_both_sides_is_no_conflict():
    assert merge(base=marks(title="A"), mine={"title": "B\r\n"}, stored={"title": "B"}).conflicts == ()


def test_words_for_an_item_that_has_gone_are_told():
    found = merge(base=marks(**{"reason-1": ""}), mine={"reason-1": "mes mots"}, stored={})
    assert found.conflicts[0].theirs is None
    assert merge(base=marks(**{"reason-1": "x"}), mine={"reason-1": "x"}, stored={}).conflicts == ()


def test_an_open_page_keeps_the_mark_of_what_it_shows():
    base = marks(title="A", intro="A")
    after = marks_after(base=base, mine={"title": "B", "intro": "A"}, stored={"title": "B", "intro": "theirs"})
    assert after == {"title": mark("B"), "intro": mark("A")}


@pytest.fixture
def pair(client):
    """A selection, the page of its author, and a co-author."""
    selection = ready_selection()
    other = MandateFactory(season_city=selection.season_city).person
    CoAuthor.objects.create(selection=selection, person=other, state=CoAuthorState.ACCEPTED)
    client.force_login(selection.author)
    url = reverse("selections:compose", args=[selection.pk])
    return selection, other, url, fields_of(client.get(url).text)


def save_as(person, selection, **texts):
    actions.save_texts(selection=selection, by=person, texts=texts, base={})


def test_two_who_write_different_texts_lose_nothing(client, pair):
    selection, other, url, fields = pair
    save_as(other, selection, intro="Le début de l’autre.")
    assert client.post(url, fields | {"title": "Mon titre"}).status_code == 302
    selection.refresh_from_db()
    assert (selection.title, selection.intro) == ("Mon titre", "Le début de l’autre.")


def test_the_same_text_shows_both_then_keeps_what_is_chosen(client, pair):
    selection, other, url, fields = pair
    save_as(other, selection, intro="Le début de l’autre.")
    answer = client.post(url, fields | {"intro": "Le mien.", "title": "Mon titre"})
    assert answer.status_code == 409
    assert "Le début de l’autre." in answer.text
    assert "Le mien." in answer.text
    selection.refresh_from_db()
    assert selection.intro == "Le début de l’autre."
    assert selection.title != "Mon titre"
    chosen = fields_of(answer.text) | {"do": "save"}
    assert client.post(url, chosen | {"take-intro": "mine", "intro": "Les deux."}).status_code == 302
    selection.refresh_from_db()
    assert (selection.title, selection.intro) == ("Mon titre", "Les deux.")


def test_the_other_text_can_be_chosen(client, pair):
    selection, other, url, fields = pair
    save_as(other, selection, intro="Le début de l’autre.")
    merged = fields_of(client.post(url, fields | {"intro": "Le mien."}).text)
    client.post(url, merged | {"take-intro": "theirs", "do": "save"})
    selection.refresh_from_db()
    assert selection.intro == "Le début de l’autre."


def test_autosave_never_overwrites(client, pair):
    selection, other, url, fields = pair
    save_as(other, selection, intro="Le début de l’autre.")
    assert client.post(url, fields | {"intro": "Le mien.", "autosave": "1"}).status_code == 409
    selection.refresh_from_db()
    assert selection.intro == "Le début de l’autre."


def test_one_who_writes_alone_never_meets_oneself(client, pair):
    selection, _other, url, fields = pair
    for text in ("Un", "Un deux", "Un deux trois"):
        answer = client.post(url, fields | {"intro": text, "autosave": "1"})
        assert answer.status_code == 204
        told = json.loads(answer["Passeurs-Marks"])
        fields |= {f"base-{name}": value for name, value in told.items()}
    selection.refresh_from_db()
    assert selection.intro == "Un deux trois"


def test_the_page_is_told_that_somebody_else_wrote(client, pair):
    selection, other, url, fields = pair
    item = selection.items.first()
    save_as(other, selection, **{f"reason-{item.pk}": "D’un autre."})
    answer = client.post(url, fields | {"title": "Neuf", "autosave": "1"})
    assert answer["Passeurs-Others"] == "1"
    fields |= {f"base-{name}": value for name, value in json.loads(answer["Passeurs-Marks"]).items()}
    client.post(url, fields | {"title": "Encore", "autosave": "1"})
    item.refresh_from_db()
    assert item.reason == "D’un autre."


def test_words_typed_for_a_removed_item_come_back_with_it(client, pair):
    selection, other, url, fields = pair
    item = selection.items.first()
    actions.remove_item(selection=selection, by=other, item_id=item.pk)
    answer = client.post(url, fields | {f"reason-{item.pk}": "Mes mots à moi."})
    assert answer.status_code == 409
    assert "Mes mots à moi." in answer.text
    client.post(url, fields_of(client.get(url).text) | {"do": f"restore:{item.pk}"})
    assert selection.items.count() == 3
    assert not selection.removed_items.exists()


def test_what_was_typed_is_shown_when_the_selection_went_on(client, pair):
    selection, other, url, fields = pair
    actions.propose_selection(selection=selection, by=other)
    answer = client.post(url, fields | {"intro": "Trop tard, mais pas perdu."})
    assert answer.status_code == 422
    assert "Trop tard, mais pas perdu." in answer.text
    assert client.post(url, fields | {"intro": "x", "autosave": "1"}).status_code == 409


def test_controls_of_direction_do_not_enter(client, pair):
    selection, _other, url, fields = pair
    client.post(url, fields | {"title": "Titre \u202egnol\u202c <b>"})
    selection.refresh_from_db()
    assert selection.title == "Titre gnol <b>"


def test_sections_and_tags_are_saved_and_read_by_the_public(client, pair):
    selection, _other, url, fields = pair
    item = selection.items.first()
    client.post(url, fields | {f"section-{item.pk}": "Pour commencer", "tags": ["lire", "rire"]})
    assert sorted(tag.slug for tag in selection.tags.all()) == ["lire", "rire"]
    assert "Pour commencer" in client.get(selection.get_absolute_url()).text
    too_many = ["lire", "rire", "scene", "calme", "dehors"]
    assert client.post(url, fields | {"tags": too_many}).status_code == 422

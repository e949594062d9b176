"""The team's editor: build, order, freeze, duplicate, preview, export; the form that questions become."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from passeurs.core.verdict import Refused
from passeurs.questionnaires import actions
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.forms import ScreenForm
from passeurs.questionnaires.models import Question, Questionnaire, Response, Screen
from passeurs.recordings.forms.upload import sniff_media
from tests.factories import CityFactory, PersonFactory, team_member

CITIES = [("21231", "Dijon")]


@pytest.fixture
def team(db, client):
    person = team_member()
    client.force_login(person)
    return person


def question(kind, **fields):
    options = ["un", "deux"] if kind in (Kind.CHOICE, Kind.CHOICES, Kind.SCALE) else []
    return Question(pk=1, kind=kind, label="Question", **{"options": options, "is_required": True} | fields)


def form_of(asked, value="", *, is_draft=False):
    data = {"q-1": value} if value != "" else {"x": ""}
    return ScreenForm(data, {}, questions=[asked], answers={}, cities=CITIES, is_draft=is_draft)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.SHORT_TEXT, " Bonjour ", "Bonjour"),
        (Kind.LONG_TEXT, "Deux\nlignes", "Deux\nlignes"),
        (Kind.CHOICE, "deux", "deux"),
        (Kind.CHOICES, ["un", "deux"], ["un", "deux"]),
        (Kind.SCALE, "3", 3),
        (Kind.DATE, "2010-02-28", "2010-02-28"),
        (Kind.CITY, "21231", "21231"),
        (Kind.COMMUNE, "Dijon", "21231"),
        (Kind.LINK, "exemple.fr/moi", "https://exemple.fr/moi"),
        (Kind.CONSENT, "on", True),
    ],
)
def test_answers_are_typed(kind, typed, kept):
    asked = question(kind)
    form = form_of(asked, typed)
    assert form.is_valid(), form.errors
    assert form.values() == {asked: kept}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.SHORT_TEXT, "x" * 201),
        (Kind.CHOICE, "trois"),
        (Kind.CHOICES, ["un", "trois"]),
        (Kind.SCALE, "6"),
        (Kind.DATE, "2010-02-30"),
        (Kind.CITY, "75056"),
        (Kind.COMMUNE, "Nulle-Part-Ville"),
        (Kind.LINK, "javascript:alert(1)"),
    ],
)
def test_wrong_answers_are_refused(kind, typed):
    assert not form_of(question(kind), typed).is_valid()


@pytest.mark.parametrize("kind", Kind.values)
def test_nothing_is_required_of_a_draft(kind):
    assert not form_of(question(kind)).is_valid()
    assert form_of(question(kind), is_draft=True).is_valid()


@given(st.binary(max_size=40))
def test_any_bytes_are_sniffed_without_a_fault(content):
    found = sniff_media(content)
    assert found is None or len(found) == 2


def test_the_shipped_form_stands(team, client):
    response = client.post(reverse("questionnaires:make-questionnaire"), {"from": "default"})
    made = Questionnaire.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert made.screens.count() == 5
    actions.freeze_questionnaire(questionnaire=made, by=team)
    for number in range(1, 6):
        assert client.get(reverse("questionnaires:preview", args=[made.pk, number])).status_code == 200
    assert client.get(reverse("questionnaires:preview", args=[made.pk, 6])).status_code == 404


def test_a_form_is_built_ordered_and_frozen(team, client):
    client.post(reverse("questionnaires:make-questionnaire"), {"title": "Bilan"})
    made = Questionnaire.objects.get()
    with pytest.raises(Refused, match="aucun écran"):
        actions.freeze_questionnaire(questionnaire=made, by=team)
    for title in ("Un", "Deux"):
        client.post(reverse("questionnaires:add-screen", args=[made.pk]), {"title": title})
    one, two = made.screens.all()
    client.post(reverse("questionnaires:move-part", args=["ecrans", two.pk]), {"do": "up"})
    assert [screen.title for screen in made.screens.all()] == ["Deux", "Un"]
    with pytest.raises(Refused, match="aucune question"):
        actions.freeze_questionnaire(questionnaire=made, by=team)
    add = reverse("questionnaires:add-question", args=[one.pk])
    assert client.post(add, {"label": "Où ?", "kind": "choice", "options": "ici"}).status_code == 422
    assert client.post(add, {"label": "Où ?", "kind": "choice", "options": "ici\nlà\nlà"}).status_code == 302
    assert Question.objects.get().options == ["ici", "là"]
    client.post(reverse("questionnaires:delete-part", args=["ecrans", two.pk]), {"x": "1"})
    client.post(reverse("questionnaires:freeze-questionnaire", args=[made.pk]))
    made.refresh_from_db()
    assert made.frozen_at
    assert client.post(add, {"label": "Encore ?", "kind": "short_text"}).status_code == 422
    with pytest.raises(Refused, match="figé"):
        actions.delete_part(part=one, by=team)


def test_a_copy_is_the_next_version_with_the_same_keys(team):
    made = actions.make_default_questionnaire(by=team)
    actions.freeze_questionnaire(questionnaire=made, by=team)
    copy = actions.duplicate_questionnaire(questionnaire=made, by=team)
    again = actions.duplicate_questionnaire(questionnaire=made, by=team)
    assert (copy.version, again.version, copy.frozen_at) == (2, 3, None)

    def keys(questionnaire):
        screens = questionnaire.screens.order_by("position", "questions__position")
        return list(screens.values_list("questions__key", flat=True))

    assert keys(copy) == keys(made)
    assert made.screens.count() == 5


def test_the_export_leaves_out_what_tells_who(team, client):
    CityFactory()
    made = Questionnaire.objects.create(title="Bilan")
    screen = Screen.objects.create(questionnaire=made, position=1, title="Un")
    open_one = Question.objects.create(screen=screen, position=1, label="Idée", kind=Kind.SHORT_TEXT)
    hidden = Question.objects.create(screen=screen, position=2, label="Compte", kind=Kind.LINK, is_identifying=True)
    response = Response.objects.create(questionnaire=made)
    actions.save_answers(response=response, values={open_one: "=1+1", hidden: "https://moi.fr"})
    got = client.get(reverse("questionnaires:answers-csv", args=[made.pk]))
    text = b"".join(got.streaming_content).decode()
    assert "'=1+1" in text
    assert "moi.fr" not in text
    assert "Compte" not in text


def test_an_emptied_answer_is_forgotten(db):
    made = Questionnaire.objects.create(title="Bilan")
    screen = Screen.objects.create(questionnaire=made, position=1, title="Un")
    asked = Question.objects.create(screen=screen, position=1, label="Idée", kind=Kind.SHORT_TEXT)
    response = Response.objects.create(questionnaire=made)
    for text in ("une", "deux", ""):
        actions.save_answers(response=response, values={asked: text})
    assert not response.answers.exists()


def test_only_the_team_writes_forms(db):
    with pytest.raises(Refused):
        actions.make_questionnaire(by=PersonFactory(), title="Non")

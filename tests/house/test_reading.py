"""What comes from outside is read one way: numbers by `core.number`, lines and names by `core.forms`."""

import ast
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError

from passeurs.core.forms import Form, ModelForm, NameField, check_line, check_name
from passeurs.core.number import MOST_KEY, MOST_STORED, read_number

ROOT = Path(__file__).resolve().parents[2] / "passeurs"
FILES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]
# Rooms that meet what a request holds, and what is read there that no request holds: each with its reason.
ROOMS = {"views", "forms", "queries", "schemas", "receivers"}
OWN = {
    "catalogue/queries/place.py": "the parts of a point, matched before",
    "catalogue/queries/pin.py": "references, matched before",
    "selections/queries/take_away.py": "references, matched before",
    "selections/queries/day_count.py": "a count of ours, rounded",
    "selections/queries/replacement.py": "a figure of ours",
    "selections/forms/suggestion.py": "matched by its field",
    "selections/forms/item.py": "matched by its field",
    "selections/forms/pasted_line.py": "matched before",
    "groups/forms/poll.py": "the name of a field of ours",
    "groups/queries/care.py": "a yes or no of ours",
    "matching/queries/proposal.py": "a sentence of ours",
    "promises/queries.py": "counts of ours",
    "recruitment/queries/draw.py": "keys of ours",
    "recruitment/queries/feedback.py": "keys of ours",
    "selections/views/feed.py": "a moment of ours",
    "api/queries.py": "a distance of ours",
    "outreach/queries/share_image.py": "cells of ours",
    "recordings/forms/recording.py": "a length measured",
}
# Digits looked for inside words, where no number is read.
WORDS = {
    "core/number.py",
    "core/exports.py",
    "core/search/vocabulary.py",
    "core/search/index.py",
    "people/actions/account.py",
}


def name_of(path):
    return str(path.relative_to(ROOT))


def calls(path):
    """(name, arguments) of what a file calls."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node.args


def test_nobody_else_asks_whether_a_text_is_a_number():
    wrong = {
        name_of(path)
        for path in FILES
        if "importers" not in path.parts and name_of(path) not in WORDS
        for name, _args in calls(path)
        if name in ("isdigit", "isdecimal", "isnumeric")
    }
    assert wrong == set(), "read it with core.number.read_number"


def test_a_number_of_a_request_is_read_by_read_number():
    wrong = {
        name_of(path)
        for path in FILES
        if ROOMS & set(path.relative_to(ROOT).with_suffix("").parts)
        for name, args in calls(path)
        if name in ("int", "float") and args and not isinstance(args[0], ast.Constant)
    }
    assert wrong - set(OWN) == set(), "read it with core.number.read_number, or say in OWN why it is ours"
    assert set(OWN) - wrong == set(), "these read none any more"


@pytest.mark.parametrize("room", ["urls.py", "forms"])
def test_addresses_and_fields_take_plain_digits(room):
    paths = [path for path in FILES if path.name == room or room in path.parts]
    assert paths
    assert [name_of(path) for path in paths if r"\d{" in path.read_text()] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("0012", 12),
        (str(MOST_KEY), MOST_KEY),
        *((odd, None) for odd in ("²", "٣", "-1", "+1", "1_0", " 1", "1\n", "", "9" * 30, str(MOST_KEY + 1), None, 3)),
    ],
)
def test_a_number_is_plain_digits_that_a_column_holds(text, number):
    assert read_number(text) == number


def our_forms():
    """Every form class of the project, wherever it is declared."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                yield name_of(path), node


def test_every_form_stands_on_the_one_of_core():
    wrong = [
        f"{path}: {node.name}"
        for path, node in our_forms()
        if path != "core/forms.py"
        for base in node.bases
        if ast.unparse(base).startswith(("forms.Form", "forms.ModelForm", "forms.BaseForm"))
    ]
    assert wrong == [], "stand on core.forms.Form or ModelForm"


# Names of things, not of persons.
THINGS = {
    "catalogue/forms.py",
    "groups/forms/workspace.py",
    "partners/forms/partnership.py",
    "selections/forms/item.py",
}


def test_a_field_of_a_person_s_name_is_a_name_field():
    wrong = [
        f"{path}: {node.name}.{target.id}"
        for path, node in our_forms()
        for line in node.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call)
        for target in line.targets
        if isinstance(target, ast.Name)
        and (target.id.endswith("_name") or (target.id == "name" and path not in THINGS))
        if ast.unparse(line.value.func) in ("forms.CharField", "PlainField")
    ]
    assert wrong == [], "use core.forms.NameField, or say in THINGS that it names a thing"


class Typed(Form):
    line = forms.CharField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)
    name = NameField(required=False)
    count = forms.IntegerField(required=False)
    share = forms.FloatField(required=False)


@pytest.mark.parametrize("hidden", ["\n", "\t", "\x07", "\u202e", "\u200f", "\u2066", "\ufeff", "\u2028"])
def test_a_line_refuses_what_does_not_show(hidden):
    form = Typed({"line": f"un{hidden}mot", "text": f"un{hidden}mot"})
    assert set(form.errors) == {"line"}


def test_a_field_added_later_is_held_too():
    form = Typed({"later": "un\u202emot"})
    form.fields["later"] = forms.CharField()
    assert set(form.errors) == {"later"}


def test_what_is_held_stays_with_one_form():
    for _time in range(3):
        form = Typed({"line": "mot"})
        assert form.is_valid()
    assert Typed.base_fields["line"].validators.count(check_line) == 0
    assert form.fields["line"].validators.count(check_line) == 1


@pytest.mark.parametrize(
    "name", ["Inès", "Jean-Noël", "M. Dupont", "D’Artagnan", "Nguyễn Thị Ánh", "Jr.", "José-María", "李"]
)
def test_a_name_is_a_name(name):
    check_name(name)


@pytest.mark.parametrize(
    "name", ["a@exemple.fr", "https://exemple.fr", "exemple.fr", "www.exemple", "Lis exemple.com vite", "a/b"]
)
def test_a_name_is_no_address(name):
    with pytest.raises(ValidationError):
        check_name(name)


def test_a_whole_number_fits_a_column_and_a_share_is_left_alone():
    assert set(Typed({"count": str(MOST_STORED + 1), "share": "1e12"}).errors) == {"count"}
    assert Typed({"count": str(MOST_STORED)}).is_valid()


def test_a_form_made_from_a_model_is_held_too():
    assert ModelForm.full_clean is Form.full_clean


@pytest.mark.django_db
def test_an_address_with_a_nul_is_none_of_ours_and_a_question_is_read_without_it(client):
    assert client.get("/decouvrir/%00/").status_code == 404
    page = client.get("/selections/?q=hi%00ver&%00=1")
    assert page.status_code == 200
    assert 'value="hiver"' in page.text

"""Nothing is said outside gettext: see CONTRIBUTING, « Words »."""

import pytest

from tests.house.bare_words import ROOT, bare_words_of_apps, bare_words_of_script, bare_words_of_template

TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*") if path.suffix in (".html", ".txt"))
APPS = sorted(ROOT.rglob("apps.py"))
SCRIPTS = sorted(path for path in ROOT.rglob("static/**/*.js") if "vendor" not in path.parts)
# Files that speak French to everyone, and why.
FRENCH = {
    # Samples of what people write, for who makes pages: the sentences around them are translated.
    "core/templates/core/component_gallery.html",
    # Orders to robots.
    "editorial/templates/editorial/robots.txt",
    # A program that is published with each draw and runs without the site; its twin in Python says the same sentences.
    "recruitment/static/recruitment/draw/verify_draw.js",
}
# What is no word of French: names, formats, kinds, classes of CSS, keys.
NAMES = {
    "· PDF", "CSV", "JSON", "EAN", "Allociné", ",   EAN,   Allociné,", "Escape",
    "passkey options:", "button button-ghost", "popupopen popupclose", "order-said visually-hidden",
    "notice notice-warning",
    "selection second_reading items_over invitation group item_suggested suggestion appeal",
    # Keys of the export of one's data, which is the same whoever asks.
    "refus de partenaires", "parrainages",
}  # fmt: skip


def bare(path, find):
    if str(path.relative_to(ROOT)) in FRENCH:
        return []
    names = {" ".join(name.split()) for name in NAMES}
    return [words for words in find(path.read_text()) if " ".join(words.split()) not in names]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_translates_what_it_says(path):
    assert bare(path, bare_words_of_template) == []


@pytest.mark.parametrize("path", APPS, ids=lambda path: path.parent.name)
def test_what_an_app_registers_is_translated(path):
    assert bare(path, bare_words_of_apps) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_what_its_page_gives_it(path):
    assert bare(path, bare_words_of_script) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Bonjour</p>", ["Bonjour"]),
        ('<p title="Une aide">{{ name }}</p>', ["title=Une aide"]),
        ('{% button "Voir" url=here %}', ["Voir"]),
        ('{% empty_state title text="Rien ici" %}', ["Rien ici"]),
        ('{{ count|plural:"lieu" }}', ["lieu"]),
        ('<div data-said-done="Copié">', ["data-said-done=Copié"]),
        ('<p>{% translate "Bonjour" %}</p>{% blocktranslate %}Oui, {{ name }}{% endblocktranslate %}', []),
        ('{% button _("Voir") icon_name="search" %}{{ count|plural:_("lieu") }}', []),
        ('<a href="/moi/" class="button late">{% url "people:me" %}</a>', []),
    ],
)
def test_bare_words_are_found(template, found):
    assert bare_words_of_template(template) == found


def test_a_sentence_of_a_script_is_found():
    assert bare_words_of_script('// « un commentaire »\nsaid.textContent = "Lien copié.";') == ["Lien copié."]
    assert bare_words_of_script("said.textContent = `${count} de trop`;") == [" de trop"]
    assert bare_words_of_script('element.dataset.done; form.append("input");') == []

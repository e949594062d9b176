"""The catalogue of each language holds exactly what the code says, all of it in words: `make messages` keeps it."""

import gettext
import io
import re

import pytest
from django.utils import translation

from tools import messages
from tools.messages import as_forms

HOLES = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAGS = re.compile(r"</?\w+")
LANGUAGES = pytest.mark.parametrize("language", messages.LANGUAGES)


@LANGUAGES
def test_the_catalogue_is_that_of_the_code(language):
    """Otherwise: `make messages`, then write what is missing."""
    kept = messages.read(language)
    text = messages.text_of(messages.catalogue_of_code(language, kept))
    assert text.decode() == (messages.LOCALE / language / "LC_MESSAGES" / "django.po").read_text()


@LANGUAGES
def test_every_message_has_its_words(language):
    kept = [message for message in messages.read(language) if message.id]
    assert len(kept) > 4000
    assert [message.id for message in kept if message.fuzzy or not all(as_forms(message.string))] == []


@LANGUAGES
def test_words_keep_holes_tags_and_spaces(language):
    for message in messages.read(language):
        said = as_forms(message.id)
        for at, words in enumerate(as_forms(message.string) if message.id else ()):
            french = said[min(at, len(said) - 1)]
            assert set(HOLES.findall(words)) == set(HOLES.findall(french)), words
            assert sorted(TAGS.findall(words)) == sorted(TAGS.findall(french)), words
            assert (words[:1].isspace(), words[-1:].isspace()) == (french[:1].isspace(), french[-1:].isspace()), words
            # A quote would end the attribute that a template sets with these words.
            assert words.count('"') <= french.count('"'), words


@LANGUAGES
def test_the_compiled_catalogue_is_the_same(language):
    folder = messages.LOCALE / language / "LC_MESSAGES"
    kept = gettext.GNUTranslations(io.BytesIO((folder / "django.mo").read_bytes()))
    for message in messages.read(language):
        if message.id and isinstance(message.id, str):
            found = kept.pgettext(message.context, message.id) if message.context else kept.gettext(message.id)
            assert found == message.string
        elif message.id:
            assert tuple(kept.ngettext(*message.id, number) for number in (1, 2)) == tuple(message.string)


def test_french_says_itself_whatever_other_packages_would():
    """Django's or Wagtail's French answers a message of ours that is one of theirs: `make messages` keeps ours."""
    with translation.override("fr"):
        rows = [message for message in messages.read("en") if message.id and not message.context]
        plain = [message.id for message in rows if isinstance(message.id, str)]
        assert [one for one in plain if one != translation.gettext(one)] == []

# ruff: noqa: E501 - rows of data read better whole
"""Texts repaired when there is no doubt, rid of personal data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeurs.catalogue.importers.machinery.column import column_key
from passeurs.catalogue.importers.machinery.identifier import ean13
from passeurs.catalogue.importers.machinery.misread_text import repair_encoding, repair_iso5426
from passeurs.catalogue.importers.machinery.text import clean, clean_block, clean_url, readable_case, scrub


@pytest.mark.parametrize(
    ("misread", "right"),
    [("MusÃ©e d’art", "Musée d’art"), ("dâ€™art", "d’art"), ("ChÃ¢teau", "Château"), ("Château", "Château"), ("Â© Ville", "© Ville"),
     ("SÃO PAULO", "SÃO PAULO"), ("L’Île à voile", "L’Île à voile")],
)  # fmt: skip
def test_misread_encodings(misread, right):
    assert repair_encoding(misread) == right


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêàçùôîïœÉÀ ’'-", max_size=60))
def test_right_french_stays_as_it_is(text):
    assert repair_encoding(text) == text


@pytest.mark.parametrize(
    ("misread", "right"),
    [("bâebâe", "bébé"), ("Le chãateau ambulant", "Le château ambulant"), ("páere áa", "père à"), ("Vallâee", "Vallée"),
     ("São Paulo", "São Paulo"), ("Château", "Château"), ("la crèche", "la crèche")],
)  # fmt: skip
def test_misread_library_accents(misread, right):
    assert repair_iso5426(misread) == right


@pytest.mark.parametrize(
    "text",
    ["Écrire à prenom.nom@exemple.fr", "Tél. 01 23 45 67 89", "+33 (0)1 23 45 67 89", "0123456789", "01.23.45.67.89", "0 800 123 456",
     "0262 20 00 00", "+262 262 20 00 00", "01-23-45-67-89", "contact [at] lieu.fr", "06/12/34/56/78"],
)  # fmt: skip
def test_personal_data_goes(text):
    assert "[…]" in scrub(text)
    assert not any(part in scrub(text) for part in ("exemple.fr", "67 89", "456", "lieu.fr", "00 00"))


@pytest.mark.parametrize(
    "text",
    ["le 02/07/2024 10:30", "de 10 h 30 à 12 h", "en 1789, 1830 et 1848", "10 000 000 de vues", "12345678901234"],
)
def test_numbers_that_are_no_phone_stay(text):
    assert scrub(text) == text


def test_names_keep_their_tags_and_descriptions_lose_them():
    assert clean("<b>Le Rex</b> &amp; compagnie\x00") == "<b>Le Rex</b> & compagnie"
    assert clean_block("<p>Un</p><script>alert(1)</script><p>deux</p>") == "Un\ndeux"


@pytest.mark.parametrize(
    ("shouted", "read"),
    [
        ("CINEMA LE REX", "Cinéma le Rex"),
        ("L'ETOILE", "L'Étoile"),
        ("UGC NORMANDIE", "UGC Normandie"),
        ("Le Rex", "Le Rex"),
        ("MK2", "MK2"),
    ],
)
def test_capitals_become_readable(shouted, read):
    assert readable_case(shouted) == read


@pytest.mark.parametrize(
    ("written", "url"),
    [("www.lieu.fr/", "https://www.lieu.fr/"), ("http://lieu.fr", "http://lieu.fr"), ("/", ""), ("contact@lieu.fr", ""), ("javascript:alert(1)", ""),
     ('["https://a.fr/b", "https://c.fr"]', "https://a.fr/b"), ("mailto:x@y.fr", ""), ("bientôt", ""), ("tel:0123456789", "")],
)  # fmt: skip
def test_urls(written, url):
    assert clean_url(written) == url


def test_headers_are_one_whatever_their_spelling():
    assert (
        len(
            {
                column_key(name)
                for name in ("Code Postal", "code_postal", "CODE-POSTAL", "fields.code_postal", "properties.codePostal")
            }
        )
        == 1
    )
    assert column_key("TÃ©lÃ©phone") == "telephone"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("9782070368228", "9782070368228"),
        ("2-07-036822-X", "9782070368228"),
        ("978-2-07-036822-8", "9782070368228"),
        ("9782070368229", ""),
        ("abc", ""),
    ],
)
def test_isbn(code, found):
    assert ean13(code) == found

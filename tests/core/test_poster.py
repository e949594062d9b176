"""Posters: the same drawing for the same data, valid and light, with titles that fit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeurs.core.poster import CATEGORIES, SIZES, known_category, poster_svg
from passeurs.core.poster.title import fitted, width_of

LONG = "Les oubliées de l’atelier : douze femmes peintres du dix-neuvième siècle à redécouvrir avant la fermeture"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_poster_is_valid_light_and_always_the_same(category, size):
    for index in range(6):
        svg = poster_svg(f"selection:{index}", category, *size)
        assert svg == poster_svg(f"selection:{index}", category, *size)
        root = ET.fromstring(svg)
        assert (int(root.get("width")), int(root.get("height"))) == size
        assert len(svg.encode()) < 6_000
        assert not re.search(r"style=|<script|href|nan|inf", svg)


@pytest.mark.parametrize("category", CATEGORIES)
def test_seeds_differ_and_colours_are_few(category):
    drawings = [poster_svg(f"seed-{index}", category, 600, 400) for index in range(30)]
    assert len(set(drawings)) >= 12
    assert all(len(set(re.findall(r"#[0-9A-F]{6}", svg))) <= 4 for svg in drawings)


def test_categories_do_not_look_alike():
    assert len({poster_svg("same", category, 600, 400) for category in CATEGORIES}) == len(CATEGORIES)


def test_shared_sizes_keep_the_drawing_of_the_card():
    card, square = (poster_svg("dijon", "musique", *size) for size in ((600, 400), (1080, 1080)))
    assert re.findall(r"#[0-9A-F]{6}", card)[0] == re.findall(r"#[0-9A-F]{6}", square)[0]


@pytest.mark.parametrize("size", [(1200, 630), (1080, 1080), (1080, 1920), (1240, 1754)])
@pytest.mark.parametrize("title", ["Connemara", LONG, "Anticonstitutionnellement", "Œuvres d’été : à voir, à lire !"])
def test_a_title_is_whole_and_within_the_sheet(title, size):
    root = ET.fromstring(poster_svg("s", "livre", *size, title=title, kicker="Sélection · Dijon"))
    texts = root.findall(".//{http://www.w3.org/2000/svg}text")
    said = " ".join(text.text for text in texts[1:])
    assert said.replace("\u202f", " ") == title
    for text in texts:
        x, y, height = (float(text.get(name)) for name in ("x", "y", "font-size"))
        assert x + width_of(text.text, height) <= size[0]
        assert y + height * 0.3 <= size[1]


def test_markup_in_a_title_is_only_text():
    svg = poster_svg("s", "defaut", 1200, 630, title="<script>&\"'\x00\x08</script>", kicker="a<b>")
    assert "<script" not in svg
    assert ET.fromstring(svg).find("{http://www.w3.org/2000/svg}title").text == "<script>&\"'</script>"


@given(st.text(max_size=300), st.floats(60, 900), st.floats(40, 900))
def test_fitted_lines_always_fit(text, width, height):
    size, lines = fitted(text, width, height, 120, 12)
    assert 12 <= size <= 120
    assert len(lines) * size * 1.08 <= max(height, size * 1.08) + 0.01
    assert all(width_of(line, size) <= width + 0.01 for line in lines if len(line) > 2)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_words_give_valid_xml(title, kicker):
    ET.fromstring(poster_svg("s", "cinema", 1080, 1080, title=title, kicker=kicker))


def test_an_unknown_category_has_the_plain_grammar():
    assert known_category("escalade") == "defaut"
    assert known_category("livre") == "livre"


def test_the_address_of_a_poster_is_kept_for_good(client):
    answer = client.get("/affiche/livre/600x400/selection:12.svg")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in answer["Cache-Control"]
    assert "max-age=31536000" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.content.decode() == poster_svg("selection:12", "livre", 600, 400)


@pytest.mark.parametrize(
    "path",
    [
        "/affiche/livre/601x400/a.svg",
        "/affiche/escalade/600x400/a.svg",
        "/affiche/livre/99999x99999/a.svg",
        f"/affiche/livre/600x400/{'a' * 81}.svg",
        "/affiche/livre/600x400/a%3Cb.svg",
        "/affiche/livre/600x400/é.svg",
    ],
)
@pytest.mark.django_db
def test_only_known_sizes_categories_and_plain_seeds(client, path):
    assert client.get(path).status_code == 404


def test_a_poster_is_only_read(client):
    assert client.post("/affiche/livre/600x400/a.svg").status_code == 405

"""Posters: the same drawing for the same data, valid and light, with titles that fit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from passeurs.core.poster import CATEGORIES, SIZES, known_category, poster_svg


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

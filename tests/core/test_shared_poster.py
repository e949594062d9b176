"""Shared posters: any title fits, every ground carries its words, PNG and PDF say the same, each is drawn once."""

from __future__ import annotations

import io
import json
import os
import threading
import xml.etree.ElementTree as ET

import pypdf
import pytest
from django.conf import settings as site
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from passeurs.core.poster import CATEGORIES, Words, png_of, shared_svg
from passeurs.core.poster.drawing_store import drawn_once, forget_oldest, stored_drawing
from passeurs.core.poster.paper import poster_pdf
from passeurs.core.poster.shareable import MARKS, document, foot_lines, head_lines, ink_on, layout
from passeurs.core.poster.sheet import PALETTES, VERMILION
from passeurs.core.poster.title import FACES, FONTS, LEADING, drawable, fitted, width_of

LONG = "Les oubliées de l’atelier : douze femmes peintres du dix-neuvième siècle à redécouvrir avant la fermeture du mu"
FORMATS = [(1200, 630), (1080, 1080), (1080, 1920), (1240, 1754)]
CODE = ((0, 0, 0), (0, 1, 0), (0, 0, 0))
TITLES = ["Connemara", LONG, "Anticonstitutionnellement" * 3, "Œuvres d’été : à voir, à lire !", "🎬 Ciné 🍿 ❤️",
          "W" * 120, "مرحبا بالعالم في المكتبة", "<b>&amp;</b> \u202eretourné", "", " ", "漢字"]  # fmt: skip


def lines_of(title: str, size: tuple[int, int], **words: str):
    place = layout(*size, has_code=size == (1240, 1754))
    said = Words(title, code=CODE if size == (1240, 1754) else (), **words)
    return head_lines(said, place), foot_lines(said, place), place


def check_boxes(title: str, size: tuple[int, int], **words: str) -> None:
    head, foot, place = lines_of(title, size, **words)
    x, y, width, height = place.words
    for line in head:
        wide = width_of(line.text, line.size, line.face)
        left = line.x - wide if line.is_end else line.x
        assert left >= x - 0.01
        assert left + wide <= x + width + 0.01, line
        assert line.y - line.size * 0.8 >= y - 0.01
        assert line.y + line.size * 0.24 <= y + height + 0.01
    fx, fy, fwidth, fheight = place.foot
    for line in foot:
        wide = width_of(line.text, line.size, line.face)
        left = line.x - wide if line.is_end else line.x
        assert fx <= left
        assert left + wide <= fx + fwidth + 0.01, line
        assert fy - 0.01 <= line.y <= fy + fheight + 0.01
    # Above the foot, always.
    assert y + height <= fy


@pytest.mark.parametrize("size", FORMATS)
@settings(max_examples=40)
@given(st.text(max_size=160), st.text(max_size=60), st.text(max_size=60))
@example(LONG, LONG, LONG)
@example("W" * 120, "W" * 60, "W" * 60)
def test_any_words_stay_in_their_boxes(size, title, kicker, credit):
    check_boxes(title, size, kicker=kicker, credit=credit, brand="passeurs", link="passeurs.example/v/abcdef")
    ET.fromstring(shared_svg("s", "cinema", *size, Words(title, kicker, credit, "passeurs")))


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("title", TITLES)
def test_what_is_drawn_is_where_it_was_measured(title, size):
    """The ink of the real letters, rendered alone, lies in the box of words."""
    head, _foot, place = lines_of(title, size, kicker="Sélection · Dijon")
    image = Image.open(io.BytesIO(png_of(document(*size, "".join(line.svg() for line in head))))).convert("RGBA")
    box = image.getchannel("A").getbbox()
    x, y, width, height = place.words
    assert box[0] >= x - 8
    assert box[1] >= y - 2
    assert box[2] <= x + width + 8
    assert box[3] <= y + height + 8


@pytest.mark.parametrize("title", ["Connemara", "Œuvres d’été : à voir, à lire !", LONG])
@pytest.mark.parametrize("size", FORMATS)
def test_a_usual_title_is_whole(title, size):
    head, _foot, _place = lines_of(title, size)
    assert " ".join(line.text for line in head).replace("\u202f", " ") == title


def test_a_title_that_is_far_too_long_ends_with_an_ellipsis():
    head, _foot, _place = lines_of("Beaucoup de mots qui se suivent " * 40, (1200, 630))
    assert head[-1].text.endswith("…")
    assert not any(line.text.endswith("…") for line in head[:-1])


def test_letters_nobody_can_draw_are_left_out_and_markup_is_text():
    assert drawable("漢字 Cuba\u0000 libre\u202e \u00ad!") == "Cuba libre !"
    assert drawable("e\u0301té") == "été"
    svg = shared_svg("s", "defaut", 1200, 630, Words("<script>&\"'\x00\x08</script>", kicker="a<b>"))
    assert "<script" not in svg
    ET.fromstring(svg)


@given(st.text(max_size=300), st.floats(60, 900), st.floats(40, 900))
@settings(max_examples=60)
def test_fitted_lines_always_fit(text, width, height):
    text = drawable(text)
    size, lines = fitted(text, width, height, 120, 12)
    assert 12 <= size <= 120
    assert len(lines) * size * LEADING <= max(height, size * LEADING) + 0.01
    assert all(width_of(line, size) <= width + 0.01 for line in lines if len(line) > 2)


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("category", CATEGORIES)
def test_words_and_mark_stand_out_of_every_ground(category):
    for ground, *inks in PALETTES[category]:
        assert contrast(ground, ink_on(ground)) >= 4.5, ground
        assert contrast(ground, MARKS.get(ground, VERMILION)) >= 2.2, ground
        # A drawing is never of its ground's own colour.
        assert max(contrast(ground, ink) for ink in inks) >= 3, ground


def test_the_table_of_advances_is_that_of_the_fonts():
    table = json.loads((FONTS / "advances.json").read_text())
    for face in FACES:
        font = TTFont(FONTS / f"{face}.ttf")
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        real = {chr(code): round(widths[name][0] * 1000 / units) for code, name in font.getBestCmap().items()}
        assert table[face] == real, face
        assert "fvar" not in font


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_makes_a_picture_of_the_size_said(category):
    pictures = []
    for width, height in FORMATS:
        data = png_of(
            shared_svg("selection-1", category, width, height, Words(LONG, "Sélection", "par Inès", "passeurs"))
        )
        image = Image.open(io.BytesIO(data))
        assert (image.format, image.size) == ("PNG", (width, height))
        assert len(data) < 400_000
        pictures.append(image)
    plain = png_of(shared_svg("selection-1", category, 1200, 630, Words("")))
    with_words = pictures[0].convert("RGB")
    assert ImageChops.difference(with_words, Image.open(io.BytesIO(plain)).convert("RGB")).getbbox()


@pytest.mark.parametrize("title", TITLES)
def test_the_paper_is_tagged_and_its_words_are_words(title):
    words = Words(title, "Sélection · Dijon", "par Inès", "passeurs", "passeurs.example/v/abc", CODE)
    data = poster_pdf("s", "livre", words, url="https://passeurs.example/v/abc", alt="Code à lire avec un téléphone")
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert "Dijon" in reader.pages[0].extract_text()


def test_ten_who_ask_at_once_cost_one_drawing():
    drawn, barrier, got = [], threading.Barrier(10), []

    def draw():
        drawn.append(1)
        return b"picture"

    def ask():
        barrier.wait()
        got.append(drawn_once("a.png", draw))

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [b"picture"] * 10
    assert len(drawn) == 1


def test_the_folder_forgets_what_nobody_asks_for():
    for index in range(5):
        drawn_once(f"{index}.png", lambda: b"x" * 100)

    for index in range(5):
        os.utime(site.SHARE_IMAGES_DIR / f"{index}.png", (index, index))
    assert stored_drawing("0.png") == b"x" * 100
    assert forget_oldest(200) == 3
    assert stored_drawing("0.png")
    assert stored_drawing("4.png")
    assert stored_drawing("1.png") is None
    assert forget_oldest(200) == 0


def test_a_drawing_that_fails_leaves_nothing():
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        drawn_once("a.png", fail)
    assert stored_drawing("a.png") is None
    assert drawn_once("a.png", lambda: b"yes") == b"yes"

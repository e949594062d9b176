"""Large pictures: refused by what their head says, or read at the scale they will have."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from passeurs.recordings.forms import picture as room
from passeurs.recordings.forms.picture import LONGEST_SIDE, clean_picture


def made(form, size):
    out = io.BytesIO()
    Image.new("L", size, 90).save(out, form)
    return out.getvalue()


def test_what_has_to_be_opened_whole_is_refused_before_it_is(monkeypatch):
    def opened(*_args, **_options):
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "convert", opened)
    with pytest.raises(ValidationError, match="trop grande"):
        clean_picture(made("PNG", (5000, 4000)))


def test_a_photograph_of_the_same_size_is_taken():
    assert clean_picture(made("JPEG", (5000, 4000))).size == (LONGEST_SIDE, 1600)


def test_a_photograph_is_read_at_the_scale_it_will_have(monkeypatch):
    seen = []
    whole = Image.Image.convert
    monkeypatch.setattr(Image.Image, "convert", lambda self, mode: seen.append(self.size) or whole(self, mode))
    clean_picture(made("JPEG", (8000, 6000)))
    assert seen == [(2000, 1500)]


def test_the_limit_of_a_scan_holds_a_page_of_paper():
    # A4 at 300 points an inch.
    assert room.MOST_PIXELS_WHOLE > 2480 * 3508

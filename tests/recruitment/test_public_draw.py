"""A published draw in plain words: who had which chance, with the same digits everywhere."""

from __future__ import annotations

import importlib.util
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from passeurs.fairness.sealing.chance import percent
from passeurs.recruitment.choices import DrawState
from passeurs.recruitment.models import Draw, DrawEntry
from passeurs.recruitment.templatetags.chance import chance
from passeurs.recruitment.views.certificate import CHECKER
from tests.recruitment.making import committed_draw, make_call, sent, token_of

spec = importlib.util.spec_from_file_location("checker", CHECKER)
checker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(checker)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        ("11/19", "57,9 %"),
        ("1/2", "50 %"),
        ("1", "100 %"),
        ("0", "0 %"),
        ("1/8", "12,5 %"),
        ("1/240", "0,42 %"),
        ("1/3000", "0,033 %"),
        ("1/100", "1 %"),
        ("1999/2000", "99,9 %"),
        ("1/16", "6,3 %"),
    ],
)
def test_a_chance_is_a_percentage(share, told):
    assert percent(Fraction(share)) == told
    assert chance(Fraction(share)) == told


@given(st.fractions(min_value=0, max_value=1))
def test_the_checker_tells_the_same_digits(share):
    assert checker.percent(share) == percent(share)


@pytest.mark.django_db
def test_it_is_told_in_words_and_found_from_its_call(client):
    call = make_call()
    draw = committed_draw(call)
    page = client.get(draw.get_absolute_url()).text
    assert "1 chance sur 2 (50 %)" in page
    assert "la chance va de 50 % à 50 %" in page
    assert "Dijon" in page.split("à qui")[1].split("</details>")[0]
    assert "21231" not in page
    for url in (reverse("recruitment:draw-list"), call.get_absolute_url()):
        assert f'href="{draw.get_absolute_url()}"' in client.get(url).text


@pytest.mark.django_db
def test_whom_no_possible_group_holds_is_not_told_another_chance(client):
    draw = committed_draw(make_call())
    draw.lottery["types"].append({"pseudonyms": ["c" * 24], "seal": "0"})
    draw.save()
    assert "la chance va de 0 % à 50 %" in client.get(draw.get_absolute_url()).text


@pytest.mark.django_db
def test_one_reads_the_same_on_the_private_page(client):
    application = sent(make_call())
    draw = committed_draw(application.call)
    DrawEntry.objects.create(draw=draw, application=application, pseudonym="a" * 24, numerator=11, denominator=19)
    page = client.get(reverse("recruitment:application", args=[token_of(application)])).text
    assert "57,9 % (exactement 11/19)" in page


@pytest.mark.django_db
def test_the_list_holds_the_last_draw_of_each_call_and_nothing_that_is_not_published(
    client, django_assert_max_num_queries
):
    first = committed_draw(make_call())
    Draw.objects.create(call=first.call, state=DrawState.READY, source="dés", draw_at=first.draw_at)
    with django_assert_max_num_queries(12) as one:
        page = client.get(reverse("recruitment:draw-list"), {"nouveau": "1"})
    assert list(page.context["page"]) == [first]
    second = committed_draw(make_call())
    again = committed_draw(first.call)
    with django_assert_max_num_queries(len(one)):
        page = client.get(reverse("recruitment:draw-list"), {"nouveau": "2"})
    assert list(page.context["page"]) == [again, second]


@pytest.mark.django_db
def test_no_draw_yet_is_said(client):
    call = make_call()
    assert "Aucun tirage publié" in client.get(reverse("recruitment:draw-list")).text
    assert "/tirage/appel" not in client.get(call.get_absolute_url()).text

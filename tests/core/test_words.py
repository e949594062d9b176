import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from passeurs.core.templatetags import words

pytestmark = pytest.mark.usefixtures("settings")
NOW = "2026-11-23T10:00:00+01:00"


def at(year, month, day, hour=12, minute=0):
    return timezone.make_aware(dt.datetime(year, month, day, hour, minute))


@time_machine.travel(NOW)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(2026, 12, 2, 17), "mercredi 2 décembre à 17\u202fh"),
        (at(2026, 3, 12, 18, 30), "jeudi 12 mars à 18\u202fh\u202f30"),
        (at(2026, 12, 1, 9, 5), "mardi 1er décembre à 9\u202fh\u202f05"),
        (at(2027, 3, 12, 0), "vendredi 12 mars 2027 à 0\u202fh"),
        (None, ""),
    ],
)
def test_moment(value, said):
    assert words.moment(value) == said


@time_machine.travel(NOW)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(2026, 11, 22), "hier"),
        (at(2026, 11, 23, 12), "aujourd’hui"),
        (at(2026, 11, 23, 18), "ce soir"),
        (dt.date(2026, 11, 24), "demain"),
        (at(2026, 11, 26, 18), "jeudi"),
        (at(2026, 11, 30), "le 30 novembre"),
        (dt.date(2027, 1, 1), "le 1er janvier 2027"),
        (None, ""),
    ],
)
def test_due(value, said):
    assert words.due(value) == said


@time_machine.travel(NOW)
def test_since():
    assert words.since(at(2026, 11, 14)) == "9\u00a0jours"
    assert words.since(dt.date(2026, 11, 22)) == "1\u00a0jour"
    assert words.since(at(2026, 11, 23)) == "aujourd’hui"


@pytest.mark.parametrize(
    ("value", "said"),
    [(1234567.5, "1\u202f234\u202f567,5"), (15184, "15\u202f184"), (0, "0"), (None, ""), ("12 %", "12 %")],
)
def test_number(value, said):
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("km", "said"),
    [(0.004, "10\u202fm"), (0.35, "350\u202fm"), (0.999, "1\u202fkm"), (1.24, "1,2\u202fkm"), (12.3, "12\u202fkm"),
     (9.97, "10\u202fkm"), (1234, "1\u202f234\u202fkm"), (None, "")],
)  # fmt: skip
def test_distance(km, said):
    assert words.distance(km) == said


def test_plural():
    assert words.plural(0, "lieu,lieux") == "0\u00a0lieu"
    assert words.plural(1, "sélection") == "1\u00a0sélection"
    assert words.plural(1200, "lieu,lieux") == "1\u202f200\u00a0lieux"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Qu'en dis-tu ?", "Qu’en dis-tu\u202f?"),
        ("Vraiment?! Oui", "Vraiment\u202f?! Oui"),
        ("« Le Nord »", "«\u202fLe Nord\u202f»"),
        ("Lieu : la Vapeur", "Lieu\u202f: la Vapeur"),
        ("https://exemple.fr/a?b=1 à 18:30", "https://exemple.fr/a?b=1 à 18:30"),
    ],
)
def test_typo(text, said):
    assert words.typo(text) == said
    assert words.typo(said) == said


@pytest.mark.parametrize(
    ("name", "at_it", "of_it"),
    [
        ("Dijon", "à Dijon", "de Dijon"),
        ("Angers", "à Angers", "d’Angers"),
        ("Évry", "à Évry", "d’Évry"),
        ("Le Havre", "au Havre", "du Havre"),
        ("Les Sables-d’Olonne", "aux Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Rochelle", "à La Rochelle", "de La Rochelle"),
        ("", "à ", "de "),
    ],
)
def test_a_city_after_a_preposition(name, at_it, of_it):
    assert words.at_city(name) == at_it
    assert words.of_city(name) == of_it


def test_a_moment_as_html_takes_it():
    assert words.iso(dt.datetime(2026, 7, 1, 10, 0, 0, 123456, tzinfo=dt.UTC)) == "2026-07-01T12:00:00+02:00"
    assert words.iso(None) == ""


@pytest.mark.parametrize(
    ("write", "first", "second"),
    [
        (words.full_date, "1er décembre 2026", "2 décembre 2026"),
        (words.day_of_month, "1er décembre", "2 décembre"),
        (words.short_date, "1er déc. 2026", "2 déc. 2026"),
        (words.short_day, "1er déc.", "2 déc."),
    ],
)
def test_the_first_of_a_month_is_said_so_everywhere(write, first, second):
    assert write(dt.date(2026, 12, 1)) == first
    assert write(dt.date(2026, 12, 2)) == second
    assert write(at(2026, 12, 1, 0, 30)) == first
    assert write(None) == ""
    with override("en"):
        assert write(dt.date(2026, 12, 1)).startswith("1 Dec")

"""School holidays and exams: read line by line, what a month leaves free."""

from __future__ import annotations

import datetime as dt

import pytest

from passeurs.groups.choices import Beat
from passeurs.groups.queries.beat import beats_of
from passeurs.groups.queries.group import readable
from passeurs.programme import actions
from passeurs.programme.models import City, SchoolBreak
from passeurs.programme.queries import (
    breaks_known_until,
    is_off,
    near_school_breaks,
    school_break_figures,
    school_breaks_of,
)
from tests.factories import (
    associated_group,
    moment,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return associated_group(made_at=moment(2026, 9, 3, 9))


def test_the_shipped_calendar_reads_whole_and_a_month_of_holidays_promises_nothing(group):
    text = actions.SHIPPED.read_text(encoding="utf-8")
    kept, refused = actions.import_school_breaks(text=text, by=None)
    assert refused == []
    assert actions.import_school_breaks(text=text, by=None) == (kept, [])
    assert SchoolBreak.objects.count() == kept
    assert is_off("21231", dt.date(2027, 8, 1))
    assert is_off("21231", dt.date(2027, 7, 1))
    assert not is_off("21231", dt.date(2027, 2, 1))
    assert not is_off("97411", dt.date(2027, 8, 1))
    now = moment(2027, 9, 2, 9)
    (beat,) = beats_of(readable(type(group).objects.all()).get(), [dt.date(2027, 8, 1)], now)
    assert beat.beat == Beat.EXCUSED
    assert [row[2] for row in near_school_breaks("21231", dt.date(2027, 2, 1))] == ["Hiver"]


@pytest.fixture
def calendar():
    actions.import_school_breaks(text=actions.SHIPPED.read_text(encoding="utf-8"), by=None)


@pytest.mark.parametrize(
    ("insee", "label", "first", "last"),
    [
        ("21231", "Pont de l’Ascension", (2027, 5, 7), (2027, 5, 7)),
        ("21231", "Pont de l’Ascension", (2028, 5, 25), (2028, 5, 28)),
        ("21231", "Hiver", (2028, 2, 19), (2028, 3, 5)),
        ("36044", "Hiver", (2027, 2, 20), (2027, 3, 7)),
        ("2A004", "Hiver", (2027, 2, 13), (2027, 2, 28)),
        ("2B033", "Hiver", (2027, 2, 13), (2027, 2, 28)),
        ("97411", "Été austral", (2026, 12, 19), (2027, 1, 31)),
        ("97801", "Abolition de l’esclavage", (2027, 5, 28), (2027, 5, 28)),
        ("98735", "Noël", (2027, 12, 18), (2028, 1, 16)),
    ],
)
def test_the_breaks_of_each_academy(calendar, insee, label, first, last):
    rows = [row[2:] for row in school_breaks_of(insee)]
    assert (label, dt.date(*first), dt.date(*last)) in rows


def test_known_until_beside_the_calendar_and_a_figure_before_it_ends(client, group, calendar, time_machine):
    assert breaks_known_until("21231") == dt.date(2028, 5, 28)
    assert breaks_known_until("2A004") == dt.date(2027, 5, 9)
    team = team_member()
    client.force_login(team)
    page = client.get(group.get_absolute_url()).text
    assert "vacances scolaires connues jusqu’au dimanche 28 mai 2028" in page
    assert school_break_figures(team, moment(2027, 9, 2, 9)) == []
    (figure,) = school_break_figures(team, moment(2028, 3, 1, 9))
    assert (figure.value, figure.of) == (1, City.objects.values("insee").distinct().count())
    time_machine.move_to(moment(2028, 3, 1, 9), tick=False)
    client.force_login(team)
    listed = client.get(figure.url).text
    assert listed.count("à compléter") == figure.value
    assert school_break_figures(group.memberships.first().mandate.person, moment(2028, 3, 1, 9)) == []


def test_a_place_whose_holidays_nobody_told(client, group):
    client.force_login(team_member())
    assert "vacances scolaires pas encore connues ici" in client.get(group.get_absolute_url()).text


def test_lines_that_cannot_be_read_say_why(client, group):
    client.force_login(team_member())
    url = "/equipe/associations/calendrier/"
    lines = (
        "D;vacances;x;2027-01-01;2027-01-02",
        "A;congés;x;2027-01-01;2027-01-02",
        "A;examens;x",
        "A;examens;x;1/2/27;y",
        "A;examens;Bac;2027-06-30;2027-06-14",
    )
    wrong = client.post(url, {"text": "\n".join(lines)})
    assert wrong.status_code == 422
    for words in ("la zone « D »", "« congés »", "cinq colonnes", "un jour s’écrit", "avant le premier"):
        assert words in wrong.text
    assert client.post(url, {"text": "A;examens;Bac;2027-06-14;2027-06-30"}).status_code == 302
    term = SchoolBreak.objects.get()
    assert "Bac" in client.get(url).text
    assert client.post(f"{url}{term.pk}/enlever/").status_code == 302
    assert not SchoolBreak.objects.exists()

"""School holidays and exams: read line by line, what a month leaves free."""

from __future__ import annotations

import datetime as dt

import pytest

from passeurs.groups.choices import Beat
from passeurs.groups.queries.beat import beats_of
from passeurs.groups.queries.group import readable
from passeurs.programme import actions
from passeurs.programme.models import SchoolBreak
from passeurs.programme.queries import is_off, near_school_breaks
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

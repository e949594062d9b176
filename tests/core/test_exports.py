"""Files that are taken away: no cell is a formula, each leaves a line, none stays in a browser."""

from __future__ import annotations

import csv
import io

import pytest

from passeurs.core.exports import csv_response, safe_cell
from passeurs.core.models import JournalEntry
from tests.factories import team_member


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "|", "＝", " =", "\u00a0@"])
def test_no_line_of_a_cell_is_a_formula(start):
    for text in (f"{start}A1", f"Bonjour\n{start}A1", f"Bonjour\r\n{start}A1", f"Bonjour\r{start}A1"):
        lines = safe_cell(text).splitlines()
        assert lines[-1] == f"'{start}A1"


@pytest.mark.parametrize("number", ["-3", "-3,5", "12", "0.25", -4, 7.5, None, "Bonjour = au revoir"])
def test_what_is_none_stays(number):
    assert safe_cell(number) == ("" if number is None else str(number))


def test_heads_too():
    response = csv_response("essai", ["=A1", "prénom"], [["@b", "c"]])
    text = b"".join(response).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [["'=A1", "prénom"], ["'@b", "c"]]


@pytest.mark.django_db
def test_a_file_that_is_taken_away_leaves_a_line(client):
    team = team_member()
    client.force_login(team)
    answer = client.get("/equipe/personnes/?format=csv")
    assert answer["Cache-Control"] == "private, no-store"
    line = JournalEntry.objects.get(verb="export_file")
    assert line.actor_ref == f"people.person:{team.pk}"
    assert (line.subject_ref, line.data) == ("export:people:person-list", {"kind": "text/csv"})
    client.get("/equipe/personnes/")
    assert JournalEntry.objects.filter(verb="export_file").count() == 1

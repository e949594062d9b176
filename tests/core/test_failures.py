"""An error leaves one line, with the number that its reader saw, and nothing of who they are."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.test import Client

from passeurs.cockpit.queries.failure import failure_figures
from passeurs.core import clock
from passeurs.core.failures import forget_failures, recent_failures
from passeurs.recruitment.views import link
from tests.factories import PersonFactory, team_member

pytestmark = pytest.mark.django_db
TOKEN = "jeton-secret-0123456789-abcdefgh"
PRIVATE = f"/candidature/{TOKEN}/"


@pytest.fixture
def broken(monkeypatch):
    """A page that raises with words of a person in its sentence."""

    def fail(*args: object) -> None:
        raise KeyError("lina@exemple.fr")

    monkeypatch.setattr(link, "open_link", fail)
    return Client(raise_request_exception=False)


def test_the_reader_gets_the_number_and_the_team_the_line(broken, capsys):
    answer = broken.get(PRIVATE)
    assert answer.status_code == 500
    number = answer["X-Request-ID"]
    assert number in answer.text
    (failure,) = recent_failures(clock.now())
    assert (failure.number, failure.method, failure.kind) == (number, "GET", "KeyError")
    assert failure.route == "candidature/<token:token>/"
    said = capsys.readouterr()
    lines = [line for line in (said.out + said.err).splitlines() if number in line]
    assert len(lines) == 1
    assert json.loads(lines[0])["event"] == "request_failed"
    for private in (TOKEN, "lina@exemple.fr"):
        assert private not in said.out + said.err
    team = Client()
    team.force_login(team_member())
    page = team.get("/equipe/erreurs/").text
    assert number in page
    assert TOKEN not in page


def test_every_answer_has_its_own_number(client):
    numbers = {client.get("/compte/connexion/")["X-Request-ID"] for _ in range(3)}
    assert len(numbers) == 3


def test_the_team_sees_how_many(broken):
    team = team_member()
    assert failure_figures(team, clock.now()) == []
    broken.get(PRIVATE)
    broken.get(PRIVATE)
    (figure,) = failure_figures(team, clock.now())
    assert (figure.value, figure.url) == (2, "/equipe/erreurs/")
    assert failure_figures(PersonFactory(), clock.now()) == []


def test_lines_are_kept_thirty_days_and_a_cut_one_hides_no_other(broken, settings):
    broken.get(PRIVATE)
    (kept,) = Path(settings.FAILURES_DIR).iterdir()
    kept.write_text("{" + "\n" + kept.read_text())
    assert len(recent_failures(clock.now())) == 1
    assert forget_failures(clock.now() + dt.timedelta(days=30)) == 0
    assert forget_failures(clock.now() + dt.timedelta(days=32)) == 1
    assert recent_failures(clock.now()) == []


def test_a_full_disk_hides_no_page(broken, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.FAILURES_DIR = tmp_path / "file" / "failures"
    assert broken.get(PRIVATE).status_code == 500


def test_a_refusal_is_no_error(client):
    client.force_login(PersonFactory())
    assert client.get("/equipe/erreurs/").status_code == 403
    assert recent_failures(clock.now()) == []

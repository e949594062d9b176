"""No page waits for a heavy library: each is imported where it is used, and its absence is said in words."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError

from passeurs.core import extras
from passeurs.core.extras import has_extra
from passeurs.core.paper import compile_paper
from passeurs.core.verdict import Refused
from passeurs.matching.running import explain_person, solve
from passeurs.recordings.forms.recording import clean_recording
from passeurs.recruitment.adapters.lottery import run_lottery
from tests.house.test_one_way import ROOT

# Pillow is absent from this list: Wagtail imports it, for the sizes of its pictures.
HEAVY = "av typst ortools highspy numpy resvg_py segno icalendar symspellpy".split()
LOADED = """
import importlib, json, sys
import django
django.setup()
importlib.import_module("passeurs.config.urls")
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def test_the_site_starts_without_them():
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *HEAVY], cwd=ROOT.parent, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []


@pytest.fixture
def without_extras(monkeypatch):
    monkeypatch.setattr(extras, "MODULES", dict.fromkeys(extras.MODULES, ("no_such_library",)))


def test_this_installation_has_them_all():
    assert all(has_extra(name) for name in extras.MODULES)


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("paper", lambda: compile_paper(ROOT / "partners/templates/partners/convention.typ", {})),
        ("matching", lambda: explain_person(proposal=None, person=1)),
        ("lottery", lambda: run_lottery("report", "lottery.json")),
    ],
)
def test_a_missing_tool_is_a_refusal_in_words(without_extras, name, work):
    with pytest.raises(Refused, match=rf"Ce serveur n’a pas l’outil .*passeurs\[{name}\]"):
        work()


def test_a_recording_is_refused_by_its_form(without_extras):
    with pytest.raises(ValidationError, match="lire un son ou un film"):
        clean_recording(b"", "mp3", "audio")


def test_a_computation_says_why_it_failed(without_extras):
    result, told = solve({}, 1)
    assert result is None
    assert "répartir les groupes" in told

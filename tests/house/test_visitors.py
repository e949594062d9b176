"""Rules answer visitors: no rule of who may do what crashes on somebody without an account, or lets them write."""

import importlib
import inspect
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from passeurs.core.verdict import Verdict
from passeurs.editorial.models import Issue
from passeurs.outreach.models import TrackedLink
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Appeal, Call, CoAuthor, PassExport, Suggestion, Transition
from passeurs.selections.queries.freshness import ALIVE
from tests.factories import SelectionFactory

APPS = ("selections", "editorial", "outreach")
# What anyone may.
PUBLIC = {"can_view_selection"}


def rules():
    for app in APPS:
        home = Path(__file__).resolve().parents[2] / "passeurs" / app
        names = [f"rules.{file.stem}" for file in sorted((home / "rules").glob("[a-z]*.py"))] or ["rules"]
        for name in names:
            module = importlib.import_module(f"passeurs.{app}.{name}")
            for label, rule in vars(module).items():
                is_its_own = getattr(rule, "__module__", "") == module.__name__
                if label.startswith("can_") and is_its_own and "person" in inspect.signature(rule).parameters:
                    yield pytest.param(rule, id=f"{app}.{label}")


@pytest.mark.django_db
@pytest.mark.parametrize("rule", list(rules()))
def test_a_rule_answers_a_visitor(rule):
    selection = SelectionFactory(state=SelectionState.PUBLISHED)
    decision = Transition(selection=selection, to_state=SelectionState.PUBLISHED)
    known = {
        "selection": selection,
        "draft": selection,
        "city": selection.season_city.city,
        "call": Call(city=selection.season_city.city),
        "invitation": CoAuthor(selection=selection, person=selection.author),
        "row": CoAuthor(selection=selection, person=selection.author),
        "suggestion": Suggestion(selection=selection),
        "decision": decision,
        "appeal": Appeal(selection=selection, decision=decision),
        "export": PassExport(selection=selection),
        "health": ALIVE,
        "twin": None,
        "issue": Issue(),
        # Its owner's account is gone: nobody's link is not a visitor's.
        "link": TrackedLink(person=None),
        "recipient_count": 1,
        "expected_count": 1,
        "version": 1,
    }
    names = [name for name in inspect.signature(rule).parameters if name != "person"]
    verdict = rule(person=AnonymousUser(), **{name: known[name] for name in names})
    assert isinstance(verdict, Verdict)
    assert bool(verdict) == (rule.__name__ in PUBLIC)

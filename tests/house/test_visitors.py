"""Rules answer visitors: no rule of who may do what crashes on somebody without an account, or lets them write."""

import importlib
import inspect
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from passeurs.core.verdict import Verdict
from tests.house.visitor_things import things

# Who asks.
ASKING = {"person", "who", "actor"}
# What anyone may.
PUBLIC = {"can_view_selection"}
# `person` is there whom something is done to, or a number of the solver's: not who asks.
ABOUT = {"can_erase", "can_ask_what_if", "can_hold_mandate"}


def rules():
    for config in apps.get_app_configs():
        home = Path(config.path)
        if not config.name.startswith("passeurs."):
            continue
        names = [f"rules.{file.stem}" for file in sorted((home / "rules").glob("[a-z]*.py"))]
        names += ["rules"] if (home / "rules.py").exists() else []
        for name in names:
            module = importlib.import_module(f"{config.name}.{name}")
            for label, rule in vars(module).items():
                is_its_own = getattr(rule, "__module__", "") == module.__name__
                if label.startswith("can_") and is_its_own and label not in ABOUT:
                    asking = ASKING & set(inspect.signature(rule).parameters)
                    if asking:
                        yield pytest.param(config.label, rule, asking.pop(), id=f"{config.label}.{label}")


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "rule", "asking"), list(rules()))
def test_a_rule_answers_a_visitor(app, rule, asking):
    known = things(app)
    asked = inspect.signature(rule).parameters.values()
    names = [one.name for one in asked if one.name != asking and one.kind is not one.VAR_POSITIONAL]
    verdict = rule(**{asking: AnonymousUser()}, **{name: known[name] for name in names})
    assert isinstance(verdict, Verdict)
    assert bool(verdict) == (rule.__name__ in PUBLIC)

"""Rules answer visitors: no rule of who may do what crashes on somebody without an account, or lets them write."""

import importlib
import inspect
from pathlib import Path
from typing import get_type_hints

import pytest
from django.contrib.auth.models import AnonymousUser

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core.verdict import Verdict
from passeurs.programme.models import City
from tests.factories import CityFactory, SelectionFactory

APPS = ("selections", "editorial", "outreach")
# What a visitor may: nothing that these rules are about.
MAY: set[str] = set()


def rules():
    for app in APPS:
        home = Path(__file__).resolve().parents[2] / "passeurs" / app
        files = sorted((home / "rules").glob("[a-z]*.py")) or [home / "rules.py"]
        for file in files:
            name = f"passeurs.{app}.rules" + (f".{file.stem}" if file.stem != "rules" else "")
            module = importlib.import_module(name)
            for label, rule in vars(module).items():
                if label.startswith("can_") and rule.__module__ == name and "person" in inspect.signature(rule).parameters:
                    yield pytest.param(rule, id=f"{app}.{label}")


@pytest.fixture
def selection(db):
    """A published selection whose author's account is gone: nobody's, hence not a visitor's."""
    row = SelectionFactory()
    type(row).objects.filter(pk=row.pk).update(author=None)
    row.refresh_from_db()
    return row

"""The strict conftest is strict."""

import datetime as dt
import warnings
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.template import engines
from django.utils import timezone

from passeurs.core import clock
from tests.database import kept_key


def test_an_unknown_template_variable_fails():
    template = engines["django"].from_string("{{ nobody.knows_me }}")
    with pytest.raises(AssertionError, match="unknown template variable"):
        template.render({})


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("anything", UserWarning, stacklevel=1)


def test_there_is_no_network():
    import socket

    with pytest.raises(Exception, match="A test tried to use socket"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_clock_stands_still_until_told(pass_time):
    before = clock.now()
    assert clock.now() == before
    pass_time(minutes=5)
    assert clock.now() - before == dt.timedelta(minutes=5)


@pytest.mark.moment(2028, 2, 29, 9, 30)
def test_a_test_says_its_moment_in_paris():
    assert f"{timezone.localtime(clock.now()):%Y-%m-%d %H:%M}" == "2028-02-29 09:30"


def test_the_database_is_made_anew_where_a_migration_or_a_model_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(apps, "get_app_configs", lambda: [SimpleNamespace(name="town", path=str(tmp_path))])
    (tmp_path / "migrations").mkdir()
    keys = {kept_key("sqlite"), kept_key("postgresql")}
    for path in ("migrations/0001_initial.py", "migrations/0002_more.py", "models.py"):
        (tmp_path / path).write_text("a = 1")
        keys.add(kept_key("sqlite"))
        (tmp_path / path).write_text("a = 2")
        keys.add(kept_key("sqlite"))
    (tmp_path / "views.py").write_text("a = 1")
    keys.add(kept_key("sqlite"))
    assert len(keys) == 8

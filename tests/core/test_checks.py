"""A site refuses to start on a secret that anybody may know, or with the demonstration's doors on a public address."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.management.base import SystemCheckError

from passeurs.core.checks import check_demo, check_secret, is_public, refuse_unsafe_start

GIVEN = {"DEBUG": False, "DEMO": False, "IS_SECRET_GIVEN": True, "IS_SECRET_BLANK": False, "IS_PRODUCTION": False}
PUBLIC = {"SITE_URL": "https://passeurs.ville.fr", "ALLOWED_HOSTS": ["passeurs.ville.fr"]}


def ids(settings, check, **given):
    for name, value in (GIVEN | given).items():
        setattr(settings, name, value)
    return [error.id for error in check(None)]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *((host, False) for host in ("localhost", "127.0.0.1", "[::1]", "192.168.1.4", "demo.test", "intranet")),
        *((host, True) for host in ("passeurs.ville.fr", "8.8.8.8", ".ville.fr")),
    ],
)
def test_which_hosts_are_public(host, expected):
    assert is_public(host) is expected


def test_production_has_a_secret(settings):
    assert ids(settings, check_secret, **PUBLIC) == []
    assert ids(settings, check_secret, IS_SECRET_GIVEN=False, **PUBLIC) == ["passeurs.E002"]
    assert ids(settings, check_secret, IS_SECRET_GIVEN=False, IS_PRODUCTION=True) == ["passeurs.E002"]
    assert ids(settings, check_secret, IS_SECRET_GIVEN=False, IS_SECRET_BLANK=True) == ["passeurs.E001"]


def test_a_laptop_makes_its_own(settings):
    assert ids(settings, check_secret, IS_SECRET_GIVEN=False, SITE_URL="http://localhost:8000") == []
    assert ids(settings, check_secret, IS_SECRET_GIVEN=False, DEMO=True) == []


@pytest.mark.parametrize("given", [PUBLIC, {"ALLOWED_HOSTS": ["*"]}, {"SITE_URL": "https://passeurs.ville.fr"}])
@pytest.mark.parametrize("is_debug", [True, False])
def test_the_demonstration_is_not_for_a_public_address(settings, given, is_debug):
    assert ids(settings, check_demo, DEMO=True, DEBUG=is_debug, **given) == ["passeurs.E003"]
    assert ids(settings, check_demo, **given) == []


def test_the_demonstration_runs_on_this_machine(settings):
    assert ids(settings, check_demo, DEMO=True) == []


def test_the_web_server_does_not_start(settings):
    for name, value in (GIVEN | PUBLIC | {"IS_SECRET_GIVEN": False}).items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match="SECRET_KEY"):
        refuse_unsafe_start()


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"SECRET_KEY": ""}, "E001"), ({"PASSEURS_DEMO": "1", "SITE_URL": "https://passeurs.ville.fr"}, "E003")],
)
def test_from_the_environment_to_the_entry_point(tmp_path, given, expected):
    known = os.environ | {"PASSEURS_VAR": str(tmp_path), "PASSEURS_DEMO": "0", "DEBUG": "0"} | given
    run = [sys.executable, "-c", "import passeurs.config.wsgi"]
    done = subprocess.run(run, env=known, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode
    assert expected in done.stderr

"""Signing in with an organisation's account: there only when the settings say so."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CHECK = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
# The tables as the models are: a minute less than by the migrations.
settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
call_command("migrate", verbosity=0, run_syncdb=True)
from django.test import Client
response = Client(headers={"host": "localhost"}).get("/compte/connexion/")
page = response.content.decode()
assert "Compte de la ville" in page, page
assert 'action="/compte/oidc/oidc/login/' in page, page
assert "form-action 'self' https://sso.exemple.fr;" in response["Content-Security-Policy"] + ";"
for path in ("/compte/externe/annule/", "/compte/externe/erreur/"):
    assert Client(headers={"host": "localhost"}).get(path).status_code in (200, 401), path
print("fine")
"""


@pytest.mark.slow
def test_button_appears_when_configured(tmp_path):
    env = os.environ | {
        "OIDC_SERVER_URL": "https://sso.exemple.fr/realms/ville",
        "OIDC_NAME": "Compte de la ville",
        "PASSEURS_VAR": str(tmp_path),
        "DEBUG": "1",
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "passeurs.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", CHECK], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("fine"), done.stderr[-3000:]

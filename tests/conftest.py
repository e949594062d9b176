"""Strict tests: unknown template variables fail, warnings are errors, no network, random order, a fresh cache."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.test import TestCase, TransactionTestCase

os.environ.setdefault("PASSEURS_DEMO", "0")


class UnknownVariable(str):
    """What Django renders for a variable it does not know: here, a failure."""

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"unknown template variable: {name}")

    def __contains__(self, text: object) -> bool:
        # Django looks for "%s" to know whether to pass the name.
        return text == "%s" or super().__contains__(str(text))


def pytest_configure() -> None:
    """Settings that are read once, set before anything reads them."""
    from django.conf import settings
    from django.test.signals import setting_changed

    # The same examples profile everywhere: hypothesis's own for CI forbids what schemathesis asks of it.
    hypothesis.settings.register_profile(
        "house", derandomize=False, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("house")

    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    # An empty folder: the files of a site that is being served are not read by tests.
    settings.STATIC_ROOT = settings.VAR_DIR / "test-static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    # Wagtail asks for a static address while it starts: what was made from the former settings is made again.
    setting_changed.send(sender=None, setting="STORAGES", value=settings.STORAGES, enter=True)


@pytest.fixture
def foreign_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of Wagtail's own, which name variables that are not always there."""
    from django.template import engines

    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture(autouse=True)
def strict_site(settings: object, tmp_path: object) -> Iterator[None]:
    """The settings every test runs under."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PAGE_CACHE_SECONDS = 0
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.SHARE_IMAGES_DIR = tmp_path / "images"
    from django.core.cache import cache

    from passeurs.core.registry import Frame
    from passeurs.editorial.queries.site import FRAME_KEY

    cache.clear()
    # A site without pages of the team until a test makes some: its frame costs no query.
    cache.set(FRAME_KEY, Frame())
    yield
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that empties the tables is known beforehand: see `rows_given_back`."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            mark.kwargs["serialized_rollback"] = True
        elif {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
        elif not issubclass(item.cls or object, TransactionTestCase) or issubclass(item.cls, TestCase):
            continue
        else:
            # Known beforehand, so that rows are read even where such a class runs alone.
            item.cls.serialized_rollback = True
        # First asked, hence last undone: after the tables are emptied, while the test database is still there.
        item.fixturenames.insert(0, "rows_given_back")


@pytest.fixture(scope="session")
def rows_of_migrations(django_db_setup: None) -> str:
    """What migrations made (themes, channels, the root of the pages), read before any test.

    Early, since inside a browser's event loop Django has another connection, that does not know it.
    """
    from django.db import connection

    return connection._test_serialized_contents


@pytest.fixture
def rows_given_back(rows_of_migrations: str, django_db_blocker: object) -> Iterator[None]:
    """Give back the rows of migrations after a test that emptied the tables, whatever test comes next."""
    yield
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection

    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(rows_of_migrations)
        with connection.cursor() as cursor:
            # PostgreSQL counts on after the rows that came with their numbers.
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
    # Emptying made content types of other numbers, which Django remembers.
    ContentType.objects.clear_cache()

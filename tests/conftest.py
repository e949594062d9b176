"""Strict tests: unknown template variables fail, warnings are errors, no network, random order, a fresh cache."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

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

    cache.clear()
    yield
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that empties the tables gives back the rows of migrations: see `rows_of_migrations`."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            mark.kwargs["serialized_rollback"] = True


@pytest.fixture(autouse=True)
def rows_of_migrations(
    request: pytest.FixtureRequest, django_db_serialized_rollback: None, django_db_blocker: object
) -> Iterator[None]:
    """Rows that migrations made (themes, channels, the root of the pages) outlive a test that empties the tables.

    Without it, what a transactional test leaves behind depends on the order of the tests.
    """
    yield
    mark = request.node.get_closest_marker("django_db")
    if "transactional_db" not in request.fixturenames and not (mark and mark.kwargs.get("transaction")):
        return
    from django.db import connection

    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)

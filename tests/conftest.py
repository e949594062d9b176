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
    from passeurs.editorial.queries.pages import FRAME_KEY

    cache.clear()
    # A site without pages of the team until a test makes some: its frame costs no query.
    cache.set(FRAME_KEY, Frame())
    yield
    cache.clear()

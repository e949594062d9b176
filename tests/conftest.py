"""Strict tests: unknown template variables fail, warnings are errors, no network, random order, a fresh cache."""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine

os.environ.setdefault("PASSEURS_DEMO", "0")


class UnknownVariable(str):
    """What Django renders for a variable it does not know: here, a failure."""

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"unknown template variable: {name}")

    def __contains__(self, text: object) -> bool:
        # Django looks for "%s" to know whether to pass the name.
        return text == "%s" or super().__contains__(str(text))


def paris(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> dt.datetime:
    """A moment told in Paris. In UTC, since a traveller takes its zone along to the whole process."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris")).astimezone(dt.UTC)


def moment_of_the_suite() -> dt.datetime:
    """Ten in the morning, on the day of `PASSEURS_TEST_DATE` or today's; the same for every process of a run."""
    day = dt.date.fromisoformat(os.environ.setdefault("PASSEURS_TEST_DATE", dt.date.today().isoformat()))
    return paris(day.year, day.month, day.day)


# The clock stands still for the whole suite, before test modules are read: some make their moments as they load.
CLOCK = time_machine.travel(moment_of_the_suite(), tick=False)


def pytest_unconfigure() -> None:
    """The time goes on."""
    CLOCK.stop()


def pytest_configure(config: pytest.Config) -> None:
    """Settings that are read once, set before anything reads them."""
    CLOCK.start()
    if config.option.create_db and not hasattr(config, "workerinput"):
        from tests.database import forget_kept_database

        forget_kept_database()
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where `PASSEURS_TEST_TENTH` holds a digit, the tests whose number ends with it: one test in ten."""
    tenth = os.environ.get("PASSEURS_TEST_TENTH")
    if tenth is None:
        return
    others = {item for item in items if zlib.crc32(item.nodeid.encode()) % 10 != int(tenth)}
    config.hook.pytest_deselected(items=list(others))
    items[:] = [item for item in items if item not in others]


@pytest.fixture
def foreign_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of Wagtail's own, which name variables that are not always there."""
    from django.template import engines

    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture(autouse=True)
def clock_of_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test says so, the clock stands at its own moment; in a journey it goes on, as that of the browser."""
    mark = request.node.get_closest_marker("moment")
    if request.node.get_closest_marker("journey"):
        CLOCK.stop()
        yield
        CLOCK.start()
    elif mark:
        with time_machine.travel(paris(*mark.args, **mark.kwargs), tick=False):
            yield
    else:
        yield


@pytest.fixture
def pass_time(time_machine: object) -> Callable[..., None]:
    """Let some time pass: `pass_time(minutes=5)`."""
    from passeurs.core import clock

    return lambda **spent: time_machine.move_to(clock.now() + dt.timedelta(**spent), tick=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The database is made once and copied, and given back after a test that writes in it for good."""
    from tests.database import use_kept_database

    use_kept_database()


@pytest.fixture(autouse=True)
def strict_site(settings: object, tmp_path: object) -> Iterator[None]:
    """The settings every test runs under."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": memory, "LOCATION": name} for name in ("default", "limits")}
    settings.LIMITS_LOCK = tmp_path / "limits.lock"
    settings.FAILURES_DIR = tmp_path / "failures"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PAGE_CACHE_SECONDS = 0
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.SHARE_IMAGES_DIR = tmp_path / "images"
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"
    from django.core.cache import cache, caches

    from passeurs.core.registry import Frame
    from passeurs.editorial.queries.site import FRAME_KEY

    cache.clear()
    # A site without pages of the team until a test makes some: its frame costs no query.
    cache.set(FRAME_KEY, Frame())
    caches["limits"].clear()
    yield
    cache.clear()

"""Rate limits tell visitors apart, behind a proxy too."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.test import RequestFactory

from passeurs.core import clock
from passeurs.core.throttle import is_too_often
from passeurs.core.throttle_store import CacheStorage

FILES = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}


def tries(**meta):
    request = RequestFactory().get("/", **meta)
    return is_too_often(request, "essai", limit=1, seconds=60)


def test_a_limit_is_for_one_address():
    assert [tries(REMOTE_ADDR="192.0.2.1"), tries(REMOTE_ADDR="192.0.2.1"), tries(REMOTE_ADDR="192.0.2.2")] == [
        False,
        True,
        False,
    ]


def test_behind_a_proxy_the_visitor_is_the_last_address_told(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    one = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.1"}
    two = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.2"}
    assert [tries(**one), tries(**one), tries(**two)] == [False, True, False]


def test_without_a_proxy_what_is_claimed_is_not_believed():
    first = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    assert [tries(**first), tries(**(first | {"HTTP_X_FORWARDED_FOR": "192.0.2.8"}))] == [False, True]


def test_one_connection_is_one_visitor_whatever_its_address():
    assert [tries(REMOTE_ADDR="2001:db8:1:2::1"), tries(REMOTE_ADDR="2001:db8:1:2:ffff::9")] == [False, True]


@pytest.mark.parametrize("seconds", [30, 60, 3600])
def test_a_window_is_as_long_as_it_says_whatever_is_tried_in_it(settings, tmp_path, seconds):
    settings.CACHES = settings.CACHES | {"limits": FILES | {"LOCATION": str(tmp_path / "limits")}}
    with time_machine.travel(clock.now(), tick=False) as traveller:

        def asked() -> bool:
            request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
            return is_too_often(request, "fenêtre", limit=2, seconds=seconds)

        assert [asked(), asked(), asked()] == [False, False, True]
        traveller.shift(seconds - 1)
        assert asked()
        traveller.shift(2)
        assert not asked()


def test_processes_count_together(settings, tmp_path):
    settings.CACHES = settings.CACHES | {"limits": FILES | {"LOCATION": str(tmp_path / "limits")}}
    store = CacheStorage()
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _n: store.incr("ensemble", 60), range(80)))
    assert sorted(counts) == list(range(1, 81))

"""Rate limits tell visitors apart, behind a proxy too."""

from django.test import RequestFactory

from passeurs.core.throttle import is_too_often


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

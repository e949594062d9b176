"""Whole pages kept a short time in memory, for visitors without a session.

A view says that its page is the same for every visitor with `@public_page`; the middleware keeps it per process,
and forgets all pages within a second when something that they may show is written (`pages_changed`, called by the
journal).
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

MAX_PAGES = 500
MAX_BYTES = 300_000
PACKING = 6
VERSION_KEY = "pages:version"
VERSION_CHECK_SECONDS = 1.0
# What varies a page besides its address.
HTMX_HEADERS = ("HTTP_HX_REQUEST", "HTTP_HX_BOOSTED", "HTTP_HX_TARGET")
# Signs of a page made for one visitor.
PERSONAL = (b"csrfmiddlewaretoken", b"X-CSRFToken")


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    # Packed once for all who read it; nothing personal is in it, so its length tells nothing (BREACH).
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    version: str
    expires: float


_pages: OrderedDict[str, _Page] = OrderedDict()
_lock = threading.Lock()
_known_version = ("", 0.0)


def public_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view's page is the same for all visitors: it may be kept. Never on a view that changes something."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return marked


def pages_changed() -> None:
    """Something public may have changed: kept pages are forgotten, here at once, elsewhere within a second."""
    global _known_version
    version = uuid.uuid4().hex
    cache.set(VERSION_KEY, version, None)
    _known_version = (version, time.monotonic())


class _ForgetOnce:
    """What several savepoints of one transaction ask to do after it, done once."""

    is_done = False

    def __call__(self) -> None:
        if not self.is_done:
            self.is_done = True
            pages_changed()


def forget_pages_on_commit() -> None:
    """`pages_changed` once the transaction is committed: once, however many lines of the journal it writes."""
    connection = transaction.get_connection()
    # Another savepoint may be rolled back with what it asked for; an outer one is not without this one.
    around = set(connection.savepoint_ids)
    asked = [(sids, func) for sids, func, _is_robust in connection.run_on_commit if isinstance(func, _ForgetOnce)]
    waiting = [(sids, func) for sids, func in asked if not func.is_done]
    if not any(sids <= around for sids, _func in waiting):
        transaction.on_commit(waiting[0][1] if waiting else _ForgetOnce())


def _version() -> str:
    global _known_version
    version, read_at = _known_version
    if not version or time.monotonic() - read_at > VERSION_CHECK_SECONDS:
        version = str(cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, None))
        _known_version = (version, time.monotonic())
    return version


class PageCacheMiddleware:
    """Answers a visitor from memory when it can. Sits above sessions, so that a hit costs nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, or the answer of the site, kept when it may be."""
        seconds = settings.PAGE_CACHE_SECONDS
        if not seconds or request.method != "GET" or self._is_someone(request):
            return self.get_response(request)
        key = self._key(request)
        # Read before the page is made: what changes meanwhile makes this page stale at once.
        version = _version()
        page = _pages.get(key)
        if page and page.version == version and page.expires > time.monotonic():
            return self._answer(request, page)
        response = self.get_response(request)
        if page and page.version == version and response.status_code == 503:
            # The database is away: what was true a minute ago is better than nothing.
            return self._answer(request, page)
        if not self._may_keep(response):
            return response
        return self._answer(request, self._keep(key, response, version, seconds))

    @staticmethod
    def _is_someone(request: HttpRequest) -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES

    @staticmethod
    def _key(request: HttpRequest) -> str:
        headers = (request.META.get(name, "") for name in ("HTTP_HOST", *HTMX_HEADERS))
        # The language itself, not the header that asks for it: browsers write it in a hundred ways.
        return "\n".join((request.get_full_path(), get_language_from_request(request), *headers))

    @staticmethod
    def _may_keep(response: HttpResponse) -> bool:
        return (
            getattr(response, "is_public_page", False)
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and "private" not in response.get("Cache-Control", "")
            and len(response.content) <= MAX_BYTES
            and not any(mark in response.content for mark in PERSONAL)
        )

    @staticmethod
    def _keep(key: str, response: HttpResponse, version: str, seconds: int) -> _Page:
        etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = tuple((name, value) for name, value in response.items() if name not in ("ETag", "Content-Length"))
        packed = gzip.compress(response.content, PACKING, mtime=0)
        page = _Page(response.content, packed, headers, etag, version, time.monotonic() + seconds)
        with _lock:
            _pages[key] = page
            _pages.move_to_end(key)
            while len(_pages) > MAX_PAGES:
                _pages.popitem(last=False)
        return page

    @staticmethod
    def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
        if page.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response: HttpResponse = HttpResponseNotModified()
        elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response = HttpResponse(page.packed, headers={"Content-Encoding": "gzip"})
        else:
            response = HttpResponse(page.content)
        for name, value in page.headers:
            if response.status_code == 200 or name != "Content-Type":
                response[name] = value
        response["ETag"] = page.etag
        if response.status_code == 200:
            # CommonMiddleware, which says it elsewhere, sits below.
            response["Content-Length"] = str(len(response.content))
        return response

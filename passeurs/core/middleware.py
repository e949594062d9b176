"""Middleware: the language of the reader; a refused action becomes a readable page, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from passeurs.core import journal, registry
from passeurs.core.verdict import Refused

# What is the same in every language may be kept by anyone under its address alone.
WORDLESS = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/json")
# Kinds of files in which persons may be told.
TAKEN_AWAY = ("text/csv", "application/json", "application/pdf", "application/zip", "application/vnd.", "text/calendar")


def _kind(response: HttpResponse) -> str:
    return response.get("Content-Type", "").partition(";")[0].strip()


def wordless(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view's answer is the same whoever asks, in any language: its session is not even read."""
    view.is_wordless = True  # type: ignore[attr-defined]
    return view


class LanguageMiddleware:
    """Answers in the language of who asks: what they chose in their profile, else this browser's cookie, else its own.

    Not Django's: it leaves no language behind it in the process, and addresses have no prefix to look for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on in that language, and say that the answer depends on it."""
        with translation.override(translation.get_language_from_request(request)):
            response = self.get_response(request)
            language = translation.get_language()
        if not response.get("Content-Type", "").startswith(WORDLESS):
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object) -> None:
        """What the person chose wins, once it is known that the page has words. Undone with the rest."""
        is_someone = settings.SESSION_COOKIE_NAME in request.COOKIES and not getattr(view, "is_wordless", False)
        if is_someone and request.user.is_authenticated:
            chosen = next((chosen for of in registry.languages if (chosen := of(request.user))), "")
            if chosen:
                translation.activate(chosen)


class ReadableMiddleware:
    """A NUL shows nowhere, nobody typed it, and PostgreSQL looks for no text that holds one: an address with it is none
    of ours, a question is read without it. In what is sent, each form refuses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, when it can be read."""
        if "\0" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return self.get_response(request)


class RefusalMiddleware:
    """Turn `Refused` into a 403 (not for you) or a 422 (not now) that says why and what next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a `Refused` raised by an action; let everything else through."""
        if not isinstance(exception, Refused):
            return None
        status = 403 if exception.verdict.is_forbidden else 422
        return render(request, "core/refused.html", {"verdict": exception.verdict}, status=status)


class NoStoreMiddleware:
    """What is answered to somebody with a session is kept by no browser and no proxy: the next reader of a shared
    computer, or of its disk, finds nothing. Images and files that are the same for everybody may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header where it is due; who signs in or out by this request has a session too."""
        response = self.get_response(request)
        name = settings.SESSION_COOKIE_NAME
        is_shared = "public" in response.get("Cache-Control", "") and _kind(response).startswith(WORDLESS)
        if (name in request.COOKIES or name in response.cookies) and not is_shared:
            response["Cache-Control"] = "private, no-store"
        return response


class ExportJournalMiddleware:
    """A file that somebody takes away leaves a line in the journal: which page, which kind, who; not what is in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the answer: no app has to think of it."""
        response = self.get_response(request)
        is_file = response.get("Content-Disposition", "").startswith(("attachment", "inline"))
        # Without a session nobody is asked who they are: the file is the same for everybody, or behind a private link.
        is_someone = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_someone and is_file and response.status_code == 200 and _kind(response).startswith(TAKEN_AWAY):
            match = request.resolver_match
            if match and request.user.is_authenticated:
                data = {"kind": _kind(response)}
                journal.record(
                    actor=request.user, verb="export_file", subject=f"export:{match.view_name}"[:80], data=data
                )
        return response


class PermissionsPolicyMiddleware:
    """What a page may ask the device for: camera, microphone and position, for this site alone; nothing else."""

    HEADER = (
        "camera=(self), microphone=(self), geolocation=(self), fullscreen=(self), web-share=(self), "
        "publickey-credentials-get=(self), payment=(), usb=(), midi=(), gyroscope=(), accelerometer=(), "
        "browsing-topics=()"
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.HEADER)
        return response

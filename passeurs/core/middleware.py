"""Middleware: the language of the reader; a refused action becomes a readable page, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from passeurs.core import registry
from passeurs.core.verdict import Refused

# What looks the same in every language may be kept by anyone under its address alone.
WORDLESS = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript")


class LanguageMiddleware:
    """Answers in the language of who asks: what they chose in their profile, else this browser's cookie, else its own.

    Not Django's: it leaves no language behind it in the process, and addresses have no prefix to look for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on in that language, and say that the answer depends on it."""
        language = self._chosen(request) or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if not response.get("Content-Type", "").startswith(WORDLESS):
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    @staticmethod
    def _chosen(request: HttpRequest) -> str:
        if not request.user.is_authenticated:
            return ""
        return next((chosen for of in registry.languages if (chosen := of(request.user))), "")


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

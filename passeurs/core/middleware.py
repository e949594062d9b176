"""Middleware: a refused action becomes a readable page, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passeurs.core.verdict import Refused


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

"""Errors of pages: one line each, with the number that the reader saw, and no personal data.

A line is kept in a file of its day rather than in the database, which may be what fails. It holds the route, never the
address that was asked (private links are in it), and the kind of error, never its sentence (names are in it).
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from passeurs.core import clock

KEPT = dt.timedelta(days=30)
log = structlog.get_logger()


@dataclass(frozen=True)
class Failure:
    """One error: its number, when, on which route, what kind, where in our code."""

    number: str
    at: dt.datetime
    method: str
    route: str
    kind: str
    where: str


class RequestNumberMiddleware:
    """Give each request a number of ours; it is in the answer’s `X-Request-ID`, and on the page of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        request.number = secrets.token_hex(6)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.number  # type: ignore[attr-defined]
        return response


def note_failure(request: HttpRequest, error: BaseException) -> None:
    """Leave the line of an error, in the log and for the team. A disk that is full takes none of them: no matter."""
    match = request.resolver_match
    at = clock.now()
    line = {
        "request": getattr(request, "number", ""),
        "method": request.method or "",
        "route": match.route if match else "",
        "kind": type(error).__name__,
        "where": _where(error),
    }
    log.error("request_failed", **line)
    try:
        path = _path(at)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"at": at.isoformat()} | line) + "\n")
    except OSError:
        log.error("failure_not_kept", request=line["request"])


def _where(error: BaseException) -> str:
    """The last line of ours that ran."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "passeurs" in Path(frame.filename).parts] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _path(day: dt.datetime) -> Path:
    return Path(settings.FAILURES_DIR) / f"{day:%Y-%m-%d}.jsonl"


def recent_failures(at: dt.datetime, days: int = KEPT.days) -> list[Failure]:
    """Those of the last days, the latest first; a line that was cut is left out."""
    found = []
    for back in range(days + 1):
        try:
            lines = _path(at - dt.timedelta(days=back)).read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        found += [failure for line in reversed(lines) if (failure := _read(line))]
    return found


def _read(line: str) -> Failure | None:
    try:
        told = json.loads(line)
        when = dt.datetime.fromisoformat(told["at"])
        return Failure(told["request"], when, told["method"], told["route"], told["kind"], told["where"])
    except (ValueError, KeyError, TypeError):
        return None


def forget_failures(at: dt.datetime) -> int:
    """Delete the files of days that are past their time. Returns how many."""
    oldest = (at - KEPT).date().isoformat()
    old = [path for path in Path(settings.FAILURES_DIR).glob("*.jsonl") if path.stem < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)

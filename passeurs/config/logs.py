"""What the site logs: events as JSON lines. Errors of pages are written once, by `core.failures`."""

from __future__ import annotations

from typing import Any

import structlog


def log_events() -> None:
    """Events of the application: one JSON line each, without addresses or names."""
    stages: list[Any] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso")]
    stages.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    structlog.configure(processors=stages, cache_logger_on_first_use=True)


def logging_of(is_debug: bool) -> dict[str, Any]:
    """Django's own log of errors would tell addresses, private links among them: kept for developers."""
    silent = {"handlers": [], "level": "CRITICAL", "propagate": False}
    loggers = {} if is_debug else {"django.request": silent}
    return {"version": 1, "disable_existing_loggers": False, "loggers": loggers}

"""Decisions on one file, or on many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from passeurs.core.verdict import Refused
from passeurs.people.models import Person
from passeurs.recruitment import tasks
from passeurs.recruitment.models import Application
from passeurs.recruitment.running.decision import write_decision


def decide_application(
    *, application: Application, by: Person, status: str, reason: str = "", at: dt.datetime | None = None
) -> Application:
    """Set a status; the candidate is told of an answer, and what was promised is settled. Raises Refused."""
    return write_decision(application=application, by=by, status=status, reason=reason, post=tasks.post_letter, at=at)


def decide_applications(
    *, applications: Iterable[Application], by: Person, status: str, reason: str, at: dt.datetime | None = None
) -> list[tuple[Application, str]]:
    """Set one status on many files, each on its own. Returns those that were refused, with why."""
    refused = []
    for application in applications:
        try:
            decide_application(application=application, by=by, status=status, reason=reason, at=at)
        except Refused as error:
            refused.append((application, error.verdict.reason))
    return refused

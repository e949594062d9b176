"""Background work of recruitment: letters leave after the commit. Arguments are numbers: no address, no token."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from passeurs.recruitment import messages
from passeurs.recruitment.models import Application


def post(work: Any, name: str, pk: int) -> None:
    """Queue a letter once the write it tells of is certain."""
    transaction.on_commit(partial(work.enqueue, name, pk))


def _application(pk: int) -> Application | None:
    rows = Application.objects.select_related("call", "season_city__city", "guardianship")
    return rows.filter(pk=pk, anonymised_at__isnull=True).first()


@task()
def send_letter(name: str, application_id: int) -> None:
    """Write to the candidate; nothing when the file is gone meanwhile."""
    application = _application(application_id)
    if application:
        messages.LETTERS[name](application)


@task()
def send_guardian_letter(name: str, application_id: int) -> None:
    """Write to the guardian of a minor candidate."""
    application = _application(application_id)
    if application and application.guardianship:
        messages.GUARDIAN_LETTERS[name](application, application.guardianship)

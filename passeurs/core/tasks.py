"""Background work of the toolbox: letters leave. Arguments are numbers: no address, no token."""

from __future__ import annotations

from django_tasks import task

from passeurs.core.running import send_one


@task()
def send_letter(letter_id: int) -> str:
    """Send a letter right after the commit. Answers why it did not leave, in a word."""
    answer = send_one(letter_id=letter_id)
    return answer.fault.value if answer else ""

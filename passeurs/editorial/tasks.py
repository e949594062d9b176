"""Background work of editorial: issues of the letter. Arguments are keys, never addresses."""

from django_tasks import task

from passeurs.core import clock
from passeurs.editorial.models import Issue
from passeurs.editorial.running.dispatch import send_batch


@task()
def send_letter_batch(issue_id: int) -> int:
    """Send one batch of an issue, and ask for the next: other work gets its turn in between."""
    taken = send_batch(issue=Issue.objects.get(pk=issue_id), at=clock.now())
    if taken:
        send_letter_batch.enqueue(issue_id)
    return taken

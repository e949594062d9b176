"""Background work of notifications."""

from django_tasks import task

from passeurs.core import clock
from passeurs.notifications.running import send_due_deliveries


@task()
def deliver_due() -> int:
    """Send what is due now; returns the number of mails."""
    return send_due_deliveries(at=clock.now())

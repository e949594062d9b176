"""Send the mails that are due, once: for cron, where no `tick` runs."""

from typing import Any

from django.core.management.base import BaseCommand

from passeurs.core import clock
from passeurs.notifications.running import send_due_deliveries


class Command(BaseCommand):
    """`manage.py send_notifications`."""

    help = "Envoie les e-mails arrivés à leur heure."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many left."""
        self.stdout.write(f"{send_due_deliveries(at=clock.now())} e-mail(s)")

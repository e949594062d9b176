"""Have a restored copy write again, once what would leave was looked at."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from passeurs.core import clock, journal
from passeurs.core.mail_guard import mails_waiting
from passeurs.core.service_mark import is_mail_held, release_mail


class Command(BaseCommand):
    """`manage.py release_mail [--yes]`."""

    help = "Dit ce qui partirait d’un site restauré ; avec --yes, laisse les courriels partir."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing leaves unless it is said."""
        parser.add_argument("--yes", action="store_true", help="les laisser partir")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, then let go."""
        if not is_mail_held():
            self.stdout.write("Les courriels ne sont pas retenus.")
            return
        for what, count in mails_waiting(clock.now()):
            self.stdout.write(f"{count:>7}  {what}")
        if not options["yes"]:
            self.stdout.write("Rien n’est parti. Pour les laisser partir : manage.py release_mail --yes")
            return
        release_mail()
        journal.record(verb="release_mail")
        self.stdout.write("Les courriels partent de nouveau.")

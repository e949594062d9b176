"""One dated archive of the site: database, files, secret, list of erasures. Made while it runs."""

from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from passeurs.core import clock
from passeurs.core.archive import make_backup


class Command(BaseCommand):
    """`manage.py backup [--to FOLDER]`."""

    help = "Sauvegarde le site dans une archive datée : base, fichiers, secret, liste des effacements."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write."""
        parser.add_argument("--to", type=Path, default=settings.VAR_DIR / "backups", help="dossier de l’archive")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say where it is."""
        try:
            path = make_backup(options["to"], at=clock.now())
        except CalledProcessError as error:
            raise CommandError(error.stderr.decode(errors="replace").strip()) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}  {path.stat().st_size / 1e6:.1f} Mo")

"""Put a backup back in the place of this site, which then writes to nobody until `release_mail`."""

from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from passeurs.core import clock
from passeurs.core.archive import RestoreRefused, restore_backup


class Command(BaseCommand):
    """`manage.py restore ARCHIVE [--force]`."""

    help = "Remet une sauvegarde en place. Le site restauré n’écrit à personne avant « release_mail »."

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive, and whether a running site is no reason to stop."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--force", action="store_true", help="même si le site tourne : arrêtez-le aussitôt après")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say what was done."""
        try:
            done = restore_backup(options["archive"], at=clock.now(), is_forced=options["force"])
        except RestoreRefused as error:
            raise CommandError(f"{error} Rien n’a été changé.") from error
        except CalledProcessError as error:
            raise CommandError(f"{error.stderr.decode(errors='replace').strip()} La base est restée telle.") from error
        self.stdout.write(f"Restauré : sauvegarde du {done.made_at:%Y-%m-%d %H:%M} (UTC).")
        self.stdout.write(f"Ce qui était là est dans {done.aside}.")
        self.stdout.write(f"Effacements faits depuis, refaits : {done.erased_count}.")
        for line in done.failed:
            self.stderr.write(f"À effacer à la main : {line.verb} {line.ref} ({line.at})")
        if not done.is_same_secret:
            self.stderr.write(
                "SECRET_KEY n’est pas celle de la sauvegarde (fichier secret_key de l’archive) : changez-la."
            )
        self.stdout.write("Aucun courriel ne part : regardez /equipe/etat/, puis « manage.py release_mail ».")

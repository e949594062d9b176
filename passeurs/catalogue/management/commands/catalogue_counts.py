"""How many source rows stand around a point: the check of an import."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from passeurs.catalogue.queries.source_record import count_around


class Command(BaseCommand):
    """Counts are taken on the rows as their source gives them, before any merging or skipping."""

    help = "Compte, par source, les notices d’origine autour d’un point."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A centre in degrees and a radius in km."""
        parser.add_argument("lat", type=float)
        parser.add_argument("lon", type=float)
        parser.add_argument("km", type=float)
        parser.add_argument("--json", action="store_true", dest="is_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts."""
        counts = count_around(options["lat"], options["lon"], options["km"])
        if options["is_json"]:
            self.stdout.write(json.dumps(counts))
            return
        for source, count in counts.items():
            self.stdout.write(f"{source} : {count}")

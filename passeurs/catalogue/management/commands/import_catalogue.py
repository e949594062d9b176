"""Import open data into the catalogue."""

from __future__ import annotations

import csv
import json
import sys
import time
import zlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from passeurs.catalogue.actions.import_run import OUTCOMES, Counts, ReportedRow, import_file, refresh_statistics
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.mapping import load_mapping, suggest_mapping
from passeurs.catalogue.importers.machinery.refusal import FileRefused
from passeurs.catalogue.importers.machinery.registry import importer_for, importers, recognise
from passeurs.catalogue.importers.machinery.table import Table, open_table


class Command(BaseCommand):
    """Several files in one command, venues before what happens in them, each read whole before it is written."""

    help = "Importe des fichiers de données ouvertes dans le catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files and options."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--source", default="auto", help="auto, ou : " + ", ".join(importers()))
        parser.add_argument("--mapping", type=Path, help="description TOML d’un fichier quelconque")
        parser.add_argument("--suggest-mapping", action="store_true", help="rédiger un brouillon de description")
        parser.add_argument("--dry-run", action="store_true", help="tout lire, ne rien écrire")
        parser.add_argument("--report", type=Path, help="CSV des lignes rejetées ou écartées, avec la raison")
        parser.add_argument("--json", action="store_true", dest="is_json", help="un objet JSON à la fin")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, report, exit with 2 when a file was refused."""
        if options["suggest_mapping"]:
            self._suggest(options["files"])
            return
        started = time.monotonic()
        total = Counts()
        refused: list[tuple[Path, str]] = []
        files: list[dict[str, Any]] = []
        report = options["report"].open("w", encoding="utf-8", newline="") if options["report"] else None
        try:
            opened = self._open_all(options, refused)
            for rank, (path, table, importer) in enumerate(opened):
                opened[rank] = (path, None, importer)  # type: ignore[assignment]
                counts = self._import_one(path, table, importer, options["dry_run"], report, refused)
                if counts:
                    total.add(counts)
                    files.append({"file": str(path), "source": importer.source, **counts.as_dict()})
        finally:
            if report:
                report.close()
        if files and not options["dry_run"]:
            refresh_statistics()
        total.seconds = time.monotonic() - started
        self._conclude(total, files, refused, is_json=options["is_json"])
        if refused:
            sys.exit(2)

    def _suggest(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                table = open_table(path)
                self.stdout.write(suggest_mapping(table))
                table.close()
            except FileRefused as reason:
                self.stderr.write(f"{path} : refusé : {reason}")
                sys.exit(2)

    def _open_all(self, options: dict[str, Any], refused: list[tuple[Path, str]]) -> list[tuple[Path, Table, Importer]]:
        """Every file with its importer, in the order of import; what cannot be opened is refused now."""
        opened = []
        for path in options["files"]:
            table = None
            try:
                table = open_table(path)
                if options["mapping"]:
                    importer: Importer = load_mapping(options["mapping"])
                elif options["source"] == "auto":
                    importer = recognise(table)
                else:
                    importer = importer_for(options["source"])
                importer.bind(table)
                opened.append((path, table, importer))
            except (FileRefused, OSError) as reason:
                self._refuse(path, str(reason), refused)
                if table:
                    table.close()
        return sorted(opened, key=lambda entry: entry[2].rank)

    def _import_one(
        self,
        path: Path,
        table: Table,
        importer: Importer,
        is_dry_run: bool,
        report: TextIO | None,
        refused: list[tuple[Path, str]],
    ) -> Counts | None:
        lines = csv.writer(report) if report else None
        if lines and report and report.tell() == 0:
            lines.writerow(["fichier", "ligne", "statut", "identifiant", "raison"])

        def note(row: ReportedRow) -> None:
            if lines:
                lines.writerow([path.name, row.line, row.status, row.external_id, row.reason])

        started = time.monotonic()

        def progress(rows: int) -> None:
            if sys.stderr.isatty():
                rate = rows / max(time.monotonic() - started, 0.001)
                sys.stderr.write(f"\r{path.name} : {rows} lignes, {rate:.0f}/s ")
                sys.stderr.flush()

        try:
            return import_file(table=table, importer=importer, is_dry_run=is_dry_run, report=note, progress=progress)
        except FileRefused as reason:
            self._refuse(path, str(reason), refused)
            return None
        except (EOFError, OSError, zlib.error) as error:
            self._refuse(path, f"la lecture s’est arrêtée en chemin ({error})", refused)
            return None
        except DatabaseError as error:
            refused.append((path, str(error)))
            self.stderr.write(
                f"{path} : arrêté en chemin ({error}). Relancez la même commande : "
                "ce qui est entré n’entre pas deux fois."
            )
            return None
        finally:
            table.close()
            if sys.stderr.isatty():
                sys.stderr.write("\n")

    def _refuse(self, path: Path, reason: str, refused: list[tuple[Path, str]]) -> None:
        refused.append((path, reason))
        self.stderr.write(f"{path} : refusé, le catalogue n’a pas changé : {reason}")

    def _conclude(
        self, total: Counts, files: list[dict[str, Any]], refused: list[tuple[Path, str]], *, is_json: bool
    ) -> None:
        """The equation, last."""
        if is_json:
            found = {
                **total.as_dict(),
                "files": files,
                "refused": [{"file": str(path), "reason": reason} for path, reason in refused],
            }
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for entry in files:
            self.stdout.write(f"{entry['file']} ({entry['source']}) : {_equation(entry)}")
        self.stdout.write(_equation(total.as_dict()))


def _equation(counts: dict[str, Any]) -> str:
    parts = " + ".join(f"{counts[name]} {name}" for name in OUTCOMES)
    return f"{counts['read']} read = {parts} ({counts['seconds']:.1f} s)"

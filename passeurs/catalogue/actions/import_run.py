"""Import one file: one transaction, every row accounted for, the same file twice changes nothing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from passeurs.catalogue.actions.source_record import ChunkWriter
from passeurs.catalogue.importers.machinery.column import UnreadableRow
from passeurs.catalogue.importers.machinery.draft import Parsed, digest
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.refusal import FileRefused, RowRejected
from passeurs.catalogue.importers.machinery.table import Table, file_date
from passeurs.catalogue.models import ImportRun, Offer, Venue, Work
from passeurs.core.page_cache import pages_changed
from passeurs.core.search.vocabulary import words_changed

CHUNK_ROWS = 1_000
_UNFORESEEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
OUTCOMES = ("created", "updated", "unchanged", "merged", "skipped", "rejected")


@dataclass
class Counts:
    """The equation: read = created + updated + unchanged + merged + skipped + rejected."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    skipped: int = 0
    rejected: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The counts, `seconds` rounded to the millisecond."""
        return {**{name: getattr(self, name) for name in ("read", *OUTCOMES)}, "seconds": round(self.seconds, 3)}

    def add(self, other: Counts) -> None:
        """Sum of two files."""
        for name in ("read", *OUTCOMES, "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class RowStatus(StrEnum):
    """Why a row is in the report, in words."""

    REJECTED = "rejetée"
    SKIPPED = "écartée"


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row that was rejected or skipped; `external_id` is empty while it could not be read."""

    line: int
    status: RowStatus
    reason: str
    external_id: str = ""


Report = Callable[[ReportedRow], None]


def _no_report(row: ReportedRow) -> None:
    """Nobody reads the rejected rows."""


@dataclass
class Seen:
    """The ids met in a file, on disk once they are many: memory stays flat."""

    store: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect("", isolation_level=None))

    def __post_init__(self) -> None:
        self.store.execute("PRAGMA cache_size=-8000")
        self.store.execute("CREATE TABLE seen (id TEXT, print TEXT, PRIMARY KEY (id, print)) WITHOUT ROWID")
        self.store.execute("BEGIN")

    def place(self, parsed: Parsed) -> None:
        """Give the row an id of its own when its id is taken; an exact repeat is set aside."""
        base = parsed.external_id
        fingerprint = parsed.mark = parsed.fingerprint()
        known = [mark for (mark,) in self.store.execute("SELECT print FROM seen WHERE id = ?", (base,))]
        if known:
            if fingerprint in known:
                parsed.draft, parsed.skipped = None, "répétition exacte d’une ligne précédente"
                parsed.mark = parsed.fingerprint()
            candidate, rank = f"{base}~{digest(parsed.identity, 5)}", 1
            while self.store.execute("SELECT 1 FROM seen WHERE id = ?", (candidate,)).fetchone():
                rank += 1
                candidate = f"{base}~{digest(parsed.identity, 5)}~{rank}"
            parsed.external_id = candidate
            self.store.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (candidate, fingerprint))
        self.store.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (base, fingerprint))


def import_file(
    *,
    table: Table,
    importer: Importer,
    is_dry_run: bool = False,
    report: Report = _no_report,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Counts:
    """Import an opened table. Raises `FileRefused`, the catalogue left as it was.

    A file is refused when a needed column is missing, when it has no row, or when more than half of its rows are
    rejected.
    """
    started = time.monotonic()
    importer.bind(table)
    counts = Counts()
    with transaction.atomic():
        run = ImportRun.objects.create(
            source=importer.source,
            file_name=table.path.name[:200],
            file_on=file_date(table.path),
            attribution={name: getattr(importer, name) for name in ("label", "producer", "licence", "url")},
        )
        writer = ChunkWriter(run=run, importer=importer)
        for chunk in _chunks(table, importer, counts, report):
            for (line, parsed), outcome in zip(chunk, writer.write([parsed for _line, parsed in chunk]), strict=True):
                setattr(counts, outcome, getattr(counts, outcome) + 1)
                if outcome == "skipped":
                    report(ReportedRow(line, RowStatus.SKIPPED, parsed.skipped, parsed.external_id))
            progress(counts.read)
        if not counts.read:
            raise FileRefused("le fichier n’a pas de ligne de données sous son en-tête")
        if counts.rejected * 2 > counts.read:
            raise FileRefused(
                f"{counts.rejected} lignes sur {counts.read} sont illisibles : "
                "ce n’est sans doute pas un fichier de cette source, ou il est abîmé"
            )
        writer.finish()
        counts.seconds = time.monotonic() - started
        run.counts = counts.as_dict()
        run.save(update_fields=["counts"])
        if is_dry_run:
            transaction.set_rollback(True)
    return counts


def _chunks(table: Table, importer: Importer, counts: Counts, report: Report) -> Iterator[list[tuple[int, Parsed]]]:
    seen = Seen()
    chunk: list[tuple[int, Parsed]] = []
    for row in table.rows:
        counts.read += 1
        if isinstance(row, UnreadableRow):
            counts.rejected += 1
            report(ReportedRow(row.line, RowStatus.REJECTED, row.reason))
            continue
        try:
            parsed = importer.read(row)
        except RowRejected as rejection:
            counts.rejected += 1
            report(ReportedRow(row.line, RowStatus.REJECTED, str(rejection), importer.external_id(row)[:100]))
            continue
        except _UNFORESEEN as error:
            # Whatever a file of the outside world may hold, one row never stops the others.
            counts.rejected += 1
            reason = f"la ligne n’a pas la forme attendue ({type(error).__name__}: {error})"[:200]
            report(ReportedRow(row.line, RowStatus.REJECTED, reason))
            continue
        seen.place(parsed)
        chunk.append((row.line, parsed))
        if len(chunk) >= CHUNK_ROWS:
            yield chunk
            chunk = []
    yield chunk


def refresh_statistics() -> None:
    """Tell the database's planner, the speller and the kept pages what changed, after a bulk import."""
    for model in (Venue, Offer, Work):
        words_changed(model)
    pages_changed()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
        else:
            for name in ("venue", "offer", "occurrence", "work", "sourcerecord", "venueidentifier"):
                cursor.execute(f"ANALYZE catalogue_{name}")

"""Import one file: read whole, then written in short transactions; the same file twice changes nothing.

Every row is accounted for. Stopped on the way, the same file again goes on: what is in does not enter twice.
"""

from __future__ import annotations

import datetime as dt
import pickle
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any, cast

from django.db import DatabaseError, OperationalError, connection, transaction

from passeurs.catalogue.actions.source_record import ChunkWriter
from passeurs.catalogue.choices import RunState
from passeurs.catalogue.importers.machinery.column import UnreadableRow
from passeurs.catalogue.importers.machinery.draft import Parsed, digest
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.refusal import FileRefused, RowRejected
from passeurs.catalogue.importers.machinery.table import Table, file_date
from passeurs.catalogue.models import ImportRun, Offer, Venue, Work
from passeurs.core import clock
from passeurs.core.page_cache import pages_changed
from passeurs.core.search.vocabulary import words_changed

CHUNK_ROWS = 250
# Who waits for SQLite’s lock asks again every tenth of a second: a shorter pause would not let them in.
PAUSE_SECONDS = 0.11
LOST_AFTER = dt.timedelta(minutes=10)
Chunk = list[tuple[int, Parsed]]
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
    # Read whole before anything is written: what is refused leaves the catalogue as it was.
    with tempfile.TemporaryFile() as spool:
        for chunk in _chunks(table, importer, counts, report):
            pickle.dump(chunk, spool)
            progress(counts.read)
        _refuse_whole(counts)
        spool.seek(0)
        if is_dry_run:
            with transaction.atomic():
                _write_all(_open_run(table, importer), importer, spool, counts, report)
                transaction.set_rollback(True)
        else:
            _write_for_good(_open_run(table, importer), importer, spool, counts, report)
    counts.seconds = time.monotonic() - started
    return counts


def _refuse_whole(counts: Counts) -> None:
    if not counts.read:
        raise FileRefused("le fichier n’a pas de ligne de données sous son en-tête")
    if counts.rejected * 2 > counts.read:
        raise FileRefused(
            f"{counts.rejected} lignes sur {counts.read} sont illisibles : "
            "ce n’est sans doute pas un fichier de cette source, ou il est abîmé"
        )


def _open_run(table: Table, importer: Importer) -> ImportRun:
    return ImportRun.objects.create(
        source=importer.source,
        file_name=table.path.name[:200],
        file_on=file_date(table.path),
        state=RunState.RUNNING,
        beat_at=clock.now(),
        attribution={name: getattr(importer, name) for name in ("label", "producer", "licence", "url")},
    )


def _write_for_good(run: ImportRun, importer: Importer, spool: IO[bytes], counts: Counts, report: Report) -> None:
    """Write, and say how it ended: done, or stopped on the way; the same file again goes on where it stopped."""
    begun = time.monotonic()
    try:
        _write_all(run, importer, spool, counts, report, pause=PAUSE_SECONDS)
    except BaseException:
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.STOPPED, beat_at=None)
        raise
    counts.seconds = time.monotonic() - begun
    run.counts, run.state, run.beat_at, run.at = counts.as_dict(), RunState.DONE, None, clock.now()
    run.save(update_fields=["counts", "state", "beat_at", "at"])


def _write_all(
    run: ImportRun, importer: Importer, spool: IO[bytes], counts: Counts, report: Report, *, pause: float = 0
) -> None:
    """Chunk after chunk, each a transaction of its own; between two, others may write."""
    writer = ChunkWriter(run=run, importer=importer)
    while chunk := _next_chunk(spool):
        for (line, parsed), outcome in zip(chunk, _outcomes(writer, chunk, report), strict=True):
            setattr(counts, outcome, getattr(counts, outcome) + 1)
            if outcome == "skipped":
                report(ReportedRow(line, RowStatus.SKIPPED, parsed.skipped, parsed.external_id))
        ImportRun.objects.filter(pk=run.pk).update(beat_at=clock.now())
        time.sleep(pause)
    with transaction.atomic():
        writer.finish()


def _next_chunk(spool: IO[bytes]) -> Chunk:
    """The next rows that were read; none at the end."""
    try:
        return cast(Chunk, pickle.load(spool))
    except EOFError:
        return []


def _outcomes(writer: ChunkWriter, chunk: Chunk, report: Report) -> list[str]:
    """The outcome of each row; where the database takes not all of them, they are written one by one."""
    try:
        with transaction.atomic():
            return writer.write([parsed for _line, parsed in chunk])
    except OperationalError:
        raise
    except DatabaseError:
        return [_outcome(writer, line, parsed, report) for line, parsed in chunk]


def _outcome(writer: ChunkWriter, line: int, parsed: Parsed, report: Report) -> str:
    try:
        with transaction.atomic():
            return writer.write([parsed])[0]
    except OperationalError:
        raise
    except DatabaseError as error:
        reason = f"la base de données n’en veut pas ({type(error).__name__})"
        report(ReportedRow(line, RowStatus.REJECTED, reason, parsed.external_id))
        return "rejected"


def stop_lost_runs(at: dt.datetime) -> int:
    """Readings whose process said nothing for long are said to be stopped. Returns how many."""
    lost = ImportRun.objects.filter(state=RunState.RUNNING, beat_at__lte=at - LOST_AFTER)
    count = lost.update(state=RunState.STOPPED, beat_at=None)
    if count:
        pages_changed()
    return count


def _chunks(table: Table, importer: Importer, counts: Counts, report: Report) -> Iterator[Chunk]:
    seen = Seen()
    chunk: Chunk = []
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
    if chunk:
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

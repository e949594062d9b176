"""A file is read whole before it is written, then written in short transactions; stopped, it goes on."""

from __future__ import annotations

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from passeurs.catalogue.actions import import_run
from passeurs.catalogue.actions.source_record import ChunkWriter
from passeurs.catalogue.choices import RunState
from passeurs.catalogue.importers.machinery.refusal import FileRefused
from passeurs.catalogue.importers.machinery.registry import recognise
from passeurs.catalogue.importers.machinery.table import open_table
from passeurs.catalogue.models import ImportRun, SourceRecord, Venue
from passeurs.core import clock
from tests.catalogue.importing import DATA

pytestmark = pytest.mark.django_db
FILE = DATA / "cinemas.csv"


def bring_in(path=FILE, **options):
    table = open_table(path)
    try:
        return import_run.import_file(table=table, importer=recognise(table), **options)
    finally:
        table.close()


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(import_run, "CHUNK_ROWS", 2)
    monkeypatch.setattr(import_run, "PAUSE_SECONDS", 0)


@pytest.fixture
def stopped_at_the_second_chunk(monkeypatch):
    """The process is told to stop while it writes its second chunk; lets it write again afterwards."""
    written, write = [], ChunkWriter.write

    def stops(self, rows):
        written.append(len(rows))
        if len(written) == 2:
            raise KeyboardInterrupt
        return write(self, rows)

    monkeypatch.setattr(ChunkWriter, "write", stops)


def test_each_chunk_is_a_transaction_of_its_own(small_chunks):
    with CaptureQueriesContext(connection) as asked:
        counts = bring_in()
    opened = [one for one in asked if one["sql"].startswith("SAVEPOINT")]
    assert len(opened) > counts.read / 2
    assert ImportRun.objects.get().state == RunState.DONE


def test_nothing_is_written_before_the_file_is_read_whole(small_chunks, tmp_path):
    lines = FILE.read_text(encoding="utf-8-sig").splitlines()
    broken = tmp_path / "cinemas.csv"
    broken.write_text("\n".join([*lines[:4], *["x"] * len(lines)]), encoding="utf-8")
    with CaptureQueriesContext(connection) as asked, pytest.raises(FileRefused):
        bring_in(broken)
    assert [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_stopped_it_says_so_and_the_same_file_goes_on(small_chunks, stopped_at_the_second_chunk, client):
    with pytest.raises(KeyboardInterrupt):
        bring_in()
    assert SourceRecord.objects.count() == 2
    assert ImportRun.objects.get().state == RunState.STOPPED
    assert "arrêtée en chemin" in client.get("/sources/").text
    counts = bring_in()
    assert counts.unchanged + counts.created + counts.skipped + counts.merged == counts.read
    assert counts.unchanged + counts.skipped >= 2
    assert SourceRecord.objects.count() == counts.read
    assert "arrêtée en chemin" not in client.get("/sources/").text


def test_a_reading_that_said_nothing_for_long_is_said_to_be_stopped(pass_time):
    run = ImportRun.objects.create(source="cinemas", file_name="f.csv", state=RunState.RUNNING, beat_at=clock.now())
    assert import_run.stop_lost_runs(clock.now()) == 0
    pass_time(minutes=11)
    assert import_run.stop_lost_runs(clock.now()) == 1
    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    assert import_run.stop_lost_runs(clock.now()) == 0


def test_a_row_that_the_database_does_not_take_is_rejected_alone(small_chunks, monkeypatch):
    reported, write = [], ChunkWriter.write

    def refuses(self, rows):
        if any("GALANDE" in str(row.draft).upper() for row in rows):
            raise DataError("value too long")
        return write(self, rows)

    monkeypatch.setattr(ChunkWriter, "write", refuses)
    counts = bring_in(report=reported.append)
    assert counts.rejected == 1
    assert [row.reason for row in reported if "base de données" in row.reason] == [
        "la base de données n’en veut pas (DataError)"
    ]
    assert SourceRecord.objects.count() == counts.read - 1


def test_a_trial_leaves_no_trace():
    counts = bring_in(is_dry_run=True)
    assert counts.created
    assert not ImportRun.objects.exists()
    assert not Venue.objects.exists()

"""The import as a whole: equation, idempotence, reports, refusals."""

from __future__ import annotations

import csv
import gzip
import json
import math
from io import StringIO

import pytest
from django.core.management import call_command

from passeurs.catalogue.choices import RecordOutcome
from passeurs.catalogue.models import ImportRun, Offer, SourceRecord, Venue, Work
from tests.catalogue.importing import DATA, refusal_of, run_import

pytestmark = pytest.mark.django_db
EVERY_FILE = sorted(DATA.glob("*.csv"))


@pytest.mark.parametrize("path", EVERY_FILE, ids=lambda path: path.stem)
def test_each_source_is_recognised_and_the_second_run_changes_nothing(path):
    first = run_import(path)
    assert first["created"]
    assert first["rejected"] == 0
    assert SourceRecord.objects.count() == first["read"]
    before = list(Venue.objects.order_by("pk").values()), list(Work.objects.order_by("pk").values())
    second = run_import(path)
    assert (second["created"], second["updated"], second["merged"]) == (0, 0, 0)
    assert second["skipped"] == first["skipped"]
    assert before == (list(Venue.objects.order_by("pk").values()), list(Work.objects.order_by("pk").values()))


def test_all_files_in_one_command_in_any_order():
    counts = run_import(*reversed(EVERY_FILE))
    assert len(counts["files"]) == len(EVERY_FILE)
    assert Offer.objects.filter(identifiers__museofile="M0131", venue__name__icontains="alésia").exists()


def test_last_line_is_the_equation():
    out = StringIO()
    call_command("import_catalogue", str(DATA / "cinemas.csv"), stdout=out)
    assert " read = " in out.getvalue().splitlines()[-1]


def test_a_changed_row_updates_only_itself(tmp_path):
    text = (DATA / "cinemas.csv").read_text(encoding="utf-8-sig")
    run_import(DATA / "cinemas.csv")
    changed = tmp_path / "autre-nom.csv"
    changed.write_text(text.replace("STUDIO GALANDE", "STUDIO DE LA HARPE"), encoding="utf-8")
    counts = run_import(changed)
    assert (counts["updated"], counts["created"]) == (1, 0)
    assert Venue.objects.filter(name="Studio de la Harpe").exists()


def test_the_order_and_spelling_of_columns_do_not_matter(tmp_path):
    run_import(DATA / "cinemas.csv")
    rows = list(csv.reader((DATA / "cinemas.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    rows[0] = [name.upper().replace(" ", "_") for name in rows[0]]
    other = tmp_path / "cinemas-2030.tsv"
    with other.open("w", encoding="utf-16", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows([list(reversed(row)) for row in rows])
    counts = run_import(other)
    assert counts["unchanged"] + counts["skipped"] == counts["read"]


def test_dry_run_writes_nothing():
    counts = run_import(DATA / "museofile.csv", dry_run=True)
    assert counts["created"] == 4
    assert not Venue.objects.exists()
    assert not ImportRun.objects.exists()


def test_skipped_and_rejected_rows_stand_in_the_report(tmp_path):
    path = tmp_path / "biblio.csv"
    path.write_text(
        (DATA / "bibliotheques.csv").read_text(encoding="utf-8-sig") + "01000;99999;;;;;;;;;;;;;;;;;;;;;\n",
        encoding="utf-8",
    )
    report = tmp_path / "rejets.csv"
    counts = run_import(path, report=report)
    with report.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert counts["rejected"] == 1
    assert len(rows) == counts["skipped"] + counts["rejected"]
    assert all(row["raison"] and int(row["ligne"]) > 1 for row in rows)
    rejected = next(row for row in rows if row["statut"] == "rejetée")
    assert int(rejected["ligne"]) == path.read_text(encoding="utf-8").count("\n")


def test_rows_of_one_id_each_keep_a_record():
    run_import(DATA / "festivals.csv")
    ids = SourceRecord.objects.filter(source="festivals", external_id__startswith="FEST__7265")
    assert ids.count() == 10
    run_import(DATA / "museofile.csv", DATA / "liste-musees.csv")
    assert SourceRecord.objects.filter(source="museums-list", external_id__startswith="M7042").count() == 3
    assert SourceRecord.objects.filter(source="museums-list", venue__identifiers__museofile="M7042").count() == 3


def test_a_place_that_closes_leaves_the_public_pages(tmp_path):
    run_import(DATA / "bibliotheques.csv")
    record = SourceRecord.objects.filter(source="libraries", outcome=RecordOutcome.KEPT).first()
    text = (DATA / "bibliotheques.csv").read_text(encoding="utf-8-sig")
    closed = tmp_path / "closed.csv"
    lines = [
        line.replace("Bâtiment ouvert", "Lieu uniquement administratif")
        if f";{record.external_id}.0;" in line
        else line
        for line in text.splitlines()
    ]
    closed.write_text("\n".join(lines), encoding="utf-8")
    counts = run_import(closed)
    assert counts["created"] == counts["updated"] == 0
    assert not Venue.objects.get(pk=record.venue_id).is_visible
    assert run_import(DATA / "bibliotheques.csv")["read"]
    assert Venue.objects.filter(name=record.venue.name, insee=record.venue.insee, is_visible=True).exists()


def test_counts_around_a_point_are_those_of_the_rows():
    run_import(DATA / "cinemas.csv", DATA / "bibliotheques.csv")
    out = StringIO()
    call_command("catalogue_counts", "48.8566", "2.3522", "10", is_json=True, stdout=out)
    counts = json.loads(out.getvalue())
    with (DATA / "cinemas.csv").open(encoding="utf-8-sig") as stream:
        points = [(float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(stream, delimiter=";")]
    here = math.radians(48.8566), math.radians(2.3522)
    near = [
        1
        for lat, lon in (map(math.radians, point) for point in points)
        if 6371.0088 * math.acos(
            math.sin(lat) * math.sin(here[0]) + math.cos(lat) * math.cos(here[0]) * math.cos(lon - here[1])
        ) <= 10
    ]  # fmt: skip
    assert 0 < counts["cinemas"] == len(near)
    assert counts["libraries"] == 0


class TestRefusals:
    """A refused file leaves the catalogue as it was."""

    @pytest.fixture(autouse=True)
    def _catalogue(self):
        run_import(DATA / "cinemas.csv")
        before = list(SourceRecord.objects.order_by("pk").values()), list(Venue.objects.order_by("pk").values())
        yield
        assert before == (
            list(SourceRecord.objects.order_by("pk").values()),
            list(Venue.objects.order_by("pk").values()),
        )
        assert ImportRun.objects.count() == 1

    def test_truncated_gzip(self, tmp_path):
        path = tmp_path / "tronque.csv.gz"
        path.write_bytes(gzip.compress((DATA / "bibliotheques.csv").read_bytes())[:-200])
        assert "tronqué" in refusal_of(path)

    def test_missing_column(self, tmp_path):
        path = tmp_path / "cinemas.csv"
        path.write_text("nom;écrans;fauteuils\nLE REX;3;300\n", encoding="utf-8")
        assert "« commune »" in refusal_of(path, source="cinemas")

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\n\n",
            b"\x00\x01\x02" * 500,
            b"PK\x03\x04zip",
            b"<html></html>",
            b'{"results": [{"a": 1',
            b"bonjour\nmonde\n",
        ],
    )
    def test_wrong_kind_of_file(self, tmp_path, content):
        path = tmp_path / "fichier.csv"
        path.write_bytes(content)
        assert "refusé" in refusal_of(path)

    def test_more_than_half_unreadable(self, tmp_path):
        path = tmp_path / "cinemas.csv"
        head = (DATA / "cinemas.csv").read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join([head[0], head[1], ";" * 39, "x;y", ";" * 39 + "z"]), encoding="utf-8")
        assert "illisibles" in refusal_of(path)

    def test_header_alone(self, tmp_path):
        path = tmp_path / "cinemas.csv"
        path.write_text((DATA / "cinemas.csv").read_text(encoding="utf-8-sig").splitlines()[0], encoding="utf-8")
        assert "pas de ligne" in refusal_of(path)


def test_one_refused_file_does_not_stop_the_others(tmp_path):
    wrong = tmp_path / "rien.csv"
    wrong.write_text("a;b\n1;2\n", encoding="utf-8")
    assert "rien.csv" in refusal_of(wrong, DATA / "cinemas.csv")
    assert Venue.objects.filter(kind="CINEMA").exists()


def test_a_million_columns_and_a_giant_field_are_rejected_alone(tmp_path):
    path = tmp_path / "cinemas.csv"
    text = (DATA / "cinemas.csv").read_text(encoding="utf-8-sig")
    path.write_text(text + ";" * 1_000_000 + "x\n" + '1;2;"' + "a" * 5_000_000 + '";3\n', encoding="utf-8")
    report = tmp_path / "rejets.csv"
    counts = run_import(path, report=report)
    assert counts["rejected"] == 2
    assert "cases" in report.read_text(encoding="utf-8")


def test_an_unclosed_quote_costs_one_row_at_most(tmp_path):
    lines = (DATA / "cinemas.csv").read_text(encoding="utf-8-sig").splitlines()
    lines[2] = lines[2].replace(";UGC OPERA;", ';"UGC OPERA;')
    path = tmp_path / "cinemas.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts = run_import(path)
    assert counts["read"] == len(lines) - 1
    assert Venue.objects.filter(name="UGC Opéra").exists()

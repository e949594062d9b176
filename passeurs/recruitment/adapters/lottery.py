"""The lottery of `passeurs.fairness`, in a process of its own: its solver never lives in the site's."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from passeurs.core.extras import has_extra
from passeurs.recruitment.models import Draw, DrawEntry
from passeurs.recruitment.queries.draw import CITY, attributes

LOTTERY = "passeurs.fairness.lottery"
SECONDS = 3600
Json = dict[str, Any]


def run_lottery(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One command of the lottery, in a process of its own: its solver never lives in the site's.

    Raises Refused on a server without it.
    """
    has_extra("lottery").or_refuse()
    command = [sys.executable, "-m", LOTTERY, *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=SECONDS, check=False)


def write_pool(folder: Path, draw: Draw) -> list[str]:
    """The files that the lottery reads. Returns its options."""
    categories = list(dict.fromkeys([*(row[0] for row in draw.quotas), *(row[1] for row in draw.local)]))
    people = {pk: row for pk, row in attributes(draw.call, [CITY, *categories]).items() if row[CITY] in draw.places}
    with (folder / "respondents.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", CITY, *categories])
        writer.writerows([pk, *row.values()] for pk, row in people.items())
    size, rows = sum(draw.places.values()), [[CITY, insee, count, count] for insee, count in draw.places.items()]
    named = {(category, value) for category, value, *_bounds in draw.quotas}
    for category in categories:
        asked = {value for _city, kind, value, *_bounds in draw.local if kind == category}
        others = asked | {row[category] for row in people.values()}
        others -= {value for kind, value in named if kind == category}
        rows += [[category, value, 0, size] for value in sorted(others)]
    with (folder / "categories.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["category", "feature", "min", "max"])
        writer.writerows([*rows, *draw.quotas])
    (folder / "local.json").write_text(json.dumps({"local": draw.local}), encoding="utf-8")
    files = [option for name in ("categories", "respondents") for option in (f"--{name}", str(folder / f"{name}.csv"))]
    return [*files, "--local", str(folder / "local.json"), "--size", str(size)]


def read_json(path: Path) -> Json:
    """A file that the lottery wrote."""
    told: Json = json.loads(path.read_text(encoding="utf-8"))
    return told


def with_file(draw: Draw, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A command of the lottery on the published file of a draw: its certificate once it is drawn."""
    with tempfile.TemporaryDirectory(prefix="passeurs-tirage-") as made:
        folder = Path(made)
        path = folder / "lottery.json"
        path.write_text(json.dumps(draw.certificate or draw.lottery), encoding="utf-8")
        (folder / "lottery.secret.json").write_text(json.dumps(draw.kept), encoding="utf-8")
        filled = [str(folder / option[1:]) if option.startswith("@") else option for option in options]
        done = run_lottery(command, str(path), *filled)
        out = folder / "out.json"
        if out.exists():
            done.stdout = out.read_text(encoding="utf-8")
        return done


def proof_of(entry: DrawEntry) -> Json:
    """What a person checks with: their leaf, its path to the published root, the opening of their type."""
    done = with_file(entry.draw, "proof", "--id", str(entry.application_id))
    proof: Json = json.loads(done.stdout)
    return proof


def replaced_certificate(draw: Draw, *, declined: list[int], accepted: list[int]) -> subprocess.CompletedProcess[str]:
    """The certificate with one more replacement in its chain, as the output of the command; nothing is written."""
    told = ["--declined", *map(str, declined), "--accepted", *map(str, accepted), "--out", "@out.json"]
    return with_file(draw, "replace", *told)

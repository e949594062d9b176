"""Nearest 20 venues among 1,000,000 synthetic ones, as a ratio to 10,000: `python bench/nearest.py [--rows 10000,1000000]`.

Works in a table of its own in a scratch database (SQLite file, or the PostgreSQL of DATABASE_URL inside a
transaction that is rolled back), with the columns and the index of a venue. Nothing of the site is touched.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")

ASKED = 400


def synthetic(model: Any, count: int, chance: random.Random) -> Iterator[Any]:
    """Half of the venues around thirty towns, half anywhere in metropolitan France."""
    towns = [(chance.uniform(43, 50.5), chance.uniform(-1.5, 7)) for _ in range(30)]
    for number in range(count):
        if number % 2:
            lat, lon = chance.uniform(42.5, 51), chance.uniform(-4.5, 8)
        else:
            town = chance.choice(towns)
            lat, lon = chance.gauss(town[0], 0.1), chance.gauss(town[1], 0.14)
        yield model(kind="LIBRARY", name=f"Lieu {number}", lat=lat, lon=lon)


def measure(model: Any, rows: int) -> list[float]:
    """Milliseconds of each question among `rows` venues."""
    from django.db import connection, transaction

    from passeurs.core.geo.nearby import nearest

    chance = random.Random(rows)
    times: list[float] = []
    with transaction.atomic():
        batch: list[Any] = []
        for one in synthetic(model, rows, chance):
            batch.append(one)
            if len(batch) == 10_000:
                model.objects.bulk_create(batch)
                batch = []
        model.objects.bulk_create(batch)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for _ in range(ASKED):
            lat, lon = chance.uniform(43, 50.5), chance.uniform(-1.5, 7)
            started = time.perf_counter()
            found = nearest(model.objects.visible(), lat, lon, limit=20)
            times.append((time.perf_counter() - started) * 1000)
            assert len(found) == 20
        transaction.set_rollback(True)
    return times


def main() -> int:
    """Ask, time, print a table. Answers 1 when the aim (at most twice as slow) is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000,1000000")
    options = parser.parse_args()
    django.setup()
    from django.db import connection
    from django.test.runner import DiscoverRunner

    from passeurs.catalogue.models import Venue

    runner = DiscoverRunner(verbosity=0, interactive=False)
    connection.settings_dict["TEST"]["NAME"] = None
    databases = runner.setup_databases()
    try:
        print(f"{connection.vendor}, nearest 20, {ASKED} points")
        print(f"{'rows':>10}{'p50 ms':>9}{'p95 ms':>9}{'ratio p50':>11}{'ratio p95':>11}")
        first: tuple[float, float] | None = None
        ratio = 0.0
        for rows in (int(part) for part in options.rows.split(",")):
            times = sorted(measure(Venue, rows))
            p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
            first = first or (p50, p95)
            ratio = p50 / first[0]
            print(f"{rows:>10}{p50:>9.2f}{p95:>9.2f}{ratio:>11.2f}{p95 / first[1]:>11.2f}")
    finally:
        runner.teardown_databases(databases)
    return 0 if ratio <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())

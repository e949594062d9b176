"""Nearest 20 venues among 1,000,000 synthetic ones, as a ratio to 10,000: `python bench/nearest.py`.

Works in a scratch (test) database of the configured engine, inside a transaction that is rolled back:
nothing of the site is touched. `--rows 10000,100000,1000000` tells the sizes.
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


def points(count: int, chance: random.Random) -> Iterator[tuple[float, float]]:
    """Half of the venues around thirty towns, half anywhere in metropolitan France."""
    towns = [(chance.uniform(43, 50.5), chance.uniform(-1.5, 7)) for _ in range(30)]
    for number in range(count):
        if number % 2:
            yield chance.uniform(42.5, 51), chance.uniform(-4.5, 8)
        else:
            lat, lon = chance.choice(towns)
            yield chance.gauss(lat, 0.1), chance.gauss(lon, 0.14)


def fill(model: Any, count: int, chance: random.Random) -> None:
    """Copy one row `count` times, each at a point of its own, without building objects."""
    from django.db import connection

    row = model.objects.create(kind="LIBRARY", name="Lieu", lat=0.0, lon=0.0)
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column not in {"id", "lat", "lon"}]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}, lat, lon) SELECT {names}, %s, %s FROM {table} WHERE id = {row.pk}",
            list(points(count - 1, chance)),
        )
        cursor.execute("ANALYZE")


def measure(model: Any, rows: int) -> list[float]:
    """Milliseconds of each question among `rows` venues."""
    from django.db import transaction

    from passeurs.core.geo.nearby import nearest

    chance = random.Random(rows)
    times: list[float] = []
    with transaction.atomic():
        fill(model, rows, chance)
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

"""Each fault on a served site, as a table: `python -m bench.faults [FAMILY…] [--database FILE]`.

`make demo-setup` first: the site has a copy of that database. Answers 1 when a fault did more than its aim allows.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.faults import death, postgres, slow, storage
from bench.faults.site import ROOT, Row, Site, free_port, served_site

FAMILIES: dict[str, Callable[[Site], Iterable[Row]]] = {
    "slow": slow.rows,
    "death": death.rows,
    "storage": storage.rows,
}


def main() -> int:
    """Provoke, watch, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("families", nargs="*", choices=[*FAMILIES, "postgres", []])
    parser.add_argument("--database", type=Path, default=ROOT / "var" / "passeurs.sqlite3")
    options = parser.parse_args()
    asked = options.families or [
        *FAMILIES,
        *(["postgres"] if os.environ.get("DATABASE_URL", "").startswith("postgres") else []),
    ]
    if not options.database.exists():
        print(f"{options.database} is not there: `make demo-setup` first")
        return 1
    mail = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(free_port()),
    }  # fmt: skip
    is_held = True
    print(f"{'fault':36}{'lost':>12}  held  what users heard")
    if set(asked) & set(FAMILIES):
        with served_site(options.database, **mail) as site:
            for name in asked:
                for row in FAMILIES[name](site) if name in FAMILIES else ():
                    is_held &= _print(row)
    if "postgres" in asked:
        for row in postgres.rows():
            is_held &= _print(row)
    return int(not is_held)


def _print(row: Row) -> bool:
    print(f"{row.fault:36}{row.lost:>12}  {'yes' if row.is_held else 'NO':4}  {row.seen}", flush=True)
    return row.is_held


if __name__ == "__main__":
    sys.exit(main())

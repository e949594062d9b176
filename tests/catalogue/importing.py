"""How the tests run an import."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).parent / "data"
# Made for the tests: files whose layout is nobody’s.
UNKNOWN = DATA / "unknown"


def run_import(*files, **options):
    """The counts of a successful import, the equation checked."""
    out = StringIO()
    call_command("import_catalogue", *[str(file) for file in files], is_json=True, stdout=out, **options)
    counts = json.loads(out.getvalue().splitlines()[-1])
    parts = ("created", "updated", "unchanged", "merged", "skipped", "rejected")
    assert counts["read"] == sum(counts[part] for part in parts)
    return counts


def suggested_mapping(name, folder):
    """The mapping that is suggested for a file of `data/unknown`, written in a folder."""
    out = StringIO()
    call_command("import_catalogue", str(UNKNOWN / name), suggest_mapping=True, stdout=out)
    mapping = folder / "mapping.toml"
    mapping.write_text(out.getvalue(), encoding="utf-8")
    return mapping


def import_suggested(folder, name, **options):
    """A file of `data/unknown`, read by the mapping that is suggested for it."""
    return run_import(UNKNOWN / name, mapping=suggested_mapping(name, folder), **options)


def refusal_of(*files, **options):
    """What is said on stderr when a file is refused."""
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_catalogue", *[str(file) for file in files], stdout=StringIO(), stderr=err, **options)
    assert stop.value.code == 2
    return err.getvalue()

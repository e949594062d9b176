"""How the tests run an import."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).parent / "data"


def run_import(*files, **options):
    """The counts of a successful import, the equation checked."""
    out = StringIO()
    call_command("import_catalogue", *[str(file) for file in files], is_json=True, stdout=out, **options)
    counts = json.loads(out.getvalue().splitlines()[-1])
    parts = ("created", "updated", "unchanged", "merged", "skipped", "rejected")
    assert counts["read"] == sum(counts[part] for part in parts)
    return counts


def refusal_of(*files, **options):
    """What is said on stderr when a file is refused."""
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_catalogue", *[str(file) for file in files], stdout=StringIO(), stderr=err, **options)
    assert stop.value.code == 2
    return err.getvalue()

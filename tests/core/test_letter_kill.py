"""A worker and a clock killed by -9 at any moment, for real: `bench/letters.py`, a few times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_killed_at_any_moment_each_letter_arrives_once_or_is_said_unsure():
    command = [sys.executable, str(ROOT / "bench" / "letters.py"), "--trials", "5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "aim met" in done.stdout

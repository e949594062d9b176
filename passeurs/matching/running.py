"""Groups are computed in a process of their own, read, and published."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.extras import has_extra
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal
from passeurs.matching.rules.variant import can_explain

SOLVER = "passeurs.matching"
SOLVE_GRACE_SECONDS = 60


def solve(problem: dict[str, Any], seconds: float) -> tuple[dict[str, Any] | None, str]:
    """Run the solver. Returns its result, None when it made none, and what it said, for people.

    Stopped by the clock it keeps the best found; killed, nothing is known and that is said.
    """
    can_solve = has_extra("matching")
    if not can_solve:
        return None, can_solve.reason
    with tempfile.TemporaryDirectory(prefix="passeurs-groupes-") as folder:
        asked, out = Path(folder) / "problem.json", Path(folder) / "result.json"
        asked.write_text(json.dumps(problem), encoding="utf-8")
        command = [sys.executable, "-m", SOLVER, "solve", str(asked), "--out", str(out), "--seconds", f"{seconds:g}"]
        try:
            done = subprocess.run(
                command,
                cwd=settings.BASE_DIR,
                capture_output=True,
                text=True,
                timeout=seconds + SOLVE_GRACE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, _("Le calcul n’a pas rendu la main à temps. Relancez-le ; rien n’a changé.")
        result = json.loads(out.read_text(encoding="utf-8")) if out.exists() else None
    if result is None:
        return None, done.stderr.strip()[-2000:] or _("Le calcul s’est arrêté sans résultat. Relancez-le.")
    return result, "\n".join(done.stdout.strip().splitlines()[:-1])


def compute_proposal(*, proposal: MatchingProposal, at: dt.datetime | None = None) -> MatchingProposal:
    """Compute a queued proposal; computed twice, the first result stays."""
    if proposal.state != ProposalState.COMPUTING:
        return proposal
    result, told = solve(proposal.problem, settings.MATCHING_SECONDS)
    with transaction.atomic():
        proposal = MatchingProposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state == ProposalState.COMPUTING:
            proposal.state = ProposalState.READY if result else ProposalState.FAILED
            proposal.result, proposal.told, proposal.ended_at = result, told, at or clock.now()
            proposal.save(update_fields=["state", "result", "told", "ended_at"])
            journal.record(verb="compute_proposal", subject=proposal, data={"state": proposal.state}, at=at)
    return proposal


EXPLAIN_SECONDS = 15
EXPLAIN_GRACE_SECONDS = 20


def explain_person(*, proposal: MatchingProposal, person: int) -> dict[str, Any]:
    """What somebody got and why not better, from the solver's own reasons, in a process of its own.

    Keys: `got` (actor, half_day, rank, km, or None), `better` (rank, actor, why), `stage` in words or None.
    """
    has_extra("matching").or_refuse()
    done = None
    with tempfile.TemporaryDirectory(prefix="passeurs-pourquoi-") as folder:
        problem, result = Path(folder) / "problem.json", Path(folder) / "result.json"
        problem.write_text(json.dumps(proposal.problem), encoding="utf-8")
        result.write_text(json.dumps(proposal.result), encoding="utf-8")
        asked = ["--person", str(person), "--seconds", str(EXPLAIN_SECONDS), "--json"]
        command = [sys.executable, "-m", SOLVER, "explain", str(result), str(problem), *asked]
        seconds = EXPLAIN_SECONDS + EXPLAIN_GRACE_SECONDS
        with suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=seconds, check=False
            )
    can_explain(done.returncode if done else None).or_refuse()
    assert done is not None  # refused above
    (found,) = json.loads(done.stdout.splitlines()[-1])
    return dict(found)

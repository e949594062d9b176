"""What if? A proposal computed again with one more demand of the team; and why somebody got what they got."""

from __future__ import annotations

import copy
import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.associations import rules, tasks
from passeurs.associations.actions.matching import SOLVER
from passeurs.associations.choices import WhatIf
from passeurs.associations.models import MatchingProposal
from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.people.choices import HalfDay
from passeurs.people.models import Person

EXPLAIN_SECONDS = 15
GRACE_SECONDS = 20


@transaction.atomic
def ask_what_if(
    *,
    proposal: MatchingProposal,
    by: Person,
    kind: str,
    person: int | None = None,
    actor: int | None = None,
    half_day: str = "",
    at: dt.datetime | None = None,
) -> MatchingProposal:
    """Queue a variant of a proposal: the same problem with one more demand, near the groups it already made.

    `person` is a mandate, `actor` a partnership. Raises Refused when the demand names nobody of the problem.
    """
    at = at or clock.now()
    rules.can_match(by).or_refuse()
    problem = copy.deepcopy(proposal.problem)
    people = {row["id"]: row for row in problem["people"]}
    actors = {row["id"]: row for row in problem["actors"]}
    if kind in (WhatIf.LOCK, WhatIf.FORBID):
        if person not in people or actor not in actors:
            raise Refused(refusal(_("Choisissez une personne et un partenaire de cette proposition.")))
        problem["locks"].append({"person": person, "actor": actor, "forbid": kind == WhatIf.FORBID})
    elif kind == WhatIf.HALF_DAY:
        row = people.get(person) if person else actors.get(actor)
        if row is None or half_day not in HalfDay.values:
            raise Refused(refusal(_("Choisissez qui, et une demi-journée.")))
        row["half_days"] = sorted({*row["half_days"], half_day}, key=HalfDay.values.index)
    else:
        if actor not in actors:
            raise Refused(refusal(_("Choisissez un partenaire de cette proposition.")))
        actors[actor]["groups"] += 1
    if proposal.result:
        # Near what was proposed: as few people as can be move from one to the other.
        problem["keep"] = [
            {key: row[key] for key in ("actor", "half_day", "members")} for row in proposal.result["groups"]
        ]
    row = {"kind": kind, "person": person, "actor": actor, "half_day": half_day}
    made = MatchingProposal.objects.create(
        season=proposal.season,
        problem=problem,
        asked=[*proposal.asked, row],
        based_on=proposal,
        made_by=by,
        made_at=at,
        frozen_at=proposal.frozen_at,
    )
    journal.record(actor=by, verb="ask_what_if", subject=made, data={"from": proposal.pk, "kind": kind}, at=at)
    tasks.post(tasks.compute_proposal, made.pk)
    return made


def explain_person(*, proposal: MatchingProposal, person: int) -> dict[str, Any]:
    """What somebody got and why not better, from the solver's own reasons, in a process of its own.

    Keys: `got` (actor, half_day, rank, km, or None), `better` (rank, actor, why), `stage` in words or None.
    """
    with tempfile.TemporaryDirectory(prefix="passeurs-pourquoi-") as folder:
        problem, result = Path(folder) / "problem.json", Path(folder) / "result.json"
        problem.write_text(json.dumps(proposal.problem), encoding="utf-8")
        result.write_text(json.dumps(proposal.result), encoding="utf-8")
        asked = ["--person", str(person), "--seconds", str(EXPLAIN_SECONDS), "--json"]
        command = [sys.executable, "-m", SOLVER, "explain", str(result), str(problem), *asked]
        seconds = EXPLAIN_SECONDS + GRACE_SECONDS
        try:
            done = subprocess.run(
                command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(refusal(_("L’explication n’est pas venue à temps. Réessayez."))) from error
    if done.returncode:
        raise Refused(refusal(_("Cette personne n’est pas de cette proposition.")))
    (found,) = json.loads(done.stdout.splitlines()[-1])
    return dict(found)

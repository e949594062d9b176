"""What if? A proposal computed again with one more demand of the team; and why somebody got what they got."""

from __future__ import annotations

import copy
import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.matching import tasks
from passeurs.matching.choices import ProposalState, WhatIf
from passeurs.matching.models import MatchingProposal
from passeurs.matching.rules.proposal import can_match
from passeurs.matching.rules.variant import can_ask_what_if
from passeurs.people.choices import HalfDay
from passeurs.people.models import Person


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

    `person` is a mandate, `actor` a partnership. Raises Refused when it names nobody of the problem. Twice is once.
    """
    at = at or clock.now()
    can_match(by).or_refuse()
    problem = copy.deepcopy(proposal.problem)
    people = {row["id"]: row for row in problem["people"]}
    actors = {row["id"]: row for row in problem["actors"]}
    can_ask_what_if(problem, kind, person, actor, half_day).or_refuse()
    if kind in (WhatIf.LOCK, WhatIf.FORBID):
        problem["locks"].append({"person": person, "actor": actor, "forbid": kind == WhatIf.FORBID})
    elif kind == WhatIf.HALF_DAY:
        row = people[person] if person else actors[actor]
        row["half_days"] = sorted({*row["half_days"], half_day}, key=HalfDay.values.index)
    else:
        actors[actor]["groups"] += 1
    if proposal.result:
        # Near what was proposed: as few people as can be move from one to the other.
        problem["keep"] = [
            {key: row[key] for key in ("actor", "half_day", "members")} for row in proposal.result["groups"]
        ]
    row = {"kind": kind, "person": person, "actor": actor, "half_day": half_day}
    asked = [*proposal.asked, row]
    MatchingProposal.objects.select_for_update().get(pk=proposal.pk)
    for running in MatchingProposal.objects.filter(based_on=proposal, state=ProposalState.COMPUTING):
        if running.asked == asked:
            return running
    made = MatchingProposal.objects.create(
        season=proposal.season,
        problem=problem,
        asked=asked,
        based_on=proposal,
        made_by=by,
        made_at=at,
        frozen_at=proposal.frozen_at,
    )
    journal.record(actor=by, verb="ask_what_if", subject=made, data={"from": proposal.pk, "kind": kind}, at=at)
    post(tasks.compute_proposal, made.pk)
    return made

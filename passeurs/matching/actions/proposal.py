"""Groups are computed in a process of their own, read, and published."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.groups.actions.group import end_group
from passeurs.groups.actions.group_request import close_requests
from passeurs.groups.actions.membership import end_memberships
from passeurs.groups.messages.group import tell_newcomers, tell_partner, tell_who_stays
from passeurs.groups.models import Group, Membership
from passeurs.matching import tasks
from passeurs.matching.choices import ProposalState
from passeurs.matching.messages import tell_unplaced
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries.problem import problem_of
from passeurs.matching.rules.proposal import can_make_proposal, can_match, can_publish_proposal
from passeurs.people.models import Person
from passeurs.programme.models import Mandate, Season

# Longer than several computations waiting for each other.
LOST_AFTER = dt.timedelta(hours=1)


@transaction.atomic
def make_proposal(*, season: Season, by: Person, at: dt.datetime | None = None) -> MatchingProposal:
    """Freeze the problem as it is now and queue its computation. Raises Refused when there is nothing to match.

    One problem is computed at a time: asked for again meanwhile, it is the same proposal.
    """
    at = at or clock.now()
    can_match(by).or_refuse()
    Season.objects.select_for_update().get(pk=season.pk)
    problem = problem_of(season)
    can_make_proposal(problem).or_refuse()
    for running in MatchingProposal.objects.filter(season=season, state=ProposalState.COMPUTING, based_on=None):
        if running.problem == json.loads(json.dumps(problem)):
            return running
    proposal = MatchingProposal.objects.create(season=season, problem=problem, made_by=by, made_at=at, frozen_at=at)
    journal.record(actor=by, verb="make_proposal", subject=proposal, data={"people": len(problem["people"])}, at=at)
    post(tasks.compute_proposal, proposal.pk)
    return proposal


def fail_lost_proposals(at: dt.datetime) -> int:
    """A worker killed with its solver says nothing: long after, that is said instead of waited for. Returns how many.

    Should the result come all the same, it is not kept: what was said holds, and a new computation is asked for.
    """
    told = _("Le calcul s’est perdu : la machine qui le menait s’est arrêtée. Relancez-le ; rien n’a changé.")
    lost = MatchingProposal.objects.filter(state=ProposalState.COMPUTING, made_at__lte=at - LOST_AFTER)
    found = list(lost.values_list("pk", flat=True))
    for pk in found:
        with transaction.atomic():
            proposal = MatchingProposal.objects.select_for_update().get(pk=pk)
            if proposal.state == ProposalState.COMPUTING:
                proposal.state, proposal.told, proposal.ended_at = ProposalState.FAILED, told, at
                proposal.save(update_fields=["state", "told", "ended_at"])
                journal.record(verb="lose_proposal", subject=proposal, at=at)
    return len(found)


@transaction.atomic
def publish_proposal(*, proposal: MatchingProposal, by: Person, at: dt.datetime | None = None) -> MatchingProposal:
    """Make its groups; groups it keeps stay as they are, with their members and past.

    Told: who has a new group, who stays in one that changes, who has none any more, and the partners of these groups.
    Two who publish at once: the season's row makes them take turns, and the second is refused.
    """
    at = at or clock.now()
    Season.objects.select_for_update().get(pk=proposal.season_id)
    proposal = MatchingProposal.objects.select_for_update().get(pk=proposal.pk)
    _hold_mandates(proposal)
    can_publish_proposal(by, proposal).or_refuse()
    running = _running(proposal.season_id)
    plan = _plan(running, proposal.result["groups"])
    now_in_group = {group.pk: members for group, members in running}
    now_in = {pk: group.pk for group, members in running for pk in members}
    kept = {pk: group.pk for group, _place, members in plan if group for pk in members}
    moving = {pk for _group, _place, members in plan for pk in members if pk not in kept or now_in.get(pk) != kept[pk]}
    leaving = {pk for pk, group in now_in.items() if kept.get(pk) != group}
    reply = _("La nouvelle répartition t’a trouvé un autre groupe.")
    end_memberships(memberships=Membership.objects.filter(mandate__in=moving), by=by, at=at, reply=reply)
    # Whoever a former publication left without a group, and still waits for an answer, has one now.
    close_requests(mandates=moving - now_in.keys(), by=by, reply=reply, at=at)
    unplaced = Membership.objects.filter(mandate__in=leaving - moving)
    end_memberships(memberships=unplaced, by=by, at=at, is_still_owed=True)
    going_on = {group.pk for group, _place, _members in plan if group}
    for group, _members in running:
        if group.pk not in going_on:
            end_group(group=group, by=by, reason=_("Répartition refaite."), at=at)
            tell_partner(group, "group_changed")
    for known, (actor, half_day), members in plan:
        group = known or Group.objects.create(partnership_id=actor, half_day=half_day, made_at=at)
        new = members & moving
        Membership.objects.bulk_create(Membership(group=group, mandate_id=pk, joined_at=at) for pk in sorted(new))
        before = now_in_group.get(group.pk, set())
        tell_newcomers(group, new, at)
        if members != before:
            tell_who_stays(group, members & before, at)
            tell_partner(group, "group_changed" if known else "group_made")
    tell_unplaced(leaving - moving, at)
    proposal.state, proposal.published_at = ProposalState.PUBLISHED, at
    proposal.save(update_fields=["state", "published_at"])
    data = {"groups": len(plan), "moved": len(moving)}
    journal.record(actor=by, verb="publish_proposal", subject=proposal, data=data, at=at)
    return proposal


def _hold_mandates(proposal: MatchingProposal) -> None:
    """Whoever resigns meanwhile does so before, and the proposal is refused, or after, and leaves their new group."""
    members = {pk for one in (proposal.result or {}).get("groups", []) for pk in one["members"]}
    list(Mandate.objects.select_for_update(of=("self",)).filter(pk__in=members).order_by("pk"))


Place = tuple[int, str]


def _running(season_id: int) -> list[tuple[Group, set[int]]]:
    """The season's groups with the mandates in each."""
    rows = Group.objects.running().filter(partnership__season_city__season=season_id).prefetch_related("memberships")
    return [(group, {one.mandate_id for one in group.memberships.all() if one.left_at is None}) for group in rows]


def _plan(
    running: list[tuple[Group, set[int]]], wanted: list[dict[str, Any]]
) -> list[tuple[Group | None, Place, set[int]]]:
    """Each wanted group with the running one that goes on as it, or None: same partner, same half-day.

    A partner may welcome two groups on one half-day: those that share most members are the same.
    """
    places = [(row["actor"], row["half_day"]) for row in wanted]
    shared = [
        (len(members & set(row["members"])), number, group)
        for number, row in enumerate(wanted)
        for group, members in running
        if (group.partnership_id, group.half_day) == places[number]
    ]
    goes_on: dict[int, Group] = {}
    for count, number, group in sorted(shared, key=lambda one: (-one[0], one[1], one[2].pk)):
        if count and number not in goes_on and group not in goes_on.values():
            goes_on[number] = group
    return [(goes_on.get(number), places[number], set(row["members"])) for number, row in enumerate(wanted)]

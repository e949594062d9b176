"""The draw: prepared, committed, rehearsed; chance enters once and plans everybody's answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.people.models import Person
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.adapters import drand
from passeurs.recruitment.adapters.lottery import with_file
from passeurs.recruitment.choices import DrawState, Status
from passeurs.recruitment.models import Application, Call, Draw
from passeurs.recruitment.queries.draw import drawable_places, pool
from passeurs.recruitment.queries.quota import bounds
from passeurs.recruitment.running.draw import CLAIM, compute_draw


@transaction.atomic
def prepare_draw(
    *,
    call: Call,
    by: Person,
    source: str,
    draw_at: dt.datetime,
    reason: str = "",
    drand_round: int | None = None,
    at: dt.datetime | None = None,
) -> Draw:
    """Freeze the call's quotas and places, and queue the computation. One is computed at a time: asked for again
    meanwhile, it is the same."""
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_prepare_draw(by, call, reason).or_refuse()
    running = call.draws.filter(state=DrawState.COMPUTING).first()
    if running:
        return running
    places = drawable_places(call)
    rules.can_draw_among(places, pool(call).exists()).or_refuse()
    nation, local = bounds(places, call.quotas.select_related("season_city__city"))
    draw = Draw.objects.create(
        call=call,
        quotas=nation,
        local=local,
        places=places,
        source=source,
        draw_at=draw_at,
        drand_round=drand_round,
        reason=reason,
        made_by=by,
        made_at=at,
    )
    journal.record(actor=by, verb="prepare_draw", subject=draw, data={"places": sum(places.values())}, at=at)
    post(tasks.compute_draw, draw.pk)
    return draw


def resume_draws(at: dt.datetime) -> int:
    """The clock takes up computations that a stopped process left; checkpoints make them end alike."""
    stale = Draw.objects.filter(state=DrawState.COMPUTING, made_at__lt=at - CLAIM)
    draws = list(stale.select_related("call"))
    for draw in draws:
        compute_draw(draw=draw, at=at)
    return len(draws)


def _locked(draw: Draw) -> Draw:
    return Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)


def _read(draw: Draw) -> Draw:
    return Draw.objects.select_related("call").get(pk=draw.pk)


def commit_draw(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Publish the lottery and its commitment, before chance is known. From here on nothing of it changes."""
    at = at or clock.now()
    draw = _read(draw)
    rules.can_commit_draw(by, draw, at).or_refuse()
    commitment = json.loads(with_file(draw, "commit").stdout)["commit"]
    with transaction.atomic():
        draw = _locked(draw)
        rules.can_commit_draw(by, draw, at).or_refuse()
        draw.commitment, draw.state, draw.committed_at = commitment, DrawState.COMMITTED, at
        draw.save(update_fields=["commitment", "state", "committed_at"])
        journal.record(actor=by, verb="commit_draw", subject=draw, data={"commit": draw.commitment}, at=at)
    return draw


def enter_beacon(*, draw: Draw, by: Person, beacon: str = "", rolls: str = "", at: dt.datetime | None = None) -> Draw:
    """Let chance speak, once. The same beacon again changes nothing; another is refused.

    `rolls`: faces of dice (1 to 6) in the order they fell; the beacon is then the SHA-256 of these figures.
    Of two beacons entered at once, the first to be written stays: the rule is asked again before writing.
    """
    at = at or clock.now()
    beacon = hashlib.sha256(rolls.encode()).hexdigest() if rolls else beacon
    beacon = beacon.strip().lower()
    draw = _read(draw)
    if draw.state == DrawState.DRAWN and draw.beacon == beacon:
        return draw
    rules.can_enter_beacon(by, draw, at).or_refuse()
    done = with_file(draw, "draw", "--beacon", beacon, "--out", "@out.json")
    rules.can_keep_result(not done.returncode, done.stderr, _("Ce hasard n’a pas pu être lu.")).or_refuse()
    with transaction.atomic():
        draw = _locked(draw)
        if draw.state == DrawState.DRAWN and draw.beacon == beacon:
            return draw
        rules.can_enter_beacon(by, draw, at).or_refuse()
        draw.certificate = json.loads(done.stdout)
        draw.beacon, draw.rolls, draw.state, draw.drawn_at = beacon, rolls, DrawState.DRAWN, at
        draw.save(update_fields=["certificate", "beacon", "rolls", "state", "drawn_at"])
        _plan_answers(draw)
        data = {"selected": len(draw.certificate["selected"])}
        journal.record(actor=by, verb="enter_beacon", subject=draw, data=data, at=at)
    return draw


def _plan_answers(draw: Draw) -> None:
    """Who is drawn, and everybody's planned answer; nobody is told here."""
    selected = set(draw.certificate["selected"])
    draw.entries.filter(pseudonym__in=selected).update(is_selected=True)
    draw.entries.exclude(pseudonym__in=selected).update(is_selected=False)
    for is_selected, status in ((True, Status.VALIDATED), (False, Status.BACKUP)):
        drawn = draw.entries.filter(is_selected=is_selected).values("application")
        Application.objects.filter(pk__in=drawn, status=Status.PRESELECTED).update(planned_status=status)


def rehearse_draw(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Draw on a made-up beacon, to see how the day will go: marked in its certificate, it designates nobody."""
    draw = _read(draw)
    rules.can_rehearse_draw(by, draw).or_refuse()
    done = with_file(draw, "draw", "--beacon", secrets.token_hex(32), "--rehearsal", "--out", "@out.json")
    with transaction.atomic():
        draw = _locked(draw)
        rules.can_rehearse_draw(by, draw).or_refuse()
        draw.rehearsal = json.loads(done.stdout)
        draw.save(update_fields=["rehearsal"])
        journal.record(actor=by, verb="rehearse_draw", subject=draw, at=at)
    return draw


def fetch_beacon(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Enter the chance of the announced round of drand, as two relays tell it. Raises Refused with what went wrong."""
    rules.can_fetch_beacon(by, draw, at or clock.now()).or_refuse()
    beacon, fault = "", ""
    try:
        beacon = drand.beacon_of(draw.drand_round or 0)
    except drand.NoBeacon as error:
        fault = str(error)
    rules.can_trust_relays(fault).or_refuse()
    return enter_beacon(draw=draw, by=by, beacon=beacon, at=at)

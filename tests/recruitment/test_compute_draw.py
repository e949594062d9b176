"""A draw is computed without a transaction or a lock: claimed, then written if nothing changed meanwhile."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
import time_machine
from django.db import connection

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.actions.quota import try_quotas
from passeurs.recruitment.actions.replacement import replace_declined
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.running.draw import CLAIM, MOST_CLAIMS, compute_draw
from tests.factories import team_member
from tests.recruitment.making import make_call, sent

BEACON = "ab" * 16


@pytest.fixture
def during(monkeypatch):
    """What happens each time the lottery runs: (command, whether a transaction is open), and what a test adds."""
    real, seen, acts = subprocess.run, [], []

    def run(command, **options):
        seen.append((command[3], connection.in_atomic_block))
        for act in acts:
            act(command[3])
        return real(command, **options)

    monkeypatch.setattr(subprocess, "run", run)
    run.seen, run.acts = seen, acts
    return run


def prepared(people=6):
    """A queued draw of these people for two places, and who leads it."""
    team, call = team_member(), make_call()
    call.season_cities.update(place_count=2)
    for number in range(people):
        sent(call, email=f"c{number}@exemple.fr", age=18 + number % 2)
    Application.objects.update(status=Status.PRESELECTED)
    call.state = CallState.CLOSED
    call.save()
    later = clock.now() + dt.timedelta(days=2)
    return draw_actions.prepare_draw(call=call, by=team, source="un tirage public", draw_at=later), team


def drawn():
    """A draw that is done: both places are taken, one is left."""
    draw, team = prepared()
    draw = draw_actions.commit_draw(draw=compute_draw(draw=draw), by=team)
    with time_machine.travel(draw.draw_at + dt.timedelta(minutes=5)):
        draw = draw_actions.enter_beacon(draw=draw, by=team, beacon=BEACON)
    first, second = draw.entries.filter(is_selected=True).values_list("application", flat=True)
    Application.objects.filter(pk=first).update(status=Status.WITHDRAWN, planned_status="")
    Application.objects.filter(pk=second).update(status=Status.VALIDATED, planned_status="")
    return draw, team, second


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_lottery_runs(during):
    draw, team = prepared()
    # Committed, the queued task has computed it.
    assert try_quotas(call=draw.call, season_city=None, rows=[])[0]
    draw = draw_actions.rehearse_draw(draw=draw, by=team)
    draw = draw_actions.commit_draw(draw=draw, by=team)
    with time_machine.travel(draw.draw_at + dt.timedelta(minutes=5)):
        draw = draw_actions.enter_beacon(draw=draw, by=team, beacon=BEACON)
    gone = draw.entries.filter(is_selected=True).values("application")[:1]
    Application.objects.filter(pk__in=list(gone.values_list("application", flat=True))).update(status=Status.WITHDRAWN)
    assert len(replace_declined(draw=draw, by=team)) == 1
    commands = ["solve", "report", "feasible", "draw", "commit", "draw", "replace"]
    assert during.seen == [(command, False) for command in commands]


@pytest.mark.django_db
def test_a_claimed_computation_is_left_to_who_claimed_it(during):
    draw, _team = prepared()
    now = clock.now()
    Draw.objects.update(facts={"claim": "a" * 16, "claimed_at": now.isoformat()})
    assert compute_draw(draw=draw, at=now).state == DrawState.COMPUTING
    assert during.seen == []
    assert compute_draw(draw=draw, at=now + CLAIM).state == DrawState.READY


@pytest.mark.django_db
def test_what_lost_its_claim_is_not_written(during):
    draw, _team = prepared()
    other = {"claim": "b" * 16, "claimed_at": clock.now().isoformat()}
    during.acts.append(lambda _command: Draw.objects.update(facts=other))
    draw = compute_draw(draw=draw)
    assert (draw.state, draw.lottery, draw.facts) == (DrawState.COMPUTING, None, other)
    assert not draw.entries.exists()


@pytest.mark.django_db
def test_a_draw_that_moved_on_meanwhile_is_not_written_over(during):
    draw, team = prepared()
    draw = compute_draw(draw=draw)
    during.acts.append(lambda _command: Draw.objects.update(state=DrawState.COMPUTING))
    for act in (draw_actions.rehearse_draw, draw_actions.commit_draw):
        Draw.objects.update(state=DrawState.READY)
        with pytest.raises(Refused):
            act(draw=draw, by=team)
    draw.refresh_from_db()
    assert (draw.rehearsal, draw.commitment) == (None, "")


@pytest.mark.django_db
def test_a_place_left_while_another_is_filled_is_counted_again(during):
    draw, team, second = drawn()
    during.acts.append(lambda _command: Application.objects.filter(pk=second).update(status=Status.WITHDRAWN))
    with pytest.raises(Refused, match="recommencez"):
        replace_declined(draw=draw, by=team)
    assert not Draw.objects.get().certificate["replacements"]
    assert len(replace_declined(draw=draw, by=team)) == 2


@pytest.mark.django_db
def test_killed_again_and_again_a_computation_is_said_to_have_failed(during, pass_time):
    draw, _team = prepared()

    def killed(_command):
        raise KeyboardInterrupt

    during.acts.append(killed)
    for _time in range(MOST_CLAIMS):
        with pytest.raises(KeyboardInterrupt):
            compute_draw(draw=draw)
        pass_time(seconds=CLAIM.total_seconds() + 1)
    assert draw_actions.resume_draws(clock.now()) == 1
    draw.refresh_from_db()
    assert draw.state == DrawState.FAILED
    assert "plusieurs fois" in draw.told
    assert draw_actions.resume_draws(clock.now()) == 0

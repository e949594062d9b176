"""The draw: compute in a process of its own, commit, enter the chance, plan everybody's answer."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.people.models import Person
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.adapters import drand
from passeurs.recruitment.choices import DrawState, Status
from passeurs.recruitment.models import Application, Call, Draw, DrawEntry
from passeurs.recruitment.queries.draw import CITY, attributes, chances, drawable_places
from passeurs.recruitment.queries.quotas import bounds

LOTTERY = "passeurs.fairness.lottery"
SECONDS = 3600
Json = dict[str, Any]


def run_lottery(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One command of the lottery, in a process of its own: its solver never lives in the site's."""
    command = [sys.executable, "-m", LOTTERY, *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=SECONDS, check=False)


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
    """Freeze the call's quotas and places, and queue the computation."""
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_prepare_draw(by, call, reason).or_refuse()
    places = drawable_places(call)
    if not places:
        raise Refused(refusal(_("Personne n’est présélectionné avec un dossier complet : il n’y a rien à tirer.")))
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
    tasks.post_draw(draw.pk)
    return draw


def write_pool(folder: Path, draw: Draw) -> list[str]:
    """The files that the lottery reads. Returns its options."""
    categories = list(dict.fromkeys([*(row[0] for row in draw.quotas), *(row[1] for row in draw.local)]))
    people = {pk: row for pk, row in attributes(draw.call, [CITY, *categories]).items() if row[CITY] in draw.places}
    with (folder / "respondents.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", CITY, *categories])
        writer.writerows([pk, *row.values()] for pk, row in people.items())
    size, rows = sum(draw.places.values()), [[CITY, insee, count, count] for insee, count in draw.places.items()]
    named = {(category, value) for category, value, *_bounds in draw.quotas}
    for category in categories:
        asked = {value for _city, kind, value, *_bounds in draw.local if kind == category}
        others = asked | {row[category] for row in people.values()}
        others -= {value for kind, value in named if kind == category}
        rows += [[category, value, 0, size] for value in sorted(others)]
    with (folder / "categories.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["category", "feature", "min", "max"])
        writer.writerows([*rows, *draw.quotas])
    (folder / "local.json").write_text(json.dumps({"local": draw.local}), encoding="utf-8")
    files = [option for name in ("categories", "respondents") for option in (f"--{name}", str(folder / f"{name}.csv"))]
    return [*files, "--local", str(folder / "local.json"), "--size", str(size)]


def compute_draw(*, draw: Draw, at: dt.datetime | None = None) -> Draw:
    """Compute a queued draw: the fairest lottery, or the smallest relaxation of the quotas, in words.

    Killed, it is computed again from its checkpoints (`resume_draws`), and ends alike.
    """
    if draw.state != DrawState.COMPUTING:
        return draw
    with tempfile.TemporaryDirectory(prefix="passeurs-tirage-") as made:
        folder = Path(made)
        kept_apart = settings.DRAWS_DIR / str(draw.pk)
        options = ["--source", draw.source, "--out", str(folder / "lottery.json"), "--checkpoint", str(kept_apart)]
        done = run_lottery("solve", *write_pool(folder, draw), *options)
        found = done.returncode == 0
        lottery = _read(folder / "lottery.json") if found else None
        kept = _read(next(folder.glob("*.secret.json"))) if found else None
        told = run_lottery("report", str(folder / "lottery.json")).stdout if found else ""
    shutil.rmtree(kept_apart, ignore_errors=True)
    with transaction.atomic():
        draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
        if draw.state != DrawState.COMPUTING:
            return draw
        draw.state = DrawState.READY if found else DrawState.FAILED
        draw.lottery, draw.kept, draw.report, draw.told = lottery, kept, told, done.stderr[-4000:]
        draw.facts = json.loads(done.stdout) if found else {}
        draw.save()
        if found:
            _enter_everyone(draw)
        journal.record(verb="compute_draw", subject=draw, data={"state": draw.state}, at=at)
    return draw


def resume_draws(at: dt.datetime) -> int:
    """The clock takes up computations that a stopped process left; checkpoints make them end alike."""
    stale = Draw.objects.filter(state=DrawState.COMPUTING, made_at__lt=at - dt.timedelta(seconds=2 * SECONDS))
    draws = list(stale.select_related("call"))
    for draw in draws:
        compute_draw(draw=draw, at=at)
    return len(draws)


def _read(path: Path) -> Json:
    told: Json = json.loads(path.read_text(encoding="utf-8"))
    return told


def _enter_everyone(draw: Draw) -> None:
    DrawEntry.objects.bulk_create(
        (
            DrawEntry(
                draw=draw,
                application_id=pk,
                pseudonym=name,
                numerator=share.numerator,
                denominator=share.denominator,
            )
            for pk, (name, share) in chances(draw.lottery, draw.kept).items()
        ),
        batch_size=1000,
    )


def _with_file(draw: Draw, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A command of the lottery on the published file of a draw: its certificate once it is drawn."""
    with tempfile.TemporaryDirectory(prefix="passeurs-tirage-") as made:
        folder = Path(made)
        path = folder / "lottery.json"
        path.write_text(json.dumps(draw.certificate or draw.lottery), encoding="utf-8")
        (folder / "lottery.secret.json").write_text(json.dumps(draw.kept), encoding="utf-8")
        filled = [str(folder / option[1:]) if option.startswith("@") else option for option in options]
        done = run_lottery(command, str(path), *filled)
        out = folder / "out.json"
        if out.exists():
            done.stdout = out.read_text(encoding="utf-8")
        return done


@transaction.atomic
def commit_draw(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Publish the lottery and its commitment, before chance is known. From here on nothing of it changes."""
    at = at or clock.now()
    draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
    rules.can_commit_draw(by, draw, at).or_refuse()
    draw.commitment = json.loads(_with_file(draw, "commit").stdout)["commit"]
    draw.state, draw.committed_at = DrawState.COMMITTED, at
    draw.save(update_fields=["commitment", "state", "committed_at"])
    journal.record(actor=by, verb="commit_draw", subject=draw, data={"commit": draw.commitment}, at=at)
    return draw


@transaction.atomic
def enter_beacon(*, draw: Draw, by: Person, beacon: str = "", rolls: str = "", at: dt.datetime | None = None) -> Draw:
    """Let chance speak, once. The same beacon again changes nothing; another is refused.

    `rolls`: faces of dice (1 to 6) in the order they fell; the beacon is then the SHA-256 of these figures.
    """
    at = at or clock.now()
    beacon = hashlib.sha256(rolls.encode()).hexdigest() if rolls else beacon
    beacon = beacon.strip().lower()
    draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
    if draw.state == DrawState.DRAWN and draw.beacon == beacon:
        return draw
    rules.can_enter_beacon(by, draw, at).or_refuse()
    done = _with_file(draw, "draw", "--beacon", beacon, "--out", "@out.json")
    if done.returncode:
        raise Refused(refusal(done.stderr.strip() or _("Ce hasard n’a pas pu être lu.")))
    draw.certificate = json.loads(done.stdout)
    draw.beacon, draw.rolls, draw.state, draw.drawn_at = beacon, rolls, DrawState.DRAWN, at
    draw.save(update_fields=["certificate", "beacon", "rolls", "state", "drawn_at"])
    selected = set(draw.certificate["selected"])
    draw.entries.filter(pseudonym__in=selected).update(is_selected=True)
    draw.entries.exclude(pseudonym__in=selected).update(is_selected=False)
    for is_selected, status in ((True, Status.VALIDATED), (False, Status.BACKUP)):
        drawn = draw.entries.filter(is_selected=is_selected).values("application")
        Application.objects.filter(pk__in=drawn, status=Status.PRESELECTED).update(planned_status=status)
    journal.record(actor=by, verb="enter_beacon", subject=draw, data={"selected": len(selected)}, at=at)
    return draw


@transaction.atomic
def rehearse_draw(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Draw on a made-up beacon, to see how the day will go: marked in its certificate, it designates nobody."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
    rules.can_rehearse_draw(by, draw).or_refuse()
    done = _with_file(draw, "draw", "--beacon", secrets.token_hex(32), "--rehearsal", "--out", "@out.json")
    draw.rehearsal = json.loads(done.stdout)
    draw.save(update_fields=["rehearsal"])
    journal.record(actor=by, verb="rehearse_draw", subject=draw, at=at)
    return draw


def fetch_beacon(*, draw: Draw, by: Person, at: dt.datetime | None = None) -> Draw:
    """Enter the chance of the announced round of drand, as two relays tell it. Raises Refused with what went wrong."""
    rules.can_enter_beacon(by, draw, at or clock.now()).or_refuse()
    if draw.drand_round is None:
        raise Refused(refusal(_("Ce tirage n’a pas annoncé de tour de drand.")))
    try:
        beacon = drand.beacon_of(draw.drand_round)
    except drand.NoBeacon as error:
        raise Refused(refusal(str(error))) from error
    return enter_beacon(draw=draw, by=by, beacon=beacon, at=at)


def proof_of(entry: DrawEntry) -> Json:
    """What a person checks with: their leaf, its path to the published root, the opening of their type."""
    done = _with_file(entry.draw, "proof", "--id", str(entry.application_id))
    proof: Json = json.loads(done.stdout)
    return proof


def replaced_certificate(draw: Draw, *, declined: list[int], accepted: list[int]) -> subprocess.CompletedProcess[str]:
    """The certificate with one more replacement in its chain, as the output of the command; nothing is written."""
    told = ["--declined", *map(str, declined), "--accepted", *map(str, accepted), "--out", "@out.json"]
    return _with_file(draw, "replace", *told)

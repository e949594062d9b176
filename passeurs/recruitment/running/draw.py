"""The computation of a draw: claimed, computed outside any transaction, written if the claim still holds."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.extras import has_extra
from passeurs.recruitment.adapters.lottery import SECONDS, Json, read_json, run_lottery, write_pool
from passeurs.recruitment.choices import DrawState
from passeurs.recruitment.models import Draw, DrawEntry
from passeurs.recruitment.queries.draw import chances

# The command is stopped after SECONDS: past twice that, whoever claimed a computation is gone.
CLAIM = dt.timedelta(seconds=2 * SECONDS)
# Killed so many times, by a machine too small for it or by a fault, it is said to have failed.
MOST_CLAIMS = 3


@dataclass(frozen=True)
class Computed:
    """What the command made: the published lottery and what is kept, or why there is none, in words."""

    lottery: Json | None
    kept: Json | None
    report: str
    facts: Json
    told: str


def compute_draw(*, draw: Draw, at: dt.datetime | None = None) -> Draw:
    """Compute a queued draw: the fairest lottery, or the smallest relaxation of the quotas, in words.

    One process at a time: another finds it claimed and leaves. Killed, it is computed again from its checkpoints
    once the claim is over, and ends alike. No transaction is open and no row is locked meanwhile.
    """
    claim = _claim(draw, at or clock.now())
    draw = Draw.objects.select_related("call").get(pk=draw.pk)
    return _write(draw, _computed(draw), claim, at) if claim else draw


def _claim(draw: Draw, at: dt.datetime) -> Json | None:
    with transaction.atomic():
        found = Draw.objects.select_for_update().get(pk=draw.pk)
        former = found.facts.get("claimed_at")
        if found.state != DrawState.COMPUTING or (former and at < dt.datetime.fromisoformat(former) + CLAIM):
            return None
        count = found.facts.get("claim_count", 0) + 1
        if count > MOST_CLAIMS:
            found.state, found.facts, found.told = DrawState.FAILED, {}, _("Le calcul s’est arrêté plusieurs fois.")
            found.save(update_fields=["state", "facts", "told"])
            journal.record(verb="compute_draw", subject=found, data={"state": found.state}, at=at)
            return None
        found.facts = {"claim": secrets.token_hex(8), "claimed_at": at.isoformat(), "claim_count": count}
        found.save(update_fields=["facts"])
    return dict(found.facts)


def _checkpoints(draw: Draw) -> Path:
    return Path(settings.DRAWS_DIR) / str(draw.pk)


def _computed(draw: Draw) -> Computed:
    can_compute = has_extra("lottery")
    if not can_compute:
        return Computed(None, None, "", {}, can_compute.reason)
    with tempfile.TemporaryDirectory(prefix="passeurs-tirage-") as made:
        folder = Path(made)
        path = folder / "lottery.json"
        options = ["--source", draw.source, "--out", str(path), "--checkpoint", str(_checkpoints(draw))]
        done = run_lottery("solve", *write_pool(folder, draw), *options)
        if done.returncode:
            return Computed(None, None, "", {}, done.stderr[-4000:])
        report = run_lottery("report", str(path)).stdout
        kept = read_json(next(folder.glob("*.secret.json")))
        return Computed(read_json(path), kept, report, json.loads(done.stdout), done.stderr[-4000:])


def _write(draw: Draw, made: Computed, claim: Json, at: dt.datetime | None) -> Draw:
    """Keep what was computed, if this computation is still the one that is waited for."""
    with transaction.atomic():
        draw = Draw.objects.select_for_update(of=("self",)).select_related("call").get(pk=draw.pk)
        if draw.state != DrawState.COMPUTING or draw.facts != claim:
            return draw
        draw.state = DrawState.READY if made.lottery else DrawState.FAILED
        draw.lottery, draw.kept, draw.report = made.lottery, made.kept, made.report
        draw.facts, draw.told = made.facts, made.told
        draw.save()
        if made.lottery:
            _enter_everyone(draw)
        journal.record(verb="compute_draw", subject=draw, data={"state": draw.state}, at=at)
    shutil.rmtree(_checkpoints(draw), ignore_errors=True)
    return draw


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

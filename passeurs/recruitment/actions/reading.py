"""Readings are shared out, given, refused for a conflict; a threshold makes the pool of the draw."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.choices import Role
from passeurs.people.models import Person, RoleGrant
from passeurs.programme.models import SeasonCity
from passeurs.recruitment import rules
from passeurs.recruitment.allocation.assign import File, Reader, assign
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Call, ReaderProfile, Reading
from passeurs.recruitment.queries.reading import GAP, file_scores, in_reading
from passeurs.recruitment.queries.tie import Tie, find_ties

READINGS = 2
CAPACITY = 400


def readers_of(call: Call) -> list[Reader]:
    """The jurors, with the cities of their grants (all of them for an unscoped one), their tracks, their load."""
    cities: dict[int, set[str]] = defaultdict(set)
    for person, scope in RoleGrant.objects.filter(role=Role.JUROR, ended_at__isnull=True).values_list(
        "person", "scope"
    ):
        cities[person].add(scope.removeprefix("city:"))
    load: dict[int, int] = defaultdict(int)
    given = Reading.objects.filter(application__call=call, conflict_at__isnull=True)
    for reader in given.values_list("reader", flat=True):
        load[reader] += 1
    profiles = {one.person_id: one for one in ReaderProfile.objects.filter(person__in=cities)}
    found = []
    for one, told in cities.items():
        profile = profiles.get(one, ReaderProfile(capacity=CAPACITY))
        where = None if "" in told else frozenset(told)
        found.append(Reader(one, profile.capacity, where, load[one], frozenset(profile.tracks) or None))
    return found


@transaction.atomic
def share_readings(*, call: Call, by: Person, at: dt.datetime | None = None) -> tuple[int, int]:
    """Give every file its two readings, and a third where two differ by more than the gap. Run again, it completes.

    Returns how many readings were given out, and how many files still lack a reader.
    """
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_share_readings(by, call).or_refuse()
    scores = file_scores(call)
    held: dict[int, set[int]] = defaultdict(set)
    working: dict[int, int] = defaultdict(int)
    for file, reader, conflict in Reading.objects.filter(application__call=call).values_list(
        "application", "reader", "conflict_at"
    ):
        held[file].add(reader)
        working[file] += conflict is None
    ties = find_ties(call)
    files = []
    for pk, insee, track in in_reading(call).values_list("pk", "season_city__city__insee", "track__name"):
        wanted = READINGS + (pk in scores and scores[pk][1] >= READINGS and scores[pk][2] > GAP)
        if working[pk] < wanted:
            barred = frozenset(held[pk] | {tie.reader for tie in ties.get(pk, ())})
            files.append(File(pk, insee, barred, wanted - working[pk], track or ""))
    _show_ties(ties, held, at)
    given, short = assign(files, readers_of(call), seed=call.pk)
    made = Reading.objects.bulk_create(
        (Reading(application_id=pk, reader_id=one, assigned_at=at) for pk, chosen in given.items() for one in chosen),
        batch_size=1000,
    )
    journal.record(actor=by, verb="share_readings", subject=call, data={"readings": len(made)}, at=at)
    return len(made), len(short)


def _show_ties(ties: dict[int, list[Tie]], held: dict[int, set[int]], at: dt.datetime) -> None:
    """What was detected is shown to the team beside what readers declare: each can be looked at."""
    Reading.objects.bulk_create(
        (
            Reading(application_id=pk, reader_id=tie.reader, assigned_at=at, conflict_at=at, conflict_why=tie.why)
            for pk, found in ties.items()
            for tie in found
            if tie.reader not in held[pk]
        ),
        batch_size=1000,
    )


@transaction.atomic
def save_profile(*, person: Person, capacity: int, tracks: list[str], knows: str) -> ReaderProfile:
    """What a reader can take, and whom they know."""
    profile, _made = ReaderProfile.objects.update_or_create(
        person=person, defaults={"capacity": capacity, "tracks": tracks, "knows": knows}
    )
    journal.record(actor=person, verb="save_profile", subject=profile)
    return profile


@transaction.atomic
def give_reading(
    *, reading: Reading, by: Person, scores: dict[int, int], comment: str = "", at: dt.datetime | None = None
) -> Reading:
    """Score each criterion of the file's track. Given again, it is corrected; sent twice, it is the same."""
    at = at or clock.now()
    reading = Reading.objects.select_for_update(of=("self",)).select_related("application__call").get(pk=reading.pk)
    rules.can_read(by, reading).or_refuse()
    track = reading.application.track
    weights = {one.pk: one.weight for one in track.criteria.all()} if track else {}
    told = {pk: score for pk, score in scores.items() if pk in weights}
    total = sum(weights[pk] for pk in told)
    reading.scores = {str(pk): score for pk, score in told.items()}
    reading.score = sum(weights[pk] * score for pk, score in told.items()) / total if total else None
    reading.comment, reading.given_at = comment, at
    reading.save(update_fields=["scores", "score", "comment", "given_at"])
    journal.record(actor=by, verb="give_reading", subject=reading, at=at)
    return reading


@transaction.atomic
def declare_conflict(*, reading: Reading, by: Person, at: dt.datetime | None = None) -> Reading:
    """The reader knows who this is: the file goes to somebody else at the next sharing. Nothing of theirs counts."""
    at = at or clock.now()
    reading = Reading.objects.select_for_update(of=("self",)).select_related("application__call").get(pk=reading.pk)
    rules.can_see_reading(by, reading).or_refuse()
    reading.conflict_why = ""
    reading.conflict_at, reading.scores, reading.score, reading.comment, reading.given_at = at, {}, None, "", None
    reading.save()
    journal.record(actor=by, verb="declare_conflict", subject=reading, at=at)
    return reading


@transaction.atomic
def set_threshold(
    *, call: Call, by: Person, season_city: SeasonCity, value: float, at: dt.datetime | None = None
) -> tuple[int, int]:
    """Files at or above go to the draw's pool; those below are planned a refusal. Nobody is told. Files not read
    twice wait. Returns how many pass and how many do not."""
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_set_threshold(by, call).or_refuse()
    scores = file_scores(call)
    here = list(in_reading(call).filter(season_city=season_city).values_list("pk", flat=True))
    read = [pk for pk in here if pk in scores and scores[pk][1] >= READINGS]
    above = [pk for pk in read if scores[pk][0] >= value]
    below = [pk for pk in read if scores[pk][0] < value]
    call.applications.filter(pk__in=above).update(status=Status.PRESELECTED, planned_status="")
    call.applications.filter(pk__in=below).update(status=Status.WAITING, planned_status=Status.REJECTED)
    data = {"city": season_city.pk, "value": value, "above": len(above), "below": len(below)}
    journal.record(actor=by, verb="set_threshold", subject=call, data=data, at=at)
    return len(above), len(below)

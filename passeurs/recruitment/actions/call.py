"""Writes of calls: made, changed, opened, closed, cloned; whoever asked is told of an opening."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from passeurs.core import clock, journal
from passeurs.core.mail import post_letter
from passeurs.people.models import Person
from passeurs.programme.models import Season, SeasonCity
from passeurs.questionnaires.actions import freeze_questionnaire
from passeurs.recruitment import messages, rules
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.models import Call, CallAlert, Criterion


@transaction.atomic
def save_call(*, call: Call, by: Person, season_cities: list[SeasonCity], **fields: Any) -> Call:
    """Change a call, or make it (`call` unsaved). The form of an open call stays the same. Raises Refused."""
    rules.can_change_call(by, call).or_refuse()
    is_new = call.pk is None
    before = None if is_new else Call.objects.select_for_update().get(pk=call.pk)
    if before and before.state != CallState.DRAFT:
        fields |= {"questionnaire": before.questionnaire, "slug": before.slug, "season": before.season}
    for name, value in fields.items():
        setattr(call, name, value)
    try:
        with transaction.atomic():
            call.save()
    except IntegrityError:
        rules.can_take_slug(call).or_refuse()
        raise
    call.season_cities.set(season_cities)
    journal.record(actor=by, verb="make_call" if is_new else "change_call", subject=call)
    return call


@transaction.atomic
def move_call(*, call: Call, by: Person, state: str, at: dt.datetime | None = None) -> Call:
    """Open, close, decide a call, or take one step back. Opening freezes its form. Raises Refused."""
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_move_call(by, call, state, at).or_refuse()
    if state == CallState.OPEN and call.questionnaire:
        freeze_questionnaire(questionnaire=call.questionnaire, by=by, at=at)
    before, call.state = call.state, state
    call.save(update_fields=["state"])
    journal.record(actor=by, verb="move_call", subject=call, data={"from": before, "to": state}, at=at)
    return call


@transaction.atomic
def clone_call(*, call: Call, season: Season, by: Person) -> Call:
    """The same call for another season, a year later, in preparation: cities found again by name, tracks copied."""
    rules.can_run_calls(by).or_refuse()
    tracks = list(call.tracks.prefetch_related("criteria"))
    codes = list(call.season_cities.values_list("city_id", flat=True))
    slug = _free_slug(f"{slugify(call.title)}-{season.number}")
    copy = Call.objects.get(pk=call.pk)
    copy.pk, copy._state.adding = None, True
    copy.slug, copy.season, copy.state, copy.made_at = slug, season, CallState.DRAFT, clock.now()
    for name in ("opens_at", "closes_at", "answer_on", "age_on"):
        setattr(copy, name, clock.a_year_later(getattr(copy, name)))
    copy.save()
    copy.season_cities.set(SeasonCity.objects.filter(season=season, city__in=codes))
    for track in tracks:
        criteria = list(track.criteria.all())
        track.pk, track.call = None, copy
        track.save(force_insert=True)
        for criterion in criteria:
            criterion.pk, criterion.track = None, track
        Criterion.objects.bulk_create(criteria)
    journal.record(actor=by, verb="clone_call", subject=copy, data={"from": call.pk})
    return copy


def _free_slug(wanted: str) -> str:
    taken = set(Call.objects.filter(slug__startswith=wanted[:70]).values_list("slug", flat=True))
    wanted = wanted[:70]
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def close_due_calls(at: dt.datetime) -> int:
    """Close the calls whose date has passed. Returns how many."""
    count = 0
    for call in Call.objects.filter(state=CallState.OPEN, closes_at__lte=at):
        with transaction.atomic():
            closed = Call.objects.filter(pk=call.pk, state=CallState.OPEN).update(state=CallState.CLOSED)
            if closed:
                journal.record(verb="move_call", subject=call, data={"from": "open", "to": "closed"}, at=at)
                count += 1
    return count


@transaction.atomic
def ask_to_be_told(*, email: str, at: dt.datetime | None = None) -> None:
    """Remember an address until a call opens; asking twice is asking once."""
    alert, made = CallAlert.objects.get_or_create(email=email.lower(), defaults={"asked_at": at or clock.now()})
    if made:
        journal.record(verb="ask_to_be_told", subject=alert, at=at)


def tell_of_opening(at: dt.datetime) -> int:
    """One mail to each address that asked, when a call is open; then the address is forgotten."""
    call = Call.objects.accepting(at).order_by("closes_at").first()
    if call is None:
        return 0
    count = 0
    for alert in CallAlert.objects.order_by("pk")[:200]:
        # The row goes with the letter: of two processes, one deletes it and writes.
        with transaction.atomic():
            if CallAlert.objects.filter(pk=alert.pk).delete()[0]:
                post_letter(messages.call_opened(email=alert.email, call=call), kind="recruitment.call_opened", at=at)
                count += 1
    return count

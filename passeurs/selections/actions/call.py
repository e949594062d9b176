"""Writes of calls for selections: open, change, close."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.text import slugify

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.programme.models import City, Season
from passeurs.selections import rules
from passeurs.selections.models import Call, Tag


@transaction.atomic
def open_call(
    *,
    by: Person,
    season: Season,
    city: City | None,
    title: str,
    text: str,
    closes_on: dt.date,
    theme: Tag | None = None,
    at: dt.datetime | None = None,
) -> Call:
    """Ask the ambassadors of a city (of all without one) for selections on a theme, until a day."""
    rules.can_open_call(by, city).or_refuse()
    slug = slugify(title)[:100] or "appel"
    if Call.objects.filter(slug=slug).exists():
        slug = f"{slug}-{secrets.token_hex(3)}"
    call = Call.objects.create(
        slug=slug,
        title=title,
        text=text,
        theme=theme,
        season=season,
        city=city,
        closes_on=closes_on,
        opened_by=by,
        opened_at=at or clock.now(),
    )
    journal.record(actor=by, verb="open_call", subject=call, at=at)
    return call


@transaction.atomic
def change_call(
    *,
    call: Call,
    by: Person,
    title: str,
    text: str,
    closes_on: dt.date,
    theme: Tag | None = None,
    at: dt.datetime | None = None,
) -> Call:
    """Change the words, the theme or the last day; the city stays, since some may have answered."""
    call = Call.objects.select_for_update(of=("self",)).select_related("city").get(pk=call.pk)
    rules.can_change_call(by, call).or_refuse()
    call.title, call.text, call.closes_on, call.theme = title, text, closes_on, theme
    call.save(update_fields=["title", "text", "closes_on", "theme"])
    journal.record(actor=by, verb="change_call", subject=call, at=at)
    return call


@transaction.atomic
def close_call(*, call: Call, by: Person, at: dt.datetime | None = None) -> Call:
    """Close before its day; the page stays with its answers."""
    call = Call.objects.select_for_update(of=("self",)).select_related("city").get(pk=call.pk)
    rules.can_change_call(by, call).or_refuse()
    call.closed_at = at or clock.now()
    call.save(update_fields=["closed_at"])
    journal.record(actor=by, verb="close_call", subject=call, at=at)
    return call

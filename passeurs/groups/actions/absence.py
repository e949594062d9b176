"""How a group goes: ratings after meetings, the referent's notes, the gentle ladder for whoever is not seen."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.choices import NewsAnswer
from passeurs.groups.models import Absence
from passeurs.groups.queries.absence import quiet_mandates
from passeurs.groups.queries.care import watchers_of
from passeurs.groups.queries.ladder import LADDER, REFERENT_RUNG
from passeurs.groups.rules.absence import can_answer_absence, can_close_absence, next_rung
from passeurs.notifications.actions import notify
from passeurs.notifications.models import WHO
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person

# Whoever is not seen is looked for once a day, at this hour of the site's time zone.
WATCH_HOUR = 10
TO_TELL = (NewsAnswer.LOST, NewsAnswer.TALK)


def watch_absences(at: dt.datetime) -> int:
    """Once a day, climb one rung at most for each person not seen; end what ended. Returns how many were told."""
    here = timezone.localtime(at)
    if here.hour != WATCH_HOUR or not cache.add(f"associations:absences:{here:%Y-%m-%d}", 1, 86_400):
        return 0
    return climb_ladder(at)


def climb_ladder(at: dt.datetime) -> int:
    """A kind word, then a question, then the referent; whoever came back starts anew. Safe to run twice."""
    count = 0
    quiet = {mandate.pk: mandate for mandate in quiet_mandates(at)}
    back = Absence.objects.filter(ended_at__isnull=True).exclude(mandate__in=quiet).exclude(answer__in=TO_TELL)
    back.update(ended_at=at)
    for mandate in quiet.values():
        with transaction.atomic():
            absence, _made = Absence.objects.select_for_update().get_or_create(
                mandate=mandate, ended_at=None, defaults={"seen_at": mandate.seen_at, "rung_at": at}
            )
            rung = next_rung(absence.rung, mandate.seen_at, absence.rung_at, at)
            if rung == absence.rung:
                continue
            absence.mandate, absence.rung, absence.rung_at = mandate, rung, at
            absence.save(update_fields=["rung", "rung_at"])
            _say(absence, at)
            journal.record(verb="climb_ladder", subject=absence, data={"rung": rung}, at=at)
            count += 1
    return count


def _say(absence: Absence, at: dt.datetime) -> None:
    mandate, step = absence.mandate, LADDER[absence.rung - 1]
    is_referent = absence.rung == REFERENT_RUNG
    people = watchers_of(mandate.season_city.city.scope) if is_referent else [mandate.person]
    names = {1: "portal:today", 2: "groups:answer-absence", REFERENT_RUNG: "groups:care-board"}
    for person in people:
        with speaking_to(person):
            notify(
                person=person,
                kind="care",
                title=str(step.title) % {"name": WHO},
                by=mandate.person,
                body=str(step.body),
                url=reverse(names[absence.rung]),
                key=f"absence:{absence.pk}:{absence.rung}:{person.pk}",
                at=at,
            )


@transaction.atomic
def answer_absence(*, absence: Absence, by: Person, answer: str, at: dt.datetime | None = None) -> Absence:
    """« Comment vas-tu ? » is answered: well, the ladder ends; to talk or lost, the referent is told."""
    at = at or clock.now()
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    can_answer_absence(by, absence).or_refuse()
    absence.answer, absence.answered_at = answer, at
    absence.ended_at = None if answer in TO_TELL else at
    absence.save(update_fields=["answer", "answered_at", "ended_at"])
    journal.record(actor=by, verb="answer_absence", subject=absence, at=at)
    if answer in TO_TELL:
        for person in watchers_of(absence.mandate.season_city.city.scope):
            with speaking_to(person):
                notify(
                    person=person,
                    kind="care",
                    title=_("%(name)s vous répond : à rappeler") % {"name": WHO},
                    by=by,
                    url=reverse("groups:care-board"),
                    key=f"absence:{absence.pk}:answer:{person.pk}",
                    is_urgent=True,
                    at=at,
                )
    return absence


@transaction.atomic
def close_absence(*, absence: Absence, by: Person, at: dt.datetime | None = None) -> Absence:
    """The referent has heard from them."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    can_close_absence(by, absence).or_refuse()
    absence.ended_at = at or clock.now()
    absence.save(update_fields=["ended_at"])
    journal.record(actor=by, verb="close_absence", subject=absence, at=at)
    return absence

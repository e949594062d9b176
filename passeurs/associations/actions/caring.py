"""How a group goes: feelings after meetings, the referent's notes, the gentle ladder for whoever is not seen."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations import rules
from passeurs.associations.choices import Feeling, NewsAnswer
from passeurs.associations.models import Absence, CareNote, Contact, Group, Meeting, MeetingFeeling
from passeurs.associations.queries.caring import quiet_mandates
from passeurs.associations.rules.caring import LADDER, REFERENT_RUNG
from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of

# Whoever is not seen is looked for once a day, at this hour of the site's time zone.
WATCH_HOUR = 10
TO_TELL = (NewsAnswer.LOST, NewsAnswer.TALK)


def _watchers(scope: str) -> list[Person]:
    """Who follows a city: its referents, else the team."""
    return list(holders_of(Role.REFERENT, scope)) or list(holders_of(Role.TEAM))


def _with_city(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("group__partnership__season_city__city").get(pk=meeting.pk)


@transaction.atomic
def feel_as_member(
    *, meeting: Meeting, by: Person, feeling: str, words: str = "", at: dt.datetime | None = None
) -> MeetingFeeling:
    """One tap of a member after a meeting; said again, the last one stays."""
    at = at or clock.now()
    meeting = _with_city(meeting)
    rules.can_feel_as_member(by, meeting, at).or_refuse()
    said, _made = MeetingFeeling.objects.update_or_create(
        meeting=meeting, person=by, defaults={"feeling": feeling, "words": words, "made_at": at}
    )
    # That something was said, never what.
    journal.record(actor=by, verb="feel_as_member", subject=meeting, at=at)
    _alert(meeting, said, at)
    return said


@transaction.atomic
def feel_as_partner(
    *, meeting: Meeting, contact: Contact, feeling: str, words: str = "", at: dt.datetime | None = None
) -> MeetingFeeling:
    """One tap of the partner, by their link; said again, the last one stays."""
    at = at or clock.now()
    meeting = _with_city(meeting)
    rules.can_feel_as_partner(contact, meeting, at).or_refuse()
    said, _made = MeetingFeeling.objects.update_or_create(
        meeting=meeting, contact=contact, defaults={"feeling": feeling, "words": words, "made_at": at}
    )
    journal.record(verb="feel_as_partner", subject=meeting.group, at=at)
    _alert(meeting, said, at)
    return said


def _alert(meeting: Meeting, said: MeetingFeeling, at: dt.datetime) -> None:
    """Whoever asks to talk is not left waiting for somebody to open a page. The words stay on that page."""
    if said.feeling != Feeling.TALK:
        return
    for person in _watchers(meeting.group.partnership.season_city.city.scope):
        notify(
            person=person,
            kind="care",
            title=_("On vous demande de parler : %(partner)s") % {"partner": meeting.group.partnership},
            url=reverse("associations:group-care", args=[meeting.group_id]),
            key=f"care:{said.pk}:{person.pk}",
            is_urgent=True,
            at=at,
        )


@transaction.atomic
def log_care(*, group: Group, by: Person, act: str, text: str, at: dt.datetime | None = None) -> CareNote:
    """What the referent did; the signs that came before are dealt with."""
    at = at or clock.now()
    rules.can_care(by, group).or_refuse()
    note = CareNote.objects.create(group=group, act=act, text=text, made_by=by, made_at=at)
    journal.record(actor=by, verb="log_care", subject=group, data={"act": act}, at=at)
    return note


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
            rung = rules.next_rung(absence.rung, mandate.seen_at, absence.rung_at, at)
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
    people = _watchers(mandate.season_city.city.scope) if is_referent else [mandate.person]
    names = {1: "portal:today", 2: "associations:answer-absence", REFERENT_RUNG: "associations:care-board"}
    for person in people:
        notify(
            person=person,
            kind="care",
            title=str(step.title) % {"name": mandate.person.public_name},
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
    rules.can_answer_absence(by, absence).or_refuse()
    absence.answer, absence.answered_at = answer, at
    absence.ended_at = None if answer in TO_TELL else at
    absence.save(update_fields=["answer", "answered_at", "ended_at"])
    journal.record(actor=by, verb="answer_absence", subject=absence, at=at)
    if answer in TO_TELL:
        for person in _watchers(absence.mandate.season_city.city.scope):
            notify(
                person=person,
                kind="care",
                title=_("%(name)s vous répond : à rappeler") % {"name": by.public_name},
                url=reverse("associations:care-board"),
                key=f"absence:{absence.pk}:answer:{person.pk}",
                is_urgent=True,
                at=at,
            )
    return absence


@transaction.atomic
def close_absence(*, absence: Absence, by: Person, at: dt.datetime | None = None) -> Absence:
    """The referent has heard from them."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    rules.can_close_absence(by, absence).or_refuse()
    absence.ended_at = at or clock.now()
    absence.save(update_fields=["ended_at"])
    journal.record(actor=by, verb="close_absence", subject=absence, at=at)
    return absence


def erase_care(person: Person) -> None:
    """On erasure: what one said of meetings, and whether one was looked for, go entirely."""
    MeetingFeeling.objects.filter(person=person).delete()
    Absence.objects.filter(mandate__person=person).delete()
    CareNote.objects.filter(made_by=person).update(made_by=None)

"""Rules of groups and their meetings."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting
from passeurs.groups.rules.group import can_take_part
from passeurs.partners.models import Contact

FARTHEST = dt.timedelta(days=180)


def can_plan_meeting(person: object, group: Group, starts_at: dt.datetime, at: dt.datetime) -> Verdict:
    """In the months to come; what took place unplanned within the last week may be noted too."""
    verdict = can_take_part(person, group)
    if not verdict:
        return verdict
    if starts_at < at - dt.timedelta(days=7):
        return refusal(_("Cette date est passée depuis plus d’une semaine : vois avec ton référent."))
    if starts_at > at + FARTHEST:
        return refusal(_("C’est trop loin : choisis une date dans les six mois."))
    same = group.meetings.filter(state=MeetingState.PLANNED, starts_at=starts_at)
    return refusal(_("Une rencontre est déjà prévue à cette date.")) if same.exists() else ALLOWED


def can_move_meeting(person: object, meeting: Meeting, starts_at: dt.datetime, at: dt.datetime) -> Verdict:
    """A coming meeting, once: it is in everybody's calendar."""
    verdict = can_cancel_meeting(person, meeting)
    if not verdict:
        return verdict
    if meeting.starts_at <= at:
        return refusal(_("Cette rencontre a commencé : elle ne se déplace plus."))
    if meeting.moved_at:
        return refusal(_("Elle a déjà été déplacée une fois : annulez-la et choisissez une autre date ensemble."))
    return can_plan_meeting(person, meeting.group, starts_at, at) if starts_at != meeting.starts_at else ALLOWED


def can_cancel_meeting(person: object, meeting: Meeting) -> Verdict:
    """What is planned and was not said to be held."""
    verdict = can_take_part(person, meeting.group)
    if not verdict:
        return verdict
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("Cette rencontre est déjà annulée."))
    return refusal(_("Cette rencontre a eu lieu.")) if meeting.is_held else ALLOWED


def can_confirm_meeting(meeting: Meeting, at: dt.datetime) -> Verdict:
    """Once it has begun, and was not cancelled. Whose word counts is asked elsewhere."""
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("Cette rencontre a été annulée : elle ne se confirme pas."))
    if meeting.starts_at > at:
        return refusal(_("Elle commence le %(when)s : on la confirme après.") % {"when": moment(meeting.starts_at)})
    return ALLOWED


def can_confirm_as_partner(contact: Contact, meeting: Meeting, at: dt.datetime) -> Verdict:
    """A contact of the partner that welcomes the group."""
    if meeting.group.partnership_id != contact.partnership_id:
        return refusal(_("Cette rencontre n’est pas de votre groupe."))
    return can_confirm_meeting(meeting, at)

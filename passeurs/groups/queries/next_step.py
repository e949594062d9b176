"""What is next for a group: what waits for a word, the next date, what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import day, moment
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import ActionItem, Meeting, Poll
from passeurs.partners.models import HelpRequest

MOST = 4


@dataclass(frozen=True)
class NextStep:
    """One line, and the part of the group's page where it is done."""

    label: str
    anchor: str


def next_steps_of(
    meetings: Sequence[Meeting],
    *,
    poll: Poll | None,
    help_requests: Iterable[HelpRequest],
    items: Iterable[ActionItem],
    at: dt.datetime,
) -> list[NextStep]:
    """What is next, what waits for the group's word first, four at most. No query: all is read already."""
    planned = sorted((one for one in meetings if one.state == MeetingState.PLANNED), key=lambda one: one.starts_at)
    found = [
        NextStep(_("Dire si la rencontre du %(day)s a eu lieu") % {"day": _day(one)}, f"rencontre-{one.pk}")
        for one in planned
        if one.starts_at <= at and not one.group_confirmed_at
    ]
    found += [
        NextStep(_("Répondre au partenaire : %(what)s") % {"what": one.get_kind_display()}, "demandes")
        for one in help_requests
        if not one.answered_at
    ]
    if poll:
        words = {"when": moment(poll.closes_at)}
        found.append(NextStep(_("Choisir une date : on répond jusqu’au %(when)s") % words, "sondage"))
    coming = next((one for one in planned if one.starts_at > at), None)
    if coming:
        found.append(NextStep(_("Se voir : %(when)s") % {"when": moment(coming.starts_at)}, f"rencontre-{coming.pk}"))
    elif not poll:
        found.append(NextStep(_("Choisir la date de la prochaine rencontre"), "choisir"))
    found += [NextStep(_todo(one), "actions") for one in items if not one.done_at]
    return found[:MOST]


def _day(meeting: Meeting) -> str:
    return day(timezone.localtime(meeting.starts_at))


def _todo(action: ActionItem) -> str:
    who = action.owner.mandate.person.public_name if action.owner else _("tout le groupe")
    return f"{action.label} ({who})"

"""Leaving: a mandate that closes, an account that is erased."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.actions.care import erase_care
from passeurs.groups.actions.concern import erase_concerns
from passeurs.groups.actions.group_request import withdraw_request
from passeurs.groups.actions.membership import end_memberships
from passeurs.groups.messages.group import tell_partner, tell_referents, tell_who_stays
from passeurs.groups.models import (
    ActionItem,
    Attendance,
    Excuse,
    GroupCharter,
    GroupFile,
    GroupNote,
    GroupRequest,
    Meeting,
    Membership,
    Poll,
    PollVote,
)
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.models import Mandate


@transaction.atomic
def leave_groups(*, mandate: Mandate, at: dt.datetime | None = None) -> int:
    """Take a mandate out of its group. Returns how many it left.

    While the season runs, those who stay, the referent and the partner are told; at its end everybody leaves.
    """
    at = at or clock.now()
    rows = Membership.objects.present().filter(mandate=mandate)
    left = list(rows.select_related("group__partnership__season_city__city", "group__partnership__season_city__season"))
    end_memberships(memberships=rows, by=None, at=at)
    for membership in left:
        group = membership.group
        if group.partnership.season_city.season.phase == Phase.RUNNING:
            stay = group.memberships.present().values_list("mandate", flat=True)
            tell_who_stays(group, stay, at)
            tell_referents(group, at)
            tell_partner(group, "group_changed")
    if left:
        journal.record(verb="leave_groups", subject=mandate, at=at)
    return len(left)


@transaction.atomic
def erase_membership(person: Person) -> list[str]:
    """On erasure of an account: dates stay, words go."""
    mandates = Mandate.objects.filter(person=person)
    for membership in Membership.objects.filter(mandate__in=mandates):
        withdraw_request(membership=membership, by=None)
    GroupRequest.objects.filter(membership__mandate__in=mandates).update(reason="", reply="")
    GroupRequest.objects.filter(answered_by=person).update(answered_by=None)
    for mandate in mandates:
        leave_groups(mandate=mandate)
    Attendance.objects.filter(membership__mandate__in=mandates).delete()
    Attendance.objects.filter(said_by=person).update(said_by=None)
    Meeting.objects.filter(group_confirmed_by=person).update(group_confirmed_by=None, summary="")
    Meeting.objects.filter(made_by=person).update(made_by=None, agenda="")
    Excuse.objects.filter(made_by=person).update(made_by=None, reason="")
    ActionItem.objects.filter(owner__mandate__in=mandates).update(owner=None)
    GroupCharter.agreed_by.through.objects.filter(membership__mandate__in=mandates).delete()
    PollVote.objects.filter(person=person).delete()
    Poll.objects.filter(opened_by=person).update(opened_by=None)
    GroupNote.objects.filter(changed_by=person).update(changed_by=None)
    GroupFile.objects.filter(made_by=person).update(made_by=None)
    return [_("Les dates des rencontres de ton groupe, sans ton nom ni tes mots.")] if mandates else []


@transaction.atomic
def erase_said(person: Person) -> list[str]:
    """On erasure: what one said of meetings and of the group goes."""
    erase_care(person)
    erase_concerns(person)
    return []

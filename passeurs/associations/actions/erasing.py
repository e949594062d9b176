"""Leaving: a mandate that closes, an account that is erased."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.associations.actions.caring import erase_care
from passeurs.associations.actions.concerns import erase_concerns
from passeurs.associations.actions.handing_over import erase_godparent
from passeurs.associations.actions.other_group import withdraw_request
from passeurs.associations.actions.telling import tell_partner, tell_referents, tell_who_stays
from passeurs.associations.models import (
    Attendance,
    Companion,
    Excuse,
    GroupFile,
    GroupNote,
    GroupRequest,
    HelpAsk,
    Meeting,
    Membership,
    PartnerWish,
    Poll,
    PollVote,
    Project,
    WishSheet,
)
from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.models import Mandate


@transaction.atomic
def leave_groups(*, mandate: Mandate, at: dt.datetime | None = None) -> int:
    """Take a mandate out of its group. Returns how many it left.

    While the season runs, those who stay, the referent and the partner are told; at its end everybody leaves.
    """
    at = at or clock.now()
    rows = Membership.objects.filter(mandate=mandate, left_at__isnull=True)
    left = list(rows.select_related("group__partnership__season_city__city", "group__partnership__season_city__season"))
    for membership in left:
        withdraw_request(membership=membership, by=None, at=at)
        membership.left_at = at
        membership.save(update_fields=["left_at"])
        group = membership.group
        if group.partnership.season_city.season.phase == Phase.RUNNING:
            stay = group.memberships.filter(left_at__isnull=True).values_list("mandate", flat=True)
            tell_who_stays(group, stay, at)
            tell_referents(group, at)
            tell_partner(group, "group_changed")
    if left:
        journal.record(verb="leave_groups", subject=mandate, at=at)
    return len(left)


@transaction.atomic
def erase_membership(person: Person) -> list[str]:
    """On erasure of an account: wishes go, whom they named and who named them too; dates stay, words go."""
    mandates = Mandate.objects.filter(person=person)
    WishSheet.objects.filter(mandate__in=mandates).delete()
    Companion.objects.filter(other__in=mandates).delete()
    PartnerWish.objects.filter(mandate__in=mandates).delete()
    PartnerWish.objects.filter(decided_by=person).update(decided_by=None)
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
    Excuse.objects.filter(made_by=person).update(made_by=None)
    PollVote.objects.filter(person=person).delete()
    Poll.objects.filter(opened_by=person).update(opened_by=None)
    GroupNote.objects.filter(changed_by=person).update(changed_by=None)
    GroupFile.objects.filter(made_by=person).update(made_by=None)
    HelpAsk.objects.filter(answered_by=person).update(answered_by=None)
    return [_("Les dates des rencontres de ton groupe, sans ton nom ni tes mots.")] if mandates else []


@transaction.atomic
def erase_said(person: Person) -> list[str]:
    """On erasure: what one said of meetings and to godparents goes; projects stay, without a name."""
    erase_care(person)
    erase_concerns(person)
    erase_godparent(person)
    Project.objects.filter(made_by=person).update(made_by=None)
    return []

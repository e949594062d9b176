"""The end of a membership: the only place where one is written."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.groups.actions.group_request import close_requests, withdraw_request
from passeurs.groups.models import Membership, MembershipQuerySet
from passeurs.people.models import Person


@transaction.atomic
def end_memberships(
    *,
    memberships: MembershipQuerySet,
    by: Person | None,
    at: dt.datetime,
    reply: str | None = None,
    is_still_owed: bool = False,
) -> int:
    """Take these members out of their groups; ended twice is ended once. Returns how many left.

    What they asked (another group) is answered with `reply` when they have one, stays owed to them with `is_still_owed`
    (they have none any more), else is withdrawn: they leave. Who is told of it is up to whoever decided it.
    """
    leaving = list(memberships.present().select_for_update(of=("self",)))
    if reply is not None and by is not None:
        close_requests(mandates=[one.mandate_id for one in leaving], by=by, reply=reply, at=at)
    elif not is_still_owed:
        for membership in leaving:
            withdraw_request(membership=membership, by=by, at=at)
    return Membership.objects.filter(pk__in=[one.pk for one in leaving]).update(left_at=at)

"""A member says their group is fine, or asks for another one and is owed an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.choices import RequestAnswer
from passeurs.groups.models import GroupRequest, Membership
from passeurs.groups.rules.group_request import can_agree, can_answer_request, can_ask_another_group
from passeurs.notifications.actions import notify
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.promises.actions import owe, settle_about, withdraw_promises
from passeurs.promises.choices import Outcome, Owner

ANSWER_DAYS = 10
OUTCOMES = {RequestAnswer.MOVED: Outcome.YES, RequestAnswer.KEPT: Outcome.NO}


def _locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",))
    return rows.select_related("mandate__person__profile", "group__partnership__season_city__city").get(
        pk=membership.pk
    )


@transaction.atomic
def agree_to_group(*, membership: Membership, by: Person, at: dt.datetime | None = None) -> Membership:
    """This group is fine. A demand that was open is taken back; twice is once."""
    at = at or clock.now()
    membership = _locked(membership)
    can_agree(by, membership).or_refuse()
    withdraw_request(membership=membership, by=by, at=at)
    if membership.agreed_at is None:
        membership.agreed_at = at
        membership.save(update_fields=["agreed_at"])
        journal.record(actor=by, verb="agree_to_group", subject=membership, at=at)
    return membership


@transaction.atomic
def ask_another_group(
    *, membership: Membership, by: Person, kind: str, reason: str, at: dt.datetime | None = None
) -> GroupRequest:
    """Ask for another group. The referent owes an answer; the next computation already looks for another place."""
    at = at or clock.now()
    membership = _locked(membership)
    can_ask_another_group(by, membership).or_refuse()
    membership.agreed_at = None
    membership.save(update_fields=["agreed_at"])
    asked = GroupRequest.objects.create(membership=membership, kind=kind, reason=reason, made_at=at)
    owe(
        kind="group_request",
        about=asked,
        about_label=later(lambda: _("Un autre groupe que %(partner)s") % {"partner": membership.group.partnership}),
        about_url=asked.get_absolute_url(),
        owner=Owner.REFERENT,
        scope=membership.group.partnership.season_city.city.scope,
        owed_to=by,
        days=ANSWER_DAYS,
        at=at,
    )
    journal.record(actor=by, verb="ask_another_group", subject=asked, data={"kind": kind}, at=at)
    return asked


@transaction.atomic
def withdraw_request(*, membership: Membership, by: Person | None, at: dt.datetime | None = None) -> None:
    """Take one's demand back; nothing is owed any more."""
    at = at or clock.now()
    for asked in GroupRequest.objects.filter(membership=membership, answered_at=None):
        asked.answer, asked.answered_at = RequestAnswer.WITHDRAWN, at
        asked.save(update_fields=["answer", "answered_at"])
        withdraw_promises(about=asked, at=at)
        journal.record(actor=by, verb="withdraw_request", subject=asked, at=at)


@transaction.atomic
def keep_in_group(*, request: GroupRequest, by: Person, reply: str, at: dt.datetime | None = None) -> GroupRequest:
    """No other group: the person stays, and reads why."""
    rows = GroupRequest.objects.select_for_update(of=("self",))
    request = rows.select_related("membership__group__partnership__season_city__city").get(pk=request.pk)
    can_answer_request(by, request).or_refuse()
    return _close(request, by, RequestAnswer.KEPT, reply, at or clock.now())


def close_requests(*, mandates: Iterable[int], by: Person, reply: str, at: dt.datetime) -> int:
    """These people have another group now: what they asked is answered. Returns how many asked."""
    rows = GroupRequest.objects.filter(membership__mandate__in=list(mandates), answered_at=None)
    found = list(rows.select_related("membership__group__partnership"))
    for request in found:
        _close(request, by, RequestAnswer.MOVED, reply, at)
    return len(found)


def _close(request: GroupRequest, by: Person, answer: RequestAnswer, reply: str, at: dt.datetime) -> GroupRequest:
    request.answer, request.reply, request.answered_at, request.answered_by = answer, reply, at, by
    request.save(update_fields=["answer", "reply", "answered_at", "answered_by"])
    settle_about(request, by=by, outcome=OUTCOMES[answer], answer=reply, at=at)
    journal.record(actor=by, verb="answer_group_request", subject=request, data={"answer": answer}, at=at)
    if answer == RequestAnswer.KEPT:
        # Whoever moves is told by the move itself.
        with speaking_to(request.membership.mandate.person):
            notify(
                person=request.membership.mandate.person,
                kind="association_group",
                title=_("Réponse à ta demande d’un autre groupe"),
                body=reply,
                url=request.membership.group.get_absolute_url(),
                key=f"group_request:{request.pk}",
                at=at,
            )
    return request

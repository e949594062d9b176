"""Writes of appeals: contest a decision, answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.promises.actions import owe, settle_about
from passeurs.promises.choices import Outcome, Owner
from passeurs.selections import rules
from passeurs.selections.actions.moderation import move
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.actions.submission import publish
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Appeal, Selection, Transition
from passeurs.selections.queries.co_author import authors_of


@transaction.atomic
def appeal_decision(*, decision: Transition, by: Person, reason: str, at: dt.datetime | None = None) -> Appeal:
    """Contest a refusal or a withdrawal: an answer is owed by the team, by somebody else than who decided."""
    selection = locked(decision.selection) if decision.selection else None
    decision = Transition.objects.select_related("selection__season_city__city").get(pk=decision.pk)
    known = Appeal.objects.filter(decision=decision, by=by).first()
    if known:
        return known
    rules.can_appeal(by, decision).or_refuse()
    assert selection is not None  # the rule has just said so
    at = at or clock.now()
    appeal = Appeal.objects.create(decision=decision, selection=selection, by=by, reason=reason, made_at=at)
    owe(
        kind="selection_appeal",
        about=appeal,
        about_label=later(lambda: _("Recours : « %(title)s »") % {"title": selection.title}),
        about_url=reverse("selections:answer-appeal", args=[appeal.pk]),
        owner=Owner.TEAM,
        owed_to=by,
        detail=reason,
        days=selection.season_city.season.programme.answer_days,
        at=at,
    )
    journal.record(actor=by, verb="appeal_decision", subject=root_ref(selection), at=at)
    for member in holders_of(Role.TEAM).exclude(pk=decision.by_id or 0):
        with speaking_to(member):
            notify(
                person=member,
                kind="appeal_made",
                title=_("Un recours attend une réponse : « %(title)s »") % {"title": selection.title},
                url=reverse("selections:answer-appeal", args=[appeal.pk]),
                at=at,
            )
    return appeal


@transaction.atomic
def answer_appeal(
    *, appeal: Appeal, by: Person, is_granted: bool, answer: str, at: dt.datetime | None = None
) -> Appeal:
    """Decide with a reason. Granted, the selection is (back) online; else the decision stands. The authors are told."""
    selection = locked(appeal.selection)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision", "selection").get(pk=appeal.pk)
    rules.can_answer_appeal(by, appeal).or_refuse()
    at = at or clock.now()
    appeal.answered_by, appeal.answered_at, appeal.is_granted, appeal.answer = by, at, is_granted, answer
    appeal.save(update_fields=["answered_by", "answered_at", "is_granted", "answer"])
    settle_about(appeal, by=by, outcome=Outcome.YES if is_granted else Outcome.NO, answer=answer, at=at)
    verb = "grant_appeal" if is_granted else "dismiss_appeal"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), at=at)
    # Only what the decision left as it was: the authors may have moved on meanwhile.
    if is_granted and selection.state == appeal.decision.to_state:
        move(selection, SelectionState.PUBLISHED, by=by, at=at, reason=answer, is_moderation=True)
        selection = publish(selection, by=by, at=at)
    _tell(selection, is_granted=is_granted, answer=answer, at=at)
    return appeal


def _tell(selection: Selection, *, is_granted: bool, answer: str, at: dt.datetime) -> None:
    title = (
        gettext_lazy("Recours accepté : « %(title)s »")
        if is_granted
        else gettext_lazy("Recours : la décision est maintenue, « %(title)s »")
    )
    for author in authors_of(selection):
        with speaking_to(author):
            notify(
                person=author,
                kind="appeal_answered",
                title=title % {"title": selection.title},
                body=answer,
                url=reverse("selections:compose", args=[selection.pk]),
                at=at,
            )

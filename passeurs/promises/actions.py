"""Writes of promises: owe an answer, give it, remind those who owe it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal, registry
from passeurs.people.choices import Role
from passeurs.people.messages import speaking_to, speaking_to_anyone
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.promises import rules, signals
from passeurs.promises.choices import Outcome, Owner
from passeurs.promises.models import Promise
from passeurs.promises.queries import open_promise_about

DEFAULT_ANSWER_DAYS = 7


def tell(**message: Any) -> None:
    """Tell a person, by the neighbour that does it: promises and notifications do not know each other."""
    for notifier in registry.notifiers:
        notifier(**message)


@transaction.atomic
def owe(
    *,
    kind: str,
    about: models.Model,
    about_label: str,
    about_url: str,
    owner: str = Owner.TEAM,
    scope: str = "",
    owed_to: Person | None = None,
    owed_to_label: str = "",
    detail: str = "",
    days: int | None = None,
    due_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> Promise:
    """Owe an answer about `about`, to a person or to someone without an account.

    The date is `due_at` when one was published, else `days` from now (7 unless told). `about_label` and `owed_to_label`
    are kept, and read by the team: words of ours come as `people.messages.later`, said in the language of the site.
    """
    at = at or clock.now()
    with speaking_to_anyone():
        about_label, owed_to_label = str(about_label)[:200], str(owed_to_label)
    promise = Promise.objects.create(
        kind=kind,
        owner=owner,
        scope=scope,
        owed_to=owed_to,
        owed_to_label=owed_to_label,
        about=about,
        about_label=about_label,
        about_url=about_url,
        detail=detail,
        made_at=at,
        due_at=due_at or at + dt.timedelta(days=DEFAULT_ANSWER_DAYS if days is None else days),
    )
    journal.record(actor=owed_to, verb="owe_answer", subject=promise, data={"kind": kind}, at=at)
    return promise


@transaction.atomic
def settle(
    *, promise: Promise, by: Person | None, outcome: str, answer: str = "", at: dt.datetime | None = None
) -> Promise:
    """Record the answer to a promise from the action that gives it. Settled once: a second call changes nothing."""
    at = at or clock.now()
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    if promise.answered_at:
        return promise
    promise.answered_at = at
    promise.answered_by = by
    promise.outcome = outcome
    promise.answer = answer
    promise.save(update_fields=["answered_at", "answered_by", "outcome", "answer"])
    journal.record(actor=by, verb="answer_promise", subject=promise, data={"outcome": outcome}, at=at)
    return promise


def settle_about(
    thing: models.Model, *, by: Person | None, outcome: str, answer: str = "", at: dt.datetime | None = None
) -> None:
    """Record the answer to what is owed about `thing`, from the action that gives it; nothing when nothing is owed.

    Of several, the one due first: another is another question. What is taken back is taken back whole:
    see `withdraw_promises`.
    """
    promise = open_promise_about(thing)
    if promise:
        settle(promise=promise, by=by, outcome=outcome, answer=answer, at=at)


@transaction.atomic
def answer_promise(
    *, promise: Promise, by: Person, outcome: str, answer: str, at: dt.datetime | None = None
) -> Promise:
    """A person of the team answers; whoever was owed is told. Raises `Refused` when it is not theirs, or done."""
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    rules.can_answer_promise(by, promise).or_refuse()
    promise = settle(promise=promise, by=by, outcome=outcome, answer=answer, at=at)
    if promise.owed_to:
        with speaking_to(promise.owed_to):
            tell(
                person=promise.owed_to,
                kind="promise_answered",
                title=_("Réponse : %(about)s") % {"about": promise.about_label},
                body=answer,
                url=promise.about_url,
                at=at,
            )
    signals.promise_answered.send(sender=Promise, promise=promise)
    return promise


def owers_of(promise: Promise) -> list[Person]:
    """Who is to be reminded: the referents of the scope, else the team."""
    if promise.scope:
        referents = list(holders_of(Role.REFERENT, promise.scope))
        if referents:
            return referents
    return list(holders_of(Role.TEAM))


def remind_late_promises(at: dt.datetime | None = None) -> int:
    """Remind, once a promise, those who owe an answer whose date has passed. Returns how many were reminded."""
    at = at or clock.now()
    count = 0
    for promise in Promise.objects.late(at).filter(reminded_at__isnull=True)[:200]:
        with transaction.atomic():
            claimed = Promise.objects.filter(pk=promise.pk, reminded_at__isnull=True).update(reminded_at=at)
            if not claimed:
                continue
            for person in owers_of(promise):
                with speaking_to(person):
                    tell(
                        person=person,
                        kind="promise_late",
                        title=_("Réponse en retard : %(about)s") % {"about": promise.about_label},
                        body=_("La réponse était promise pour une date qui est passée."),
                        url=promise.about_url,
                        at=at,
                    )
            count += 1
    return count


def withdraw_promises(*, about: models.Model, at: dt.datetime | None = None) -> None:
    """What was asked is taken back by its author: nothing is owed any more."""
    for promise in Promise.objects.open().about_thing(about):
        settle(promise=promise, by=None, outcome=Outcome.WITHDRAWN, at=at)


@transaction.atomic
def erase_promises(person: Person) -> list[str]:
    """On erasure the questions stay answered, without their author nor the words they wrote."""
    Promise.objects.filter(owed_to=person).update(owed_to=None, owed_to_label="", detail="")
    Promise.objects.filter(answered_by=person).update(answered_by=None)
    return []


@transaction.atomic
def forget_asker(*, about: models.Model) -> int:
    """Who asked without an account, and their words, go with what they asked about. Returns how many there were."""
    return Promise.objects.about_thing(about).update(owed_to_label="", detail="")

"""A member raises an alarm, and is answered."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.groups.models import Concern, Group
from passeurs.groups.rules.concern import can_answer_concern, can_raise_concern
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.promises.actions import owe, settle_about
from passeurs.promises.choices import Outcome, Owner

ANSWER_DAYS = 2


@transaction.atomic
def raise_concern(
    *, group: Group, by: Person, kind: str, text: str, is_for_team: bool, at: dt.datetime | None = None
) -> Concern:
    """Tell whoever may read it at once; an answer is owed in two days. Sent twice, it is one."""
    at = at or clock.now()
    rows = Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city")
    group = rows.get(pk=group.pk)
    can_raise_concern(by, group).or_refuse()
    same = Concern.objects.filter(group=group, person=by, text=text, answered_at=None).first()
    if same:
        return same
    words = {"kind": kind, "text": text, "is_for_team": is_for_team}
    concern = Concern.objects.create(group=group, person=by, made_at=at, **words)
    scope = group.partnership.season_city.city.scope
    title = later(lambda: _("Une alerte : %(partner)s") % {"partner": group.partnership})
    owe(
        kind="concern",
        about=concern,
        about_label=title,
        about_url=concern.get_absolute_url(),
        owner=Owner.TEAM if is_for_team else Owner.REFERENT,
        scope="" if is_for_team else scope,
        owed_to=by,
        days=ANSWER_DAYS,
        at=at,
    )
    # That there is one, never what it says.
    journal.record(actor=by, verb="raise_concern", subject=group, at=at)
    readers = [*holders_of(Role.TEAM), *([] if is_for_team else holders_of(Role.REFERENT, scope))]
    for person in readers:
        key = f"concern:{concern.pk}:{person.pk}"
        with speaking_to(person):
            notify(
                person=person, kind="care", title=title, url=concern.get_absolute_url(), key=key, is_urgent=True, at=at
            )
    return concern


@transaction.atomic
def answer_concern(*, concern: Concern, by: Person, answer: str, at: dt.datetime | None = None) -> Concern:
    """What is done about it, to its author alone. Two who answer at once: the second is refused."""
    at = at or clock.now()
    rows = Concern.objects.select_for_update(of=("self",)).select_related("group__partnership__season_city__city")
    concern = rows.get(pk=concern.pk)
    can_answer_concern(by, concern).or_refuse()
    concern.answer, concern.answered_at, concern.answered_by = answer, at, by
    concern.save(update_fields=["answer", "answered_at", "answered_by"])
    settle_about(concern, by=by, outcome=Outcome.YES, at=at)
    if concern.person:
        # The words stay on their page: a mail may be read by somebody else at home.
        title, key = gettext_lazy("On te répond"), f"concern:{concern.pk}:answer"
        url = concern.get_absolute_url()
        with speaking_to(concern.person):
            notify(person=concern.person, kind="care", title=title, url=url, key=key, is_urgent=True, at=at)
    journal.record(actor=by, verb="answer_concern", subject=concern.group, at=at)
    return concern


def erase_concerns(person: Person) -> None:
    """On erasure: what was answered goes; what still waits is kept without its author: somebody looks into it."""
    mine = Concern.objects.filter(person=person)
    mine.filter(answered_at__isnull=False).delete()
    mine.update(person=None)
    Concern.objects.filter(answered_by=person).update(answered_by=None)

"""A month without a meeting: excused, warned of in time, talked about when there were two."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.choices import Beat
from passeurs.groups.models import Excuse, Group
from passeurs.groups.queries.beat import beats_of, first_day
from passeurs.groups.queries.beat_board import groups_to_warn, groups_without_meeting
from passeurs.groups.queries.group import readable
from passeurs.groups.rules.group import can_excuse_month
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.programme.queries import is_off
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner

WARNING_DAYS = (10, 18, 24)
TALK = "group_talk"
TALK_DAYS = 7
REFERENT_DAY = 24


@transaction.atomic
def excuse_month(*, group: Group, by: Person, month: dt.date, reason: str, at: dt.datetime | None = None) -> Excuse:
    """No meeting is due this month. Excused twice, the last reason stays."""
    can_excuse_month(by, group).or_refuse()
    excuse, _made = Excuse.objects.update_or_create(
        group=group, month=first_day(month), defaults={"reason": reason, "made_by": by, "made_at": at or clock.now()}
    )
    journal.record(actor=by, verb="excuse_month", subject=excuse, data={"month": month.isoformat()}, at=at)
    return excuse


def ask_for_talks(at: dt.datetime) -> int:
    """Two months missed in a row open a talk with the referent, never a sanction. Returns how many were opened.

    One query when there is nothing to ask, whatever the number of groups.
    """
    last = first_day(first_day(timezone.localtime(at).date()) - dt.timedelta(days=1))
    months = [first_day(last - dt.timedelta(days=1)), last]
    known = groups_without_meeting(months, talk=TALK)
    count = 0
    for group in readable(Group.objects.filter(pk__in=known)) if known else ():
        if not all(one and one.beat == Beat.MISSED for one in beats_of(group, months, at)):
            continue
        city = group.partnership.season_city.city
        owe(
            kind=TALK,
            about=group,
            about_label=_("Deux mois sans rencontre : %(partner)s, %(city)s")
            % {"partner": group.partnership, "city": city},
            about_url=group.get_absolute_url(),
            owner=Owner.REFERENT,
            scope=city.scope,
            owed_to_label=_("groupe %(partner)s") % {"partner": group.partnership},
            detail=_("En parler avec le groupe et le partenaire : qu’est-ce qui empêche, quelle date, quelle aide ?"),
            days=TALK_DAYS,
            at=at,
        )
        count += 1
    return count


def warn_groups(at: dt.datetime) -> int:
    """On days 10, 18 and 24, tell once those who can still save the month; on day 24 the referent too.

    What was said is kept with the group: one query once everybody was told, whatever the number of groups.
    """
    today = timezone.localtime(at).date()
    due = [number for number in WARNING_DAYS if number <= today.day]
    if not due:
        return 0
    month, count = first_day(today), 0
    for group in groups_to_warn(month, due[-1]):
        with transaction.atomic():
            waiting = (
                Group.objects.select_for_update().filter(pk=group.pk).exclude(warned_month=month, warned_day=due[-1])
            )
            if not waiting.update(warned_month=month, warned_day=due[-1]):
                continue
            if is_off(group.partnership.season_city.city.insee, month):
                continue
            _warn(group, month, due[-1], at)
            count += 1
    return count


def _warn(group: Group, month: dt.date, day: int, at: dt.datetime) -> None:
    people = [one.mandate.person for one in group.memberships.all()]
    if day == REFERENT_DAY:
        people += list(holders_of(Role.REFERENT, group.partnership.season_city.city.scope))
    for person in people:
        with speaking_to(person):
            notify(
                person=person,
                kind="heartbeat",
                title=_("Pas encore de date ce mois-ci avec %(partner)s") % {"partner": group.partnership},
                body=_("Trois dates qui vont à tout le groupe sont proposées sur sa page."),
                url=group.get_absolute_url(),
                key=f"heartbeat:{group.pk}:{month:%Y-%m}:{day}:{person.pk}",
                at=at,
            )

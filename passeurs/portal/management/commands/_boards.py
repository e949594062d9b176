"""What the boards of associations show: partners that took their time, who left a group, a message to those without."""

from __future__ import annotations

import datetime as dt
import random
import uuid

from passeurs.core import clock
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.matching.actions.team_message import send_team_message
from passeurs.matching.choices import Standing
from passeurs.matching.models import WishSheet
from passeurs.matching.queries.standing import PeopleFilter, last_reasons, standing_people
from passeurs.matching.rules.team_message import seal_of
from passeurs.people.models import Person
from passeurs.portal.queries import DEMO_ACCOUNTS
from passeurs.programme.models import Season

# Hours that partners took to confirm, in turn.
ANSWERS = (1, 4, 20, 26, 50, 3, 120, 9)
LEAVERS = 16
SUBJECT = "Envie d’un autre groupe ?"
BODY = """Tu as quitté ton groupe associé, et il reste des places dans d’autres, près de chez toi.

Ouvre « Mon groupe », vérifie tes demi-journées et classe au moins trois lieux avant dimanche : la prochaine répartition en tiendra compte. Si tu préfères t’arrêter là, c’est une bonne réponse aussi : dis-le au même endroit.

Une question ? Parles-en à la personne référente de ta ville."""  # noqa: E501


def seed_boards(season: Season, team: Person) -> None:
    """Let partners answer at their own pace, let a few people leave, and write to those who left."""
    chance, now = random.Random(season.number), clock.now()
    answered = list(Meeting.objects.filter(partner_confirmed_at__isnull=False).order_by("pk"))
    for number, meeting in enumerate(answered):
        hours = dt.timedelta(hours=ANSWERS[number % len(ANSWERS)])
        meeting.partner_confirmed_at = min((meeting.group_confirmed_at or meeting.starts_at) + hours, now)
    Meeting.objects.bulk_update(answered, ["partner_confirmed_at"], batch_size=500)
    _part(chance, now)
    _write(season, team, chance, now)


def _part(chance: random.Random, now: dt.datetime) -> None:
    """Some leave a large group; some were never in one: by choice, without half-days, without wishes."""
    large = [
        one
        for one in Group.objects.running().prefetch_related("memberships__mandate__person")
        if len(one.memberships.all()) > 3
    ]
    known = set(DEMO_ACCOUNTS.values())
    for number, group in enumerate(chance.sample(large, min(LEAVERS, len(large)))):
        gone = next(one for one in group.memberships.all() if one.mandate.person.email not in known)
        if number % 2:
            Membership.objects.filter(pk=gone.pk).update(left_at=now - dt.timedelta(days=chance.randint(3, 40)))
            continue
        gone.delete()
        sheets = WishSheet.objects.filter(mandate=gone.mandate_id)
        match number % 8:
            case 0:
                sheets.update(is_out=True)
            case 2:
                sheets.update(half_days=[])
            case 4:
                sheets.delete()


def _write(season: Season, team: Person, chance: random.Random, now: dt.datetime) -> None:
    asked = PeopleFilter(standing=Standing.LEFT)
    people = list(standing_people(team, season, asked, last_reasons(season)))
    if people:
        send_team_message(
            season=season,
            by=team,
            asked=asked,
            seal=seal_of(people),
            subject=SUBJECT,
            body=BODY,
            key=uuid.UUID(int=chance.getrandbits(128)),
            at=now - dt.timedelta(days=2),
        )

"""How a group goes: ratings after meetings, the referent's notes, the gentle ladder for whoever is not seen."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.groups.choices import Beat, MeetingState, Rating
from passeurs.groups.models import CareNote, Group, Meeting, MeetingRating
from passeurs.groups.queries.absence import EVER
from passeurs.groups.queries.beat import beats_of, first_day, next_month
from passeurs.groups.queries.group import member_names, readable
from passeurs.groups.queries.sign import CONFIRM_DAYS, SIGN_DAYS, SIGN_RULES, Sign, severity_of, signs_of
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.programme.models import Season
from passeurs.programme.queries import followed_cities


def watchers_of(scope: str) -> list[Person]:
    """Who follows a city: its referents, else the team."""
    return list(holders_of(Role.REFERENT, scope)) or list(holders_of(Role.TEAM))


# What the board of care may show besides one fact.
EVERY_SIGN, EVERY_GROUP = "signes", "tous"


@dataclass(frozen=True)
class CareLine:
    """One group of the board of care: the signs that nobody dealt with yet, when it was last looked after."""

    group: Group
    members: list[str]
    signs: list[Sign]
    noted_at: dt.datetime | None

    @property
    def severity(self) -> tuple[int, int, int]:
        """What the board is sorted by: see `rules.caring.severity_of`."""
        return severity_of(self.signs)

    def is_shown(self, show: str) -> bool:
        """Whether it is among those that `show` asks for: `EVERY_SIGN`, `EVERY_GROUP`, a fact; else what calls."""
        levels = {EVERY_GROUP: 3, EVERY_SIGN: 2}
        if show in levels or not show:
            return self.severity[0] <= levels.get(show, 1)
        return any(sign.fact == show for sign in self.signs)


def watched(groups: QuerySet[Group]) -> QuerySet[Group]:
    """`readable` groups with what was felt and `noted_at`, when they were last looked after. Seven queries."""
    felt = MeetingRating.objects.only("meeting", "rating", "made_at")
    rows = readable(groups).annotate(noted_at=Max("care_notes__made_at"))
    return rows.prefetch_related(Prefetch("meetings__ratings", felt), "meetings__attendances")


def facts_of(group: Group, at: dt.datetime) -> dict[str, int]:
    """What is counted of a `watched` group since it was last looked after, within the last weeks."""
    noted: dt.datetime | None = group.noted_at  # type: ignore[attr-defined]  # annotated by `watched`
    since = max(noted or EVER, at - dt.timedelta(days=SIGN_DAYS))
    meetings = [one for one in group.meetings.all() if one.state == MeetingState.PLANNED]
    felt = Tally(said.rating for one in meetings for said in one.ratings.all() if said.made_at > since)
    late = at - dt.timedelta(days=CONFIRM_DAYS)
    months = [first_day(timezone.localtime(since).date())]
    while next_month(months[-1]) < first_day(timezone.localtime(at).date()):
        months.append(next_month(months[-1]))
    # A month counts once it is over, if that was after the last note.
    over = [one for one in months if next_month(one) > timezone.localtime(since).date()]
    return {
        "talk": felt[Rating.TALK],
        "so_so": felt[Rating.SO_SO],
        "missed": sum(one is not None and one.beat == Beat.MISSED for one in beats_of(group, over, at)),
        "unconfirmed": sum(since < one.starts_at < late and not one.is_confirmed for one in meetings),
        "absent": _absent_lately(group, [one for one in meetings if since < one.starts_at <= at]),
        "alone": int(len(group.memberships.all()) < 2),
    }


def _absent_lately(group: Group, meetings: list[Meeting]) -> int:
    """How many members were not at the last two meetings for which somebody said where they were."""
    said: dict[int, list[bool]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda one: one.starts_at):
        for one in meeting.attendances.all():
            said[one.membership_id].append(one.is_there)
    lately = [said[membership.pk][-2:] for membership in group.memberships.all()]
    return sum(len(ones) == 2 and not any(ones) for ones in lately)


def care_board(person: Person, season: Season, at: dt.datetime, *, city: str = "") -> list[CareLine]:
    """The groups of the followed cities with their signs, the gravest first: what was said before what is counted."""
    rows = Group.objects.running().filter(
        partnership__season_city__season=season, partnership__season_city__city__in=followed_cities(person)
    )
    if city:
        rows = rows.filter(partnership__season_city__city__slug=city)
    lines = [care_line(group, at) for group in watched(rows).order_by("partnership__name", "pk")]
    return sorted(lines, key=lambda one: one.severity)


def care_choices(lines: Iterable[CareLine]) -> list[tuple[str, str]]:
    """What the board may be narrowed to, each with how many groups it shows."""
    lines = list(lines)
    labels = {"": _("ce qui appelle"), **{rule.fact: str(rule.label) for rule in SIGN_RULES}}
    labels |= {EVERY_SIGN: _("tous les signes, même légers"), EVERY_GROUP: _("tous les groupes")}
    return [(show, f"{label} ({sum(one.is_shown(show) for one in lines)})") for show, label in labels.items()]


def care_line(group: Group, at: dt.datetime) -> CareLine:
    """One `watched` group."""
    return CareLine(group, member_names(group), signs_of(facts_of(group, at)), group.noted_at)  # type: ignore[attr-defined]


def care_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Groups where somebody asks to talk and nobody answered yet: one query; nothing when there is none."""
    noted = CareNote.objects.filter(group=OuterRef("meeting__group"), made_at__gte=OuterRef("made_at"))
    asked = MeetingRating.objects.filter(
        rating=Rating.TALK,
        made_at__gt=at - dt.timedelta(days=SIGN_DAYS),
        meeting__group__dissolved_at__isnull=True,
        meeting__group__partnership__season_city__city__in=followed_cities(person),
    )
    found = asked.filter(~Exists(noted)).values("meeting__group").distinct().count()
    url = reverse("groups:care-board")
    return [Figure(_("Groupes où quelqu’un demande à parler"), found, url, order=41)] if found else []

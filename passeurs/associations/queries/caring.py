"""Reads of care: the signs of every group, one group's story for its referent, who has not been seen."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations.choices import Beat, Feeling, MeetingState
from passeurs.associations.models import Absence, CareNote, Contact, Group, Meeting, MeetingFeeling
from passeurs.associations.queries.beats import beats_of, first_day, next_month
from passeurs.associations.queries.groups import member_names, readable
from passeurs.associations.rules.caring import (
    CONFIRM_DAYS,
    FEELING_DAYS,
    LADDER,
    SIGN_DAYS,
    SIGN_RULES,
    Sign,
    severity_of,
    signs_of,
)
from passeurs.core.models import JournalEntry
from passeurs.core.registry import Figure, Todo
from passeurs.core.templatetags.words import day
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import ExamPause, Mandate, Season
from passeurs.programme.queries import followed_cities

# What the board of care may show besides one fact.
EVERY_SIGN, EVERY_GROUP = "signes", "tous"
EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


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
    felt = MeetingFeeling.objects.only("meeting", "feeling", "made_at")
    rows = readable(groups).annotate(noted_at=Max("care_notes__made_at"))
    return rows.prefetch_related(Prefetch("meetings__feelings", felt), "meetings__attendances")


def facts_of(group: Group, at: dt.datetime) -> dict[str, int]:
    """What is counted of a `watched` group since it was last looked after, within the last weeks."""
    noted: dt.datetime | None = group.noted_at  # type: ignore[attr-defined]  # annotated by `watched`
    since = max(noted or EVER, at - dt.timedelta(days=SIGN_DAYS))
    meetings = [one for one in group.meetings.all() if one.state == MeetingState.PLANNED]
    felt = Tally(said.feeling for one in meetings for said in one.feelings.all() if said.made_at > since)
    late = at - dt.timedelta(days=CONFIRM_DAYS)
    months = [first_day(timezone.localtime(since).date())]
    while next_month(months[-1]) < first_day(timezone.localtime(at).date()):
        months.append(next_month(months[-1]))
    # A month counts once it is over, if that was after the last note.
    over = [one for one in months if next_month(one) > timezone.localtime(since).date()]
    return {
        "talk": felt[Feeling.TALK],
        "so_so": felt[Feeling.SO_SO],
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


def feelings_of(group: Group) -> list[MeetingFeeling]:
    """What each side said, the last meeting first. For whom `rules.can_read_feelings` allows, and nobody else."""
    rows = MeetingFeeling.objects.filter(meeting__group=group).select_related("person__profile", "contact", "meeting")
    return list(rows.order_by("-meeting__starts_at", "made_at"))


def open_absences(person: Person, season: Season) -> QuerySet[Absence]:
    """Who the ladder handed to the referents of the followed cities, or who asked to be called."""
    handed = Q(rung__gte=len(LADDER)) | ~Q(answer="")
    rows = Absence.objects.filter(handed, ended_at__isnull=True, mandate__season_city__season=season)
    rows = rows.filter(mandate__season_city__city__in=followed_cities(person))
    return rows.select_related("mandate__person__profile", "mandate__season_city__city").order_by("seen_at")


def quiet_mandates(at: dt.datetime) -> QuerySet[Any]:
    """Active mandates of running seasons not seen for the first rung's days, with `seen_at`; none in exams or paused.

    Seen is: signed in, or wrote anything (the journal). Whose exams ended lately is left alone as long again.
    """
    today = timezone.localtime(at).date()
    wrote = JournalEntry.objects.filter(
        actor_ref=Concat(Value("people.person:"), Cast(OuterRef("person_id"), CharField()))
    )
    since = today - dt.timedelta(days=LADDER[0].days)
    exams = ExamPause.objects.filter(ends_on__gte=since, starts_on__lte=today)
    rows = Mandate.objects.filter(state=MandateState.ACTIVE, season_city__season__phase=Phase.RUNNING)
    rows = rows.filter(started_on__lte=since).exclude(pk__in=exams.values("mandate"))
    seen = Greatest(
        Coalesce("person__last_login", "person__joined_at"),
        Coalesce(Subquery(wrote.order_by("-at").values("at")[:1]), Value(EVER)),
    )
    return (
        rows.annotate(seen_at=seen)
        .filter(seen_at__lt=at - dt.timedelta(days=LADDER[0].days))
        .select_related("person__profile", "season_city__city")
        .order_by("pk")
    )


def meetings_to_feel(person: Person, at: dt.datetime) -> QuerySet[Meeting]:
    """The meetings of one's group of the last weeks of which one has not said how they were, the last first."""
    return (
        Meeting.objects.filter(
            group__memberships__mandate__person=person,
            group__memberships__mandate__state=MandateState.ACTIVE,
            group__memberships__left_at__isnull=True,
            state=MeetingState.PLANNED,
            starts_at__lte=at,
            starts_at__gte=at - dt.timedelta(days=FEELING_DAYS),
        )
        .exclude(pk__in=MeetingFeeling.objects.filter(person=person).values("meeting"))
        .select_related("group__partnership")
        .order_by("-starts_at")
    )


def meetings_to_feel_by(contact: Contact, at: dt.datetime) -> list[Meeting]:
    """The last meetings of a partner of which this contact has not said how they were."""
    rows = Meeting.objects.filter(
        group__partnership=contact.partnership_id,
        state=MeetingState.PLANNED,
        starts_at__lte=at,
        starts_at__gte=at - dt.timedelta(days=FEELING_DAYS),
    )
    said = MeetingFeeling.objects.filter(contact=contact).values("meeting")
    return list(rows.exclude(pk__in=said).order_by("-starts_at")[:3])


def feeling_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """The last meeting of which one has not said how it was. One query."""
    return [
        Todo(
            _("La rencontre du %(day)s, c’était comment ?") % {"day": day(timezone.localtime(meeting.starts_at))},
            reverse("associations:feel-meeting", args=[meeting.pk]),
            _("Un clic. Seule la personne référente de ta ville le lit."),
            _("Répondre"),
        )
        for meeting in meetings_to_feel(person, at)[:1]
    ]


def absence_of(person: Person) -> Absence | None:
    """The question that is put to somebody who was not seen."""
    return Absence.objects.filter(mandate__person=person, ended_at__isnull=True, rung__gte=2, answer="").first()


def absence_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """« Comment vas-tu ? », to whoever was not seen. One query."""
    if absence_of(person) is None:
        return []
    url = reverse("associations:answer-absence")
    text = _("Un clic pour répondre. Faire une pause est une bonne réponse.")
    return [Todo(_("Comment vas-tu ?"), url, text, _("Répondre"))]


def care_counters(person: Person, at: dt.datetime) -> list[Figure]:
    """Groups where somebody asks to talk and nobody answered yet: one query; nothing when there is none."""
    noted = CareNote.objects.filter(group=OuterRef("meeting__group"), made_at__gte=OuterRef("made_at"))
    asked = MeetingFeeling.objects.filter(
        feeling=Feeling.TALK,
        made_at__gt=at - dt.timedelta(days=SIGN_DAYS),
        meeting__group__dissolved_at__isnull=True,
        meeting__group__partnership__season_city__city__in=followed_cities(person),
    )
    found = asked.filter(~Exists(noted)).values("meeting__group").distinct().count()
    url = reverse("associations:care-board")
    return [Figure(_("Groupes où quelqu’un demande à parler"), found, url, order=41)] if found else []


def export_care(person: Person) -> list[dict[str, Any]]:
    """What a person said of their meetings, for their own export."""
    rows = MeetingFeeling.objects.filter(person=person).select_related("meeting").order_by("made_at")
    return [
        {"rencontre": row.meeting.starts_at.isoformat(), "ressenti": str(row.get_feeling_display()), "mot": row.words}
        for row in rows
    ]

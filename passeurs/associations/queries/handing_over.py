"""Reads of the handover: what the former group of a partner left, a dossier begun from facts, a certificate's facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations.choices import MeetingState, ProjectState
from passeurs.associations.models import (
    Godparent,
    GodparentWord,
    Group,
    Handover,
    Meeting,
    Membership,
    Partnership,
    Project,
)
from passeurs.associations.queries.voices import told_meetings
from passeurs.core.registry import Todo
from passeurs.core.templatetags.words import day, moment
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.queries import running_mandate

PRESENT = Q(ended_at__isnull=True, person__is_active=True)
INHERITED = 3
SUMMARIES = 12


@dataclass(frozen=True)
class Certificate:
    """What a certificate says of one person in one group: facts that both sides confirmed."""

    name: str
    partner: str
    city: str
    season: str
    since: dt.date
    until: dt.date | None
    meetings: list[dt.date]
    minutes: int
    projects: list[str]


def _same_partner(partnership: Partnership) -> Q:
    """The rows of the same cultural actor in whatever season."""
    same = Q(name__iexact=partnership.name, season_city__city=partnership.season_city.city_id)
    return same | Q(venue=partnership.venue_id) if partnership.venue_id else same


def is_heir(former: Group, group: Group) -> bool:
    """Whether `group` is with the same partner as `former`, in a later season."""
    rows = Partnership.objects.filter(_same_partner(former.partnership), pk=group.partnership_id)
    return rows.filter(season_city__season__starts_on__gt=former.partnership.season_city.season.starts_on).exists()


def _with_godparents(rows: QuerySet[Handover]) -> QuerySet[Handover]:
    present = Godparent.objects.filter(PRESENT).select_related("person__profile")
    return rows.select_related("group__partnership__season_city__season").prefetch_related(
        Prefetch("group__godparents", present)
    )


def inherited(group: Group) -> list[Handover]:
    """The dossiers that the groups of this partner left at the end of the last season that left any. Two queries."""
    season = group.partnership.season_city.season
    rows = Partnership.objects.filter(
        _same_partner(group.partnership), season_city__season__starts_on__lt=season.starts_on
    )
    given = _with_godparents(Handover.objects.filter(given_at__isnull=False, group__partnership__in=rows))
    found = list(given.order_by("-group__partnership__season_city__season__starts_on", "pk")[:INHERITED])
    last = found[0].group.partnership.season_city.season_id if found else None
    return [one for one in found if one.group.partnership.season_city.season_id == last]


def begun_handover(group: Group) -> dict[str, str]:
    """A dossier's first words, from facts: what was done, the contacts (never their address), what stays open."""
    meetings = [one for one in told_meetings(group) if one.state == MeetingState.PLANNED and one.is_held]
    projects = list(Project.objects.filter(group=group).prefetch_related("steps"))
    held = sorted((one for one in meetings if one.has_minutes), key=lambda one: one.starts_at)[-SUMMARIES:]
    did = [_("Projet abouti : %(title)s") % {"title": one.title} for one in projects if one.state == ProjectState.DONE]
    did += [f"{day(timezone.localtime(one.starts_at))} : {_minutes_of(one)}" for one in held]
    return {
        "did": "\n".join(did),
        "contacts": "\n".join(contact.name for contact in group.partnership.contacts.all()),
        "promises": "\n".join(_left_open(group, projects)),
        "advice": "",
    }


def _minutes_of(meeting: Meeting) -> str:
    """What was written, what was said in two lines, or that there is something to hear."""
    said = meeting.kept_voice.words if meeting.kept_voice else ""
    return meeting.summary or said or _("compte rendu dit à voix haute, à écouter sur la page du groupe")


def _left_open(group: Group, projects: list[Project]) -> list[str]:
    is_open = (ProjectState.PROPOSED, ProjectState.ACCEPTED, ProjectState.RUNNING, ProjectState.REPORTED)
    lines = []
    for project in projects:
        if project.state in is_open:
            left = [step.label for step in project.steps.all() if step.done_at is None]
            words = {"title": project.title, "left": ", ".join(left)}
            lines.append(_("Projet « %(title)s », il reste : %(left)s") % words if left else project.title)
    unsaid = [one for one in group.meetings.all() if one.state == MeetingState.PLANNED and not one.is_held]
    return lines + [_("Rencontre prévue le %(when)s") % {"when": moment(one.starts_at)} for one in unsaid]


def certificate_of(membership: Membership) -> Certificate:
    """The facts of one membership: meetings confirmed by both sides while it lasted, projects that ended."""
    group = membership.group
    confirmed = group.meetings.filter(
        state=MeetingState.PLANNED,
        group_confirmed_at__isnull=False,
        partner_confirmed_at__isnull=False,
        starts_at__gte=membership.joined_at,
    ).exclude(attendances__in=membership.attendances.filter(is_there=False))
    done = Project.objects.filter(group=group, state=ProjectState.DONE, done_at__gte=membership.joined_at)
    if membership.left_at:
        confirmed = confirmed.filter(starts_at__lte=membership.left_at)
        done = done.filter(started_at__lte=membership.left_at)
    meetings = list(confirmed.order_by("starts_at"))
    return Certificate(
        name=membership.mandate.person.public_name,
        partner=group.partnership.name,
        city=group.partnership.season_city.city.name,
        season=group.partnership.season_city.season.name,
        since=timezone.localtime(membership.joined_at).date(),
        until=timezone.localtime(membership.left_at).date() if membership.left_at else None,
        meetings=[timezone.localtime(one.starts_at).date() for one in meetings],
        minutes=sum(one.minutes for one in meetings),
        projects=[project.title for project in done.order_by("done_at")],
    )


def words_between(godparent: Godparent, group: Group) -> QuerySet[GodparentWord]:
    """The conversation, the oldest first."""
    return GodparentWord.objects.filter(godparent=godparent, group=group).select_related("author__profile")


def my_godparenting(person: Person) -> list[tuple[Godparent, list[Group]]]:
    """The groups one is godparent of, with the groups that follow each now."""
    rows = Godparent.objects.filter(person=person, ended_at__isnull=True).select_related(
        "group__partnership__season_city__season", "group__partnership__season_city__city"
    )
    found = []
    for godparent in rows:
        partnership = godparent.group.partnership
        later = Partnership.objects.filter(
            _same_partner(partnership), season_city__season__starts_on__gt=partnership.season_city.season.starts_on
        )
        heirs = Group.objects.running().filter(partnership__in=later).select_related("partnership__season_city__season")
        found.append((godparent, list(heirs)))
    return found


def handover_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """In the season's handover: the dossier that one's group has not given yet. No query before; one then."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.season.phase != Phase.HANDOVER:
        return []
    mine = Membership.objects.filter(mandate=mandate, left_at__isnull=True, group__dissolved_at__isnull=True)
    group = mine.exclude(group__handover__given_at__isnull=False).values_list("group", flat=True).first()
    if group is None:
        return []
    url = reverse("associations:handover", args=[group])
    text = _("Ce que vous avez fait, à qui parler, ce qui reste promis : le prochain groupe commence par là.")
    return [Todo(_("Écrire votre dossier de passation"), url, text, _("Écrire"))]


def export_words(person: Person) -> list[dict[str, Any]]:
    """What a person wrote to godparents, or as one, for their own export."""
    rows = GodparentWord.objects.filter(author=person).order_by("made_at")
    return [{"le": row.made_at.isoformat(), "message": row.text} for row in rows]

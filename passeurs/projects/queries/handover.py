"""Reads of the handover: what the former group of a partner left, a dossier begun from facts, a certificate's facts."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Todo
from passeurs.core.templatetags.words import day, moment
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.groups.queries.minutes import meetings_with_minutes
from passeurs.partners.models import Partnership
from passeurs.partners.queries.partnership import same_partner
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.queries import running_mandate
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Handover, Mentor, Project

INHERITED = 3
SUMMARIES = 12


def is_heir(former: Group, group: Group) -> bool:
    """Whether `group` is with the same partner as `former`, in a later season."""
    rows = Partnership.objects.filter(same_partner(former.partnership), pk=group.partnership_id)
    return rows.filter(season_city__season__starts_on__gt=former.partnership.season_city.season.starts_on).exists()


def _with_mentors(rows: QuerySet[Handover]) -> QuerySet[Handover]:
    present = Mentor.objects.present().select_related("person__profile")
    return rows.select_related("group__partnership__season_city__season").prefetch_related(
        Prefetch("group__mentors", present)
    )


def inherited(group: Group) -> list[Handover]:
    """The dossiers that the groups of this partner left at the end of the last season that left any. Two queries."""
    season = group.partnership.season_city.season
    rows = Partnership.objects.filter(
        same_partner(group.partnership), season_city__season__starts_on__lt=season.starts_on
    )
    given = _with_mentors(Handover.objects.filter(given_at__isnull=False, group__partnership__in=rows))
    found = list(given.order_by("-group__partnership__season_city__season__starts_on", "pk")[:INHERITED])
    last = found[0].group.partnership.season_city.season_id if found else None
    return [one for one in found if one.group.partnership.season_city.season_id == last]


def begun_handover(group: Group) -> dict[str, str]:
    """A dossier's first words, from facts: what was done, the contacts (never their address), what stays open."""
    meetings = [one for one in meetings_with_minutes(group) if one.state == MeetingState.PLANNED and one.is_held]
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
    said = meeting.spoken_minutes.words if meeting.spoken_minutes else ""
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


def handover_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """In the season's handover: the dossier that one's group has not given yet. No query before; one then."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.season.phase != Phase.HANDOVER:
        return []
    mine = Membership.objects.present().filter(mandate=mandate, group__dissolved_at__isnull=True)
    group = mine.exclude(group__handover__given_at__isnull=False).values_list("group", flat=True).first()
    if group is None:
        return []
    url = reverse("projects:handover", args=[group])
    text = _("Ce que vous avez fait, à qui parler, ce qui reste promis : le prochain groupe commence par là.")
    return [Todo(_("Écrire votre dossier de passation"), url, text, _("Écrire"))]

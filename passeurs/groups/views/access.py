"""What opens a page: a group or a meeting that one may see, a partner's link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from passeurs.groups.models import Group, Meeting
from passeurs.groups.queries.group import readable
from passeurs.groups.rules.group import can_see_group


def find_group(request: HttpRequest, pk: int) -> Group:
    """A group that this person may see, with all that its page shows."""
    found = get_object_or_404(readable(Group.objects.all()), pk=pk)
    can_see_group(request.user, found).or_refuse()
    return found


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of a group that this person may see."""
    rows = Meeting.objects.select_related("group__partnership__season_city__city")
    found = get_object_or_404(rows, pk=pk)
    can_see_group(request.user, found.group).or_refuse()
    return found


def back_to_meeting(meeting: Meeting) -> HttpResponse:
    """To the meeting, on its group's page."""
    return redirect(f"{meeting.group.get_absolute_url()}#rencontre-{meeting.pk}")

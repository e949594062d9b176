"""What opens a page: a group or a meeting that one may see, a partner's link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers

from passeurs.associations import rules
from passeurs.associations.models import Group, Meeting
from passeurs.associations.queries.groups import readable
from passeurs.core.htmx import render_page


def find_group(request: HttpRequest, pk: int) -> Group:
    """A group that this person may see, with all that its page shows."""
    found = get_object_or_404(readable(Group.objects.all()), pk=pk)
    rules.can_see_group(request.user, found).or_refuse()
    return found


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of a group that this person may see."""
    rows = Meeting.objects.select_related("group__partnership__season_city__city")
    found = get_object_or_404(rows, pk=pk)
    rules.can_see_group(request.user, found.group).or_refuse()
    return found


def back_to_meeting(meeting: Meeting) -> HttpResponse:
    """To the meeting, on its group's page."""
    return redirect(f"{meeting.group.get_absolute_url()}#rencontre-{meeting.pk}")


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, told to nobody."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def dead(request: HttpRequest, token: str, is_known: bool) -> HttpResponse:
    """A link that opens nothing any more, or never did."""
    context = {"token": token, "is_known": is_known}
    return private(render_page(request, "associations/dead_link.html", context, status=410 if is_known else 404))

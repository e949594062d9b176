"""A reading counted without an account; authors' readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.selections import actions, rules
from passeurs.selections.choices import CountKind
from passeurs.selections.models import AuthorFeed, Selection
from passeurs.selections.queries import day_count as day_count_queries

READS_PER_HOUR = 120
# Words of the names that programs give themselves; looked at, never kept.
ROBOTS = (
    "bot",
    "crawl",
    "spider",
    "preview",
    "facebookexternal",
    "whatsapp",
    "curl",
    "wget",
    "python",
    "headlesschrome",
)


def seems_a_reader(request: HttpRequest, selection: Selection) -> bool:
    """Not a robot, not a browser that fetches ahead, not the author."""
    name = request.META.get("HTTP_USER_AGENT", "").lower()
    is_robot = not name or any(word in name for word in ROBOTS)
    is_ahead = "prefetch" in request.META.get("HTTP_SEC_PURPOSE", "") or "HTTP_X_MOZ" in request.META
    return not is_robot and not is_ahead and selection.author_id != request.user.pk


@csrf_exempt
@require_POST
def count_reading(request: HttpRequest, slug: str) -> HttpResponse:
    """A page that stayed open some seconds says so, without saying who; more than a person reads is not counted."""
    found = get_object_or_404(Selection.objects.published(), slug=slug)
    is_ours = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
    too_many = is_too_often(request, "count_reading", limit=READS_PER_HOUR, seconds=3600)
    again = is_too_often(request, f"count_reading:{found.pk}", limit=1, seconds=1800)
    if is_ours and not too_many and not again and seems_a_reader(request, found):
        actions.count_reader(selection=found, kind=CountKind.READ)
    return HttpResponse(status=204)


@require_safe
@login_required
def my_readers(request: HttpRequest) -> HttpResponse:
    """An author's readers in round figures, and the author's feed."""
    context = {
        "rows": day_count_queries.readers_of(request.user),
        "feed": AuthorFeed.objects.filter(person=request.user).first(),
        "verdict": rules.can_open_author_feed(request.user),
    }
    return render_page(request, "selections/my_readers.html", context)

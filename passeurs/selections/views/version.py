"""Pages of versions: start a new one, read the old ones."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.models import Selection
from passeurs.selections.queries import version as line
from passeurs.selections.views.selection import mine


@require_POST
@login_required
def start_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a new version beside the public one."""
    draft = actions.start_revision(selection=mine(request, pk), by=request.user)
    messages.success(
        request, _("Voici ta nouvelle version. La version en ligne ne bouge pas tant qu’on ne l’a pas relue.")
    )
    return redirect("selections:compose", draft.pk)


@require_safe
@login_required
def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The published versions, one of them in full, for its authors and the team."""
    found = get_object_or_404(Selection.objects.select_related("season_city__city"), slug=slug)
    if not rules.can_read_versions(request.user, found):
        raise Http404
    versions = line.versions_of(found)
    wanted = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == wanted), versions[0] if versions else None)
    context = {"selection": found, "versions": versions, "shown": shown, "is_mine": rules.writes(request.user, found)}
    return render_page(request, "selections/version_list.html", context)

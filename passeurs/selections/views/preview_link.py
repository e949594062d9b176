"""Preview links: made by the authors, read by whoever has one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.models import PreviewLink, Selection
from passeurs.selections.queries import filter as filter_queries
from passeurs.selections.views.selection import selection_context


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preview_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The secret address of one's selection: make it, make another, revoke it."""
    found = get_object_or_404(Selection.objects.written_by(request.user), pk=pk)
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            actions.revoke_preview_link(selection=found, by=request.user)
            messages.success(request, _("Le lien ne marche plus, pour personne."))
        else:
            actions.make_preview_link(selection=found, by=request.user)
            messages.success(request, _("Ton lien est prêt. L’ancien, s’il y en avait un, ne marche plus."))
        return redirect("selections:preview-link", pk)
    link = found.preview_links.standing().first()
    context = {
        "selection": found,
        "link": link if link and link.is_working(clock.now()) else None,
        "verdict": rules.can_share_preview(request.user, found),
        "days": settings.PREVIEW_DAYS,
    }
    return render_page(request, "selections/preview_link.html", context)


@require_safe
@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """A selection under its secret address, while the link works; otherwise nothing was ever here."""
    link = get_object_or_404(PreviewLink, token=token)
    if not link.is_working(clock.now()):
        raise Http404
    found = get_object_or_404(filter_queries.readable(Selection.objects.all()), pk=link.selection_id)
    context = selection_context(found) | {"is_preview": True, "link": link}
    response = render_page(request, "selections/selection.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response

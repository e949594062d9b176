"""Short links: followed by anyone, made and read by whose they are, summed for the team."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.exports import csv_response
from passeurs.core.htmx import render_page
from passeurs.outreach import actions, rules
from passeurs.outreach.forms import LinkForm
from passeurs.outreach.models import TrackedLink
from passeurs.outreach.queries import shareable as shareable_queries
from passeurs.outreach.queries import tracked_link as reads

PAGE_SIZE = 20
QR_SCALE = 12


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Where a short link leads, counted when somebody follows it; a page that helps when it leads nowhere."""
    link = TrackedLink.objects.select_related("channel").filter(code=code).first()
    target = reads.destination(link) if link and link.is_live(clock.now()) else ""
    if not target:
        return _gone(request, link)
    is_own = link.person_id is not None and link.person_id == request.user.pk
    if rules.is_a_reader(request.method, request.META) and not is_own:
        actions.count_visit(link=link)
    response = HttpResponseRedirect(target)
    # Each visit comes here; what leads away says nothing of where it was found.
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest, link: TrackedLink | None) -> HttpResponse:
    """What it was if that is still public, things alike, the way home: 410 for what was, 404 for what never was."""
    kind, ref = (link.kind, link.ref) if link else ("", "")
    context = {
        "link": link,
        "thing": shareable_queries.find_thing(kind, ref) if kind else None,
        "kind_word": shareable_queries.KIND_WORDS.get(kind, ""),
        "alike": shareable_queries.things_alike(kind, ref),
    }
    response = render_page(request, "outreach/gone.html", context, status=410 if link else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_links(request: HttpRequest) -> HttpResponse:
    """One's links with how often each was followed; a new one from a pasted address."""
    form = LinkForm(request.POST or None) if request.method == "POST" else LinkForm()
    if request.method == "POST" and form.is_valid():
        target, channel = form.cleaned_data["target"], form.cleaned_data["channel"]
        thing = reads.thing_at(target) if target.startswith("/") else None
        link = actions.make_link(person=request.user, channel=channel, thing=thing, target="" if thing else target)
        messages.success(request, _("Ton lien est prêt. Copie-le, ou télécharge son QR code."))
        return redirect("outreach:my-link", link.code)
    page = Paginator(reads.my_links(request.user, clock.today()), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "now": clock.now(), "verdict": rules.can_make_link(request.user)}
    return render_page(request, "outreach/my_links.html", context, status=422 if form.is_bound else 200)


def _mine(request: HttpRequest, code: str) -> TrackedLink:
    """One's own link; that of another does not exist."""
    link = reads.my_link(request.user, code)
    if link is None:
        raise Http404
    return link


@require_safe
@login_required
def my_link(request: HttpRequest, code: str) -> HttpResponse:
    """One link: its address to copy, its QR code, its visits by day."""
    link = _mine(request, code)
    days = reads.days_of(link)
    context: dict[str, Any] = {
        "link": link,
        "days": days,
        "total": sum(day.count for day in days),
        "address": shareable_queries.absolute(link.get_absolute_url()),
        "thing": shareable_queries.find_thing(link.kind, link.ref) if link.kind else None,
        "is_live": link.is_live(clock.now()),
    }
    return render_page(request, "outreach/my_link.html", context)


@require_safe
@login_required
def link_code(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The QR code of one's own link, as SVG to print at any size or as PNG."""
    import segno

    link = _mine(request, code)
    out = io.BytesIO()
    made = segno.make(shareable_queries.absolute(link.get_absolute_url()), micro=False, error="m")
    made.save(out, kind=ending, scale=QR_SCALE, border=2, dark="#1B1530", light="#FFFFFF")
    response = HttpResponse(out.getvalue(), content_type={"svg": "image/svg+xml", "png": "image/png"}[ending])
    if "telecharger" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="lien-{link.code}.{ending}"'
    return response


@require_POST
@login_required
def retire_link(request: HttpRequest, code: str) -> HttpResponse:
    """The link leads nowhere any more; its figures stay."""
    actions.retire_link(link=_mine(request, code), by=request.user)
    messages.success(request, _("Ton lien est retiré. Qui le suit encore trouve une page qui l’aide."))
    return redirect("outreach:my-links")


@require_safe
@login_required
def link_sums(request: HttpRequest) -> HttpResponseBase:
    """Sums of all links for the team, by week and kind; small ones are not shown; as CSV too."""
    rules.can_read_sums(request.user).or_refuse()
    sums = reads.team_sums(clock.today())
    if request.GET.get("format") == "csv":
        parts = ((_("semaine"), sums.weeks), (_("type"), sums.kinds))
        rows = [(name, row.label, *row.counts) for name, part in parts for row in part]
        return csv_response("liens", [_("par"), _("quoi"), *sums.channels], rows)
    return render_page(request, "outreach/link_sums.html", {"sums": sums})

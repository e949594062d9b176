"""The rest of a partner's space: convention, contacts, help, renewal; the group's answers; the team's text."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core.htmx import render_page
from passeurs.partners import exports
from passeurs.partners.actions import convention as actions
from passeurs.partners.forms.convention import AcceptForm, ConventionForm
from passeurs.partners.models import Contact, Partnership
from passeurs.partners.queries import convention as queries
from passeurs.partners.rules.convention import can_accept_convention, can_publish_convention
from passeurs.partners.views.space import with_contact
from passeurs.programme.queries import current_season


@require_http_methods(["GET", "HEAD", "POST"])
@with_contact
def convention(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """Read the convention, accept it."""
    text = queries.convention_of(contact.partnership)
    if text is None:
        raise Http404
    form = AcceptForm(request.POST or None, initial={"name": contact.name})
    if request.method == "POST" and form.is_valid():
        words = {"name": form.cleaned_data["name"], "role": form.cleaned_data["role"]}
        actions.accept_convention(contact=contact, convention=text, **words)
        messages.success(request, _("Merci : la convention est acceptée, elle vous arrive aussi par e-mail."))
        return redirect("partners:space", token)
    context = {
        "token": token,
        "partnership": contact.partnership,
        "convention": text,
        "acceptance": queries.acceptance_of(contact.partnership, text),
        "form": form,
        "verdict": can_accept_convention(contact.partnership),
    }
    return render_page(request, "partners/convention.html", context, status=422 if form.is_bound else 200)


@require_safe
@with_contact
def convention_paper(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """The convention on paper, with its acceptance once there is one."""
    text = queries.convention_of(contact.partnership)
    if text is None:
        raise Http404
    pdf = exports.convention_pdf(contact.partnership, text, queries.acceptance_of(contact.partnership, text))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="convention.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def convention_text(request: HttpRequest) -> HttpResponse:
    """The team's text of the convention, and who has not accepted it."""
    can_publish_convention(request.user).or_refuse()
    season = current_season()
    if season is None:
        raise Http404
    last = season.programme.conventions.first()
    form = ConventionForm(request.POST or None, initial={"body": last.body if last else ""})
    if request.method == "POST" and form.is_valid():
        actions.publish_convention(programme=season.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Version publiée : chaque partenaire la voit dans son espace."))
        return redirect("partners:publish-convention")
    rows = Partnership.objects.accepted().filter(season_city__season=season)
    done = rows.filter(acceptances__convention=last)
    waiting = rows.exclude(acceptances__convention=last).select_related("season_city__city")
    context = {
        "form": form,
        "last": last,
        "done_count": done.count(),
        "all_count": rows.count(),
        "waiting": waiting[:200],
    }
    return render_page(request, "partners/convention_text.html", context, status=422 if form.is_bound else 200)

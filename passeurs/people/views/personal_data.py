"""My data: see, take away, agree, withdraw, erase."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.registry import personal_data
from passeurs.people import actions
from passeurs.people.choices import ConsentPurpose
from passeurs.people.exports import all_data, as_json, as_zip, readable
from passeurs.people.forms.account import EraseForm
from passeurs.people.queries import running_consents
from passeurs.people.rules import can_erase


@login_required
@never_cache
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What each part of the site holds about me, and what I agreed to."""
    parts = [(part["titre"], list(readable(part["données"]))[:200]) for part in all_data(request.user).values()]
    running = running_consents(request.user)
    consents = [(value, label, running.get(value)) for value, label in ConsentPurpose.choices]
    return render_page(request, "people/my_data.html", {"parts": parts, "consents": consents})


@login_required
@never_cache
@require_POST
def export_my_data(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything, as one JSON file or a zip of them."""
    limited = ratelimit.consume_or_429(request, action="export_my_data", user=request.user)
    if limited:
        return limited
    if kind == "json":
        response = HttpResponse(as_json(all_data(request.user)), content_type="application/json; charset=utf-8")
    else:
        response = HttpResponse(as_zip(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="mes-donnees.{kind}"'
    return response


@login_required
@require_POST
def give_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Agree to one purpose."""
    if purpose not in ConsentPurpose:
        raise Http404
    actions.give_consent(person=request.user, purpose=purpose)
    messages.success(request, _("C’est noté. Tu peux changer d’avis à tout moment."))
    return redirect("people:my-data")


@login_required
@require_POST
def withdraw_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Take a consent back."""
    if purpose not in ConsentPurpose:
        raise Http404
    actions.withdraw_consent(person=request.user, purpose=purpose)
    messages.success(request, _("Ton accord est retiré."))
    return redirect("people:my-data")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask for a word, erase, sign out."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase_person(person=request.user)
        logout(request)
        return redirect("people:farewell")
    entries = list(personal_data)
    context = {
        "form": form,
        "verdict": can_erase(request.user),
        "titles": [entry.title for entry in entries],
        "kept": [entry.kept for entry in entries if entry.kept],
    }
    return render_page(request, "people/erase_me.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def farewell(request: HttpRequest) -> HttpResponse:
    """The account is erased."""
    return render_page(request, "people/farewell.html")

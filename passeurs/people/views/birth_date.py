"""A birth date on which a protection rests: its owner asks, the team answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.people import actions
from passeurs.people.forms.birth_date import BirthDateForm
from passeurs.people.models import BirthDateRequest
from passeurs.people.queries import birth_date_of, open_birth_date_request
from passeurs.people.rules import can_manage_people


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_birth_date(request: HttpRequest) -> HttpResponse:
    """Ask the team to correct my birth date."""
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_birth_date(person=request.user, born_on=form.cleaned_data["born_on"])
        except Refused as refused:
            form.add_error("born_on", refused.verdict.reason)
        else:
            messages.success(request, _("Ta demande est envoyée à l’équipe."))
            return redirect("people:me")
    context = {"form": form, "known": birth_date_of(request.user), "waiting": open_birth_date_request(request.user)}
    return render_page(request, "people/ask_birth_date.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def answer_birth_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the date, or leave it as it is."""
    can_manage_people(request.user).or_refuse()
    found = get_object_or_404(BirthDateRequest.objects.select_related("person"), pk=pk)
    actions.answer_birth_date(request=found, by=request.user, is_granted=request.POST.get("do") == "grant")
    messages.success(request, _("C’est répondu, la personne est prévenue."))
    return redirect("people:person", uid=found.person.uid)

"""The birth date of a file: told by the candidate when it came without, corrected by the team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.actions import birth_date as actions
from passeurs.recruitment.forms.birth_date import SettleBirthDateForm
from passeurs.recruitment.models import Application
from passeurs.recruitment.views.decision import _seen
from passeurs.recruitment.views.link import with_application


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def tell_birth_date(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Tell the date that my file came without."""
    rules.can_settle_birth_date(None, application).or_refuse()
    form = SettleBirthDateForm(request.POST or None)
    if request.method == "POST" and _is_settled(form, application, None):
        messages.success(request, _("C’est noté."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "form": form}
    return render_page(request, "recruitment/tell_birth_date.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle_birth_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the date of a file, and the guardian it asks for."""
    found = _seen(request, pk)
    rules.can_settle_birth_date(request.user, found).or_refuse()
    initial = {"guardian_name": found.guardian_name, "guardian_email": found.guardian_email}
    form = SettleBirthDateForm(request.POST or None, initial=initial)
    if request.method == "POST" and _is_settled(form, found, request.user):
        messages.success(request, _("La date de naissance est corrigée."))
        return redirect(found)
    context = {"application": found, "form": form}
    return render_page(request, "recruitment/settle_birth_date.html", context, status=422 if form.is_bound else 200)


def _is_settled(form: SettleBirthDateForm, application: Application, by: Person | None) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.settle_birth_date(application=application, by=by, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.verdict.reason)
    return form.is_valid()

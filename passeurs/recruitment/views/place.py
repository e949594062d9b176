"""A place: taken, or left to somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.forms import ConfirmForm
from passeurs.recruitment.models import Application
from passeurs.recruitment.views.link import with_application


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def confirm_place(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Take the place that is offered, or leave it to somebody else."""
    rules.can_confirm_place(application, clock.now()).or_refuse()
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "yes":
            place_actions.confirm_place(application=application)
            messages.success(request, _("Ta place est confirmée : bienvenue !"))
        else:
            place_actions.decline_place(application=application)
            messages.success(request, _("C’est noté. Merci de l’avoir dit : la place ira à quelqu’un d’autre."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "form": form}
    return render_page(request, "recruitment/confirm_place.html", context, status=422 if form.is_bound else 200)

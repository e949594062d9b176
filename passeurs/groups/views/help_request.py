"""A partner asks something of its group, in its space; the group answers, on its own pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.groups.actions import help_request as actions
from passeurs.groups.forms.help_request import HelpAnswerForm, HelpRequestForm
from passeurs.groups.models import Group
from passeurs.groups.queries.help_request import asked_group
from passeurs.groups.rules.help_request import can_answer_help
from passeurs.groups.views.access import find_group
from passeurs.partners.models import Contact, HelpRequest
from passeurs.partners.views.space import with_contact


@require_http_methods(["GET", "HEAD", "POST"])
@with_contact
def ask_help(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Ask something of a group."""
    group = get_object_or_404(Group.objects.running().filter(partnership=contact.partnership), pk=pk)
    form = HelpRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_help(contact=contact, group=group, **form.cleaned_data)
        messages.success(request, _("Demande envoyée au groupe : il vous doit une réponse dans les dix jours."))
        return redirect("partners:space", token)
    context = {"token": token, "partnership": contact.partnership, "form": form}
    return render_page(request, "groups/ask_help.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_help(request: HttpRequest, pk: int) -> HttpResponse:
    """The group answers what its partner asked."""
    help_request = get_object_or_404(HelpRequest.objects.select_related("contact"), pk=pk)
    asked = asked_group(help_request)
    if asked is None:
        raise Http404
    group = find_group(request, asked.pk)
    form = HelpAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_help(help_request=help_request, by=request.user, **form.cleaned_data)
        messages.success(request, _("Réponse envoyée au partenaire."))
        return redirect(f"{group.get_absolute_url()}#demandes")
    verdict = can_answer_help(request.user, help_request, group)
    context = {"help_request": help_request, "group": group, "form": form, "verdict": verdict}
    return render_page(request, "groups/answer_help.html", context, status=422 if form.is_bound else 200)

"""The guardian of somebody who has an account: asked by the team, answering without an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.people import actions
from passeurs.people.forms.guardianship import AskGuardianForm, GuardianshipForm
from passeurs.people.models import Guardianship, Person
from passeurs.people.queries import ACCOUNT_GUARDIAN_LINK, find_link, given_purposes, purpose_labels
from passeurs.people.rules import can_manage_people
from passeurs.people.views.private_link import expired_link_page, uncached


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_guardian_of(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask the agreement of a minor's guardian."""
    can_manage_people(request.user).or_refuse()
    found = get_object_or_404(Person, uid=uid, is_active=True)
    form = AskGuardianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_guardian_of(person=found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.verdict.reason)
        else:
            messages.success(request, _("La demande est partie à cette adresse."))
            return redirect("people:person", uid=found.uid)
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/ask_guardian_of.html", {"found": found, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_guardianship(request: HttpRequest, token: str) -> HttpResponse:
    """Consent or refuse, purpose by purpose; come back to change one's mind."""
    link = find_link(token, ACCOUNT_GUARDIAN_LINK)
    is_open = link is not None and link.is_open(clock.now())
    guardianship = Guardianship.objects.filter(pk=link.subject_id).first() if link and is_open else None
    if guardianship is None:
        return expired_link_page(request, "people/expired_link.html", token=token, is_known=link is not None)
    actions.take_up_link(link=link)
    given = given_purposes(guardianship)
    initial = {"signed_name": guardianship.signed_name or guardianship.name, **dict.fromkeys(given, True)}
    form = GuardianshipForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        signed = form.cleaned_data["signed_name"]
        actions.answer_account_guardianship(guardianship=guardianship, purposes=form.purposes(), signed_name=signed)
        messages.success(request, _("Votre réponse est enregistrée. Un e-mail vous donne le lien pour en changer."))
        return uncached(redirect("people:answer-guardianship", token))
    context = {"guardianship": guardianship, "given": purpose_labels(given), "form": form}
    return uncached(
        render_page(
            request, "people/answer_guardianship.html", context, status=422 if request.method == "POST" else 200
        )
    )

"""Care: one tap after a meeting, each side apart; the referent's board, notes, moves; whoever is not seen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.groups.actions import absence as actions
from passeurs.groups.choices import NewsAnswer
from passeurs.groups.forms.absence import AbsenceForm
from passeurs.groups.models import Absence
from passeurs.groups.queries import absence as queries


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def answer_absence(request: HttpRequest) -> HttpResponse:
    """« Comment vas-tu ? », to whoever was not seen for a while."""
    absence = queries.absence_of(request.user)
    if absence is None:
        raise Http404
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_absence(absence=absence, by=request.user, answer=form.cleaned_data["answer"])
        if form.cleaned_data["answer"] == NewsAnswer.BUSY:
            messages.success(request, _("Bonne idée. Mets ton mandat en pause ici, et reviens quand tu veux."))
            return redirect("programme:my-mandate")
        messages.success(request, _("Merci de ta réponse. On est contents d’avoir de tes nouvelles."))
        return redirect("portal:today")
    return render_page(request, "groups/answer_absence.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@login_required
def close_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent has heard from them."""
    absence = get_object_or_404(Absence.objects.select_related("mandate__season_city__city"), pk=pk)
    actions.close_absence(absence=absence, by=request.user)
    messages.success(request, _("C’est noté : cette personne sort de la liste."))
    return redirect("groups:care-board")

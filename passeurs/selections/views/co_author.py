"""Pages of the group that writes: invite, answer, leave."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.forms import InviteForm, WordForm
from passeurs.selections.models import CoAuthor
from passeurs.selections.queries.co_author import group_rows, people_to_invite
from passeurs.selections.queries.history import history_of
from passeurs.selections.queries.suggestion import suggestions_for
from passeurs.selections.views.selection import mine


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Who writes, whom to invite, ideas that wait, who did what. Sending the form invites."""
    selection = mine(request, pk)
    form = InviteForm(request.POST or None, people=people_to_invite(selection))
    verdict = rules.can_invite(request.user, selection)
    if request.method == "POST" and form.is_valid():
        actions.invite_co_author(selection=selection, by=request.user, **form.cleaned_data)
        messages.success(request, _("Invitation envoyée. La réponse arrivera dans tes notifications."))
        return redirect("selections:group", pk)
    context = {
        "selection": selection,
        "form": form,
        "verdict": verdict,
        "rows": group_rows(selection),
        "ideas": suggestions_for(selection),
        "deeds": history_of(selection),
        "can_open": rules.can_edit_selection(request.user, selection),
    }
    return render_page(request, "selections/group.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline an invitation, with a word."""
    mine_only = CoAuthor.objects.filter(person=request.user)
    related = ("selection__season_city__city", "selection__author__profile", "invited_by__profile")
    invitation = get_object_or_404(mine_only.select_related(*related), pk=pk)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["decision"] == "accept"
        actions.answer_invitation(
            invitation=invitation, by=request.user, is_accepted=is_accepted, word=form.cleaned_data["word"]
        )
        if is_accepted:
            messages.success(request, _("Bienvenue : vous écrivez cette sélection ensemble."))
            return redirect("selections:compose", invitation.selection_id)
        messages.success(request, _("C’est dit, sans rancune."))
        return redirect("selections:my-selections")
    verdict = rules.can_answer_invitation(request.user, invitation)
    context = {"invitation": invitation, "form": form, "verdict": verdict}
    return render_page(request, "selections/answer_invitation.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def remove_co_author(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a group, or remove somebody from mine."""
    row = get_object_or_404(CoAuthor.objects.select_related("selection"), pk=pk)
    if request.user.pk not in (row.person_id, row.selection.author_id):
        raise Http404
    actions.remove_co_author(row=row, by=request.user)
    if row.person_id == request.user.pk:
        messages.success(request, _("Tu as quitté le groupe. Ce que tu as écrit reste."))
        return redirect("selections:my-selections")
    messages.success(request, _("Cette personne n’est plus du groupe. Ce qu’elle a écrit reste."))
    return redirect("selections:group", row.selection_id)

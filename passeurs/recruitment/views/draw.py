"""The team's pages of the draw."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.recruitment import rules
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.forms.draw import BeaconForm, DiceForm, PrepareForm
from passeurs.recruitment.models import Call, Draw
from passeurs.recruitment.queries import draw as queries


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season", "questionnaire"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """The draw of a call: its pool, its quotas, where it stands; sent, it computes a lottery."""
    call = _call(request, pk)
    form = PrepareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draw_actions.prepare_draw(call=call, by=request.user, **form.cleaned_data)
            messages.success(request, _("Le calcul est lancé."))
            return redirect("recruitment:team-draw", call.pk)
        except Refused as error:
            form.add_error(None, error.verdict.reason)
    found, at = queries.last_draw(call), clock.now()
    cities = queries.city_pools(call)
    context = {
        "call": call,
        "form": form,
        "cities": cities,
        "ready_count": sum(row.ready for row in cities),
        "quota_count": call.quotas.exclude(minimum=None, maximum=None).count(),
        "draw": found,
        "beacon_form": BeaconForm(),
        "can_prepare": rules.can_prepare_draw(request.user, call, "x"),
        "can_commit": rules.can_commit_draw(request.user, found, at) if found else None,
        "can_enter": rules.can_enter_beacon(request.user, found, at) if found else None,
        "can_replace": rules.can_replace_declined(request.user, found) if found else None,
        "past": call.draws.exclude(pk=found.pk).filter(state="drawn") if found else [],
    }
    return render_page(request, "recruitment/team_draw.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def commit_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the commitment of a draw."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw, pk=pk)
    draw_actions.commit_draw(draw=draw, by=request.user)
    messages.success(request, _("Engagement publié. Plus rien ne change ; il ne manque que le hasard."))
    return redirect("recruitment:team-draw", draw.call_id)


@require_POST
@login_required
def enter_beacon(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the chance, typed twice."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw, pk=pk)
    form = BeaconForm(request.POST)
    if form.is_valid():
        draw_actions.enter_beacon(draw=draw, by=request.user, beacon=form.cleaned_data["beacon"])
        messages.success(request, _("Tirage fait : le certificat est public, les réponses sont prêtes à partir."))
    else:
        for error in form.errors.values():
            messages.error(request, error[0])
    return redirect("recruitment:team-draw", draw.call_id)


@require_POST
@login_required
def fetch_beacon(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch the announced round of drand, and draw."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw, pk=pk)
    draw_actions.fetch_beacon(draw=draw, by=request.user)
    messages.success(request, _("Tirage fait : le certificat est public, les réponses sont prêtes à partir."))
    return redirect("recruitment:team-draw", draw.call_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def roll_dice(request: HttpRequest, pk: int) -> HttpResponse:
    """The ceremony of the dice: how it goes, then the faces, typed twice."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw.objects.select_related("call"), pk=pk)
    form = DiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draw_actions.enter_beacon(draw=draw, by=request.user, rolls=form.cleaned_data["rolls"])
        messages.success(request, _("Tirage fait : le certificat est public, les réponses sont prêtes à partir."))
        return redirect("recruitment:team-draw", draw.call_id)
    context = {"draw": draw, "call": draw.call, "form": form}
    context["verdict"] = rules.can_enter_beacon(request.user, draw, clock.now())
    return render_page(request, "recruitment/roll_dice.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def rehearse_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw on a made-up beacon, for practice."""
    rules.can_run_calls(request.user).or_refuse()
    draw = draw_actions.rehearse_draw(draw=get_object_or_404(Draw, pk=pk), by=request.user)
    messages.success(request, _("Répétition faite : elle ne désigne personne. Son fichier est plus bas."))
    return redirect("recruitment:team-draw", draw.call_id)


@require_safe
@login_required
def rehearsal_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate of the last rehearsal, marked as such, to try the checkers on."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw, pk=pk, rehearsal__isnull=False)
    response = JsonResponse(draw.rehearsal, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="repetition.json"'
    return response

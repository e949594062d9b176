"""The editorial line: calls, versions, rules, the log, appeals, the team's list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.people.queries import is_team
from passeurs.programme.queries import current_season, followed_cities
from passeurs.selections import actions, exports, rules
from passeurs.selections.choices import Motive
from passeurs.selections.forms import (
    AnswerAppealForm,
    AppealForm,
    CallForm,
    ChangeCallForm,
    LogFilterForm,
    TeamFilterForm,
)
from passeurs.selections.models import Appeal, Call, Selection
from passeurs.selections.queries import editorial_line as line
from passeurs.selections.queries.selection import selection_items
from passeurs.selections.views.composing import mine

PAGE_SIZE = 40


@require_safe
@public_page
def call_list(request: HttpRequest) -> HttpResponse:
    """Every call, open ones first."""
    page = Paginator(line.public_calls(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/call_list.html", {"page": page, "today": clock.today()})


@require_safe
@public_page
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """A call and the published selections that answer it."""
    found = get_object_or_404(line.public_calls(), slug=slug)
    page = Paginator(line.answers_to(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"call": found, "page": page, "is_open": found.is_open(clock.today())}
    return render_page(request, "selections/call.html", context)


@require_safe
@login_required
def team_call_list(request: HttpRequest) -> HttpResponseBase:
    """The calls with what they brought; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    rows = line.team_calls(request.user)
    if request.GET.get("format") == "csv":
        return exports.calls_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/team_call_list.html", {"page": page, "today": clock.today()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_call(request: HttpRequest) -> HttpResponse:
    """Open a call."""
    rules.can_moderate(request.user).or_refuse()
    season = current_season()
    if season is None:
        raise Http404
    cities = followed_cities(request.user)
    form = CallForm(request.POST or None, cities=cities, may_all=is_team(request.user))
    if request.method == "POST" and form.is_valid():
        opened = actions.open_call(by=request.user, season=season, **form.cleaned_data)
        messages.success(
            request, _("Appel ouvert : les ambassadeurs et ambassadrices le voient dans « On te demande ».")
        )
        return redirect(opened.get_absolute_url())
    context = {"form": form, "call": None}
    return render_page(request, "selections/edit_call.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words or the day of a call."""
    found = get_object_or_404(Call.objects.select_related("city", "theme"), pk=pk)
    rules.can_change_call(request.user, found).or_refuse()
    initial = {"title": found.title, "text": found.text, "theme": found.theme, "closes_on": found.closes_on}
    form = ChangeCallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_call(call=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Appel modifié."))
        return redirect(found.get_absolute_url())
    context = {"form": form, "call": found}
    return render_page(request, "selections/edit_call.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def close_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a call before its day."""
    found = get_object_or_404(Call.objects.select_related("city"), pk=pk)
    actions.close_call(call=found, by=request.user)
    messages.success(request, _("Appel clos. Sa page reste, avec les sélections reçues."))
    return redirect("selections:team-call-list")


@require_safe
@login_required
def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The published versions, one of them in full, for its authors and the team."""
    found = get_object_or_404(Selection.objects.select_related("season_city__city"), slug=slug)
    if not rules.can_read_versions(request.user, found):
        raise Http404
    versions = line.versions_of(found)
    wanted = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == wanted), versions[0] if versions else None)
    context = {"selection": found, "versions": versions, "shown": shown, "is_mine": rules.writes(request.user, found)}
    return render_page(request, "selections/version_list.html", context)


@require_safe
@public_page
def moderation_rules(request: HttpRequest) -> HttpResponse:
    """What is published, what is refused, who reads, how long it takes, how to appeal."""
    season = current_season()
    context = {
        "answer_days": season.programme.answer_days if season else 7,
        "min_items": rules.MIN_ITEMS,
        "max_items": rules.MAX_ITEMS,
        "motives": Motive.choices,
    }
    return render_page(request, "selections/moderation_rules.html", context)


@require_safe
@public_page
def moderation(request: HttpRequest) -> HttpResponse:
    """The public log: counts and motives, no name."""
    season = current_season()
    figures = line.moderation_figures(season_id=season.pk if season else None)
    return render_page(request, "selections/moderation.html", {"figures": figures, "season": season})


@require_safe
@login_required
def moderation_log(request: HttpRequest) -> HttpResponseBase:
    """Every decision with its person and its reason, for the team; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    form = LogFilterForm(request.GET or None, cities=followed_cities(request.user))
    rows = line.moderation_log(request.user, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("format") == "csv":
        return exports.moderation_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/moderation_log.html", {"page": page, "form": form})


@require_safe
@login_required
def team_selection_list(request: HttpRequest) -> HttpResponseBase:
    """The selections of the cities one follows, whatever their state but drafts; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    form = TeamFilterForm(request.GET or None, cities=followed_cities(request.user))
    rows = line.team_selections(request.user, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("format") == "csv":
        return exports.selections_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/team_selection_list.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appeal_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Contest the last decision on my selection."""
    selection = mine(request, pk)
    decision = line.last_decision(selection)
    rules.can_appeal(request.user, decision).or_refuse()
    assert decision is not None  # the rule has just said so
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal_decision(decision=decision, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Recours envoyé. Une autre personne de l’équipe te répond, la date est promise."))
        return redirect("selections:compose", pk)
    context = {"selection": selection, "decision": decision, "form": form}
    return render_page(request, "selections/appeal_decision.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Appeals, those that wait first."""
    if not is_team(request.user):
        raise Http404
    page = Paginator(line.appeal_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/appeal_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read both sides and decide, with a reason."""
    if not is_team(request.user):
        raise Http404
    appeal = get_object_or_404(line.appeal_list().select_related("by__profile"), pk=pk)
    form = AnswerAppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_granted = form.cleaned_data["decision"] == "grant"
        answer = form.cleaned_data["answer"]
        actions.answer_appeal(appeal=appeal, by=request.user, is_granted=is_granted, answer=answer)
        messages.success(request, _("Réponse envoyée aux auteurs."))
        return redirect("selections:appeal-list")
    return render_page(
        request, "selections/answer_appeal.html", _appeal(request, appeal, form), status=422 if form.is_bound else 200
    )


def _appeal(request: HttpRequest, appeal: Appeal, form: AnswerAppealForm) -> dict[str, Any]:
    return {
        "appeal": appeal,
        "form": form,
        "verdict": rules.can_answer_appeal(request.user, appeal),
        "items": selection_items(appeal.selection),
    }

"""Pages of suggestions: ideas given, an idea to give, the answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.catalogue.queries.finder import find_things
from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.selections import actions, rules
from passeurs.selections.forms import SuggestForm, WordForm
from passeurs.selections.models import Selection, Suggestion
from passeurs.selections.queries.co_author import authors_of
from passeurs.selections.queries.item import selection_items
from passeurs.selections.queries.suggestion import my_suggestions, open_to_my_ideas
from passeurs.selections.views.item import THINGS, thing_value
from passeurs.selections.views.selection import mine

MY_IDEAS = 50


@require_POST
@login_required
def open_to_ideas(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the city read the draft and give ideas, or no longer."""
    selection = mine(request, pk)
    is_open = request.POST.get("is_open") == "1"
    actions.open_to_ideas(selection=selection, by=request.user, is_open=is_open)
    word = _("Ta ville peut maintenant lire ce brouillon et te donner des idées.") if is_open else _("C’est refermé.")
    messages.success(request, word)
    return redirect("selections:group", pk)


@require_safe
@login_required
def ideas(request: HttpRequest) -> HttpResponse:
    """Drafts of my city that wait for ideas, and what became of mine."""
    given = list(my_suggestions(request.user)[:MY_IDEAS])
    context = {"drafts": open_to_my_ideas(request.user)[:MY_IDEAS], "given": given}
    return render_page(request, "selections/ideas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def suggest_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what is there, find a thing, say why."""
    found = Selection.objects.select_related("season_city__city", "season_city__season", "author__profile")
    selection = get_object_or_404(found, pk=pk)
    verdict = rules.can_suggest_item(request.user, selection)
    if verdict.is_forbidden:
        raise Http404
    form = SuggestForm(request.POST or None, initial={"thing": request.GET.get("choix", "")})
    if request.method == "POST" and form.is_valid():
        kind, number = form.parts()
        thing = get_object_or_404(THINGS[kind], pk=number)
        reason = form.cleaned_data["reason"]
        actions.suggest_item(selection=selection, by=request.user, thing=thing, reason=reason)
        messages.success(request, _("Idée envoyée. Les auteurs répondent, tu le verras ici."))
        return redirect("selections:ideas")
    context = {"selection": selection, "form": form, "verdict": verdict, **_suggested_things(request, selection)}
    return render_page(request, "selections/suggest_item.html", context, status=422 if form.is_bound else 200)


def _suggested_things(request: HttpRequest, selection: Selection) -> dict[str, object]:
    text, city = request.GET.get("q", "").strip()[:200], selection.season_city.city
    things = find_things(text, lat=city.lat, lon=city.lon).things if text else ()
    kind, _colon, number = (request.GET.get("choix") or request.POST.get("thing") or "").partition(":")
    chosen = THINGS[kind].filter(pk=read_number(number)).first() if kind in THINGS else None
    return {
        "query": text,
        "rows": [(thing_value(thing), thing) for thing in things],
        "chosen": chosen,
        "authors": authors_of(selection),
        "items": selection_items(selection),
    }


@require_POST
@login_required
def answer_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an idea or not, with a word."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("selection"), pk=pk)
    if not rules.writes(request.user, suggestion.selection):
        raise Http404
    form = WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Rien n’est envoyé : ton mot est trop long, ou il manque oui ou non."))
        return redirect("selections:group", suggestion.selection_id)
    is_accepted = form.cleaned_data["decision"] == "accept"
    word = form.cleaned_data["word"]
    actions.answer_suggestion(suggestion=suggestion, by=request.user, is_accepted=is_accepted, word=word)
    messages.success(request, _("L’idée est dans la sélection.") if is_accepted else _("Réponse envoyée."))
    return redirect("selections:group", suggestion.selection_id)

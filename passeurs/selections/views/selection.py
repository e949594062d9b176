"""Pages of selections: the public list, one selection, my own, the draft, taking one off the site."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.core.page_cache import public_page
from passeurs.core.verdict import Refused
from passeurs.selections import actions, queries, rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.feeds import feed_url
from passeurs.selections.forms import ComposeForm, RetireForm, StartForm
from passeurs.selections.forms.selection import as_chosen
from passeurs.selections.models import Call, Selection, SelectionItem, Tag
from passeurs.selections.queries import filter as filter_queries
from passeurs.selections.queries import item as item_queries
from passeurs.selections.queries.call import call_choices
from passeurs.selections.queries.co_author import authors_of
from passeurs.selections.queries.history import editor_name
from passeurs.selections.queries.item import removed_items
from passeurs.selections.queries.merge import Merge, mark, marks_after, normal, texts_of
from passeurs.selections.queries.moderation import last_decision
from passeurs.selections.queries.shareable import shareable

PUBLIC_PAGE_SIZE = 24
PAGE_SIZE = 30


def cards_of(selections: list[Selection]) -> list[tuple[Selection, str]]:
    """Selections, their items prefetched, with their poster category."""
    return [(row, queries.poster_of(row)) for row in selections]


@require_safe
@public_page
def selection_list(request: HttpRequest) -> HttpResponse:
    """Published selections by city, theme, mood, kind of thing, price and words; the filters live in the URL."""
    filters = filter_queries.Filters.of(request.GET)
    choices = filter_queries.list_choices(filters, request.GET)
    found = filter_queries.filtered_selections(filters)
    page = Paginator(queries.with_poster(found), PUBLIC_PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards_of(page.object_list),
        "filters": filters,
        "choices": choices,
        "title": filter_queries.list_title(filters, choices),
        "atom_url": feed_url("atom", ville=filters.city, theme=filters.theme, humeur=filters.mood),
        "json_url": feed_url("json", ville=filters.city, theme=filters.theme, humeur=filters.mood),
    }
    return render_page(request, "selections/selection_list.html", context)


@require_safe
@public_page
def selection(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection. A draft is shown to its author and possible readers only; to others it does not exist."""
    found = get_object_or_404(filter_queries.readable(Selection.objects.all()), slug=slug)
    if not rules.can_view_selection(request.user, found):
        raise Http404
    context = selection_context(found) | {
        "is_mine": request.user.is_authenticated and rules.writes(request.user, found),
        "can_suggest": request.user.is_authenticated and rules.can_suggest_item(request.user, found),
        "can_retire": request.user.is_authenticated and rules.can_retire_selection(request.user, found),
        "can_export": request.user.is_authenticated and rules.can_export_selection(request.user, found),
    }
    return render_page(request, "selections/selection.html", context)


def selection_context(shown: Selection) -> dict[str, Any]:
    """What the page of a `readable` selection shows to anyone who may read it. Two queries more."""
    items, tags = list(shown.items.all()), list(shown.tags.all())
    city = shown.season_city.city.slug
    others, alike = filter_queries.more_like(shown, tags)
    return {
        "selection": shown,
        "items": items,
        "tags": tags,
        "poster": queries.poster_of(shown),
        "has_events": any(item.offer and item.offer.starts_on for item in items),
        "others": cards_of(others),
        "alike": cards_of(alike),
        "atom_url": feed_url("atom", ville=city),
        "json_ld": item_queries.item_list(shown, items),
        "shared": shareable(shown) if shown.state == SelectionState.PUBLISHED else None,
        "is_preview": False,
        "is_mine": False,
        "can_retire": False,
        "can_export": False,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def retire_selection(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a selection off the site, with a reason for its author."""
    found = get_object_or_404(queries.credited(Selection.objects.all()), slug=slug)
    rules.can_retire_selection(request.user, found).or_refuse()
    is_moderation = not rules.writes(request.user, found)
    form = RetireForm(request.POST or None, is_moderation=is_moderation)
    if request.method == "POST" and form.is_valid():
        actions.retire_selection(selection=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("La sélection n’est plus en ligne. Elle reste dans les archives."))
        return redirect("selections:selection-list")
    context = {"selection": found, "form": form}
    return render_page(request, "selections/retire_selection.html", context, status=422 if form.is_bound else 200)


def mine(request: HttpRequest, pk: int) -> Selection:
    """A selection that I write, or nothing: somebody else's draft does not exist for me."""
    found = Selection.objects.written_by(request.user)
    related = ("season_city__city", "season_city__season", "author__profile", "call", "edited_by__profile", "revises")
    return get_object_or_404(found.select_related(*related), pk=pk)


def composer_form(request: HttpRequest, selection: Selection, items: list[SelectionItem]) -> ComposeForm:
    """The form of a draft, for some of its items."""
    return ComposeForm(
        as_chosen(request.POST) if request.POST else None,
        items=items,
        tags=Tag.objects.all(),
        calls=call_choices(selection),
        texts=texts_of(selection, items),
    )


@require_safe
@login_required
def my_selections(request: HttpRequest) -> HttpResponse:
    """My selections, where each stands."""
    page = Paginator(queries.my_selections(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "verdict": rules.can_start_selection(request.user)}
    return render_page(request, "selections/my_selections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start_selection(request: HttpRequest) -> HttpResponse:
    """Start a selection with its title, as an answer to a call when the address names one."""
    rules.can_start_selection(request.user).or_refuse()
    call = Call.objects.filter(slug=request.GET.get("appel", "")).select_related("theme").first()
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        selection = actions.start_selection(author=request.user, title=form.cleaned_data["title"], call=call)
        return redirect("selections:compose", selection.pk)
    context = {"form": form, "call": call}
    return render_page(request, "selections/start_selection.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft. Every button of the page saves first what is typed, then does its own thing."""
    selection = mine(request, pk)
    form = composer_form(request, selection, queries.selection_items(selection))
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_texts(selection=selection, by=request.user, texts=form.texts(), base=form.base())
        except actions.EditConflict as conflict:
            return _both_texts(request, selection, form, conflict.merge)
        except Refused as refused:
            # The second of two clicks on « Proposer » comes when nothing can be saved any more: the first did it all.
            if request.POST.get("do") != "propose":
                return _unsaved_texts(request, selection, form, refused)
            saved = selection
        return _after_saving(request, saved, form)
    context = _composer(request, selection, form)
    return render_page(request, "selections/compose.html", context, status=422 if form.is_bound else 200)


def _composer(request: HttpRequest, selection: Selection, form: ComposeForm) -> dict[str, Any]:
    return {
        "selection": selection,
        "form": form,
        "verdict": rules.can_edit_selection(request.user, selection),
        "ready": rules.can_propose_selection(request.user, selection),
        "last_answer": queries.last_answer(selection),
        "decision": last_decision(selection),
        "authors": authors_of(selection),
        "removed": removed_items(selection),
        "idea_count": selection.suggestions.waiting().count(),
        "max_items": rules.MAX_ITEMS,
        "now": clock.now(),
    }


def _both_texts(request: HttpRequest, selection: Selection, form: ComposeForm, merge: Merge) -> HttpResponse:
    """Somebody changed the same texts: nothing is saved, both are shown, the person chooses."""
    if "autosave" in request.POST:
        return HttpResponse(status=409)
    shown = {conflict.name for conflict in merge.conflicts}
    context = {
        "selection": selection,
        "editor": editor_name(selection),
        "conflicts": [(one, str(_label(form, one.name)), mark(one.theirs or "")) for one in merge.conflicts],
        "kept": [(name, text) for name, text in form.texts().items() if name not in shown],
        "base": [(name, value) for name, value in form.base().items() if name not in shown],
        "do": request.POST.get("do", "save"),
    }
    return render_page(request, "selections/merge.html", context, status=409)


def _label(form: ComposeForm, name: str) -> object:
    return form.fields[name].label if name in form.fields else _("Un élément enlevé entre-temps")


def _unsaved_texts(request: HttpRequest, selection: Selection, form: ComposeForm, refused: Refused) -> HttpResponse:
    """The draft can no longer be written: what was typed is shown, to be copied."""
    if "autosave" in request.POST:
        return HttpResponse(status=409)
    stored = form.stored
    lost = [(_label(form, name), text) for name, text in form.texts().items() if text and text != stored.get(name)]
    context = {"selection": selection, "verdict": refused.verdict, "lost": lost}
    return render_page(request, "selections/unsaved_texts.html", context, status=422)


def _autosaved(selection: Selection, form: ComposeForm) -> HttpResponse:
    """Nothing to show but the new marks of the page that stays open, and whether others wrote meanwhile."""
    texts, base = form.texts(), form.base()
    stored = texts_of(selection, list(selection.items.all()))
    response = HttpResponse(status=204)
    response["Passeurs-Marks"] = json.dumps(marks_after(base=base, mine=texts, stored=stored), separators=(",", ":"))
    if any(name in stored and normal(stored[name]) != normal(text) for name, text in texts.items()):
        response["Passeurs-Others"] = "1"
    return response


def _after_saving(request: HttpRequest, selection: Selection, form: ComposeForm) -> HttpResponse:
    """What the pressed button asks beyond saving: move, remove, put back, propose, or nothing."""
    verb, _colon, number = request.POST.get("do", "").partition(":")
    item_id = read_number(number) or 0
    if verb in ("up", "down"):
        step = -1 if verb == "up" else 1
        actions.move_item(selection=selection, by=request.user, item_id=item_id, step=step)
    elif verb == "remove":
        actions.remove_item(selection=selection, by=request.user, item_id=item_id)
        messages.success(request, _("Élément enlevé. Tu peux le remettre : il t’attend sous la liste."))
        return redirect(reverse("selections:compose", args=[selection.pk]) + "#enleves")
    elif verb == "restore":
        item = actions.restore_item(selection=selection, by=request.user, item_id=item_id)
        item_id = item.pk if item else 0
    elif verb == "propose":
        return propose_selection(request, selection.pk)
    elif "autosave" in request.POST:
        return _autosaved(selection, form)
    else:
        messages.success(request, _("Brouillon enregistré."))
    return redirect(reverse("selections:compose", args=[selection.pk]) + (f"#element-{item_id}" if item_id else ""))


@require_POST
@login_required
def propose_selection(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the selection to a second reader."""
    selection = mine(request, pk)
    actions.propose_selection(selection=selection, by=request.user)
    messages.success(request, _("Proposée ! Tu auras une réponse, la date est sur ta page."))
    return redirect("selections:my-selections")


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to a draft: from a proposal nobody answered, or from the archives."""
    selection = mine(request, pk)
    if selection.state == SelectionState.RETIRED:
        actions.rework_selection(selection=selection, by=request.user)
    else:
        actions.withdraw_proposal(selection=selection, by=request.user)
    messages.success(request, _("Ta sélection est de nouveau un brouillon."))
    return redirect("selections:compose", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_selection(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, after a page that asks."""
    selection = mine(request, pk)
    rules.can_delete_selection(request.user, selection).or_refuse()
    if request.method == "POST":
        actions.delete_selection(selection=selection, by=request.user)
        messages.success(request, _("Brouillon supprimé."))
        return redirect("selections:my-selections")
    return render_page(request, "selections/delete_selection.html", {"selection": selection})

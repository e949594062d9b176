"""Public pages of selections: the list, one selection, taking one off the site."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.selections import actions, queries, rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.feeds import feed_url
from passeurs.selections.forms import RetireForm
from passeurs.selections.models import Selection
from passeurs.selections.queries import readers
from passeurs.selections.queries.sharing import shareable

PAGE_SIZE = 24


def cards_of(selections: list[Selection]) -> list[tuple[Selection, str]]:
    """Selections, their items prefetched, with their poster category."""
    return [(row, queries.poster_of(row)) for row in selections]


@require_safe
@public_page
def selection_list(request: HttpRequest) -> HttpResponse:
    """Published selections by city, theme, mood, kind of thing, price and words; the filters live in the URL."""
    filters = readers.Filters.of(request.GET)
    choices = readers.list_choices(filters, request.GET)
    found = readers.found_selections(filters)
    page = Paginator(queries.with_poster(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards_of(page.object_list),
        "filters": filters,
        "choices": choices,
        "title": readers.list_title(filters, choices),
        "atom_url": feed_url("atom", ville=filters.city, theme=filters.theme, humeur=filters.mood),
        "json_url": feed_url("json", ville=filters.city, theme=filters.theme, humeur=filters.mood),
    }
    return render_page(request, "selections/selection_list.html", context)


@require_safe
@public_page
def selection(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection. A draft is shown to its author and possible readers only; to others it does not exist."""
    found = get_object_or_404(readers.readable(Selection.objects.all()), slug=slug)
    if not rules.can_view_selection(request.user, found):
        raise Http404
    context = selection_context(found) | {
        "is_mine": request.user.is_authenticated and rules.writes(request.user, found),
        "can_suggest": request.user.is_authenticated and rules.can_suggest_item(request.user, found),
        "can_retire": request.user.is_authenticated and rules.can_retire_selection(request.user, found),
        "can_export": request.user.is_authenticated and rules.can_export_selection(request.user, found),
    }
    return render_page(request, "selections/selection.html", context)


def selection_context(found: Selection) -> dict[str, Any]:
    """What the page of a `readable` selection shows to anyone who may read it. Two queries more."""
    items, tags = list(found.items.all()), list(found.tags.all())
    city = found.season_city.city.slug
    others, alike = readers.more_like(found, tags)
    return {
        "selection": found,
        "items": items,
        "tags": tags,
        "poster": queries.poster_of(found),
        "has_events": any(item.offer and item.offer.starts_on for item in items),
        "others": cards_of(others),
        "alike": cards_of(alike),
        "atom_url": feed_url("atom", ville=city),
        "json_ld": readers.item_list(found, items),
        "shared": shareable(found) if found.state == SelectionState.PUBLISHED else None,
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

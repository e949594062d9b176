"""Public pages of selections."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.catalogue.queries.taxonomy import poster_category
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.programme.models import City
from passeurs.selections import actions, queries, rules
from passeurs.selections.forms import RetireForm
from passeurs.selections.models import Selection

PAGE_SIZE = 24


@require_safe
@public_page
def selection_list(request: HttpRequest) -> HttpResponse:
    """Published selections, newest first; by city and by words."""
    text = request.GET.get("q", "").strip()[:100]
    city = City.objects.filter(slug=request.GET.get("ville", "")).first()
    found = queries.published_selections(city_slug=city.slug if city else "", text=text)
    page = Paginator(queries.with_first_items(found), PAGE_SIZE).get_page(request.GET.get("page"))
    cards = [(selection, queries.poster_of(selection)) for selection in page.object_list]
    context = {"page": page, "cards": cards, "query": text, "city": city, "cities": City.objects.all()}
    return render_page(request, "selections/selection_list.html", context)


@require_safe
@public_page
def selection(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection. A draft is shown to its author and possible readers only; to others it does not exist."""
    found = get_object_or_404(queries.credited(Selection.objects.all()), slug=slug)
    if not rules.can_view_selection(request.user, found):
        raise Http404
    items = queries.selection_items(found)
    context = {
        "selection": found,
        "items": items,
        "poster": poster_category(items[0].thing) if items else "rencontre",
        "others": queries.published_selections(city_slug=found.season_city.city.slug).exclude(pk=found.pk)[:3],
        "can_suggest": request.user.is_authenticated and rules.can_suggest_item(request.user, found),
        "can_retire": request.user.is_authenticated and rules.can_retire_selection(request.user, found),
    }
    return render_page(request, "selections/selection.html", context)


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

"""Composing a selection: my list, the draft, adding things, proposing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.catalogue.actions.proposals import propose_work as propose_work_action
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.finding import find_things
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.selections import actions, queries, rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.forms import ComposeForm, OrderForm, ProposeWorkForm, StartForm, ThingForm
from passeurs.selections.models import Selection

PAGE_SIZE = 30
THINGS = {
    "venue": Venue.objects.visible(),
    "offer": Offer.objects.visible(),
    "work": Work.objects.filter(is_visible=True),
}


def _mine(request: HttpRequest, pk: int) -> Selection:
    """My selection, or nothing: somebody else's draft does not exist for me."""
    mine = Selection.objects.filter(author=request.user)
    return get_object_or_404(mine.select_related("season_city__city", "season_city__season"), pk=pk)


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
    """Start a selection with its title."""
    rules.can_start_selection(request.user).or_refuse()
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        selection = actions.start_selection(author=request.user, title=form.cleaned_data["title"])
        return redirect("selections:compose", selection.pk)
    return render_page(request, "selections/start_selection.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft. Every button of the page saves first what is typed, then does its own thing."""
    selection = _mine(request, pk)
    items = queries.selection_items(selection)
    initial = {"title": selection.title, "intro": selection.intro}
    form = ComposeForm(request.POST or None, items=items, initial=initial)
    if request.method == "POST" and form.is_valid():
        _save(request, selection, form)
        return _after_saving(request, selection)
    context = {
        "selection": selection,
        "form": form,
        "verdict": rules.can_edit_selection(request.user, selection),
        "ready": rules.can_propose_selection(request.user, selection),
        "last_answer": queries.last_answer(selection),
    }
    return render_page(request, "selections/compose.html", context, status=422 if form.is_bound else 200)


def _save(request: HttpRequest, selection: Selection, form: ComposeForm) -> None:
    data = form.cleaned_data
    try:
        actions.save_selection(
            selection=selection,
            by=request.user,
            title=data["title"],
            intro=data["intro"],
            reasons=form.reasons(),
        )
    except Refused:
        # The second of two clicks on « Proposer » comes when nothing can be saved any more: the first did it all.
        if request.POST.get("do") != "propose":
            raise


@require_POST
@login_required
def order_items(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of the items after a drag."""
    selection = _mine(request, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    actions.order_items(selection=selection, by=request.user, item_ids=form.ids())
    return HttpResponse(status=204)


def _after_saving(request: HttpRequest, selection: Selection) -> HttpResponse:
    """What the pressed button asks beyond saving: move, remove, propose, or nothing."""
    verb, _colon, number = request.POST.get("do", "").partition(":")
    item_id = int(number) if number.isdigit() else 0
    if verb in ("up", "down"):
        step = -1 if verb == "up" else 1
        actions.move_item(selection=selection, by=request.user, item_id=item_id, step=step)
    elif verb == "remove":
        actions.remove_item(selection=selection, by=request.user, item_id=item_id)
        messages.success(request, _("Élément enlevé."))
    elif verb == "propose":
        return propose_selection(request, selection.pk)
    elif "autosave" in request.POST:
        return HttpResponse(status=204)
    else:
        messages.success(request, _("Brouillon enregistré."))
    return redirect(reverse("selections:compose", args=[selection.pk]) + (f"#element-{item_id}" if item_id else ""))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Search the catalogue (a name, an ISBN, a pass Culture link) and add what is found."""
    selection = _mine(request, pk)
    rules.can_edit_selection(request.user, selection).or_refuse()
    if request.method == "POST":
        form = ThingForm(request.POST)
        if not form.is_valid():
            raise Http404
        kind, number = form.parts()
        thing = get_object_or_404(THINGS[kind], pk=number)
        item = actions.add_item(selection=selection, by=request.user, thing=thing)
        messages.success(request, _("« %(thing)s » est dans ta sélection.") % {"thing": thing})
        return redirect(reverse("selections:compose", args=[pk]) + f"#element-{item.pk}")
    text = request.GET.get("q", "").strip()[:200]
    city = selection.season_city.city
    finding = find_things(text, lat=city.lat, lon=city.lon) if text else None
    context = {"selection": selection, "query": text, "finding": finding, "rows": _found_rows(finding)}
    if finding and (finding.ean or finding.pass_offer) and not finding.things:
        kind, value = ("ean13", finding.ean) if finding.ean else ("pass_culture_offer", finding.pass_offer)
        context["work_form"] = ProposeWorkForm(initial={"kind": kind, "value": value})
    return render_page(request, "selections/add_item.html", context, partial="results")


def _found_rows(finding: object) -> list[tuple[str, object]]:
    """Each thing found with the value its button sends."""
    things = getattr(finding, "things", ())
    return [(f"{type(thing).__name__.lower()}:{thing.pk}", thing) for thing in things]


@require_POST
@login_required
def propose_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the catalogue, then to the selection, a work it lacks."""
    selection = _mine(request, pk)
    rules.can_edit_selection(request.user, selection).or_refuse()
    form = ProposeWorkForm(request.POST)
    if form.is_valid():
        work = propose_work_action(by=request.user, **form.cleaned_data)
        actions.add_item(selection=selection, by=request.user, thing=work)
        messages.success(request, _("« %(thing)s » est dans ta sélection.") % {"thing": work})
        return redirect("selections:compose", pk)
    context = {"selection": selection, "query": "", "finding": None, "rows": [], "work_form": form}
    return render_page(request, "selections/add_item.html", context, status=422)


@require_POST
@login_required
def propose_selection(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the selection to a second reader."""
    selection = _mine(request, pk)
    actions.propose_selection(selection=selection, by=request.user)
    messages.success(request, _("Proposée ! Tu auras une réponse, la date est sur ta page."))
    return redirect("selections:my-selections")


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to a draft: from a proposal nobody answered, or from the archives."""
    selection = _mine(request, pk)
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
    selection = _mine(request, pk)
    rules.can_delete_selection(request.user, selection).or_refuse()
    if request.method == "POST":
        actions.delete_selection(selection=selection, by=request.user)
        messages.success(request, _("Brouillon supprimé."))
        return redirect("selections:my-selections")
    return render_page(request, "selections/delete_selection.html", {"selection": selection})

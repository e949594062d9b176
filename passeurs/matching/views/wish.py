"""An ambassador's wishes: places near them, in order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.queries.group import group_of
from passeurs.matching.actions import wish as actions
from passeurs.matching.forms.wish import WishSheetForm, WishWordsForm
from passeurs.matching.models import WishSheet
from passeurs.matching.queries.wish import near_partners
from passeurs.matching.rules.wish import MOST_WISHES, can_wish
from passeurs.matching.views.ordering import moved
from passeurs.partners.models import Partnership
from passeurs.programme.models import Mandate
from passeurs.programme.queries import running_mandate


def _mandate(request: HttpRequest) -> Mandate:
    mandate = running_mandate(request.user)
    can_wish(mandate).or_refuse()
    assert mandate is not None  # the rule says so
    return mandate


def _back_to(place: str) -> HttpResponse:
    """The page again, at what was touched: there the keyboard goes on."""
    return redirect(f"{reverse('matching:my-wishes')}#{place}")


def _initial(mandate: Mandate, sheet: WishSheet | None) -> dict[str, Any]:
    if sheet is None:
        return {"half_days": mandate.person.profile.half_days, "limit_km": 15}
    peer_preferences = list(sheet.peer_preferences.all())
    return {
        "half_days": sheet.half_days,
        "limit_km": sheet.limit_km,
        "needs": sheet.needs,
        "is_out": sheet.is_out,
        "wanted": [one.other_id for one in peer_preferences if one.is_wanted],
        "avoided": [one.other_id for one in peer_preferences if not one.is_wanted],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_wishes(request: HttpRequest) -> HttpResponse:
    """One's wishes: when and how far, then the places, ranked ones first."""
    mandate = _mandate(request)
    sheet = WishSheet.objects.filter(mandate=mandate).prefetch_related("wishes", "peer_preferences").first()
    others = Mandate.objects.running().filter(season_city=mandate.season_city_id).exclude(pk=mandate.pk)
    form = WishSheetForm(
        request.POST or None,
        initial=_initial(mandate, sheet),
        others=others.select_related("person__profile").order_by("person__first_name"),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_wish_sheet(mandate=mandate, **form.cleaned_data)
        messages.success(request, _("C’est noté. Classe maintenant les lieux qui te tentent."))
        return redirect("matching:my-wishes")
    near = near_partners(mandate, sheet)
    context = {
        "form": form,
        "sheet": sheet,
        "group": group_of(mandate),
        "ranked": [one for one in near if one.rank],
        "others": [one for one in near if not one.rank],
        "most": MOST_WISHES,
    }
    return render_page(request, "matching/my_wishes.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def add_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Rank one more place."""
    mandate = _mandate(request)
    partnership = get_object_or_404(Partnership, pk=pk, season_city=mandate.season_city_id)
    try:
        actions.add_wish(mandate=mandate, partnership=partnership)
    except Refused as error:
        messages.error(request, error.verdict.reason)
        return redirect("matching:my-wishes")
    return _back_to(f"voeu-{pk}")


@require_POST
@login_required
def annotate_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """A word for a place, which reads it."""
    form = WishWordsForm(request.POST)
    if form.is_valid():
        actions.annotate_wish(mandate=_mandate(request), partnership=pk, words=form.cleaned_data["words"])
        messages.success(request, _("C’est noté : le lieu lira ce mot avec ton prénom."))
    else:
        messages.error(request, _("C’est trop long : une phrase, 240 signes au plus."))
    return _back_to(f"voeu-{pk}")


@require_POST
@login_required
def move_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, or off the list."""
    mandate = _mandate(request)
    sheet = get_object_or_404(WishSheet, mandate=mandate)
    order = list(sheet.wishes.values_list("partnership", flat=True))
    order = moved(order, pk, request.POST.get("move", ""))
    actions.reorder_wishes(mandate=mandate, order=order)
    return _back_to(f"voeu-{pk}" if pk in order else "voeux")

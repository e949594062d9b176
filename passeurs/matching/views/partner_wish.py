"""A partner and the people who ranked it; the team and what partners refuse."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.matching.actions import partner_wish as actions
from passeurs.matching.forms.partner_wish import RefusalForm
from passeurs.matching.models import PartnerWish
from passeurs.matching.queries.partner_wish import Wisher, wishers_of
from passeurs.matching.rules.partner_wish import can_choose_people, can_refuse_person
from passeurs.matching.views.ordering import moved
from passeurs.partners.models import Contact
from passeurs.partners.views.space import with_contact
from passeurs.programme.models import Mandate


@require_safe
@with_contact
def wishers(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """Who ranked this place: those preferred, the others, those who cannot be welcomed."""
    can_choose_people(contact.partnership).or_refuse()
    found = wishers_of(contact.partnership)
    context = {
        "token": token,
        "partnership": contact.partnership,
        "preferred": [one for one in found if one.rank],
        "others": [one for one in found if not one.said],
        "refused": [one for one in found if one.is_refused],
    }
    return render_page(request, "matching/wishers.html", context)


@require_POST
@with_contact
def rank_wisher(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Prefer somebody, move them up or down, or off the list."""
    order = [one.mandate for one in wishers_of(contact.partnership) if one.rank]
    move = request.POST.get("move", "")
    if move == "preferer" and pk not in order:
        order.append(pk)
    actions.rank_people(contact=contact, order=moved(order, pk, move))
    return redirect(f"{_url(token)}#personne-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@with_contact
def refuse_wisher(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Say why somebody cannot be welcomed."""
    one = _wisher(contact, pk)
    mandate = get_object_or_404(Mandate, pk=pk)
    can_refuse_person(contact.partnership, mandate).or_refuse()
    form = RefusalForm(request.POST or None, initial={"reason": one.said.reason if one.said else ""})
    if request.method == "POST" and form.is_valid():
        actions.refuse_person(contact=contact, mandate=mandate, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est noté. L’équipe lit votre raison et peut vous rappeler."))
        return redirect(_url(token))
    context = {"token": token, "partnership": contact.partnership, "one": one, "form": form}
    return render_page(request, "matching/refuse_wisher.html", context, status=422 if form.is_bound else 200)


@require_POST
@with_contact
def welcome_wisher(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Take a refusal back."""
    actions.take_refusal_back(contact=contact, mandate=pk)
    messages.success(request, _("Refus retiré."))
    return redirect(f"{_url(token)}#personne-{pk}")


@require_POST
@login_required
def decide_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """The team: a refusal holds, or is set aside."""
    wish = get_object_or_404(PartnerWish.objects.select_related("partnership__season_city__city"), pk=pk)
    is_set_aside = request.POST.get("answer") == "ecarter"
    actions.decide_refusal(wish=wish, by=request.user, is_set_aside=is_set_aside)
    if is_set_aside:
        messages.success(request, _("Refus écarté : le prochain calcul n’en tient pas compte, le partenaire le voit."))
    else:
        messages.success(request, _("C’est lu : ce refus tient."))
    return redirect(f"{wish.partnership.get_absolute_url()}#souhaits")


def _url(token: str) -> str:
    return reverse("matching:wishers", args=[token])


def _wisher(contact: Contact, pk: int) -> Wisher:
    found = next((one for one in wishers_of(contact.partnership) if one.mandate == pk), None)
    if found is None:
        raise Http404
    return found

"""The rest of a partner's space: convention, contacts, help, renewal; the group's answers; the team's text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import exports, rules
from passeurs.associations.actions import partner_space as actions
from passeurs.associations.forms.space import AcceptForm, ContactForm, ConventionForm, HelpAnswerForm, HelpForm
from passeurs.associations.models import Contact, Group, HelpAsk, Partnership
from passeurs.associations.queries import space as queries
from passeurs.associations.queries.groups import current_season
from passeurs.associations.queries.partner_wishes import wishes_for
from passeurs.associations.queries.partnerships import contact_of
from passeurs.associations.views.keys import dead, find_group, private
from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused
from passeurs.programme.models import SeasonCity

WRITES_PER_HOUR = 30
View = Callable[..., HttpResponse]


def with_contact(view: View) -> View:
    """Open the space of a link for `view(request, token, contact, …)`; dead links, floods and refusals are answered."""

    def opened(request: HttpRequest, token: str, **known: Any) -> HttpResponse:
        link, contact = contact_of(token)
        if contact is None:
            return dead(request, token, link is not None)
        if request.method == "POST" and is_too_often(request, "partner_space", limit=WRITES_PER_HOUR, seconds=3600):
            messages.error(request, _("Trop d’envois depuis cette connexion. Réessayez dans une heure."))
            return private(redirect("associations:partner", token))
        try:
            return private(view(request, token, contact, **known))
        except Refused as error:
            messages.error(request, error.verdict.reason)
            return private(redirect("associations:partner", token))

    return opened


def space_context(contact: Contact) -> dict[str, Any]:
    """What the space shows besides groups and dates."""
    partnership = contact.partnership
    convention = queries.convention_of(partnership)
    return {
        "convention": convention,
        "acceptance": queries.acceptance_of(partnership, convention) if convention else None,
        "colleagues": partnership.contacts.filter(revoked_at=None),
        "contact_form": ContactForm(),
        "asks": queries.asks_of(partnership),
        "renewable": queries.renewable_city(partnership) if partnership.state == "accepted" else None,
        "facts": queries.facts_of(partnership),
        "wisher_count": wishes_for(partnership).count() if rules.can_choose_people(partnership) else 0,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_contact
def convention(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """Read the convention, accept it."""
    text = queries.convention_of(contact.partnership)
    if text is None:
        raise Http404
    form = AcceptForm(request.POST or None, initial={"name": contact.name})
    if request.method == "POST" and form.is_valid():
        words = {"name": form.cleaned_data["name"], "role": form.cleaned_data["role"]}
        actions.accept_convention(contact=contact, convention=text, **words)
        messages.success(request, _("Merci : la convention est acceptée, elle vous arrive aussi par e-mail."))
        return redirect("associations:partner", token)
    context = {
        "token": token,
        "partnership": contact.partnership,
        "convention": text,
        "acceptance": queries.acceptance_of(contact.partnership, text),
        "form": form,
        "verdict": rules.can_accept_convention(contact.partnership),
    }
    return render_page(request, "associations/convention.html", context, status=422 if form.is_bound else 200)


@require_safe
@with_contact
def convention_paper(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """The convention on paper, with its acceptance once there is one."""
    text = queries.convention_of(contact.partnership)
    if text is None:
        raise Http404
    pdf = exports.convention_pdf(contact.partnership, text, queries.acceptance_of(contact.partnership, text))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="convention.pdf"'
    return response


@require_POST
@with_contact
def add_contact(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """Bring in a colleague."""
    form = ContactForm(request.POST)
    if form.is_valid():
        actions.add_contact(by=contact, **form.cleaned_data)
        messages.success(request, _("Son lien personnel vient de partir."))
    else:
        messages.error(request, _("Indiquez un nom et une adresse e-mail."))
    return redirect("associations:partner", token)


@require_POST
@with_contact
def revoke_contact(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """End a colleague's link, or one's own."""
    other = get_object_or_404(contact.partnership.contacts, pk=pk)
    actions.revoke_contact(contact=other, by_contact=contact)
    messages.success(request, _("Ce lien ne marche plus."))
    return redirect(
        "associations:propose" if other == contact else "associations:partner", *([] if other == contact else [token])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_contact
def ask_help(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Ask something of a group."""
    group = get_object_or_404(Group.objects.running().filter(partnership=contact.partnership), pk=pk)
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_help(contact=contact, group=group, **form.cleaned_data)
        messages.success(request, _("Demande envoyée au groupe : il vous doit une réponse dans les dix jours."))
        return redirect("associations:partner", token)
    context = {"token": token, "partnership": contact.partnership, "form": form}
    return render_page(request, "associations/ask_help.html", context, status=422 if form.is_bound else 200)


@require_POST
@with_contact
def renew_partnership(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Propose the same for a coming season."""
    row = get_object_or_404(SeasonCity.objects.select_related("season", "city"), pk=pk)
    actions.renew_partnership(contact=contact, season_city=row)
    messages.success(request, _("Merci ! Votre proposition pour la prochaine saison est partie à la ville."))
    return redirect("associations:partner", token)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_help(request: HttpRequest, pk: int) -> HttpResponse:
    """The group answers what its partner asked."""
    ask = get_object_or_404(HelpAsk.objects.select_related("group__partnership", "contact"), pk=pk)
    group = find_group(request, ask.group_id)
    form = HelpAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_help(ask=ask, by=request.user, **form.cleaned_data)
        messages.success(request, _("Réponse envoyée au partenaire."))
        return redirect(f"{group.get_absolute_url()}#demandes")
    context = {"ask": ask, "group": group, "form": form, "verdict": rules.can_answer_help(request.user, ask)}
    return render_page(request, "associations/answer_help.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The team ends a contact's link."""
    contact = get_object_or_404(Contact.objects.select_related("partnership__season_city__city"), pk=pk)
    actions.revoke_contact(contact=contact, by=request.user)
    messages.success(request, _("Ce lien ne marche plus."))
    return redirect(contact.partnership)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def convention_text(request: HttpRequest) -> HttpResponse:
    """The team's text of the convention, and who has not accepted it."""
    rules.can_match(request.user).or_refuse()
    season = current_season()
    if season is None:
        raise Http404
    last = season.programme.conventions.first()
    form = ConventionForm(request.POST or None, initial={"body": last.body if last else ""})
    if request.method == "POST" and form.is_valid():
        actions.publish_convention(programme=season.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Version publiée : chaque partenaire la voit dans son espace."))
        return redirect("associations:convention-text")
    rows = Partnership.objects.accepted().filter(season_city__season=season)
    done = rows.filter(acceptances__convention=last)
    waiting = rows.exclude(acceptances__convention=last).select_related("season_city__city")
    context = {
        "form": form,
        "last": last,
        "done_count": done.count(),
        "all_count": rows.count(),
        "waiting": waiting[:200],
    }
    return render_page(request, "associations/convention_text.html", context, status=422 if form.is_bound else 200)

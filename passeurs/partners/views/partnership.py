"""Pages of partners: propose without an account, renew, the team's page and its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.core.sections import shown_sections
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused
from passeurs.partners.actions import partnership as actions
from passeurs.partners.actions.partnership import decide_partnership, propose_partnership
from passeurs.partners.forms.partnership import DecisionForm, ProposeForm
from passeurs.partners.models import Contact
from passeurs.partners.queries.convention import acceptance_of, convention_of
from passeurs.partners.queries.partnership import open_season_cities, seen_partnerships
from passeurs.partners.rules.partnership import can_decide_partnership, can_run_partnership, can_see_partnerships
from passeurs.partners.views.space import with_contact
from passeurs.programme.models import SeasonCity

PROPOSALS_PER_HOUR = 10
# What the page shows of other apps: name in its context -> place in the registry.
SECTIONS = {"fact_sections": "partnership-facts", "top_sections": "partnership-top", "sections": "partnership"}


@require_http_methods(["GET", "HEAD", "POST"])
def propose_partnership_page(request: HttpRequest) -> HttpResponse:
    """What a partnership is, and the proposal; nothing is kept of what machines send."""
    form = ProposeForm(request.POST or None, cities=open_season_cities())
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "propose_partnership", limit=PROPOSALS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop d’envois depuis cette connexion. Réessayez dans une heure."))
        else:
            words: dict[str, Any] = {**form.cleaned_data}
            is_machine = bool(words.pop("website"))
            try:
                if not is_machine:
                    propose_partnership(**words)
                messages.success(request, _("Merci ! Le lien de votre espace vient de partir par e-mail."))
                return redirect("partners:propose-partnership")
            except Refused as error:
                form.add_error("name", error.verdict.reason)
    status = 422 if form.is_bound else 200
    return render_page(request, "partners/propose_partnership.html", {"form": form}, status=status)


@require_POST
@with_contact
def renew_partnership(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """Propose the same for a coming season."""
    row = get_object_or_404(SeasonCity.objects.select_related("season", "city"), pk=pk)
    actions.renew_partnership(contact=contact, season_city=row)
    messages.success(request, _("Merci ! Votre proposition pour la prochaine saison est partie à la ville."))
    return redirect("partners:space", token)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One partner, and the answer to its proposal."""
    can_see_partnerships(request.user).or_refuse()
    found = seen_partnerships(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    verdict = can_decide_partnership(request.user, found)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["answer"] == "yes"
        decide_partnership(
            partnership=found, by=request.user, is_accepted=is_accepted, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Réponse envoyée au partenaire."))
        return redirect(found)
    known = {"partnership": found, "can_run": can_run_partnership(request.user, found)}
    context = {
        **known,
        "form": form,
        "verdict": verdict,
        "contacts": found.contacts.all(),
        "acceptance": acceptance_of(found, convention_of(found)),
        **{name: shown_sections(page, **known) for name, page in SECTIONS.items()},
    }
    return render_page(request, "partners/partnership.html", context, status=422 if form.is_bound else 200)

"""The page that says where a partner is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.partners.actions.partnership import place_partnership as place
from passeurs.partners.forms.place import NONE, PlaceForm
from passeurs.partners.queries.partnership import seen_partnerships
from passeurs.partners.rules.partnership import can_run_partnership, can_see_partnerships


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def place_partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent or the team: which venue of the catalogue, or which commune."""
    can_see_partnerships(request.user).or_refuse()
    found = seen_partnerships(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    can_run_partnership(request.user, found).or_refuse()
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial={"venue": str(found.venue_id) if found.venue_id else NONE},
    )
    form.offer_places(found.season_city.city, found.name)
    if request.method == "POST" and form.is_valid():
        place(partnership=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté : les trajets en partent."))
        return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"partnership": found, "form": form}
    return render_page(request, "partners/place_partnership.html", context, status=status)

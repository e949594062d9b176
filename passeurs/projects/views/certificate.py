"""The end of a season: the dossier, mentors, the certificate of one's year."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from passeurs.core import clock
from passeurs.groups.models import Membership
from passeurs.projects import exports
from passeurs.projects.queries import certificate as queries


@require_safe
@login_required
@never_cache
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own certificate of the meetings of a group: facts only, as a PDF."""
    rows = Membership.objects.filter(group__pk=pk, mandate__person=request.user).select_related(
        "mandate__person__profile", "group__partnership__season_city__city", "group__partnership__season_city__season"
    )
    membership = rows.order_by("-joined_at").first()
    if membership is None:
        raise Http404
    response = HttpResponse(
        exports.certificate_pdf(queries.certificate_of(membership), clock.today()), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="attestation-groupe-associe.pdf"'
    return response

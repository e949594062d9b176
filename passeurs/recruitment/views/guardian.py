"""The page of a minor's guardian: what the programme is, and what they agree to. No account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.people.models import Guardianship
from passeurs.people.queries import find_link, given_purposes, purpose_labels
from passeurs.recruitment import tasks
from passeurs.recruitment.actions.guardian import answer_as_guardian
from passeurs.recruitment.forms import GuardianForm
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import GUARDIAN_LINK
from passeurs.recruitment.views.application import RENEWALS_PER_HOUR
from passeurs.recruitment.views.link import with_guardianship


@require_http_methods(["GET", "HEAD", "POST"])
@with_guardianship
def guardian(request: HttpRequest, token: str, guardianship: Guardianship) -> HttpResponse:
    """Consent or refuse, purpose by purpose; come back to change one's mind."""
    application: Application = guardianship.application
    given = given_purposes(guardianship)
    initial = {"signed_name": guardianship.signed_name or guardianship.name, **dict.fromkeys(given, True)}
    initial["charter"] = application.guardian_charter_at is not None
    form = GuardianForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer_as_guardian(
            application=application,
            guardianship=guardianship,
            purposes=form.purposes(),
            signed_name=form.cleaned_data["signed_name"],
        )
        messages.success(request, _("Votre réponse est enregistrée. Un e-mail vous donne le lien pour en changer."))
        return redirect("recruitment:guardian", token)
    context = {
        "application": application,
        "guardianship": guardianship,
        "given": purpose_labels(given),
        "form": form,
        "token": token,
    }
    return render_page(request, "recruitment/guardian.html", context, status=422 if form.is_bound else 200)


@require_POST
def renew_guardian_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is over gets another, to the guardian's address; an ended request gets none."""
    link = find_link(token, GUARDIAN_LINK)
    if link is None:
        raise Http404
    if not is_too_often(request, "renew_guardian_link", limit=RENEWALS_PER_HOUR, seconds=3600):
        found = Application.objects.filter(guardianship=link.subject_id).values_list("pk", flat=True).first()
        if found:
            tasks.post_letter("link", found, to_guardian=True)
    messages.success(request, _("Si la demande est toujours en cours, un nouveau lien part à votre adresse."))
    return redirect("recruitment:call-list")

"""What was said with a partner: the whole log, and one more line."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.partners.actions import contact_log as actions
from passeurs.partners.forms.contact_log import ContactLogForm
from passeurs.partners.queries.contact_log import contact_logs_of
from passeurs.partners.queries.partnership import seen_partnerships
from passeurs.partners.rules.contact_log import can_log_contact
from passeurs.partners.rules.partnership import can_see_partnerships

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def log_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line, newest first; sent, one more."""
    can_see_partnerships(request.user).or_refuse()
    found = seen_partnerships(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    can_log_contact(request.user, found).or_refuse()
    form = ContactLogForm(request.POST if request.method == "POST" else None, partnership=found)
    if request.method == "POST" and form.is_valid():
        words = {**form.cleaned_data}
        actions.log_contact(partnership=found, by=request.user, said_at=words.pop("said_on"), **words)
        messages.success(request, _("C’est noté."))
        return redirect(found)
    page = Paginator(contact_logs_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"partnership": found, "form": form, "page": page}
    return render_page(request, "partners/log_contact.html", context, status=422 if form.is_bound else 200)

"""Pages of notifications: what I was told, how I want to be told, stop the mails."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.notifications import actions
from passeurs.notifications.forms import PreferenceForm
from passeurs.notifications.models import Message
from passeurs.notifications.queries import find_by_token, messages_of, preference_of

PAGE_SIZE = 30


@login_required
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """What I was told, unread first."""
    page = Paginator(messages_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "notifications/message_list.html", {"page": page})


@login_required
@require_safe
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a message to what it is about; it is read from then on."""
    message = get_object_or_404(Message, pk=pk, person=request.user)
    if request.method == "GET":
        actions.mark_read(message=message)
    return redirect(message.url or reverse("notifications:message-list"))


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    actions.mark_all_read(person=request.user)
    messages.success(request, _("Tout est marqué comme lu."))
    return redirect("notifications:message-list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_preferences(request: HttpRequest) -> HttpResponse:
    """One page for the rhythm of mails and the quiet hours."""
    known = preference_of(request.user)
    initial = {name: getattr(known, name) for name in PreferenceForm.base_fields}
    form = PreferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_preferences(person=request.user, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("notifications:change-preferences")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "notifications/change_preferences.html", {"form": form}, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails from a mail's link: a page with a button, or one click of the mail program (RFC 8058).

    Exempt from CSRF because mail programs post without cookie; the signed word in the URL is the right to act.
    """
    person = find_by_token(token)
    is_done = False
    if person and request.method == "POST":
        actions.unsubscribe(person=person)
        is_done = True
    context = {"is_known": person is not None, "is_done": is_done}
    return render_page(request, "notifications/unsubscribe.html", context, status=200 if person else 404)

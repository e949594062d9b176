"""Pages of notifications: what I was told, how I want to be told, stop the mails."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.models import Letter
from passeurs.notifications import actions
from passeurs.notifications.forms import FilterForm, PauseForm, PreferenceForm
from passeurs.notifications.models import Delivery, Message
from passeurs.notifications.queries import (
    as_groups,
    as_stuck,
    find_by_token,
    grouped_messages,
    messages_about,
    preference_of,
    stuck_deliveries,
    stuck_letters,
)
from passeurs.notifications.rules import can_decide_delivery, can_decide_letter, can_see_stuck_mails

PAGE_SIZE = 30
UNDO_SALT = "notifications.undo"


@login_required
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """What I was told, one line for each thing, unread first."""
    form = FilterForm(request.GET)
    page = Paginator(grouped_messages(request.user, **form.chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    groups = as_groups(page)
    context = {
        "page": page,
        "groups": groups,
        "filters": filters_of(request, form),
        "is_filtered": bool(request.GET.get("etat") or request.GET.get("famille")),
        "undo": request.GET.get("lu", ""),
    }
    with timezone.override(preference_of(request.user).zone):
        return render_page(request, "notifications/message_list.html", context)


def filters_of(request: HttpRequest, form: FilterForm) -> list[tuple[str, str, bool]]:
    """The filters as links: label, address, whether it is on."""
    chips = []
    for name in ("etat", "famille"):
        for value, label in form.fields[name].choices:
            query = request.GET.copy()
            for other in ("page", "lu", name):
                query.pop(other, None)
            is_on = request.GET.get(name) == value
            if not is_on:
                query[name] = value
            chips.append((str(label), f"{request.path}?{query.urlencode()}", is_on))
    return chips


@login_required
@require_safe
def thing_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything I was told of one thing, the last first."""
    message = get_object_or_404(Message, pk=pk, person=request.user)
    page = Paginator(messages_about(message), PAGE_SIZE).get_page(request.GET.get("page"))
    with timezone.override(preference_of(request.user).zone):
        context = {"message": message, "page": page}
        return render_page(request, "notifications/thing_messages.html", context)


@login_required
@require_safe
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a message to what it is about; what was told of that thing is read from then on."""
    message = get_object_or_404(Message, pk=pk, person=request.user)
    if request.method == "GET":
        actions.mark_read(message=message)
    return redirect(message.url or reverse("notifications:message-list"))


@login_required
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a thing as read, or as to be read: each takes the other back."""
    message = get_object_or_404(Message, pk=pk, person=request.user)
    if request.POST.get("etat") == "a-lire":
        actions.mark_unread(message=message)
        messages.success(request, _("C’est remis à lire."))
    else:
        actions.mark_read(message=message)
        messages.success(request, _("C’est marqué comme lu."))
    query = request.GET.urlencode()
    return redirect(reverse("notifications:message-list") + (f"?{query}" if query else ""))


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Everything is read; the page then offers to take it back."""
    at = clock.now()
    count = actions.mark_all_read(person=request.user, at=at)
    messages.success(request, _("Tout est marqué comme lu."))
    undo = f"?lu={signing.dumps(at.isoformat(), salt=UNDO_SALT)}" if count else ""
    return redirect(reverse("notifications:message-list") + undo)


@login_required
@require_POST
def undo_all_read(request: HttpRequest) -> HttpResponse:
    """What « tout marquer comme lu » did is taken back."""
    try:
        read_at = dt.datetime.fromisoformat(signing.loads(request.POST.get("lu", ""), salt=UNDO_SALT))
    except signing.BadSignature:
        return redirect("notifications:message-list")
    actions.undo_all_read(person=request.user, read_at=read_at)
    messages.success(request, _("C’est remis à lire."))
    return redirect("notifications:message-list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_preferences(request: HttpRequest) -> HttpResponse:
    """One page for the rhythm of mails, the quiet hours, how many, about what."""
    known = preference_of(request.user)
    initial = {name: getattr(known, name) for name in PreferenceForm.base_fields}
    form = PreferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_preferences(person=request.user, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("notifications:change-preferences")
    is_paused = known.is_paused(clock.now())
    context = {"form": form, "pause_form": PauseForm(), "paused_until": known.paused_until if is_paused else None}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "notifications/change_preferences.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pause_mails(request: HttpRequest) -> HttpResponse:
    """No mail before a day; or mails as usual again."""
    if request.POST.get("act") == "resume":
        actions.pause_mails(person=request.user, until=None)
        messages.success(request, _("Les e-mails reprennent, comme tu les as choisis."))
        return redirect("notifications:change-preferences")
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.pause_mails(person=request.user, until=form.cleaned_data["until"])
        messages.success(request, _("Plus d’e-mail jusque-là. Tout reste lisible ici."))
        return redirect("notifications:change-preferences")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "notifications/pause_mails.html", {"pause_form": form}, status=status)


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


@login_required
@require_safe
def stuck_mails(request: HttpRequest) -> HttpResponse:
    """What did not leave, and why: letters, or mails of notifications."""
    can_see_stuck_mails(request.user).or_refuse()
    is_notifications = request.GET.get("sorte") == "notifications"
    rows = stuck_deliveries() if is_notifications else stuck_letters(clock.now())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "mails": [as_stuck(row) for row in page],
        "is_notifications": is_notifications,
        "other_url": request.path if is_notifications else f"{request.path}?sorte=notifications",
        "act_url": "notifications:decide-delivery" if is_notifications else "notifications:decide-letter",
    }
    return render_page(request, "notifications/stuck_mails.html", context)


@login_required
@require_POST
def decide_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter again, or leave it."""
    can_see_stuck_mails(request.user).or_refuse()
    letter = get_object_or_404(Letter, pk=pk)
    can_decide_letter(request.user, letter).or_refuse()
    is_sent_again = request.POST.get("act") == "send"
    actions.decide_letter(letter=letter, by=request.user, is_sent_again=is_sent_again)
    messages.success(request, _("La lettre repart.") if is_sent_again else _("La lettre ne partira pas."))
    return redirect("notifications:stuck-mails")


@login_required
@require_POST
def decide_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the mail of a notification again, or leave it."""
    can_see_stuck_mails(request.user).or_refuse()
    delivery = get_object_or_404(Delivery, pk=pk)
    can_decide_delivery(request.user, delivery).or_refuse()
    is_sent_again = request.POST.get("act") == "send"
    actions.decide_delivery(delivery=delivery, by=request.user, is_sent_again=is_sent_again)
    messages.success(request, _("L’e-mail repart.") if is_sent_again else _("L’e-mail ne partira pas."))
    return redirect(reverse("notifications:stuck-mails") + "?sorte=notifications")

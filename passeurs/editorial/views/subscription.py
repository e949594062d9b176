"""Pages of subscriptions: subscribe, confirm, choose, leave; readers in figures for the team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.editorial.actions import subscription as actions
from passeurs.editorial.exports import subscriptions_csv
from passeurs.editorial.forms.subscription import ManageForm, SubscribeForm, form_stamp
from passeurs.editorial.models import Subscription
from passeurs.editorial.queries import subscription as queries
from passeurs.editorial.queries.issue import sent_issues
from passeurs.editorial.queries.subscription import LEAVE, MANAGE, default_rhythm, find_by_link, find_to_confirm
from passeurs.editorial.rules import can_run_letter

# A whole class subscribes from one address.
ASKS_PER_HOUR = 60


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for the letter of a city and of one's tastes. The answer is the same for any address."""
    if request.method != "POST":
        initial = {
            "ville": request.GET.get("ville", ""),
            "theme": request.GET.getlist("theme"),
            "rythme": default_rhythm().slug,
            "stamp": form_stamp(clock.now()),
        }
        context = {"form": SubscribeForm(initial=initial), "issues": sent_issues()[:3]}
        return render_page(request, "editorial/letter/subscribe.html", context)
    form = SubscribeForm(request.POST)
    is_full = form.is_valid() and is_too_often(request, "letter", limit=ASKS_PER_HOUR, seconds=3600)
    if is_full:
        form.add_error(None, _("Beaucoup de demandes viennent d’ici. Rien n’est perdu : réessaie dans une heure."))
    if not form.is_valid():
        form.data = form.data.copy()
        form.data["stamp"] = form.data.get("stamp") or form_stamp(clock.now())
        return render_page(request, "editorial/letter/subscribe.html", {"form": form, "issues": []}, status=422)
    if not form.cleaned_data["website"]:
        actions.subscribe(email=form.cleaned_data["email"], **form.chosen)
    return redirect("editorial:subscribed")


@require_safe
@public_page
def subscribed(request: HttpRequest) -> HttpResponse:
    """Look into your mails."""
    return render_page(request, "editorial/letter/subscribed.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the confirmation mail: a button, so that no mail scanner confirms for anyone."""
    subscription = find_to_confirm(token)
    if subscription is None:
        return render_page(request, "editorial/letter/expired_link.html", {}, status=404)
    if request.method == "POST":
        subscription = actions.confirm(subscription=subscription)
    is_done = subscription.state == Subscription.State.ACTIVE
    return render_page(request, "editorial/letter/confirm.html", {"is_done": is_done, "subscription": subscription})


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """A reader's choices: city, tastes, rhythm, pause, leave, erase."""
    subscription = find_by_link(token, MANAGE)
    if subscription is None or subscription.state == Subscription.State.WAITING:
        return render_page(request, "editorial/letter/expired_link.html", {}, status=404)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ACTS:
        ACTS[act](request, subscription)
        return redirect("editorial:subscribed" if act == "erase" else request.path)
    initial = {
        "ville": subscription.city.slug if subscription.city else "",
        "theme": subscription.tastes,
        "rythme": subscription.rhythm.slug,
        "pause": subscription.paused_until,
    }
    form = ManageForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        paused_until = form.cleaned_data["pause"]
        actions.change_subscription(subscription=subscription, paused_until=paused_until, **form.chosen)
        messages.success(request, _("C’est enregistré. Le prochain numéro suivra tes choix."))
        return redirect(request.path)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "subscription": subscription}
    return render_page(request, "editorial/letter/manage.html", context, status=status)


def _leave(request: HttpRequest, subscription: Subscription) -> None:
    actions.leave(subscription=subscription)
    messages.success(request, _("C’est fait : tu ne recevras plus la lettre. Un clic suffit pour revenir."))


def _come_back(request: HttpRequest, subscription: Subscription) -> None:
    actions.come_back(subscription=subscription)
    messages.success(request, _("Te revoilà : le prochain numéro est pour toi."))


def _erase(request: HttpRequest, subscription: Subscription) -> None:
    actions.erase_subscription(subscription=subscription)
    messages.success(request, _("Ton adresse est effacée, pour de bon."))


def _stay(request: HttpRequest, subscription: Subscription) -> None:
    actions.change_subscription(
        subscription=subscription, city=subscription.city, tastes=subscription.tastes,
        rhythm=subscription.rhythm, paused_until=subscription.paused_until,
    )  # fmt: skip
    messages.success(request, _("Merci ! La lettre continue."))


ACTS = {"leave": _leave, "come_back": _come_back, "erase": _erase, "stay": _stay}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letter from a mail's link: a page with a button, or one click of the mail program (RFC 8058).

    Exempt from CSRF because mail programs post without cookie; the signed word in the URL is the right to act.
    """
    subscription = find_by_link(token, LEAVE)
    if subscription is None:
        # Erased since, or forged: either way nothing more will be sent.
        return render_page(request, "editorial/letter/expired_link.html", {}, status=404)
    if request.method == "POST":
        act = actions.come_back if request.POST.get("act") == "come_back" else actions.leave
        subscription = act(subscription=subscription)
    return render_page(request, "editorial/letter/leave.html", {"subscription": subscription})


@login_required
@require_safe
def reader_counts(request: HttpRequest) -> HttpResponse:
    """How many read the letter, by city and state. No address."""
    can_run_letter(request.user).or_refuse()
    states = queries.counts_by_state()
    rows: list[dict[str, Any]] = queries.counts_by_city()
    context = {
        "rows": rows,
        "active": states.get(Subscription.State.ACTIVE, 0),
        "states": [(label, states.get(state, 0)) for state, label in Subscription.State.choices],
    }
    return render_page(request, "editorial/letter/reader_counts.html", context)


@login_required
@require_POST
def export_readers(request: HttpRequest) -> HttpResponseBase:
    """The addresses, as CSV: asked for by a button, noted in the journal."""
    can_run_letter(request.user).or_refuse()
    return subscriptions_csv(request.user)

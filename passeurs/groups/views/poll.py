"""Polls on a date, and meetings that move: by the members, and by the partner through its link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.actions import poll as poll_actions
from passeurs.groups.forms.poll import CounterForm, OpenPollForm, VoteForm
from passeurs.groups.models import Group, Poll
from passeurs.groups.queries.beat import shared_half_days, suggested_dates
from passeurs.groups.queries.group import readable
from passeurs.groups.queries.poll import poll_page
from passeurs.groups.rules.poll import can_open_poll
from passeurs.groups.views.access import find_group
from passeurs.partners.queries.contact import contact_of
from passeurs.partners.views.space import EXPIRED
from passeurs.people.views.private_link import expired_link_page, uncached


def _open(request: HttpRequest, group: Group, by: Any, back: str, context: dict[str, Any]) -> HttpResponse:
    """The page that opens a poll, in the city's own time."""
    at = clock.now()
    form = OpenPollForm(request.POST or None, suggested=suggested_dates(shared_half_days(group), at), at=at)
    if request.method == "POST" and form.is_valid():
        words = {"closes_at": form.cleaned_data["closes_at"], "place": form.cleaned_data["place"]}
        try:
            poll_actions.open_poll(group=group, by=by, dates=form.dates(), **words)
            messages.success(request, _("Sondage ouvert : le groupe et le partenaire sont prévenus."))
            return redirect(back)
        except Refused as error:
            form.add_error(None, error.verdict.reason)
    context |= {"group": group, "form": form, "back": back, "verdict": can_open_poll(by, group)}
    return render_page(request, "groups/open_poll.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """A member, or the referent, asks which moment suits."""
    group = find_group(request, pk)
    with timezone.override(group.partnership.season_city.city.time_zone):
        return _open(request, group, request.user, group.get_absolute_url(), {"is_formal": False})


@require_http_methods(["GET", "HEAD", "POST"])
def partner_opens_poll(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The partner asks which moment suits."""
    link, contact = contact_of(token)
    if contact is None:
        return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
    group = get_object_or_404(readable(Group.objects.filter(partnership=contact.partnership)), pk=pk)
    with timezone.override(group.partnership.season_city.city.time_zone):
        return uncached(_open(request, group, contact, f"/partenaire/{token}/", {"is_formal": True}))


def _answer(request: HttpRequest, group: Group, poll: Poll, by: Any) -> None:
    """Keep what is said of each moment, or one more moment; what went wrong is told."""
    with timezone.override(group.partnership.season_city.city.time_zone):
        page = poll_page(group, by)
        counter = CounterForm(request.POST) if "counter" in request.POST else None
        try:
            if counter is not None and counter.is_valid():
                poll_actions.add_date(poll=poll, by=by, starts_at=counter.cleaned_data["starts_at"])
                messages.success(request, _("Date ajoutée : tout le monde est prévenu."))
                return
            form = VoteForm(request.POST, page=page) if page and page.poll.pk == poll.pk else None
            if counter is None and (form is None or form.is_valid()):
                poll_actions.vote(poll=poll, by=by, answers=form.answers() if form else {})
                messages.success(request, _("C’est noté. La réponse se change jusqu’à la fin."))
                return
            messages.error(request, _("Une réponse manque, ou cette date ne se lit pas : rien n’a changé."))
        except Refused as error:
            messages.error(request, error.verdict.reason)


@require_POST
@login_required
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """A member answers a poll, or proposes one more moment."""
    poll = get_object_or_404(Poll, pk=pk)
    group = find_group(request, poll.group_id)
    _answer(request, group, poll, request.user)
    return redirect(f"{group.get_absolute_url()}#sondage")


@require_POST
def partner_votes(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The partner answers a poll, or proposes one more moment."""
    link, contact = contact_of(token)
    if contact is None:
        return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
    poll = get_object_or_404(Poll, pk=pk, group__partnership=contact.partnership)
    group = readable(Group.objects.filter(pk=poll.group_id)).get()
    _answer(request, group, poll, contact)
    return uncached(redirect("partners:space", token))


@require_POST
@login_required
def close_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """End a poll now, on the best moment."""
    poll = get_object_or_404(Poll, pk=pk)
    group = find_group(request, poll.group_id)
    closed = poll_actions.close_poll(poll=poll, by=request.user)
    if closed.meeting:
        messages.success(request, _("Date choisie : le groupe et le partenaire sont prévenus."))
    else:
        messages.warning(request, _("Aucune de ces dates ne va : proposez-en d’autres."))
    return redirect(group)

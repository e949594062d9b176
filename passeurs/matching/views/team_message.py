"""The team writes to the people a filter shows: written, previewed, sent once; and what was sent."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.templatetags.words import moment, plural
from passeurs.core.verdict import Refused
from passeurs.matching.actions.team_message import send_team_message
from passeurs.matching.forms.team_message import TeamMessageForm
from passeurs.matching.queries.standing import PeopleFilter, filter_words, last_reasons, standing_people
from passeurs.matching.queries.team_message import team_messages
from passeurs.matching.rules.team_message import seal_of
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.models import Season
from passeurs.programme.queries import current_season

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def write_team_message(request: HttpRequest) -> HttpResponse:
    """Write, read it as it will be read with the names of all who get it, then send. The filter is in the URL."""
    can_see_partnerships(request.user).or_refuse()
    season = current_season()
    if season is None:
        raise Http404
    asked = PeopleFilter.read(request.GET)
    people = list(standing_people(request.user, season, asked, last_reasons(season)))
    form = TeamMessageForm(request.POST or None, initial={"key": uuid.uuid4()})
    context = {"asked_words": filter_words(asked), "people": people, "query": urlencode(asked.query), "refused": ""}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("pas") == "envoyer":
            try:
                return _send(request, season, asked, form.cleaned_data)
            except Refused as error:
                if error.verdict.is_forbidden:
                    raise
                people = list(standing_people(request.user, season, asked, last_reasons(season)))
                context |= {"refused": error.verdict.reason, "people": people}
        if people and request.POST.get("pas") != "ecrire":
            return _preview(request, form, context)
    context["form"] = form
    return render_page(request, "matching/write_team_message.html", context, status=_status(request, form, context))


def _status(request: HttpRequest, form: TeamMessageForm, context: dict[str, Any]) -> int:
    is_back = request.POST.get("pas") == "ecrire" and form.is_valid() and not context["refused"]
    return 422 if form.is_bound and not is_back else 200


def _preview(request: HttpRequest, form: TeamMessageForm, context: dict[str, Any]) -> HttpResponse:
    """The text as it will be read, and the seal of those who are shown."""
    context |= {"said": form.cleaned_data, "seal": seal_of(context["people"])}
    status = 422 if context["refused"] else 200
    return render_page(request, "matching/preview_team_message.html", context, status=status)


def _send(request: HttpRequest, season: Season, asked: PeopleFilter, said: dict[str, Any]) -> HttpResponse:
    message, is_new = send_team_message(season=season, by=request.user, asked=asked, **said)
    count = plural(message.recipient_count, _("personne"))
    if is_new:
        messages.success(request, _("C’est parti, à %(count)s.") % {"count": count})
    else:
        words = {"when": moment(message.sent_at), "count": count}
        messages.info(request, _("Ce message était déjà parti %(when)s, à %(count)s : il n’est pas reparti.") % words)
    return redirect("matching:team-message-list")


@require_safe
@login_required
def team_message_list(request: HttpRequest) -> HttpResponse:
    """What was sent, when, by whom, to how many."""
    can_see_partnerships(request.user).or_refuse()
    season = current_season()
    rows = team_messages(request.user, season) if season else []
    context = {
        "season": season,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "people_url": reverse("cockpit:covered-people"),
    }
    return render_page(request, "matching/team_message_list.html", context)

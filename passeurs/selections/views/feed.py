"""Feeds, and the one that an author opens."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.page_cache import public_page
from passeurs.people.choices import ConsentPurpose
from passeurs.selections import actions, feeds, queries
from passeurs.selections.models import AuthorFeed
from passeurs.selections.queries import filter as filter_queries


@require_safe
@public_page
def feed(request: HttpRequest, extension: str) -> HttpResponse:
    """The newest selections of a list, by its own filters, as Atom or JSON Feed."""
    filters = filter_queries.Filters.of(request.GET)
    choices = (
        filter_queries.list_choices(filters, request.GET) if filters.city or filters.theme else filter_queries.Choices()
    )
    if (filters.city and not choices.city) or (filters.theme and not choices.theme):
        raise Http404
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    channel = feeds.Channel(
        title=f"{filter_queries.list_title(filters, choices)} · {settings.SITE_NAME}",
        page_path=reverse("selections:selection-list") + query,
        feed_path=request.get_full_path(),
    )
    return _feed(request, extension, channel, filter_queries.filtered_selections(filters))


@require_safe
@public_page
def feed_of_author(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """An author's feed, while it is open and the author agrees to be named."""
    agreed = {"person__consents__purpose": ConsentPurpose.PUBLIC_NAME, "person__consents__withdrawn_at__isnull": True}
    row = get_object_or_404(AuthorFeed.objects.filter(**agreed).select_related("person__profile"), slug=slug)
    name = {"name": row.person.public_name}
    channel = feeds.Channel(
        title=_("Les sélections de %(name)s") % name + f" · {settings.SITE_NAME}",
        page_path=reverse("selections:selection-list"),
        feed_path=request.path,
    )
    return _feed(request, extension, channel, queries.published_selections().filter(author=row.person))


def _feed(request: HttpRequest, extension: str, channel: feeds.Channel, selections: object) -> HttpResponse:
    """The feed, or 304 when the reader has it already; its tag is that of its bytes."""
    entries = feeds.feed_entries(selections)
    content = (feeds.atom if extension == "atom" else feeds.json_feed)(channel, entries)
    # The same tag as the kept page has, so that a reader meets one only.
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    changed = int(feeds.changed_at(entries).timestamp())
    response = HttpResponse(content, content_type=feeds.FORMATS[extension])
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response)


@require_POST
@login_required
def author_feed(request: HttpRequest) -> HttpResponse:
    """Open or close one's feed."""
    if request.POST.get("do") == "close":
        actions.close_author_feed(by=request.user)
        messages.success(request, _("Ton flux est fermé : son adresse ne répond plus."))
    else:
        actions.open_author_feed(by=request.user)
        messages.success(request, _("Ton flux est ouvert. Donne son adresse à qui tu veux."))
    return redirect("selections:my-readers")

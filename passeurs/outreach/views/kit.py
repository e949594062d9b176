"""The kit of a public thing: its images, its words, its link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.registry import Shareable
from passeurs.core.throttle import is_too_often
from passeurs.outreach import actions, rules
from passeurs.outreach.forms import ChannelForm
from passeurs.outreach.models import Channel, TrackedLink
from passeurs.outreach.queries import kit as kit_queries
from passeurs.outreach.queries import share_image as share_image_queries
from passeurs.outreach.queries import shareable as shareable_queries
from passeurs.outreach.queries.tracked_link import links_of_thing
from passeurs.people.models import Person

ZIPS_PER_HOUR = 30


@require_safe
def kit(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Everything to share a thing, for anyone; for an ambassador, with their own link."""
    thing = _shared(kind, ref)
    mine = _my_links(request, thing)
    return render_page(request, "outreach/kit.html", {**_context(request, thing, mine), "form": ChannelForm()})


@require_POST
@login_required
def make_link(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """A personal short link to the thing, on one channel; a second click gives the same."""
    thing = _shared(kind, ref)
    form = ChannelForm(request.POST)
    if not form.is_valid():
        context = {**_context(request, thing, _my_links(request, thing)), "form": form}
        return render_page(request, "outreach/kit.html", context, status=422)
    link = actions.make_link(person=request.user, channel=form.cleaned_data["channel"], thing=thing)
    messages.success(request, _("Ton lien est prêt\u202f: il est déjà dans ta légende et sur ton affiche."))
    return redirect(f"{shareable_queries.share_page(kind, ref)}?lien={link.code}#mon-lien")


@require_safe
def kit_zip(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """The kit in one file."""
    thing = _shared(kind, ref)
    if is_too_often(request, "kit_zip", limit=ZIPS_PER_HOUR, seconds=3600):
        reason = _("Tu as déjà téléchargé beaucoup de kits. Rien n’est perdu\u202f: réessaie dans une heure.")
        return HttpResponse(reason, status=429, headers={"Retry-After": "3600"})
    chosen = _chosen(request, _my_links(request, thing))
    url = shareable_queries.absolute(chosen.get_absolute_url() if chosen else thing.url)
    texts = {
        "legende.txt": f"{kit_queries.caption_of(thing, url)}\n\n{kit_queries.hashtags_of(thing)}\n",
        "texte-alternatif.txt": f"{share_image_queries.alternative_text(thing)}\n",
    }
    response = HttpResponse(kit_queries.kit_zip(thing, url, texts), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{share_image_queries.file_name(thing, "kit", "zip")}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _shared(kind: str, ref: str) -> Shareable:
    """The public thing, or a page that does not exist."""
    thing = shareable_queries.find_thing(kind, ref)
    if thing is None:
        raise Http404
    return thing


def _my_links(request: HttpRequest, thing: Shareable) -> list[TrackedLink]:
    """The reader's own links to the thing; none for a visitor."""
    return links_of_thing(request.user, thing, clock.now()) if isinstance(request.user, Person) else []


def _chosen(request: HttpRequest, mine: list[TrackedLink]) -> TrackedLink | None:
    """The link asked for when it is one's own, else the first."""
    asked = next((link for link in mine if link.code == request.GET.get("lien")), None)
    return asked or next(iter(mine), None)


def _context(request: HttpRequest, thing: Shareable, mine: list[TrackedLink]) -> dict[str, Any]:
    """What the page shows, whatever its form says."""
    chosen = _chosen(request, mine)
    code = chosen.code if chosen else ""
    url = shareable_queries.absolute(chosen.get_absolute_url() if chosen else thing.url)
    images = [
        (
            one,
            share_image_queries.image_path(thing, slug, code=code * one.is_printed),
            share_image_queries.file_name(thing, slug, "png"),
        )
        for slug, one in share_image_queries.FORMATS.items()
    ]
    return {
        "thing": thing,
        "images": images,
        "pdf": share_image_queries.image_path(thing, "affiche", ending="pdf", code=code),
        "links": mine,
        "chosen": chosen,
        "url": url,
        "caption": kit_queries.caption_of(thing, url),
        "hashtags": kit_queries.hashtags_of(thing),
        "alternative": share_image_queries.alternative_text(thing),
        "limits": Channel.objects.filter(caption_limit__isnull=False),
        "can_link": rules.can_make_link(request.user) if request.user.is_authenticated else None,
    }

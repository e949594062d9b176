"""Images of public things: they follow the visibility of what they show."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from passeurs.core import clock
from passeurs.core.middleware import wordless
from passeurs.core.throttle import is_too_often
from passeurs.outreach.models import TrackedLink
from passeurs.outreach.queries import share_image as share_image_queries
from passeurs.outreach.queries.share_image import FORMATS
from passeurs.outreach.queries.shareable import absolute, find_thing

TYPES = {"png": "image/png", "pdf": "application/pdf"}
# What is retired leaves the caches of others within this time; its own address answers 404 at once.
KEPT_SECONDS, UNVERSIONED_SECONDS = 7 * 86_400, 300
DRAWINGS_PER_MINUTE = 60


# A picture leaves the site, and its address is kept by others: it says the same to everyone, in French.
@wordless
@require_safe
def image(request: HttpRequest, kind: str, ref: str, slug: str, ending: str) -> HttpResponse:
    """One image of a public thing, in French."""
    with override(settings.LANGUAGE_CODE):
        return _image(request, kind, ref, slug, ending)


def _image(request: HttpRequest, kind: str, ref: str, slug: str, ending: str) -> HttpResponse:
    """One image of a public thing; nothing for what is not public, whatever the address says."""
    thing, form = find_thing(kind, ref), FORMATS.get(slug)
    if thing is None or form is None or (ending == "pdf" and not form.is_printed):
        raise Http404
    url = absolute(_link_path(request, thing.kind, thing.ref) or thing.url)
    etag = f'"{share_image_queries.picture_name(thing, form, ending, url)}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        data = share_image_queries.known_picture(thing, form, ending, url)
        if data is None and is_too_often(request, "draw_image", limit=DRAWINGS_PER_MINUTE, seconds=60):
            return HttpResponse(
                _("Trop d’images à la fois. Réessaie dans une minute."), status=429, headers={"Retry-After": "60"}
            )
        response = HttpResponse(
            data or share_image_queries.picture(thing, form, ending, url), content_type=TYPES[ending]
        )
        way = "attachment" if "telecharger" in request.GET else "inline"
        response["Content-Disposition"] = f'{way}; filename="{share_image_queries.file_name(thing, slug, ending)}"'
    response["ETag"] = etag
    seconds = KEPT_SECONDS if "v" in request.GET else UNVERSIONED_SECONDS
    patch_cache_control(response, public=True, max_age=seconds)
    return response


def _link_path(request: HttpRequest, kind: str, ref: str) -> str:
    """The short link asked for, when it is a live one to this very thing."""
    code = request.GET.get("lien", "")
    link = TrackedLink.objects.live(clock.now()).filter(code=code, kind=kind, ref=ref).first() if code else None
    return link.get_absolute_url() if link else ""

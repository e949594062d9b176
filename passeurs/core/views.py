"""Pages of the toolbox itself."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from passeurs.core.forms import GalleryForm
from passeurs.core.htmx import render_page
from passeurs.core.mail_guard import MailHeld
from passeurs.core.middleware import wordless
from passeurs.core.outage import RETRY_AFTER, is_outage
from passeurs.core.poster import CATEGORIES, SIZES, poster_svg
from passeurs.core.templatetags.components import icon_names

YEAR = 31_536_000


@require_safe
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, as the team and the tests look at it."""
    context = {
        "empty_form": GalleryForm(),
        "wrong_form": GalleryForm({"message": "Trop court", "moments": []}, prefix="faux"),
        "page": Paginator(range(230), 20).page(4),
        "categories": CATEGORIES,
        "icon_names": sorted(icon_names()),
        "seeds": ["dijon-1", "lille-2", "nice-3"],
        "cities": [("dijon", "Dijon"), ("lille", "Lille")],
        "state_labels": ["Brouillon", "Proposée", "Relue", "Publiée"],
    }
    return render_page(request, "core/component_gallery.html", context)


@wordless
@require_safe
def poster(request: HttpRequest, category: str, width: int, height: int, seed: str) -> HttpResponse:
    """The poster of a thing: the same address always draws the same picture, so it is kept for a year."""
    if (width, height) not in SIZES or category not in CATEGORIES:
        raise Http404
    response = HttpResponse(poster_svg(seed, category, width, height), content_type="image/svg+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; one that is too long is told so (413), with what to do."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "core/too_long.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something failed. What trying again may mend (a database away, a full disk) is told so: 503, and when.

    Else the page bears the number under which the team finds the error. No page asks the database for anything, nor has
    the frame, which may be what failed. Django calls this while the exception is being handled.
    """
    error = sys.exc_info()[1]
    if isinstance(error, MailHeld):
        response = HttpResponse(render_to_string("core/held.html"), status=503)
    elif is_outage(error):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
    else:
        number = getattr(request, "number", "")
        response = HttpResponse(render_to_string("500.html", {"number": number}), status=500)
    add_never_cache_headers(response)
    return response


@wordless
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. No database, so that nobody restarts it for one that is away."""
    response = JsonResponse({"alive": True})
    add_never_cache_headers(response)
    return response


@wordless
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The site can serve pages: its database answers. 503 while it does not, so that a proxy asks elsewhere."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        response = JsonResponse({"database": False}, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    else:
        response = JsonResponse({"database": True})
    add_never_cache_headers(response)
    return response

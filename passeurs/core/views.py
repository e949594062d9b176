"""Pages of the toolbox itself."""

from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from passeurs.core.forms import GalleryForm
from passeurs.core.htmx import render_page
from passeurs.core.middleware import wordless
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
    """Our error, with the number under which the team finds it. The page stands alone: its frame may be what failed."""
    number = getattr(request, "number", "")
    return HttpResponseServerError(render_to_string("500.html", {"number": number}))

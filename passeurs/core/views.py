"""Pages of the toolbox itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from passeurs.core.htmx import render_page


@require_safe
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, as the team and the tests look at it."""
    return render_page(request, "core/component_gallery.html")

"""The draw as anyone reads it: the commitment, the result, the certificate, the checker; one's own proof."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.core.page_cache import public_page
from passeurs.recruitment.adapters.lottery import proof_of
from passeurs.recruitment.choices import DrawState
from passeurs.recruitment.forms.draw import CheckForm
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.queries import draw as queries
from passeurs.recruitment.views.link import with_application

PAGE_SIZE = 30
# As many figures as a phone shows in three lines: beyond, the picture says « many ».
CROWD = 30
CHECKER = settings.BASE_DIR / "tools" / "verify_draw.py"


@require_safe
@public_page
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """The draws of a call, the last first: what is committed, what chance said, how to check."""
    draws = queries.published_draws(slug)
    if not draws:
        raise Http404
    found = draws[0]
    told = queries.public_draw(found)
    context = {
        "draw": found,
        "call": found.call,
        "past": draws[1:],
        "lottery": found.lottery,
        "told": told,
        "crowd": range(min(told.one_in, CROWD)),
    }
    return render_page(request, "recruitment/draw.html", context)


@require_safe
@public_page
def draw_list(request: HttpRequest) -> HttpResponse:
    """The draws that anyone may read and check."""
    page = Paginator(queries.all_published_draws(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "recruitment/draw_list.html", {"page": page})


@require_safe
@public_page
def check_draw(request: HttpRequest, slug: str) -> HttpResponse:
    """The checker in the browser: the same checks as the one in Python, on the published file or a chosen one."""
    draws = queries.published_draws(slug)
    if not draws:
        raise Http404
    context = {"draw": draws[0], "call": draws[0].call, "form": CheckForm()}
    return render_page(request, "recruitment/check_draw.html", context)


@require_safe
@conditional_page
@public_page
def draw_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The published file: the lottery once committed, the certificate once drawn. `n` is the number of a draw."""
    rows = Draw.objects.filter(call__slug=slug, state__in=[DrawState.COMMITTED, DrawState.DRAWN]).defer("kept")
    number = read_number(request.GET.get("n"))
    if number is not None:
        rows = rows.filter(pk=number)
    found = rows.order_by("-committed_at").first()
    if found is None:
        raise Http404
    response = JsonResponse(found.certificate or found.lottery, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = (
        f'attachment; filename="{slug}-{"certificat" if found.certificate else "tirage"}.json"'
    )
    return response


@require_safe
@public_page
def checker(request: HttpRequest) -> HttpResponse:
    """The checker itself: one file that anyone runs with Python alone."""
    response = HttpResponse(CHECKER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify_draw.py"'
    return response


@require_safe
@with_application
def my_proof(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """One's own proof, once one's answer was told."""
    mine = queries.my_draw(application)
    if mine is None or mine.result is None:
        raise Http404
    entry = get_object_or_404(mine.draw.entries.select_related("draw__call"), application=application)
    if entry.draw.kept is None:
        raise Http404
    response = JsonResponse(proof_of(entry), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="preuve.json"'
    return response

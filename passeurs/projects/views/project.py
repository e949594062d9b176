"""Projects as anyone reads them: the list, one project, the pictures of its outcome, the idea bank."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.verdict import Refused
from passeurs.groups.queries.group import group_of
from passeurs.programme.queries import running_mandate
from passeurs.projects.actions import project as actions
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Project, ProjectProof
from passeurs.projects.queries import project as queries
from passeurs.projects.rules.project import can_see_project

PAGE_SIZE = 24


def _list(request: HttpRequest, rows: QuerySet[Project], *, is_bank: bool) -> HttpResponse:
    filters = queries.ProjectFilters.of(request.GET)
    choices = queries.project_choices(rows, filters, request.GET)
    context: dict[str, Any] = {
        "page": Paginator(queries.found_projects(rows, filters), PAGE_SIZE).get_page(request.GET.get("page")),
        "filters": filters,
        "choices": choices,
        "title": _("La banque d’idées") if is_bank else queries.list_title(choices),
        "is_bank": is_bank,
    }
    return render_page(request, "projects/project_list.html", context)


@require_safe
@public_page
def project_list(request: HttpRequest) -> HttpResponse:
    """What groups make now or made, by city, theme and words."""
    return _list(request, Project.objects.published(), is_bank=False)


@require_safe
@public_page
def idea_bank(request: HttpRequest) -> HttpResponse:
    """Projects that are done, to take up."""
    return _list(request, Project.objects.done(), is_bank=True)


@require_safe
@public_page
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """One project; what is not published does not exist for others, its makers are led to their workshop."""
    page = queries.published_page(slug)
    if page is None:
        hidden = get_object_or_404(queries.with_place(Project.objects.all()), slug=slug)
        if can_see_project(request.user, hidden):
            return redirect(hidden.get_workshop_url())
        raise Http404
    mandate = running_mandate(request.user)
    context = {
        "page": page,
        "project": page.project,
        "partnership": page.project.group.partnership,
        "shared": queries.shareable(page.project),
        "may_take_up": mandate is not None and page.project.state == ProjectState.DONE,
        "is_mine": request.user.is_authenticated and bool(can_see_project(request.user, page.project)),
    }
    return render_page(request, "projects/project.html", context)


@require_safe
def project_proof(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A picture of an outcome: for all once it is published, for its makers and the referent before."""
    rows = ProjectProof.objects.exclude(image="").select_related("project__group__partnership__season_city__city")
    proof = get_object_or_404(rows, pk=pk, project__slug=slug)
    is_public = proof.project.is_published and proof.project.state == ProjectState.DONE
    if not is_public and not can_see_project(request.user, proof.project):
        raise Http404
    with proof.image.open("rb") as picture:
        response = HttpResponse(picture.read(), content_type="image/jpeg")
    # Taken off the site, it is gone within minutes from everyone's cache too.
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def take_up_project(request: HttpRequest, slug: str) -> HttpResponse:
    """One click: a draft of the same project for one's own group."""
    found = get_object_or_404(queries.with_place(Project.objects.done()), slug=slug)
    group = group_of(running_mandate(request.user))
    try:
        draft = actions.take_up_project(project=found, group=group, by=request.user)
    except Refused as error:
        messages.error(request, error.verdict.reason)
        return redirect(found)
    messages.success(request, _("L’idée est dans votre atelier : changez tout ce que vous voulez."))
    return redirect(draft.get_workshop_url())

"""The team's pages: who is here, with which roles."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock, journal
from passeurs.core.exports import csv_response
from passeurs.core.htmx import render_page
from passeurs.core.sections import shown_sections
from passeurs.people import actions
from passeurs.people.forms.person import AddPersonForm, GrantRoleForm, PersonFilterForm
from passeurs.people.models import Person, RoleGrant
from passeurs.people.queries import (
    MAJORITY,
    age_on,
    birth_date_of,
    latest_guardianship,
    open_birth_date_request,
    people_matching,
    vocabulary,
)
from passeurs.people.rules import can_manage_people

PAGE_SIZE = 50


def roles_text(person: Person, labels: dict[str, str]) -> list[str]:
    """« référent·e de ville, Dijon » for each running grant of a person of `people_matching`."""
    return [
        ", ".join(filter(None, [str(grant.get_role_display()), labels.get(grant.scope, grant.scope)]))
        for grant in person.running_grants  # type: ignore[attr-defined]
    ]


@login_required
@require_safe
def person_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody with an account, by name, address or role."""
    can_manage_people(request.user).or_refuse()
    form = PersonFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    people = people_matching(asked["q"], asked["role"])
    labels = dict(vocabulary("scopes"))
    if request.GET.get("format") == "csv":
        journal.record(actor=request.user, verb="export_persons", data={"role": asked["role"]})
        rows = ([person.public_name, person.email, " ; ".join(roles_text(person, labels))] for person in people)
        return csv_response("personnes", [_("prénom"), _("adresse"), _("rôles")], rows)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(person, roles_text(person, labels)) for person in page]
    return render_page(request, "people/person_list.html", {"form": form, "page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """Open an account with a first role, or give the role to whoever has this address."""
    can_manage_people(request.user).or_refuse()
    form = AddPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        person = actions.add_person(actor=request.user, email=asked["email"], first_name=asked["first_name"])
        actions.grant_role(actor=request.user, person=person, role=asked["role"], scope=asked["scope"])
        messages.success(request, _("Le rôle est confié, un e-mail vient de partir."))
        return redirect("people:person", uid=person.uid)
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/add_person.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, uid: str) -> HttpResponse:
    """One person: what each app tells of them, their roles, and a form for another (its post grants it)."""
    can_manage_people(request.user).or_refuse()
    found = get_object_or_404(Person, uid=uid, is_active=True)
    form = GrantRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        actions.grant_role(actor=request.user, person=found, role=asked["role"], scope=asked["scope"])
        messages.success(request, _("Le rôle est confié, un e-mail vient de partir."))
        return redirect("people:person", uid=found.uid)
    labels = dict(vocabulary("scopes"))
    grants = [
        (grant, labels.get(grant.scope, grant.scope)) for grant in found.role_grants.order_by("ended_at", "granted_at")
    ]
    born_on = birth_date_of(found)
    context = {
        "found": found,
        "form": form,
        "grants": grants,
        "guardianship": latest_guardianship(found),
        "is_minor": born_on is None or age_on(born_on, clock.today()) < MAJORITY,
        "birth_request": open_birth_date_request(found),
        "known_birth": born_on,
        "sections": shown_sections("person", person=found, reader=request.user, at=clock.now()),
    }
    return render_page(request, "people/person.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def end_role_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    can_manage_people(request.user).or_refuse()
    grant = get_object_or_404(RoleGrant.objects.select_related("person"), pk=pk)
    actions.end_role_grant(actor=request.user, grant=grant)
    messages.success(request, _("Ce rôle est terminé."))
    return redirect("people:person", uid=grant.person.uid)

"""What a group keeps: notes, actions, files, roles, charter; the school calendar; one's own calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.actions import workspace as actions
from passeurs.groups.forms.workspace import ActionItemForm, CharterForm, FileForm, NoteForm, RoleForm
from passeurs.groups.models import ActionItem, Group, GroupFile
from passeurs.groups.rules.workspace import can_keep
from passeurs.groups.views.access import find_group


def workspace_context(group: Group, person: Any) -> dict[str, Any]:
    """What the page of a group shows of what it keeps. Five queries."""
    note = getattr(group, "note", None)
    charter = group.charters.prefetch_related("agreed_by__mandate__person__profile").first()
    agreed = [one.pk for one in charter.agreed_by.all()] if charter else []
    mine = next((one for one in group.memberships.all() if one.mandate.person_id == person.pk), None)
    return {
        "note": note,
        "note_form": NoteForm(initial={"text": note.text if note else "", "version": note.version if note else 1}),
        "action_items": list(group.action_items.select_related("owner__mandate__person__profile")),
        "action_form": ActionItemForm(group=group),
        "files": group.files.all(),
        "file_form": FileForm(),
        "charter": charter,
        "charter_form": CharterForm(initial={"body": charter.body if charter else ""}),
        "agreed": agreed,
        "mine": mine,
        "role_form": RoleForm(initial={"role": mine.role if mine else ""}),
        "can_keep": can_keep(person, group),
    }


def _back(request: HttpRequest, group: Group, form: Any, anchor: str) -> HttpResponse:
    for told in form.errors.values():
        messages.error(request, told[0])
    return redirect(f"{group.get_absolute_url()}#{anchor}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def save_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes; written meanwhile by another, both texts are shown."""
    group = find_group(request, pk)
    note = getattr(group, "note", None)
    initial = {"text": note.text if note else "", "version": note.version if note else 1}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_note(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, _("Notes enregistrées."))
            return redirect(f"{group.get_absolute_url()}#notes")
        except Refused as error:
            form.add_error("text", error.verdict.reason)
    context = {"group": group, "form": form, "note": note, "can_keep": can_keep(request.user, group)}
    return render_page(request, "groups/note.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def add_action_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Something to do."""
    group = find_group(request, pk)
    form = ActionItemForm(request.POST, group=group)
    if form.is_valid():
        owner = next((one for one in group.memberships.all() if one.pk == form.cleaned_data["owner"]), None)
        words = {"label": form.cleaned_data["label"], "due_on": form.cleaned_data["due_on"]}
        actions.add_action_item(group=group, by=request.user, owner=owner, **words)
    return _back(request, group, form, "actions")


@require_POST
@login_required
def change_action_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, not done, or taken out."""
    action = get_object_or_404(ActionItem.objects.select_related("group"), pk=pk)
    group = find_group(request, action.group_id)
    move = request.POST.get("move", "")
    if move == "enlever":
        actions.remove_action_item(action=action, by=request.user)
    else:
        actions.tick_action_item(action=action, by=request.user, is_done=move == "fait")
    return redirect(f"{group.get_absolute_url()}#actions")


@require_POST
@login_required
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture or a PDF, cleaned."""
    group = find_group(request, pk)
    can_keep(request.user, group).or_refuse()
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        words = {"content": upload.content, "mime": upload.mime, "extension": upload.extension}
        actions.add_file(group=group, by=request.user, name=form.cleaned_data["name"], **words)
        messages.success(request, _("Fichier ajouté."))
    return _back(request, group, form, "fichiers")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of a group, seen by those who see the group; sent, it is removed."""
    kept = get_object_or_404(GroupFile.objects.select_related("group"), pk=pk)
    group = find_group(request, kept.group_id)
    if request.method == "POST":
        actions.remove_file(kept=kept, by=request.user)
        messages.success(request, _("Fichier enlevé."))
        return redirect(f"{group.get_absolute_url()}#fichiers")
    with kept.file.open("rb") as content:
        response = HttpResponse(content.read(), content_type=kept.mime)
    if kept.mime == "application/pdf":
        response["Content-Disposition"] = f'attachment; filename="fichier-{kept.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def take_role(request: HttpRequest, pk: int) -> HttpResponse:
    """What I do in the group."""
    group = find_group(request, pk)
    form = RoleForm(request.POST)
    mine = next((one for one in group.memberships.all() if one.mandate.person_id == request.user.pk), None)
    if form.is_valid() and mine is not None:
        actions.take_role(membership=mine, by=request.user, role=form.cleaned_data["role"])
        messages.success(request, _("C’est noté."))
    return _back(request, group, form, "regles")


@require_POST
@login_required
def group_charter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the group's rules, or agree with them as they are."""
    group = find_group(request, pk)
    form = CharterForm(request.POST)
    charter = group.charters.first()
    if "agree" in request.POST and charter:
        actions.agree_charter(charter=charter, by=request.user)
        messages.success(request, _("C’est noté : tu es d’accord."))
        return redirect(f"{group.get_absolute_url()}#regles")
    if form.is_valid():
        actions.write_charter(group=group, by=request.user, body=form.cleaned_data["body"])
        messages.success(request, _("Règles enregistrées : chaque membre peut dire son accord."))
    return _back(request, group, form, "regles")

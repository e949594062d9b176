"""The internal thread and labels of a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passeurs.recruitment.actions import discussion as discussion_actions
from passeurs.recruitment.actions.discussion import discuss_reading as discuss_reading_action
from passeurs.recruitment.forms.discussion import LabelsForm, NoteForm
from passeurs.recruitment.models import Reading
from passeurs.recruitment.views.decision import _seen


@require_POST
@login_required
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """A word in the internal thread of a file; never sent to anybody."""
    found = _seen(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        discussion_actions.add_note(application=found, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Noté dans le fil interne."))
    else:
        messages.error(request, _("Écrivez quelque chose, en 2 000 caractères au plus."))
    return redirect(found)


@require_POST
@login_required
def set_labels(request: HttpRequest, pk: int) -> HttpResponse:
    """The labels of a file."""
    found = _seen(request, pk)
    form = LabelsForm(request.POST)
    if form.is_valid():
        discussion_actions.set_labels(application=found, by=request.user, names=form.labels())
        messages.success(request, _("Étiquettes enregistrées."))
    else:
        messages.error(request, _("Trop long : 300 caractères au plus."))
    return redirect(found)


@require_POST
@login_required
def discuss_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A word in the thread of a file I read."""
    found = get_object_or_404(Reading.objects.select_related("application"), pk=pk, reader=request.user)
    form = NoteForm(request.POST)
    if form.is_valid():
        discuss_reading_action(reading=found, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Noté dans le fil interne."))
    else:
        messages.error(request, _("Écrivez quelque chose, en 2 000 caractères au plus."))
    return redirect("recruitment:read-file", pk)

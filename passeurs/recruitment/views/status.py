"""The candidate's private page: where the file stands, and everything one can do with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.people.exports import as_json
from passeurs.people.queries import find_link
from passeurs.questionnaires.forms import ScreenForm
from passeurs.questionnaires.models import Answer
from passeurs.questionnaires.queries import answers_by_question
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.actions import applying, deciding, keeping
from passeurs.recruitment.choices import Status
from passeurs.recruitment.forms import ConfirmForm
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.applying import (
    CANDIDATE_LINK,
    city_choices,
    export_application,
    read_filing,
    status_steps,
)
from passeurs.recruitment.queries.draw import candidate_question, my_draw
from passeurs.recruitment.views.keys import with_application

RENEWALS_PER_HOUR = 5


@require_safe
@with_application
def application(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Where my file stands, what is missing, the promised date."""
    if application.status == Status.DRAFT:
        context = {"application": application, "token": token, "filing": read_filing(application, token)}
        context["verdict"] = rules.can_edit_application(application, clock.now())
        return render_page(request, "recruitment/draft.html", context)
    labels, current = status_steps(application)
    context = {
        "application": application,
        "token": token,
        "labels": labels,
        "current": current,
        "corrections": application.corrections.filter(answered_at__isnull=True).select_related("question"),
        "mine": my_draw(application),
        "asked": candidate_question(application),
        "can_ask": rules.can_ask_question(application),
        "can_edit": rules.can_edit_application(application, clock.now()),
        "can_withdraw": rules.can_withdraw_application(application),
        "can_confirm": rules.can_confirm_place(application, clock.now()),
    }
    return render_page(request, "recruitment/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def answer_correction(request: HttpRequest, token: str, application: Application, pk: int) -> HttpResponse:
    """The one answer that the team asked to correct."""
    rows = application.corrections.select_related("question__screen")
    correction = get_object_or_404(rows, pk=pk, answered_at__isnull=True)
    answers = answers_by_question(application.response)
    form = ScreenForm(
        *((request.POST, request.FILES) if request.method == "POST" else (None, None)),
        questions=[correction.question],
        answers=answers,
        cities=city_choices(application.call),
    )
    if request.method == "POST" and form.is_valid():
        deciding.answer_correction(correction=correction, values=form.values())
        messages.success(request, _("Merci, ta réponse est corrigée."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "correction": correction, "form": form}
    return render_page(request, "recruitment/answer_correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def withdraw_application(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Take the file back, after a page that asks."""
    rules.can_withdraw_application(application).or_refuse()
    if request.method == "POST":
        applying.withdraw_application(application=application)
        messages.success(request, _("Ta candidature est retirée."))
        return redirect("recruitment:application", token)
    return render_page(request, "recruitment/withdraw_application.html", {"application": application, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def confirm_place(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Take the place that is offered, or leave it to somebody else."""
    rules.can_confirm_place(application, clock.now()).or_refuse()
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "yes":
            deciding.confirm_place(application=application)
            messages.success(request, _("Ta place est confirmée : bienvenue !"))
        else:
            deciding.decline_place(application=application)
            messages.success(request, _("C’est noté. Merci de l’avoir dit : la place ira à quelqu’un d’autre."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "form": form}
    return render_page(request, "recruitment/confirm_place.html", context, status=422 if form.is_bound else 200)


@require_safe
@with_application
def export_mine(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Everything the file holds, as JSON."""
    response = HttpResponse(as_json(export_application(application)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="candidature-{application.pk}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def erase_application(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Erase the file, after a page that says what goes and what stays."""
    if request.method == "POST":
        keeping.erase_application(application=application)
        messages.success(request, _("Ta candidature est effacée. Les liens reçus ne marchent plus."))
        return redirect("recruitment:call-list")
    return render_page(request, "recruitment/erase_application.html", {"application": application, "token": token})


@require_safe
@with_application
def own_file(request: HttpRequest, token: str, application: Application, question: int) -> HttpResponse:
    """A file I sent."""
    return send_file(get_object_or_404(application.response.answers, question=question))


def send_file(answer: Answer) -> HttpResponse:
    """A private file: images and recordings are shown, a PDF is downloaded."""
    if not answer.file:
        raise Http404
    mime = answer.value["mime"]
    response = FileResponse(answer.file.open("rb"), content_type=mime, as_attachment=mime == "application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def renew_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is over gets another, by mail, to the address of the file."""
    link = find_link(token, CANDIDATE_LINK)
    if link is None:
        raise Http404
    if is_too_often(request, "renew_link", limit=RENEWALS_PER_HOUR, seconds=3600):
        messages.warning(request, _("Trop d’essais depuis cette connexion. Recommence dans une heure."))
        return redirect("recruitment:find-application")
    tasks.post(tasks.send_letter, "link", link.subject_id)
    messages.success(request, _("Un nouveau lien part à l’adresse de la candidature."))
    return redirect("recruitment:find-application")

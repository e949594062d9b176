"""A candidate's file: start, one screen a theme, send; then the private page where it stands."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused
from passeurs.people.exports import as_json
from passeurs.people.queries import find_link
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.forms import ScreenForm
from passeurs.questionnaires.models import Answer, Screen
from passeurs.questionnaires.queries import answer_lines
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.actions import application as actions
from passeurs.recruitment.actions import retention as retention_actions
from passeurs.recruitment.actions.application import send_links
from passeurs.recruitment.choices import Status
from passeurs.recruitment.forms import FindForm, IdentityForm, StartForm, SubmitForm
from passeurs.recruitment.forms.proof import make_nonce
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.application import (
    CANDIDATE_LINK,
    Filing,
    city_choices,
    export_application,
    missing_parts,
    read_filing,
    status_steps,
)
from passeurs.recruitment.queries.call import public_call
from passeurs.recruitment.queries.draw import candidate_question, my_draw
from passeurs.recruitment.views.call import ASKS_PER_HOUR
from passeurs.recruitment.views.link import with_application


@require_http_methods(["GET", "HEAD", "POST"])
def find_application(request: HttpRequest) -> HttpResponse:
    """Get one's link again by mail; the page never tells who has a file."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "find_application", limit=ASKS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop d’essais depuis cette connexion. Recommence dans une heure."))
        else:
            if not form.cleaned_data["website"]:
                send_links(email=form.cleaned_data["email"])
            messages.success(request, _("Si une candidature existe avec cette adresse, son lien vient de partir."))
            return redirect("recruitment:find-application")
    return render_page(
        request, "recruitment/find_application.html", {"form": form}, status=422 if form.is_bound else 200
    )


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
        "can_tell_birth": rules.can_settle_birth_date(None, application),
        "can_confirm": rules.can_confirm_place(application, clock.now()),
    }
    return render_page(request, "recruitment/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def withdraw_application(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Take the file back, after a page that asks."""
    rules.can_withdraw_application(application).or_refuse()
    if request.method == "POST":
        actions.withdraw_application(application=application)
        messages.success(request, _("Ta candidature est retirée."))
        return redirect("recruitment:application", token)
    return render_page(request, "recruitment/withdraw_application.html", {"application": application, "token": token})


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
        retention_actions.erase_application(application=application)
        messages.success(request, _("Ta candidature est effacée. Les liens reçus ne marchent plus."))
        return redirect("recruitment:call-list")
    return render_page(request, "recruitment/erase_application.html", {"application": application, "token": token})


@require_safe
@with_application
def own_file(request: HttpRequest, token: str, application: Application, question: int) -> HttpResponse:
    """A file I sent."""
    return send_file(get_object_or_404(application.response.answers, question__pk=question))


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
    tasks.post_letter("link", link.subject_id)
    messages.success(request, _("Un nouveau lien part à l’adresse de la candidature."))
    return redirect("recruitment:find-application")


# A whole class applies from one connection; a robot asks for more.
STARTS_PER_HOUR = 120


@require_http_methods(["GET", "HEAD", "POST"])
def start_application(request: HttpRequest, slug: str) -> HttpResponse:
    """The first screen: enough to begin, and to know whether one's age fits."""
    call = get_object_or_404(public_call(slug))
    rules.can_apply(call, clock.now()).or_refuse()
    form = StartForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        if not rules.is_of_age(call, form.cleaned_data["born_on"]):
            return _not_my_age(request, call, form)
        if is_too_often(request, "start_application", limit=STARTS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop de candidatures depuis cette connexion. Recommence dans une heure."))
        else:
            return _start(call, form)
    context = {"call": call, "form": form, "nonce": make_nonce(), "proof_bits": settings.PROOF_BITS}
    return render_page(request, "recruitment/start_application.html", context, status=422 if form.is_bound else 200)


def _start(call: Call, form: StartForm) -> HttpResponse:
    names = ("first_name", "email", "born_on", "season_city")
    given = {name: form.cleaned_data[name] for name in names}
    _application, token = actions.start_application(call=call, is_proven=form.is_proven(), **given)
    return redirect("recruitment:save-identity", token)


def _not_my_age(request: HttpRequest, call: Call, form: StartForm) -> HttpResponse:
    """A kind word, and what else there is; nothing is kept."""
    verdict = rules.is_of_age(call, form.cleaned_data["born_on"])
    is_young = form.cleaned_data["born_on"].year + call.min_age > call.age_on.year - 1
    context = {"call": call, "verdict": verdict, "is_young": is_young}
    return render_page(request, "recruitment/not_my_age.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def save_identity(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Who you are; a minor names a guardian. What is right is kept even when something else is not."""
    verdict = rules.can_edit_application(application, clock.now())
    if not verdict:
        return redirect("recruitment:application", token)
    is_autosave = "autosave" in request.POST
    form = IdentityForm(request.POST or None, application=application, is_draft=is_autosave)
    if request.method == "POST":
        is_valid = form.is_valid()
        moved = _keep_identity(application, form, is_autosave=is_autosave)
        if is_autosave:
            return HttpResponse(status=204 if is_valid else 422)
        if is_valid and form.is_valid() and not form.errors:
            return redirect(_after(read_filing(application, moved or token), 1))
    filing = read_filing(application, token)
    context = {"application": application, "form": form, "token": token, "filing": filing, "step": filing.steps[0]}
    return render_page(request, "recruitment/save_identity.html", context, status=422 if form.is_bound else 200)


def _keep_identity(application: Application, form: IdentityForm, *, is_autosave: bool) -> str:
    values = form.values()
    if is_autosave or not form.is_valid():
        # Another address ends the links: only a whole, chosen sending does that.
        values.pop("email", None)
    if application.is_sent and not form.is_valid():
        return ""
    try:
        moved = actions.save_identity(application=application, **values)
    except Refused as refused:
        form.add_error("born_on" if "born_on" in values else None, refused.verdict.reason)
        return ""
    application.refresh_from_db(fields=values)
    return moved


def _after(filing: Filing, number: int) -> str:
    """The screen after this one."""
    return filing.steps[min(number, len(filing.steps) - 1)].url


def _cities(application: Application, screen: Screen) -> list[tuple[str, str]]:
    """The cities, where one is asked for."""
    is_asked = any(question.kind == Kind.CITY for question in screen.questions.all())
    return city_choices(application.call) if is_asked else []


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def answer_screen(request: HttpRequest, token: str, application: Application, number: int) -> HttpResponse:
    """One theme of the form."""
    if not rules.can_edit_application(application, clock.now()):
        return redirect("recruitment:application", token)
    filing = read_filing(application, token)
    if not 1 <= number <= len(filing.screens):
        raise Http404
    screen, is_autosave = filing.screens[number - 1], "autosave" in request.POST
    form = ScreenForm(
        *((request.POST, request.FILES) if request.method == "POST" else (None, None)),
        questions=list(screen.questions.all()),
        answers=filing.answers,
        cities=_cities(application, screen),
        is_draft=is_autosave or request.POST.get("do") == "later",
    )
    if request.method == "POST":
        is_valid = form.is_valid()
        if is_valid or not application.is_sent:
            is_valid = _save_screen(application, form) and is_valid
        if is_autosave:
            return HttpResponse(status=204 if is_valid else 422)
        if is_valid:
            return _later(request, token) if request.POST.get("do") == "later" else redirect(_after(filing, number + 1))
    context = {"application": application, "form": form, "token": token, "filing": filing, "screen": screen}
    context |= {"step": filing.steps[number], "file_url": reverse("recruitment:own-file", args=[token, 0])[:-2]}
    return render_page(request, "recruitment/answer_screen.html", context, status=422 if form.is_bound else 200)


def _save_screen(application: Application, form: ScreenForm) -> bool:
    """Keep what was answered; what is too much is said on the page, where the answers still are."""
    try:
        actions.save_screen(application=application, values=form.values())
    except Refused as error:
        form.add_error(None, error.verdict.reason)
        return False
    return True


def _later(request: HttpRequest, token: str) -> HttpResponse:
    messages.success(request, _("C’est gardé. Le lien reçu par e-mail te ramène ici quand tu veux."))
    return redirect("recruitment:application", token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def submit_application(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """Read again, accept the charter, send. Sent twice, it is sent once."""
    if application.is_sent:
        return redirect("recruitment:application", token)
    form = SubmitForm(request.POST or None)
    verdict = rules.can_submit_application(application, missing_parts(application), clock.now())
    if request.method == "POST" and form.is_valid() and verdict:
        try:
            actions.submit_application(application=application)
        except Refused as refused:
            form.add_error(None, refused.verdict.reason)
        else:
            messages.success(request, _("C’est envoyé ! Un e-mail te le confirme."))
            return redirect("recruitment:application", token)
    filing = read_filing(application, token)
    cities = dict(city_choices(application.call))
    context = {
        "application": application,
        "form": form,
        "token": token,
        "filing": filing,
        "step": filing.steps[-1],
        "verdict": verdict,
        "parts": [
            (step, answer_lines(s, filing.answers, cities))
            for step, s in zip(filing.steps[1:], filing.screens, strict=False)
        ],
    }
    return render_page(request, "recruitment/submit_application.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def start_test_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the form as a candidate; the trial is kept apart."""
    found = get_object_or_404(Call, pk=pk)
    token = actions.start_test_application(call=found, by=request.user)
    messages.success(request, _("Ceci est un essai : il n’est compté nulle part."))
    return redirect("recruitment:save-identity", token)

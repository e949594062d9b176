"""The team's pages of questionnaires: list, editor, preview, export."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import journal
from passeurs.core.htmx import render_page
from passeurs.people.queries import vocabulary
from passeurs.questionnaires import actions, exports, queries, rules
from passeurs.questionnaires.forms import QuestionForm, QuestionnaireForm, ScreenForm, ScreenPartForm
from passeurs.questionnaires.models import Question, Questionnaire, Screen

PAGE_SIZE = 30
PARTS = {"ecrans": Screen, "questions": Question}


def city_choices() -> list[tuple[str, str]]:
    """The cities that the programme registered, by INSEE code; none where there is no programme."""
    return [(scope.removeprefix("city:"), name) for scope, name in vocabulary("scopes")]


@require_safe
@login_required
def questionnaire_list(request: HttpRequest) -> HttpResponse:
    """Every form and its versions."""
    rules.can_write_questionnaires(request.user).or_refuse()
    page = Paginator(queries.questionnaire_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "questionnaires/questionnaire_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make_questionnaire(request: HttpRequest) -> HttpResponse:
    """A new form: empty, or from the one that is shipped."""
    rules.can_write_questionnaires(request.user).or_refuse()
    if request.method == "POST" and request.POST.get("from") == "default":
        return redirect(actions.make_default_questionnaire(by=request.user))
    form = QuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.make_questionnaire(by=request.user, title=form.cleaned_data["title"]))
    status = 422 if form.is_bound else 200
    return render_page(request, "questionnaires/make_questionnaire.html", {"form": form}, status=status)


@require_safe
@login_required
def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor: screens, questions, their order."""
    rules.can_write_questionnaires(request.user).or_refuse()
    found = get_object_or_404(queries.questionnaire_list(), pk=pk)
    context = {
        "questionnaire": found,
        "screens": queries.screens_of(found),
        "verdict": rules.can_change_questionnaire(request.user, found),
        "ready": rules.can_freeze_questionnaire(found),
    }
    return render_page(request, "questionnaires/questionnaire.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def save_questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title."""
    found = get_object_or_404(Questionnaire, pk=pk)
    rules.can_change_questionnaire(request.user, found).or_refuse()
    form = QuestionnaireForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.save_questionnaire(questionnaire=found, by=request.user, title=form.cleaned_data["title"])
        return redirect(found)
    return _edit(request, form, found, _("Titre du questionnaire"))


def _edit(request: HttpRequest, form: object, found: Questionnaire, title: str) -> HttpResponse:
    context = {"form": form, "questionnaire": found, "title": title}
    status = 422 if form.is_bound else 200  # type: ignore[attr-defined]
    return render_page(request, "questionnaires/edit_part.html", context, status=status)


@require_POST
@login_required
def duplicate_questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version of a form."""
    found = get_object_or_404(Questionnaire, pk=pk)
    copy = actions.duplicate_questionnaire(questionnaire=found, by=request.user)
    messages.success(request, _("Version %(version)s créée : elle se modifie ici.") % {"version": copy.version})
    return redirect(copy)


@require_POST
@login_required
def freeze_questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze a form."""
    found = get_object_or_404(Questionnaire, pk=pk)
    actions.freeze_questionnaire(questionnaire=found, by=request.user)
    messages.success(request, _("Questionnaire figé : il peut être utilisé, et ne change plus."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One screen as it will be answered; what is typed is checked, and kept nowhere."""
    rules.can_write_questionnaires(request.user).or_refuse()
    found = get_object_or_404(Questionnaire, pk=pk)
    screens = queries.screens_of(found)
    if not 1 <= number <= len(screens):
        raise Http404
    screen = screens[number - 1]
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ScreenForm(data, files, questions=list(screen.questions.all()), answers={}, cities=city_choices())
    if request.method == "POST" and form.is_valid():
        if number < len(screens):
            return redirect("questionnaires:preview", pk, number + 1)
        return redirect(found)
    context = {"questionnaire": found, "screen": screen, "number": number, "count": len(screens), "form": form}
    return render_page(request, "questionnaires/preview.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def answers_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every answer, one row a response, without what may tell who answers."""
    rules.can_write_questionnaires(request.user).or_refuse()
    found = get_object_or_404(Questionnaire, pk=pk)
    journal.record(actor=request.user, verb="export_answers", subject=found)
    return exports.answers_csv(found, dict(city_choices()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """A new screen at the end."""
    found = get_object_or_404(Questionnaire, pk=pk)
    return _edit_screen(request, Screen(questionnaire=found), _("Ajouter un écran"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title and the introduction of a screen."""
    screen = get_object_or_404(Screen.objects.select_related("questionnaire"), pk=pk)
    return _edit_screen(request, screen, _("Modifier l’écran"))


def _edit_screen(request: HttpRequest, screen: Screen, title: str) -> HttpResponse:
    rules.can_change_questionnaire(request.user, screen.questionnaire).or_refuse()
    form = ScreenPartForm(request.POST or None, instance=screen)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_screen(screen=screen, by=request.user, **form.cleaned_data)
        return redirect(f"{screen.questionnaire.get_absolute_url()}#ecran-{saved.pk}")
    return _edit(request, form, screen.questionnaire, title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question at the end of a screen."""
    screen = get_object_or_404(Screen.objects.select_related("questionnaire"), pk=pk)
    return _edit_question(request, Question(screen=screen), _("Ajouter une question"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question."""
    question = get_object_or_404(Question.objects.select_related("screen__questionnaire"), pk=pk)
    return _edit_question(request, question, _("Modifier la question"))


def _edit_question(request: HttpRequest, question: Question, title: str) -> HttpResponse:
    found = question.screen.questionnaire
    rules.can_change_questionnaire(request.user, found).or_refuse()
    form = QuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_question(question=question, by=request.user, **form.cleaned_data)
        return redirect(f"{found.get_absolute_url()}#question-{saved.pk}")
    return _edit(request, form, found, title)


def _part(kind: str, pk: int) -> Screen | Question:
    if kind not in PARTS:
        raise Http404
    return get_object_or_404(PARTS[kind], pk=pk)


@require_POST
@login_required
def move_part(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Move a screen or a question up or down."""
    part = _part(kind, pk)
    actions.move_part(part=part, by=request.user, step=-1 if request.POST.get("do") == "up" else 1)
    found = part.questionnaire if isinstance(part, Screen) else part.screen.questionnaire
    anchor = "ecran" if isinstance(part, Screen) else "question"
    return redirect(f"{reverse('questionnaires:questionnaire', args=[found.pk])}#{anchor}-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_part(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a screen or a question out, after a page that asks."""
    part = _part(kind, pk)
    found = part.questionnaire if isinstance(part, Screen) else part.screen.questionnaire
    rules.can_change_questionnaire(request.user, found).or_refuse()
    if request.method == "POST":
        actions.delete_part(part=part, by=request.user)
        messages.success(request, _("Enlevé du questionnaire."))
        return redirect(found)
    context = {"part": part, "questionnaire": found, "is_screen": isinstance(part, Screen)}
    return render_page(request, "questionnaires/delete_part.html", context)

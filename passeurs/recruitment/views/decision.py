"""The team's pages of applications: the list, one file, decisions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import journal
from passeurs.core.htmx import render_page
from passeurs.people.exports import as_json
from passeurs.people.queries import given_purposes, purpose_labels
from passeurs.questionnaires.queries import answer_lines, answers_by_question, screens_of
from passeurs.recruitment import exports, rules
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.forms import DecisionForm, FilterForm
from passeurs.recruitment.forms.discussion import LabelsForm, NoteForm
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries import application as application_queries
from passeurs.recruitment.queries import call as call_queries
from passeurs.recruitment.queries.application import city_choices, with_call
from passeurs.recruitment.queries.reading import thread
from passeurs.recruitment.views.application import send_file

PAGE_SIZE = 50
# How many files one decision may settle at once: each is written to.
AT_ONCE = 200


def _filtered(request: HttpRequest, call: Call) -> tuple[FilterForm, object, object]:
    """The form, every file this person may read, and those the filters keep."""
    seen = application_queries.seen_applications(request.user, call)
    cities = [(row.city.insee, row.city.name) for row in call_queries.city_counts(call, request.user)]
    form = FilterForm(request.GET, call=call, cities=cities)
    rows = application_queries.filter_applications(application_queries.with_list_columns(seen), form.filters())
    return form, seen, rows


@require_safe
@login_required
def application_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a call, filtered; the same list as CSV, or in the shape of pass Culture."""
    rules.can_follow_calls(request.user).or_refuse()
    call = get_object_or_404(Call.objects.select_related("season", "questionnaire"), pk=pk)
    form, seen, rows = _filtered(request, call)
    if request.GET.get("format") == "csv":
        journal.record(actor=request.user, verb="export_applications", subject=call)
        return exports.applications_csv(call, rows)
    if request.GET.get("format") == "json":
        journal.record(actor=request.user, verb="export_applications", subject=call)
        return _download(as_json(exports.special_event(call, rows)), f"candidatures-{call.slug}.json")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "call": call,
        "form": form,
        "page": page,
        "total": seen.filter(is_test=form.cleaned_data.get("test", False)).count(),
        "counts": application_queries.status_counts(seen.real()),
        "status": form.cleaned_data.get("status", ""),
    }
    return render_page(request, "recruitment/application_list.html", context)


def _download(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _seen(request: HttpRequest, pk: int) -> Application:
    """A file this person may read; to others it does not exist."""
    found = with_call(pk)
    if found is None or not rules.can_see_application(request.user, found):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team_application(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: who, what they answered, what is missing, and the decision to give."""
    found = _seen(request, pk)
    form = DecisionForm(request.POST or None, initial={"reason": found.reason})
    if request.method == "POST" and form.is_valid():
        decision_actions.decide_application(application=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Décision enregistrée."))
        return redirect(found)
    cities, answers = dict(city_choices(found.call)), answers_by_question(found.response)
    screens = screens_of(found.response.questionnaire)
    context = {
        "application": found,
        "parts": [(screen, answer_lines(screen, answers, cities)) for screen in screens],
        "corrections": found.corrections.select_related("question"),
        "given": purpose_labels(given_purposes(found.guardianship)) if found.guardianship else [],
        "form": form,
        "notes": thread(found, is_masked=False),
        "note_form": NoteForm(),
        "labels_form": LabelsForm(initial={"names": ", ".join(found.labels.values_list("name", flat=True))}),
        "can_settle_birth": rules.can_settle_birth_date(request.user, found),
        "verdict": rules.can_decide_application(request.user, found, "WAITING"),
    }
    return render_page(request, "recruitment/team_application.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def application_file(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """A file that the candidate sent."""
    found = _seen(request, pk)
    return send_file(get_object_or_404(found.response.answers, question__pk=question))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide_applications(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision for every file that the filters keep, after a page that shows whom."""
    rules.can_follow_calls(request.user).or_refuse()
    call = get_object_or_404(Call, pk=pk)
    _form, _seen_rows, rows = _filtered(request, call)
    count = rows.count()
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("count") != str(count):
            form.add_error(None, _("La liste a changé depuis que vous l’avez ouverte : vérifiez-la de nouveau."))
        elif count > AT_ONCE:
            form.add_error(None, _("Filtrez davantage : %(max)s candidatures au plus à la fois.") % {"max": AT_ONCE})
        else:
            return _decide(request, call, list(rows), form)
    context = {"call": call, "form": form, "rows": rows[:AT_ONCE], "count": count, "max": AT_ONCE}
    return render_page(request, "recruitment/decide_applications.html", context, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, call: Call, rows: list[Application], form: DecisionForm) -> HttpResponse:
    refused = decision_actions.decide_applications(applications=rows, by=request.user, **form.cleaned_data)
    done = len(rows) - len(refused)
    words = ngettext("%(n)d décision enregistrée.", "%(n)d décisions enregistrées.", done)
    messages.success(request, words % {"n": done})
    for application, reason in refused[:10]:
        messages.warning(request, f"{application.full_name} : {reason}")
    return redirect("recruitment:application-list", call.pk)

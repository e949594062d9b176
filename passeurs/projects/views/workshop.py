"""The workshop of a project: its group writes, ticks, tells; the referent answers; the team's list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.models import Group
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.queries import current_season, followed_cities
from passeurs.projects import exports
from passeurs.projects.actions import project as actions
from passeurs.projects.choices import ProjectState
from passeurs.projects.forms.project import OutcomeForm, ProjectDecisionForm, ProjectForm, ProofForm, StepForm
from passeurs.projects.models import Project
from passeurs.projects.queries import project as queries
from passeurs.projects.rules.project import (
    can_begin_project,
    can_change_steps,
    can_decide_project,
    can_hide_project,
    can_propose_project,
    can_report_project,
    can_resume_project,
    can_see_project,
    can_show_project,
    can_start_project,
    can_stop_project,
    can_withdraw_project,
    can_write_outcome,
    can_write_project,
)

PAGE_SIZE = 50
STAGES = [state for state in ProjectState if state != ProjectState.STOPPED]
# One button each: what it does, what is said after.
MOVES: dict[str, tuple[Callable[..., Project], Any]] = {
    "proposer": (actions.propose_project, gettext_lazy("C’est parti : ton référent vous répond dans les dix jours.")),
    "reprendre": (actions.withdraw_project, gettext_lazy("Le projet est de nouveau un brouillon.")),
    "lancer": (actions.begin_project, gettext_lazy("C’est lancé ! La page du projet est en ligne.")),
    "rendre": (actions.report_project, gettext_lazy("Merci. Ton référent lit le bilan, puis il est en ligne.")),
    "arreter": (actions.stop_project, gettext_lazy("Projet arrêté. Rien n’est perdu : il peut repartir.")),
    "relancer": (actions.resume_project, gettext_lazy("Le projet repart en brouillon, avec tous ses mots.")),
    "retirer": (actions.hide_project, gettext_lazy("La page n’est plus en ligne.")),
    "remettre": (actions.show_project, gettext_lazy("La page est de nouveau en ligne.")),
}


def _project(request: HttpRequest, pk: int) -> Project:
    found = get_object_or_404(queries.with_place(Project.objects.select_related("taken_from")), pk=pk)
    can_see_project(request.user, found).or_refuse()
    return found


def _workshop(request: HttpRequest, found: Project, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with the form that was refused in its place."""
    context = {
        "project": found,
        "partnership": found.group.partnership,
        "steps": list(found.steps.all()),
        "proofs": list(found.proofs.all()),
        "stages": [state.label for state in STAGES],
        "stage": 0 if found.state == ProjectState.STOPPED else STAGES.index(found.state),
        "step_form": StepForm(),
        "decision_form": ProjectDecisionForm(),
        **_rights(request.user, found),
        **forms,
    }
    return render_page(request, "projects/project_workshop.html", context, status=status)


def _rights(person: Any, found: Project) -> dict[str, Any]:
    return {
        "can_write": can_write_project(person, found),
        "can_step": can_change_steps(person, found),
        "may_propose": can_propose_project(person, found),
        "can_withdraw": can_withdraw_project(person, found),
        "can_begin": can_begin_project(person, found),
        "can_tell": can_write_outcome(person, found),
        "may_report": can_report_project(person, found),
        "can_stop": can_stop_project(person, found),
        "can_resume": can_resume_project(person, found),
        "can_hide": can_hide_project(person, found),
        "can_show": can_show_project(person, found),
        "can_decide": can_decide_project(person, found),
    }


@require_safe
@login_required
def project_workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a project stands, and what its group can do now."""
    return _workshop(request, _project(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start_project(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft of one's group."""
    group = get_object_or_404(Group.objects.select_related("partnership__season_city__city"), pk=pk)
    can_start_project(request.user, group).or_refuse()
    form = ProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.start_project(group=group, by=request.user, **form.cleaned_data)
        messages.success(request, _("Brouillon enregistré. Tout le groupe peut l’écrire."))
        return redirect(made.get_workshop_url())
    context = {"form": form, "group": group, "project": None}
    return render_page(request, "projects/save_project.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def save_project(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a draft."""
    found = _project(request, pk)
    can_write_project(request.user, found).or_refuse()
    form = ProjectForm(request.POST or None, initial={name: getattr(found, name) for name in ProjectForm.base_fields})
    if request.method == "POST" and form.is_valid():
        actions.save_project(project=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Brouillon enregistré."))
        return redirect(found.get_workshop_url())
    context = {"form": form, "group": found.group, "project": found}
    return render_page(request, "projects/save_project.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """One more step."""
    found = _project(request, pk)
    can_change_steps(request.user, found).or_refuse()
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            actions.add_step(project=found, by=request.user, **form.cleaned_data)
            return redirect(found.get_workshop_url() + "#etapes")
        except Refused as error:
            form.add_error("label", error.verdict.reason)
    return _workshop(request, found, status=422, step_form=form)


@require_POST
@login_required
def change_step(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    """Tick, untick or take away a step."""
    found = _project(request, pk)
    step = get_object_or_404(found.steps, pk=step_pk)
    if request.POST.get("act") == "enlever":
        actions.remove_step(step=step, by=request.user)
    else:
        actions.tick_step(step=step, by=request.user, is_done=request.POST.get("act") == "fait")
    return redirect(found.get_workshop_url() + "#etapes")


@require_POST
@login_required
def move_project(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose, take back, begin, tell, stop, take up again, take off the site, put back."""
    found = _project(request, pk)
    move = MOVES.get(request.POST.get("act", ""))
    if move is None:
        return _workshop(request, found, status=422)
    act, said = move
    act(project=found, by=request.user)
    messages.success(request, str(said))
    return redirect(found.get_workshop_url())


@require_POST
@login_required
def decide_project(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent answers a project, or its outcome."""
    found = _project(request, pk)
    can_decide_project(request.user, found).or_refuse()
    form = ProjectDecisionForm(request.POST)
    if not form.is_valid():
        return _workshop(request, found, status=422, decision_form=form)
    is_accepted = form.cleaned_data["answer"] == "yes"
    actions.decide_project(project=found, by=request.user, is_accepted=is_accepted, reason=form.cleaned_data["reason"])
    messages.success(request, _("Réponse envoyée au groupe."))
    return redirect(found.get_workshop_url())


def _outcome(request: HttpRequest, found: Project, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "project": found,
        "proofs": list(found.proofs.all()),
        "form": OutcomeForm(initial={"outcome": found.outcome, "reached_count": found.reached_count}),
        "proof_form": ProofForm(),
        "may_report": can_report_project(request.user, found),
        **forms,
    }
    return render_page(request, "projects/project_outcome.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def project_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a project, and its proofs."""
    found = _project(request, pk)
    can_write_outcome(request.user, found).or_refuse()
    if request.method != "POST":
        return _outcome(request, found)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _outcome(request, found, status=422, form=form)
    actions.save_outcome(project=found, by=request.user, **form.cleaned_data)
    messages.success(request, _("C’est enregistré."))
    return redirect("projects:project-outcome", found.pk)


@require_POST
@login_required
def add_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """A link or a picture that shows the outcome."""
    found = _project(request, pk)
    can_write_outcome(request.user, found).or_refuse()
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_proof(project=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Preuve ajoutée."))
            return redirect("projects:project-outcome", found.pk)
        except Refused as error:
            form.add_error("url", error.verdict.reason)
    return _outcome(request, found, status=422, proof_form=form)


@require_POST
@login_required
def remove_proof(request: HttpRequest, pk: int, proof_pk: int) -> HttpResponse:
    """Take a proof away."""
    found = _project(request, pk)
    actions.remove_proof(proof=get_object_or_404(found.proofs, pk=proof_pk), by=request.user)
    messages.success(request, _("Preuve enlevée."))
    return redirect("projects:project-outcome", found.pk)


@require_safe
@login_required
def team_project_list(request: HttpRequest) -> HttpResponseBase:
    """The projects of the followed cities, those that wait for an answer first; a CSV of the same."""
    can_see_partnerships(request.user).or_refuse()
    state, city = request.GET.get("etat", ""), request.GET.get("ville", "")
    rows = queries.seen_projects(request.user, state=state if state in ProjectState.values else "", city=city)
    if request.GET.get("format") == "csv":
        return exports.projects_csv(rows)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state,
        "states": [one for one in ProjectState.choices if one[0] != ProjectState.DRAFT],
        "city": city,
        "cities": followed_cities(request.user).filter(season_cities__season=current_season()).order_by("name"),
    }
    return render_page(request, "projects/team_project_list.html", context)

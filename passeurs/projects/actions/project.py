"""A group's project: written, proposed, accepted, begun, told with proof, shown, taken up by others."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.groups.models import Group
from passeurs.notifications.actions import notify
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Project, ProjectProof, ProjectStep
from passeurs.projects.rules.project import (
    can_add_proof,
    can_add_step,
    can_begin_project,
    can_change_steps,
    can_decide_project,
    can_hide_project,
    can_propose_project,
    can_report_project,
    can_resume_project,
    can_show_project,
    can_start_project,
    can_stop_project,
    can_take_up,
    can_withdraw_project,
    can_write_outcome,
    can_write_project,
)
from passeurs.promises.actions import owe, settle_about, withdraw_promises
from passeurs.promises.choices import Outcome

ANSWER_DAYS = 10
# What members are told: (is it about the outcome, is it accepted).
ANSWERS = {
    (False, True): gettext_lazy("Votre projet est accepté : %(title)s"),
    (False, False): gettext_lazy("Votre projet est à reprendre : %(title)s"),
    (True, True): gettext_lazy("Votre bilan est en ligne : %(title)s"),
    (True, False): gettext_lazy("Votre bilan est à reprendre : %(title)s"),
}
TAKEN = ("title", "theme", "purpose", "audience", "needs", "budget_line", "budget_euros")


def _slug(title: str) -> str:
    return f"{slugify(title)[:90] or 'projet'}-{secrets.token_hex(3)}"


def _locked(project: Project) -> Project:
    rows = Project.objects.select_for_update(of=("self",))
    return rows.select_related("group__partnership__season_city__city").get(pk=project.pk)


def _saved(project: Project, by: Person, verb: str, at: dt.datetime, **fields: Any) -> Project:
    for name, value in (fields | {"changed_at": at}).items():
        setattr(project, name, value)
    project.save(update_fields=[*fields, "changed_at"])
    journal.record(actor=by, verb=verb, subject=project, data={"state": project.state}, at=at)
    return project


@transaction.atomic
def start_project(*, group: Group, by: Person, at: dt.datetime | None = None, **words: Any) -> Project:
    """A draft that all the members write. `words`: those of `TAKEN`, and `taken_from`."""
    at = at or clock.now()
    can_start_project(by, group).or_refuse()
    project = Project.objects.create(
        group=group, slug=_slug(words["title"]), made_by=by, made_at=at, changed_at=at, **words
    )
    journal.record(actor=by, verb="start_project", subject=project, at=at)
    return project


@transaction.atomic
def take_up_project(*, project: Project, group: Group | None, by: Person, at: dt.datetime | None = None) -> Project:
    """A draft for one's own group with the words and steps of a done project, credited. Twice is once."""
    at = at or clock.now()
    can_take_up(by, project, group).or_refuse()
    assert group is not None  # the rule says so
    Group.objects.select_for_update().get(pk=group.pk)
    known = Project.objects.filter(group=group, taken_from=project).first()
    if known:
        return known
    words = {name: getattr(project, name) for name in TAKEN}
    draft = start_project(group=group, by=by, at=at, taken_from=project, **words)
    steps = project.steps.filter(made_at__lte=project.accepted_at)
    ProjectStep.objects.bulk_create(ProjectStep(project=draft, label=step.label, made_at=at) for step in steps)
    return draft


@transaction.atomic
def save_project(*, project: Project, by: Person, at: dt.datetime | None = None, **words: Any) -> Project:
    """Write a draft anew; its address stays."""
    project = _locked(project)
    can_write_project(by, project).or_refuse()
    return _saved(project, by, "save_project", at or clock.now(), **words)


@transaction.atomic
def add_step(
    *, project: Project, by: Person, label: str, due_on: dt.date | None = None, at: dt.datetime | None = None
) -> ProjectStep:
    """One more step. The same twice is one: a double click."""
    at = at or clock.now()
    project = _locked(project)
    known = project.steps.filter(label=label, due_on=due_on).first()
    if known:
        return known
    can_add_step(by, project).or_refuse()
    step = ProjectStep.objects.create(project=project, label=label, due_on=due_on, made_at=at)
    journal.record(actor=by, verb="add_step", subject=step, at=at)
    return step


@transaction.atomic
def tick_step(*, step: ProjectStep, by: Person, is_done: bool, at: dt.datetime | None = None) -> ProjectStep:
    """Done, or not after all."""
    at = at or clock.now()
    project = _locked(step.project)
    can_change_steps(by, project).or_refuse()
    step.done_at = (step.done_at or at) if is_done else None
    step.save(update_fields=["done_at"])
    journal.record(actor=by, verb="tick_step", subject=step, data={"done": is_done}, at=at)
    return step


@transaction.atomic
def remove_step(*, step: ProjectStep, by: Person, at: dt.datetime | None = None) -> None:
    """Take a step away."""
    project = _locked(step.project)
    can_change_steps(by, project).or_refuse()
    journal.record(actor=by, verb="remove_step", subject=step, at=at)
    step.delete()


@transaction.atomic
def propose_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """Ask the referent, who owes an answer."""
    at = at or clock.now()
    project = _locked(project)
    can_propose_project(by, project).or_refuse()
    _owe(project, by, gettext_lazy("Projet à accepter : %(title)s"), at)
    return _saved(project, by, "propose_project", at, state=ProjectState.PROPOSED, reason="")


@transaction.atomic
def withdraw_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """Take it back before the answer, to rework it."""
    at = at or clock.now()
    project = _locked(project)
    can_withdraw_project(by, project).or_refuse()
    withdraw_promises(about=project, at=at)
    return _saved(project, by, "withdraw_project", at, state=ProjectState.DRAFT)


@transaction.atomic
def decide_project(
    *, project: Project, by: Person, is_accepted: bool, reason: str, at: dt.datetime | None = None
) -> Project:
    """Answer a proposal or an outcome, with a reason; each member is told. Answered twice is refused."""
    at = at or clock.now()
    project = _locked(project)
    can_decide_project(by, project).or_refuse()
    is_outcome = project.state == ProjectState.REPORTED
    fields: dict[str, Any] = {"reason": reason, "decided_by": by}
    if is_outcome:
        fields["state"] = ProjectState.DONE if is_accepted else ProjectState.RUNNING
        fields["done_at"] = at if is_accepted else None
    else:
        fields["state"] = ProjectState.ACCEPTED if is_accepted else ProjectState.DRAFT
        fields["accepted_at"] = at if is_accepted else None
    project = _saved(project, by, "decide_project", at, **fields)
    settle_about(project, by=by, outcome=Outcome.YES if is_accepted else Outcome.NO, answer=reason, at=at)
    title = later(lambda: ANSWERS[is_outcome, is_accepted] % {"title": project.title})
    _tell_members(project, by, title, reason, at)
    return project


@transaction.atomic
def begin_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """The work begins; its page is public from now on."""
    at = at or clock.now()
    project = _locked(project)
    can_begin_project(by, project).or_refuse()
    return _saved(project, by, "begin_project", at, state=ProjectState.RUNNING, started_at=at)


@transaction.atomic
def save_outcome(
    *, project: Project, by: Person, outcome: str, reached_count: int | None, at: dt.datetime | None = None
) -> Project:
    """What came of it, in words; shown to nobody outside before the referent has read it."""
    project = _locked(project)
    can_write_outcome(by, project).or_refuse()
    return _saved(project, by, "save_outcome", at or clock.now(), outcome=outcome, reached_count=reached_count)


@transaction.atomic
def add_proof(
    *,
    project: Project,
    by: Person,
    caption: str,
    url: str = "",
    picture: bytes = b"",
    size: tuple[int, int] = (0, 0),
    at: dt.datetime | None = None,
) -> ProjectProof:
    """A link, or a JPEG picture already drawn anew (`forms.projects`), of `size` pixels."""
    at = at or clock.now()
    project = _locked(project)
    can_add_proof(by, project).or_refuse()
    proof = ProjectProof(project=project, caption=caption, url=url, width=size[0], height=size[1], made_at=at)
    if picture:
        proof.image.save("image.jpg", ContentFile(picture), save=False)
    proof.save()
    journal.record(actor=by, verb="add_proof", subject=proof, at=at)
    return proof


@transaction.atomic
def remove_proof(*, proof: ProjectProof, by: Person, at: dt.datetime | None = None) -> None:
    """Take a proof away, with its file."""
    project = _locked(proof.project)
    can_write_outcome(by, project).or_refuse()
    _delete_proof(proof)
    journal.record(actor=by, verb="remove_proof", subject=project, at=at)


def _delete_proof(proof: ProjectProof) -> None:
    if proof.image:
        name, storage = str(proof.image.name), proof.image.storage
        transaction.on_commit(lambda: storage.delete(name))
    proof.delete()


@transaction.atomic
def report_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """The work is over: the referent reads what came of it, then it is shown and joins the idea bank."""
    at = at or clock.now()
    project = _locked(project)
    can_report_project(by, project).or_refuse()
    _owe(project, by, gettext_lazy("Bilan de projet à relire : %(title)s"), at)
    return _saved(project, by, "report_project", at, state=ProjectState.REPORTED, reason="")


@transaction.atomic
def stop_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """It ends without an outcome: its page is no more public; nothing is lost."""
    at = at or clock.now()
    project = _locked(project)
    can_stop_project(by, project).or_refuse()
    withdraw_promises(about=project, at=at)
    _tell_members(project, by, later(lambda: _("Projet arrêté : %(title)s") % {"title": project.title}), "", at)
    return _saved(project, by, "stop_project", at, state=ProjectState.STOPPED)


@transaction.atomic
def resume_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """Stopped, it becomes a draft again, with all its words."""
    project = _locked(project)
    can_resume_project(by, project).or_refuse()
    return _saved(project, by, "resume_project", at or clock.now(), state=ProjectState.DRAFT)


@transaction.atomic
def hide_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """Off the site, out of the idea bank, at once."""
    at = at or clock.now()
    project = _locked(project)
    can_hide_project(by, project).or_refuse()
    return _saved(project, by, "hide_project", at, hidden_at=at, hidden_by=by)


@transaction.atomic
def show_project(*, project: Project, by: Person, at: dt.datetime | None = None) -> Project:
    """Online again."""
    project = _locked(project)
    can_show_project(by, project).or_refuse()
    return _saved(project, by, "show_project", at or clock.now(), hidden_at=None, hidden_by=None)


def _owe(project: Project, by: Person, label: Any, at: dt.datetime) -> None:
    owe(
        kind="project",
        about=project,
        about_label=later(lambda: label % {"title": project.title}),
        about_url=project.get_workshop_url(),
        scope=project.group.partnership.season_city.city.scope,
        owed_to=by,
        days=ANSWER_DAYS,
        at=at,
    )


def _tell_members(project: Project, by: Person, title: str, body: str, at: dt.datetime) -> None:
    rows = project.group.memberships.present().exclude(mandate__person=by).select_related("mandate__person")
    for membership in rows:
        with speaking_to(membership.mandate.person):
            notify(
                person=membership.mandate.person,
                kind="project",
                title=title,
                body=body,
                url=project.get_workshop_url(),
                at=at,
            )


@transaction.atomic
def hand_on_projects(*, source: Group, target: Group, at: dt.datetime | None = None) -> int:
    """The open projects of a group that joined another are that one's. Returns how many."""
    rows = Project.objects.open().filter(group=source)
    moved = list(rows.values_list("pk", flat=True))
    Project.objects.filter(pk__in=moved).update(group=target)
    if moved:
        journal.record(verb="hand_on_projects", subject=target, data={"projects": moved}, at=at)
    return len(moved)

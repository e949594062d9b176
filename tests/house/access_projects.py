"""Projects, care and handover of the access world: what the owner's group makes, says and leaves."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from passeurs.core import clock
from passeurs.groups.actions.rating import rate_as_member
from passeurs.groups.choices import CareAct, Rating
from passeurs.groups.models import Absence, CareNote, Group, Meeting, MeetingRating
from passeurs.people.models import Person
from passeurs.programme.models import ExamPause
from passeurs.projects.actions.project import add_proof
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Mentor, Project, ProjectStep

MAKERS = ("titre-secret-projet", "bilan-secret-projet", "ressenti-secret-membre")
PARTNER_WORDS = "ressenti-secret-partenaire"


def add_projects(
    args: dict[str, list[object]], secrets: dict[str, list[str]], people: dict[str, Person | None]
) -> None:
    """One project of the owner's group in each state, with proofs; what they say that nobody else reads."""
    group = Group.objects.get(pk=args["associated-group"][0])
    owner = people["owner"]
    assert owner is not None
    states = {"draft": ProjectState.DRAFT, "proposed": ProjectState.PROPOSED, "running": ProjectState.RUNNING}
    for name, state in states.items():
        args[f"{name}-project"] = [_project(group, name, state, by=owner).pk]
    args["project-step"] = [args["draft-project"][0], ProjectStep.objects.get(project=args["draft-project"][0]).pk]
    running = Project.objects.get(pk=args["running-project"][0])
    args["running-proof"] = [running.pk, add_proof(project=running, by=owner, caption="x", url="https://x.fr").pk]
    for name, word in (("done", "visible"), ("hidden", MAKERS[1])):
        project = _project(group, name, ProjectState.RUNNING, by=owner)
        proof = add_proof(project=project, by=owner, caption="x", picture=_picture(), size=(9, 9))
        Project.objects.filter(pk=project.pk).update(
            state=ProjectState.DONE, outcome=word, hidden_at=clock.now() if name == "hidden" else None
        )
        args[f"{name}-project"] = [project.slug]
        args["shown-proof" if name == "done" else "hidden-proof"] = [project.slug, proof.pk]
    _add_care(group, args, owner)
    secrets["owner"] += MAKERS
    secrets["partner"].append(PARTNER_WORDS)


def _add_care(group: Group, args: dict[str, list[object]], owner: Person) -> None:
    """What each side said of the past meeting, what the referent noted, the owner who was not seen."""
    meeting = Meeting.objects.get(pk=args["past-meeting"][0])
    rate_as_member(meeting=meeting, by=owner, rating=Rating.SO_SO, words=MAKERS[2])
    contact = group.partnership.contacts.get(name="Nadia")
    MeetingRating.objects.create(meeting=meeting, contact=contact, rating=Rating.WELL, words=PARTNER_WORDS)
    CareNote.objects.create(group=group, act=CareAct.CALLED, text=PARTNER_WORDS)
    membership = group.memberships.get(mandate__person=owner)
    absence = Absence.objects.create(mandate=membership.mandate, seen_at=clock.now(), rung=2)
    today = clock.today()
    exams = ExamPause.objects.create(mandate=membership.mandate, starts_on=today, ends_on=today)
    args["exams"] = [exams.pk]
    former = Group.objects.create(partnership=group.partnership, half_day="wed_pm")
    mentor = Mentor.objects.create(group=former, person=owner)
    args |= {"mentor": [mentor.pk], "mentor-words": [mentor.pk, group.pk]}
    args |= {"membership": [membership.pk], "absence": [absence.pk]}


def _project(group: Group, name: str, state: str, *, by: Person) -> Project:
    at = clock.now()
    began: dict[str, Any] = {"accepted_at": at, "started_at": at} if state == ProjectState.RUNNING else {}
    title = "Un projet" if name in ("running", "done") else MAKERS[0]
    project = Project.objects.create(
        group=group, slug=f"projet-{name}", title=title, state=state, made_by=by, audience="tous", **began
    )
    ProjectStep.objects.create(project=project, label="Commencer")
    return project


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG")
    return out.getvalue()

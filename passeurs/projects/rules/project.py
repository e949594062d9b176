"""Rules of projects: who writes, accepts, shows and takes up, and when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.groups.rules.group import is_member, was_member
from passeurs.programme.rules import can_follow_city
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Project

MOST_STEPS = 12
MOST_PROOFS = 6
WORKING = (ProjectState.ACCEPTED, ProjectState.RUNNING)


def can_see_project(person: object, project: Project) -> Verdict:
    """The workshop of a project: those who make or made it, the city's referent, the team."""
    if was_member(person, project.group) or can_follow_city(person, project.group.partnership.season_city.city):
        return ALLOWED
    return forbidden(_("Ce projet est celui d’un autre groupe."))


def can_start_project(person: object, group: Group) -> Verdict:
    """A member, while the group lives."""
    if not is_member(person, group):
        return forbidden(_("Ce sont les membres du groupe qui lancent un projet."))
    return refusal(_("Ce groupe est dissous : il ne lance plus de projet.")) if group.dissolved_at else ALLOWED


def _member_while(person: object, project: Project, *states: str) -> Verdict:
    if not is_member(person, project.group):
        return forbidden(_("Ce sont les membres du groupe qui font avancer leur projet."))
    if project.state not in states:
        return refusal(
            _("Ce projet est « %(state)s » : cela ne se change plus.") % {"state": project.get_state_display()}
        )
    return ALLOWED


def can_write_project(person: object, project: Project) -> Verdict:
    """Its words: while a draft. Afterwards they are what the referent accepted."""
    return _member_while(person, project, ProjectState.DRAFT)


def can_change_steps(person: object, project: Project) -> Verdict:
    """Its steps: from the draft to the end of the work."""
    return _member_while(person, project, ProjectState.DRAFT, *WORKING)


def can_add_step(person: object, project: Project) -> Verdict:
    """One more step, of a dozen at most."""
    verdict = can_change_steps(person, project)
    if verdict and project.steps.count() >= MOST_STEPS:
        return refusal(_("Douze étapes, c’est assez : regroupes-en d’abord."))
    return verdict


def can_propose_project(person: object, project: Project) -> Verdict:
    """A draft that says what, why, for whom, and its first step."""
    verdict = can_write_project(person, project)
    if not verdict:
        return verdict
    missing = [
        word
        for word, is_there in (
            (_("ce que vous voulez faire"), project.purpose),
            (_("pour qui"), project.audience),
            (_("une première étape"), project.steps.exists()),
        )
        if not is_there
    ]
    return refusal(_("Il manque encore : %(what)s.") % {"what": ", ".join(missing)}) if missing else ALLOWED


def can_withdraw_project(person: object, project: Project) -> Verdict:
    """Take back what waits for an answer, to rework it."""
    return _member_while(person, project, ProjectState.PROPOSED)


def can_decide_project(person: object, project: Project) -> Verdict:
    """The city's referent or the team, on a project or on its outcome that waits."""
    verdict = can_follow_city(person, project.group.partnership.season_city.city)
    if verdict and project.state not in (ProjectState.PROPOSED, ProjectState.REPORTED):
        return refusal(_("Rien n’attend de réponse sur ce projet."))
    return verdict


def can_begin_project(person: object, project: Project) -> Verdict:
    """What was accepted begins, and its page goes online."""
    return _member_while(person, project, ProjectState.ACCEPTED)


def can_write_outcome(person: object, project: Project) -> Verdict:
    """What came of it, and its proofs: while the project runs."""
    return _member_while(person, project, ProjectState.RUNNING)


def can_add_proof(person: object, project: Project) -> Verdict:
    """One more proof, of six at most."""
    verdict = can_write_outcome(person, project)
    if verdict and project.proofs.count() >= MOST_PROOFS:
        return refusal(_("Six preuves au plus : enlèves-en une d’abord."))
    return verdict


def can_report_project(person: object, project: Project) -> Verdict:
    """An outcome in words, and at least one proof."""
    verdict = can_write_outcome(person, project)
    if not verdict:
        return verdict
    if not project.outcome:
        return refusal(_("Racontez d’abord ce que ça a donné."))
    if not project.proofs.exists():
        return refusal(_("Ajoutez au moins une preuve : un lien ou une image."))
    return ALLOWED


def can_stop_project(person: object, project: Project) -> Verdict:
    """A member or the referent, while it is neither done nor stopped."""
    city = project.group.partnership.season_city.city
    if not is_member(person, project.group) and not can_follow_city(person, city):
        return forbidden(_("Ce sont les membres du groupe qui arrêtent leur projet."))
    if project.state in (ProjectState.DONE, ProjectState.STOPPED):
        return refusal(_("Ce projet est déjà terminé."))
    return ALLOWED


def can_resume_project(person: object, project: Project) -> Verdict:
    """What was stopped becomes a draft again."""
    return _member_while(person, project, ProjectState.STOPPED)


def can_hide_project(person: object, project: Project) -> Verdict:
    """Off the site: those who made it, even once their season is over, and those who follow the city."""
    verdict = can_see_project(person, project)
    if verdict and not project.is_published:
        return refusal(_("Ce projet n’est pas en ligne."))
    return verdict


def can_show_project(person: object, project: Project) -> Verdict:
    """Online again: who follows the city, or its makers when it is not the team that took it off."""
    verdict = can_see_project(person, project)
    if not verdict:
        return verdict
    if project.hidden_at is None:
        return refusal(_("Ce projet n’a pas été retiré du site."))
    if can_follow_city(person, project.group.partnership.season_city.city):
        return ALLOWED
    if project.hidden_by and not was_member(project.hidden_by, project.group):
        return forbidden(_("C’est l’équipe qui l’a retiré du site : parles-en avec ton référent."))
    return ALLOWED


def can_take_up(person: object, project: Project, group: Group | None) -> Verdict:
    """A project of the idea bank, by a member of a group that lives."""
    if group is None:
        return forbidden(_("Pour reprendre une idée, il faut être dans un groupe associé cette saison."))
    if project.state != ProjectState.DONE or project.hidden_at:
        return refusal(_("Cette idée n’est plus dans la banque."))
    return can_start_project(person, group)

"""Rules of issues: who composes, what may be sent, what may be changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.editorial.models import Issue
from passeurs.people.queries import is_team


def can_run_letter(person: object) -> Verdict:
    """The national team composes the letter and sees its readers in figures."""
    return ALLOWED if is_team(person) else forbidden(_("La lettre est composée par l’équipe nationale."))


def can_change_issue(person: object, issue: Issue) -> Verdict:
    """Only while nobody has received it."""
    verdict = can_run_letter(person)
    if verdict and issue.state != Issue.State.DRAFT:
        return refusal(_("Ce numéro est déjà parti : il ne change plus."))
    return verdict


def can_save_issue(person: object, issue: Issue, *, version: int) -> Verdict:
    """What was read is what is there: `version` is the one that the page showed."""
    verdict = can_change_issue(person, issue)
    if verdict and issue.version != version:
        return refusal(
            _("Quelqu’un a modifié ce numéro pendant que vous écriviez. Copiez votre texte, puis rouvrez la page.")
        )
    return verdict


def can_send_issue(person: object, issue: Issue, *, recipient_count: int, expected_count: int | None = None) -> Verdict:
    """A draft with a title and a word of the team, to at least one reader: to as many as were confirmed, if any."""
    verdict = can_change_issue(person, issue)
    if not verdict:
        return verdict
    if not issue.title.strip() or not issue.intro.strip():
        return refusal(_("Il manque le titre ou le mot de l’équipe."))
    if recipient_count == 0:
        return refusal(_("Personne n’attend de numéro aujourd’hui : tout le monde vient d’en recevoir un."))
    if expected_count is not None and recipient_count != expected_count:
        return refusal(
            _("Le nombre de destinataires a changé : %(now)d au lieu de %(then)d. Rien n’est parti, vérifiez-le.")
            % {"now": recipient_count, "then": expected_count}
        )
    return ALLOWED


def can_pause_issue(person: object, issue: Issue) -> Verdict:
    """A sending that runs can be paused."""
    verdict = can_run_letter(person)
    if verdict and issue.state != Issue.State.SENDING:
        return refusal(_("Cet envoi n’est pas en cours."))
    return verdict


def can_resume_issue(person: object, issue: Issue) -> Verdict:
    """A paused sending can go on."""
    verdict = can_run_letter(person)
    if verdict and issue.state != Issue.State.PAUSED:
        return refusal(_("Cet envoi n’est pas en pause."))
    return verdict

"""Rules of the draw: who prepares, commits, draws, and when."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Call, Draw
from passeurs.recruitment.queries.draw import candidate_question
from passeurs.recruitment.rules.calls import can_run_calls


def can_prepare_draw(person: object, call: Call, reason: str = "") -> Verdict:
    """The national team, once candidates can no longer apply; after a draw, only with a public reason."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.state != CallState.CLOSED:
        return refusal(_("Le tirage se prépare quand l’appel est fermé, avant qu’il soit décidé."))
    if call.draws.filter(state=DrawState.COMMITTED).exists():
        return refusal(_("Un tirage est engagé : il se fait, ou il reste visible. On ne le remplace pas."))
    if call.draws.filter(state=DrawState.DRAWN).exists() and not reason.strip():
        return refusal(_("Un tirage a déjà eu lieu : dites publiquement pourquoi en refaire un."))
    return ALLOWED


def can_set_quotas(person: object, call: Call) -> Verdict:
    """The national team, until a draw is committed: its quotas are published with it."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.draws.filter(state=DrawState.COMMITTED).exists():
        return refusal(_("Un tirage est engagé : ses quotas sont publiés et ne changent plus."))
    return ALLOWED


def can_rehearse_draw(person: object, draw: Draw) -> Verdict:
    """A computed lottery that is not committed yet: a rehearsal never looks like a draw."""
    verdict = can_run_calls(person)
    if verdict and draw.state != DrawState.READY:
        return refusal(_("On répète un tirage calculé, avant de l’engager."))
    return verdict


def can_commit_draw(person: object, draw: Draw, at: dt.datetime) -> Verdict:
    """A computed lottery, before its announced moment: chance must still be unknown."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if draw.state != DrawState.READY:
        return refusal(_("Ce tirage n’est pas prêt à être engagé."))
    if draw.draw_at <= at:
        return refusal(
            _("Le moment annoncé (%(when)s) est passé : refaites le calcul avec une date à venir.")
            % {"when": moment(draw.draw_at)}
        )
    if draw.call.draws.filter(state=DrawState.COMMITTED).exclude(pk=draw.pk).exists():
        return refusal(_("Un autre tirage de cet appel est déjà engagé."))
    return ALLOWED


def can_enter_beacon(person: object, draw: Draw, at: dt.datetime) -> Verdict:
    """After the announced moment, once."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if draw.state == DrawState.DRAWN:
        return refusal(_("Le hasard a déjà parlé : ce tirage est fait."))
    if draw.state != DrawState.COMMITTED:
        return refusal(_("Engagez d’abord ce tirage : sans engagement, un tirage ne prouve rien."))
    if at < draw.draw_at:
        return refusal(_("Le hasard parle le %(when)s, pas avant.") % {"when": moment(draw.draw_at)})
    return ALLOWED


def can_replace_declined(person: object, draw: Draw) -> Verdict:
    """The national team, when a place that was drawn is free again."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if draw.state != DrawState.DRAWN:
        return refusal(_("Ce tirage n’est pas fait."))
    if not draw.entries.filter(is_selected=True, application__status=Status.WITHDRAWN).exists():
        return refusal(_("Personne n’a laissé sa place depuis le dernier remplacement."))
    return ALLOWED


def can_ask_question(application: Application) -> Verdict:
    """Whoever was answered without a place, once."""
    if application.status not in (Status.REJECTED, Status.BACKUP) or application.planned_status:
        return refusal(_("Cette question se pose après la réponse."))
    if candidate_question(application):
        return refusal(_("Tu as déjà posé ta question : la réponse arrive ici et par e-mail."))
    return ALLOWED


def can_send_answers(person: object, call: Call) -> Verdict:
    """The national team, when somebody's answer is planned and no sending is open."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if not call.applications.real().exclude(planned_status="").exists():
        return refusal(_("Aucune réponse n’est prête : faites le tirage, ou décidez à la main."))
    if call.answer_batches.exclude(state="done").exists():
        return refusal(_("Un envoi est déjà en cours."))
    return ALLOWED

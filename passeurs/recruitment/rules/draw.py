"""Rules of the draw: who prepares, commits, draws, and when."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import CallState, DrawState
from passeurs.recruitment.models import Call, Draw
from passeurs.recruitment.queries.place import free_seats
from passeurs.recruitment.rules.call import can_run_calls


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
    return can_seat(draw)


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


def can_draw_among(places: dict[str, int], has_people: bool) -> Verdict:
    """Somebody is preselected and complete, in a city that has free places."""
    if places:
        return ALLOWED
    if has_people:
        return refusal(
            _("Aucune place n’est libre dans ces villes : les mandats en cours et les places proposées les prennent.")
        )
    return refusal(_("Personne n’est présélectionné avec un dossier complet : il n’y a rien à tirer."))


def can_seat(draw: Draw) -> Verdict:
    """The places that the draw gives are still free: some may have been taken since it was computed."""
    free = free_seats(draw.call)
    gone = [(code, count) for code, count in draw.places.items() if count > free.get(code, 0)]
    if not gone:
        return ALLOWED
    names = dict(draw.call.season_cities.values_list("city__insee", "city__name"))
    told = ", ".join(
        _("%(city)s : %(drawn)d à tirer, %(free)d libres")
        % {"city": names.get(code, code), "drawn": count, "free": free.get(code, 0)}
        for code, count in gone
    )
    return refusal(_("Des places ont été prises depuis le calcul (%(told)s). Refaites-le.") % {"told": told})


def can_fetch_beacon(person: object, draw: Draw, at: dt.datetime) -> Verdict:
    """When chance may be entered, and the draw announced a round of drand."""
    verdict = can_enter_beacon(person, draw, at)
    if verdict and draw.drand_round is None:
        return refusal(_("Ce tirage n’a pas annoncé de tour de drand."))
    return verdict


def can_trust_relays(fault: str) -> Verdict:
    """The relays answered, and alike: otherwise, what they are at fault for."""
    return refusal(fault) if fault else ALLOWED


def can_keep_result(is_done: bool, told: str, otherwise: str) -> Verdict:
    """What the lottery made; otherwise why it made nothing, in its words."""
    return ALLOWED if is_done else refusal(told.strip() or otherwise)

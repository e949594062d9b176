"""Rules of polls."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.choices import PollState
from passeurs.groups.models import Group, Poll
from passeurs.groups.rules.group import can_take_part, is_member
from passeurs.partners.models import Contact

MOST_DATES = 8
SHORTEST = dt.timedelta(hours=2)


def can_open_poll(who: object, group: Group) -> Verdict:
    """A member, the referent, or a contact of the group's partner; one poll at a time, while the group lives."""
    if isinstance(who, Contact):
        if who.partnership_id != group.partnership_id:
            return forbidden(_("Ce groupe n’est pas le vôtre."))
        verdict = refusal(_("Ce groupe est dissous.")) if group.dissolved_at else ALLOWED
    else:
        verdict = can_take_part(who, group)
    if verdict and group.polls.filter(state=PollState.OPEN).exists():
        return refusal(_("Un sondage est déjà ouvert : répondez-y, ou ajoutez-y une date."))
    return verdict


def can_vote(who: object, poll: Poll, at: dt.datetime) -> Verdict:
    """Those who will meet: the members and the partner, until the end."""
    if isinstance(who, Contact):
        is_theirs = who.partnership_id == poll.group.partnership_id
    else:
        is_theirs = is_member(who, poll.group)
    if not is_theirs:
        return forbidden(_("Ce sont les membres du groupe et le partenaire qui répondent."))
    if poll.state != PollState.OPEN or poll.closes_at <= at:
        return refusal(_("Ce sondage est terminé : votre réponse est arrivée trop tard, rien n’a changé."))
    return ALLOWED


def can_close_poll(person: object, poll: Poll) -> Verdict:
    """Any member or the referent, before its end: when everybody answered there is nothing to wait for."""
    verdict = can_take_part(person, poll.group)
    if verdict and poll.state != PollState.OPEN:
        return refusal(_("Ce sondage est déjà terminé."))
    return verdict


def can_ask_dates(moments: list[dt.datetime], closes_at: dt.datetime, at: dt.datetime) -> Verdict:
    """Two to five different moments, sorted, with time to answer before the first."""
    if not 2 <= len(moments) <= 5:
        return refusal(_("Proposez de deux à cinq dates différentes."))
    if closes_at < at + SHORTEST or closes_at >= moments[0]:
        return refusal(_("On répond au moins deux heures, et jusqu’avant la première date."))
    return ALLOWED


def can_add_date(poll: Poll, starts_at: dt.datetime) -> Verdict:
    """One more moment, new, after the end of the poll; who may add it is asked by `can_vote`."""
    if starts_at <= poll.closes_at:
        return refusal(_("Cette date est avant la fin du sondage : proposez-en une plus tard."))
    if poll.dates.count() >= MOST_DATES:
        return refusal(_("Il y a déjà huit dates : c’est assez pour choisir."))
    if poll.dates.filter(starts_at=starts_at).exists():
        return refusal(_("Cette date est déjà proposée."))
    return ALLOWED

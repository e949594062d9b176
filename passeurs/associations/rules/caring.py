"""Rules of care: who says how it went, who reads it, what the signs of a failing pair are, how the ladder climbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from passeurs.associations.choices import MeetingState
from passeurs.associations.models import Absence, Contact, Group, Meeting
from passeurs.associations.rules.groups import is_member
from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of, is_team, scopes_of
from passeurs.programme.rules import can_follow_city

# How long after a meeting its feeling may be said, and counts.
FEELING_DAYS = 45
# How far back signs are looked for.
SIGN_DAYS = 75
# A meeting that one side has not confirmed after so many days is a sign.
CONFIRM_DAYS = 10


@dataclass(frozen=True)
class SignRule:
    """A sign of a failing pair: from how many of one fact on it is said, and its sentence (with `n`).

    Alone and below `calls_at`, it is light: said, but not put before the referent unasked.
    """

    fact: str
    at_least: int
    calls_at: int
    is_urgent: bool
    label: Any
    words: Any


# The early signs, as data, the gravest first: what somebody said, then what is counted. None of them is a sanction.
SIGN_RULES = (
    SignRule(
        "talk",
        1,
        1,
        True,
        gettext_lazy("demande à parler"),
        ngettext_lazy("Une personne demande à parler.", "%(n)s personnes demandent à parler.", "n"),
    ),
    SignRule(
        "alone",
        1,
        1,
        True,
        gettext_lazy("plus assez de membres"),
        gettext_lazy("Il ne reste pas assez de membres : il en faut deux."),
    ),
    SignRule(
        "absent",
        1,
        1,
        False,
        gettext_lazy("quelqu’un ne vient plus"),
        ngettext_lazy(
            "Une personne n’était pas là les deux dernières fois.",
            "%(n)s personnes n’étaient pas là les deux dernières fois.",
            "n",
        ),
    ),
    SignRule("so_so", 2, 2, False, gettext_lazy("« moyen »"), gettext_lazy("%(n)s « moyen » ces dernières semaines.")),
    SignRule(
        "missed",
        1,
        2,
        False,
        gettext_lazy("mois sans rencontre"),
        ngettext_lazy("Un mois sans rencontre.", "%(n)s mois sans rencontre.", "n"),
    ),
    SignRule(
        "unconfirmed",
        1,
        2,
        False,
        gettext_lazy("rencontre pas confirmée"),
        ngettext_lazy(
            "Une rencontre que l’un des deux n’a pas confirmée.",
            "%(n)s rencontres que l’un des deux n’a pas confirmées.",
            "n",
        ),
    ),
)


@dataclass(frozen=True)
class Sign:
    """One sign of a group, in words."""

    fact: str
    count: int
    is_urgent: bool
    is_light: bool
    words: str


def signs_of(facts: dict[str, int]) -> list[Sign]:
    """The signs that these counts show, the gravest first."""
    return [
        Sign(rule.fact, n, rule.is_urgent, n < rule.calls_at, str(rule.words % {"n": n}))
        for rule in SIGN_RULES
        if (n := facts.get(rule.fact, 0)) >= rule.at_least
    ]


def severity_of(signs: Sequence[Sign]) -> tuple[int, int, int]:
    """How grave these signs are together, the gravest the smallest: its level, its first sign, how often it was seen.

    Levels: 0 somebody waits, 1 to be looked at, 2 one light sign alone, 3 none. Two light signs are no longer light.
    """
    if not signs:
        return 3, 0, 0
    first = signs[0]
    level = 0 if first.is_urgent else 2 if len(signs) == 1 and first.is_light else 1
    return level, [rule.fact for rule in SIGN_RULES].index(first.fact), -first.count


@dataclass(frozen=True)
class Rung:
    """One step of the gentle ladder: after so many days without a sign of life, what is said."""

    days: int
    title: Any
    body: Any


# A kind word, then a question, then the referent. There is no fourth step: nobody is ever excluded by a machine.
LADDER = (
    Rung(
        21,
        gettext_lazy("On pense à toi, %(name)s"),
        gettext_lazy("Rien d’urgent. Quand tu veux, ce qui t’attend est sur ta page « Aujourd’hui »."),
    ),
    Rung(
        35,
        gettext_lazy("Comment vas-tu, %(name)s ?"),
        gettext_lazy("Une question, un clic pour répondre. Faire une pause est une bonne réponse."),
    ),
    Rung(
        49,
        gettext_lazy("Sans nouvelles de %(name)s"),
        gettext_lazy("Un message et une question sont restés sans réponse. Un appel, peut-être ?"),
    ),
)
REFERENT_RUNG = len(LADDER)


def next_rung(rung: int, seen_at: dt.datetime, rung_at: dt.datetime, at: dt.datetime) -> int:
    """The rung where somebody stands now: one more at most, once its days are over since they were seen, and the time
    between two rungs since the last one: whoever is found late is not told everything in one day.
    """
    if rung >= len(LADDER):
        return rung
    step = LADDER[rung].days - (LADDER[rung - 1].days if rung else 0)
    is_due = at >= seen_at + dt.timedelta(days=LADDER[rung].days)
    is_spaced = rung == 0 or at >= rung_at + dt.timedelta(days=step)
    return rung + 1 if is_due and is_spaced else rung


def _can_feel(meeting: Meeting, at: dt.datetime) -> Verdict:
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("Cette rencontre a été annulée."))
    if meeting.starts_at > at:
        return refusal(_("Elle commence le %(when)s : dis-le après.") % {"when": moment(meeting.starts_at)})
    if meeting.starts_at < at - dt.timedelta(days=FEELING_DAYS):
        return refusal(_("C’était il y a longtemps : parles-en directement avec la personne référente."))
    return ALLOWED


def can_feel_as_member(person: object, meeting: Meeting, at: dt.datetime) -> Verdict:
    """A member, once the meeting has begun, within some weeks; what was said may be changed meanwhile."""
    if not is_member(person, meeting.group):
        return forbidden(_("Ce sont les membres du groupe qui disent comment c’était."))
    return _can_feel(meeting, at)


def can_feel_as_partner(contact: Contact, meeting: Meeting, at: dt.datetime) -> Verdict:
    """The partner's contact, of their own groups' meetings."""
    if meeting.group.partnership_id != contact.partnership_id:
        return forbidden(_("Cette rencontre n’est pas de votre groupe."))
    return _can_feel(meeting, at)


def can_care(person: object, group: Group) -> Verdict:
    """The board of care, its signs and notes: the city's referent and the team."""
    return can_follow_city(person, group.partnership.season_city.city)


def can_read_feelings(person: object, group: Group) -> Verdict:
    """Who said what: the city's referent alone; the team where a city has none."""
    scope = group.partnership.season_city.city.scope
    if scope in scopes_of(person, Role.REFERENT):
        return ALLOWED
    if is_team(person) and not holders_of(Role.REFERENT, scope).exists():
        return ALLOWED
    return forbidden(_("Ce que chaque côté a dit n’est lu que par la personne référente de la ville."))


def can_answer_absence(person: object, absence: Absence) -> Verdict:
    """Whoever it is about, while it is open."""
    if not isinstance(person, Person) or absence.mandate.person_id != person.pk:
        return forbidden(_("Cette question ne t’est pas posée."))
    return refusal(_("C’est déjà réglé : merci d’être là.")) if absence.ended_at else ALLOWED


def can_close_absence(person: object, absence: Absence) -> Verdict:
    """The referent, once they have heard from them."""
    verdict = can_follow_city(person, absence.mandate.season_city.city)
    if verdict and absence.ended_at:
        return refusal(_("C’est déjà réglé."))
    return verdict

"""Early signs of a failing pair, as data and in words. None of them is a sanction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy

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

"""Ties between readers and files that the site can see: one's own file, a family name, a school."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passeurs.core.search.fold import fold
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.questionnaires.models import Answer
from passeurs.recruitment.models import Call, ReaderProfile
from passeurs.recruitment.queries.reading import in_reading

# Shorter words would be found everywhere.
SHORTEST = 4


@dataclass(frozen=True)
class Tie:
    """A reader who should not read a file, and why in words."""

    reader: int
    why: str


def find_ties(call: Call) -> dict[int, list[Tie]]:
    """By file, the readers who are tied to it. Four queries; the answers are read only when somebody told a name.

    A family name is compared whole; a school or another word is looked for in every text of the file.
    """
    jurors = dict(
        Person.objects.filter(role_grants__role=Role.JUROR, role_grants__ended_at=None).values_list("email", "pk")
    )
    own = {email.lower(): pk for email, pk in jurors.items()}
    known = _known_words(set(jurors.values()))
    texts = _texts(call) if known else {}
    found: dict[int, list[Tie]] = defaultdict(list)
    for pk, email, last_name in in_reading(call).values_list("pk", "email", "last_name"):
        if email.lower() in own:
            found[pk].append(Tie(own[email.lower()], _("sa propre candidature")))
        name = fold(last_name)
        for reader, words in known.items():
            hit = next((word for word in words if word == name or f" {word} " in texts.get(pk, "")), None)
            if hit:
                why = (
                    _("même nom de famille")
                    if hit == name
                    else _("un nom ou un établissement que cette personne connaît")
                )
                found[pk].append(Tie(reader, why))
    return found


def _known_words(jurors: set[int]) -> dict[int, list[str]]:
    profiles = ReaderProfile.objects.filter(person__in=jurors).exclude(knows="")
    told = {one.person_id: [fold(line) for line in one.knows.splitlines()] for one in profiles}
    return {reader: [word for word in words if len(word) >= SHORTEST] for reader, words in told.items()}


def _texts(call: Call) -> dict[int, str]:
    """By file, its words folded, between spaces."""
    rows = Answer.objects.filter(response__application__in=in_reading(call), file="")
    found: dict[int, list[str]] = defaultdict(list)
    for pk, value in rows.values_list("response__application", "value"):
        if isinstance(value, str):
            found[pk].append(fold(value))
    return {pk: f" {' '.join(words)} " for pk, words in found.items()}

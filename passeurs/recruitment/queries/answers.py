"""Everybody's answer: the words of a text that change from one person to the next, what readers found, who is owed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import at_city
from passeurs.recruitment.choices import IN_READING, Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call, Criterion, DrawEntry, Reading

FIRST_NAME, CITY, CHANCE, FEEDBACK, WHY = "prénom", "ville", "chance", "retour", "motif"
VARIABLES = (FIRST_NAME, CITY, CHANCE, FEEDBACK, WHY)
_VARIABLE = re.compile(r"\{([^{}]*)\}")
PREVIEWS = 2


@dataclass(frozen=True)
class Preview:
    """What one person would read."""

    application: Application
    outcome: str
    text: str


def unknown_variables(text: str) -> list[str]:
    """What stands between braces and means nothing."""
    return [name for name in _VARIABLE.findall(text) if name not in VARIABLES]


def fill(text: str, values: dict[str, str]) -> str:
    """The text with its variables; a paragraph of which a variable is empty is left out whole."""
    kept = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        asked = _VARIABLE.findall(paragraph)
        if all(values.get(name, "").strip() for name in asked):
            kept.append(_VARIABLE.sub(lambda found: values[found[1]].strip(), paragraph))
    return "\n\n".join(kept)


def values_of(applications: Iterable[Application]) -> dict[int, dict[str, str]]:
    """By file, what each variable says. One query besides the files."""
    files = {one.pk: one for one in applications}
    rows = DrawEntry.objects.filter(application__in=files, draw__state="drawn").order_by("draw__drawn_at", "pk")
    chances = {one.application_id: one.chance for one in rows}
    return {
        pk: {
            FIRST_NAME: one.first_name,
            CITY: at_city(one.season_city.city.name),
            CHANCE: _("1 sur %(n)d") % {"n": round(1 / chances[pk])} if chances.get(pk) else "",
            FEEDBACK: one.feedback if one.feedback_approved_at else "",
            WHY: one.ineligible_why,
        }
        for pk, one in files.items()
    }


def planned(call: Call) -> ApplicationQuerySet:
    """Those whose answer is ready to leave."""
    rows = call.applications.real().exclude(planned_status="")
    return rows.select_related("season_city__city").order_by("pk")


def owed(call: Call) -> ApplicationQuerySet:
    """Those to whom an answer is still owed and for whom none is ready."""
    return call.applications.real().filter(status__in=IN_READING, planned_status="")


def previews(call: Call, texts: dict[str, str], number: int | None) -> list[Preview]:
    """What the person asked for would read, or the first ones of each outcome."""
    if number is not None:
        chosen = list(planned(call).filter(pk=number))
    else:
        chosen = [one for status in texts for one in planned(call).filter(planned_status=status)[:PREVIEWS]]
    values = values_of(chosen)
    labels = dict(Status.choices)
    return [
        Preview(one, str(labels[one.planned_status]), fill(texts.get(one.planned_status, ""), values[one.pk]))
        for one in chosen
    ]


def to_approve(call: Call) -> ApplicationQuerySet:
    """Those without a place whose feedback nobody approved yet."""
    rows = planned(call).filter(planned_status__in=[Status.REJECTED, Status.BACKUP], eligibility__in=["", "yes"])
    return rows.filter(feedback_approved_at__isnull=True)


def readers_words(applications: Iterable[Application]) -> dict[int, list[str]]:
    """By file, what the readers wrote for the person."""
    rows = Reading.objects.filter(application__in=[one.pk for one in applications], given_at__isnull=False)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, comment in rows.exclude(comment="").order_by("pk").values_list("application", "comment"):
        found[pk].append(comment)
    return found


def drafted(applications: Iterable[Application]) -> dict[int, str]:
    """By file, a draft from its readers: the criterion they marked highest, the lowest, and their first words."""
    files = [one.pk for one in applications]
    labels = dict(Criterion.objects.filter(track__applications__in=files).values_list("pk", "label"))
    scores: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    words: dict[int, str] = {}
    rows = Reading.objects.filter(application__in=files, given_at__isnull=False, conflict_at=None).order_by("pk")
    for pk, told, comment in rows.values_list("application", "scores", "comment"):
        words.setdefault(pk, comment)
        for criterion, score in told.items():
            scores[pk][int(criterion)].append(score)
    return {pk: _draft(scores[pk], labels, words.get(pk, "")) for pk in files}


def _draft(scores: dict[int, list[int]], labels: dict[int, str], words: str) -> str:
    means = sorted((sum(told) / len(told), labels[one]) for one, told in scores.items() if one in labels)
    sentences = []
    if means:
        sentences.append(_("Ce qui a le plus plu : %(label)s.") % {"label": means[-1][1].lower()})
    if len(means) > 1 and means[0][0] < means[-1][0]:
        sentences.append(_("Ce qui peut encore grandir : %(label)s.") % {"label": means[0][1].lower()})
    return " ".join([*sentences, words]).strip()

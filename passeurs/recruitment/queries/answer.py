"""Everybody's answer: the words of a text that change from one person to the next, and who is owed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import at_city
from passeurs.recruitment.choices import IN_READING, Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call, DrawEntry

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

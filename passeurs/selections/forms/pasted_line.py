"""Forms of pasting: the lines, then what was chosen among what they mean."""

from __future__ import annotations

import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.queries.pasted_line import MAX_LINES
from passeurs.selections.forms.plain_text import PlainField, area

_THING = re.compile(r"^(venue|offer|work):(\d{1,12})$")


class PasteForm(forms.Form):
    """Many lines at once."""

    lines = PlainField(
        label=_("Une ligne par élément"),
        help_text=_(
            "Titres, ISBN, liens passculture.app, mélangés comme tu veux. « La Place, Annie Ernaux » marche mieux"
            " que « La Place »."
        ),
        max_length=60_000,
        widget=area(12),
    )


class PastedForm:
    """What was ticked: fields `line-<number>` that hold `work:12`, in the order of the lines; nothing else."""

    def __init__(self, data: QueryDict) -> None:
        numbered = []
        for name in data:
            number = name.removeprefix("line-")
            match = _THING.match(data.get(name, ""))
            if name.startswith("line-") and number.isdigit() and match and int(number) <= MAX_LINES:
                numbered.append((int(number), match[1], int(match[2])))
        self.chosen = [(kind, pk) for _number, kind, pk in sorted(numbered)]

"""Forms of pasting: the lines, then what was chosen among what they mean."""

from __future__ import annotations

import re

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.queries.pasted_line import MAX_LINES
from passeurs.core.forms import Form
from passeurs.core.number import read_number
from passeurs.selections.forms.plain_text import PlainField, area

_THING = re.compile(r"^(venue|offer|work):([0-9]{1,12})$")


class PasteForm(Form):
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
            number = read_number(name.removeprefix("line-"), most=MAX_LINES)
            match = _THING.match(data.get(name, ""))
            if name.startswith("line-") and number is not None and match:
                numbered.append((number, match[1], int(match[2])))
        self.chosen = [(kind, pk) for _number, kind, pk in sorted(numbered)]

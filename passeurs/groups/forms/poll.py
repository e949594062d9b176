"""Forms of polls: moments to propose, a word on each, one more moment; a meeting that moves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.core.templatetags.words import moment
from passeurs.groups.choices import Availability
from passeurs.groups.queries.poll import PollPage

DATES = 5
DAYS_OPEN = 4


def moment_field(label: Any, **known: Any) -> forms.DateTimeField:
    """A moment, as phones and computers type it."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **known)


class OpenPollForm(Form):
    """Two to five moments, filled with those that suit the half-days of all; until when one answers; where."""

    closes_at = moment_field(_("On répond jusqu’au"))
    place = forms.CharField(label=_("Où"), max_length=200, required=False)

    def __init__(self, *args: Any, suggested: list[dt.datetime], at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(DATES):
            field = moment_field(_now("Date %(n)d") % {"n": number + 1}, required=number < 2)
            if number < len(suggested):
                field.initial = timezone.localtime(suggested[number])
            self.fields[f"date-{number}"] = field
        first = suggested[0] if suggested else at + dt.timedelta(days=DAYS_OPEN + 1)
        ends = min(at + dt.timedelta(days=DAYS_OPEN), first - dt.timedelta(hours=20))
        self.fields["closes_at"].initial = timezone.localtime(max(ends, at + dt.timedelta(hours=3)))
        self.order_fields([*(f"date-{number}" for number in range(DATES)), "closes_at", "place"])

    def dates(self) -> list[dt.datetime]:
        """The moments."""
        told = (self.cleaned_data.get(f"date-{number}") for number in range(DATES))
        return [one for one in told if one]


class VoteForm(Form):
    """A word on each moment: `d-<pk>`."""

    def __init__(self, *args: Any, page: PollPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in page.lines:
            self.fields[f"d-{line.date.pk}"] = forms.ChoiceField(
                label=moment(line.date.starts_at),
                choices=Availability.choices,
                widget=forms.RadioSelect,
                initial=line.mine,
            )

    def answers(self) -> dict[int, str]:
        """What is said, by moment."""
        return {int(name[2:]): value for name, value in self.cleaned_data.items()}


class CounterForm(Form):
    """One more moment."""

    starts_at = moment_field(_("Une autre date qui m’irait"))


class MoveForm(Form):
    """Another moment, another place."""

    starts_at = moment_field(_("Nouvelle date"))
    place = forms.CharField(label=_("Où"), max_length=200, required=False)

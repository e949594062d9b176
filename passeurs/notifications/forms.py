"""Forms of notifications."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form
from passeurs.notifications.models import Preference
from passeurs.notifications.queries import OTHER, family_choices

# France has twelve; these are where its young people live.
TIME_ZONES = [
    ("", _("celui du site (métropole)")),
    ("America/Martinique", _("Antilles")),
    ("America/Cayenne", _("Guyane")),
    ("America/Miquelon", _("Saint-Pierre-et-Miquelon")),
    ("Indian/Mayotte", _("Mayotte")),
    ("Indian/Reunion", _("La Réunion")),
    ("Pacific/Noumea", _("Nouvelle-Calédonie")),
    ("Pacific/Wallis", _("Wallis-et-Futuna")),
    ("Pacific/Tahiti", _("Polynésie")),
]
LONGEST_PAUSE = dt.timedelta(days=183)


class PreferenceForm(Form):
    """One page sets everything: rhythm, hour of the day's mail, quiet hours, how many, about what."""

    rhythm = forms.ChoiceField(label=_("E-mails"), choices=Preference.Rhythm.choices, widget=forms.RadioSelect)
    digest_at = forms.TimeField(
        label=_("Heure de l’e-mail du jour"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_from = forms.TimeField(
        label=_("Ne pas déranger à partir de"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_until = forms.TimeField(
        label=_("Jusqu’à"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("La même heure deux fois : pas d’heures calmes."),
    )
    mails_per_day = forms.TypedChoiceField(
        label=_("E-mails par jour, au plus"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Les urgents comptent aussi. Ce qui dépasse attend l’e-mail du jour suivant."),
    )
    muted = forms.MultipleChoiceField(
        label=_("À lire seulement ici, sans e-mail"), required=False, widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=TIME_ZONES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.NOTIFICATION_MAILS_PER_DAY
        numbers = [(number, str(number)) for number in range(1, most)]
        self.fields["mails_per_day"].choices = [*numbers, ("", str(most))]
        self.fields["muted"].choices = family_choices()


class PauseForm(Form):
    """No mail before a day."""

    until = forms.DateField(
        label=_("Pas d’e-mail avant le"), help_text=_("Tout reste lisible ici, et arrive en un seul e-mail ce jour-là.")
    )

    def clean_until(self) -> dt.date:
        """A day to come, within six months."""
        day: dt.date = self.cleaned_data["until"]
        if not clock.today() < day <= clock.today() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choisis un jour entre demain et dans six mois."))
        return day


class FilterForm(Form):
    """What of the messages is shown. Lives in the URL; an unknown choice shows everything."""

    etat = forms.ChoiceField(required=False, choices=[("a-lire", _("À lire"))])
    famille = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["famille"].choices = [*family_choices(), (OTHER, _("Le reste"))]

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters of `grouped_messages`."""
        self.is_valid()
        return {
            "is_unread": bool(self.cleaned_data.get("etat")),
            "family": self.cleaned_data.get("famille", ""),
        }

"""Forms of notifications."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.notifications.models import Preference


class PreferenceForm(forms.Form):
    """One page sets everything: rhythm, hour of the day's mail, quiet hours."""

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

"""Forms of subscriptions: subscribe, change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form
from passeurs.editorial.models import Rhythm
from passeurs.editorial.queries.issue import theme_choices
from passeurs.editorial.queries.subscription import letter_cities
from passeurs.programme.models import City

STAMP = "letter.form"
# Nobody reads and fills the form faster; a page left open all day is still good.
FASTEST, SLOWEST = dt.timedelta(seconds=2), dt.timedelta(days=1)
LONGEST_PAUSE = dt.timedelta(days=183)


def form_stamp(at: dt.datetime) -> str:
    """When the form was shown, signed."""
    return signing.dumps(at.timestamp(), salt=STAMP)


class ChoicesForm(Form):
    """What the letter tells, and how often."""

    ville = forms.ChoiceField(label=_("Ta ville"), required=False)
    theme = forms.MultipleChoiceField(
        label=_("Ce qui te plaît"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("La lettre commence par là. Sans choix, elle parle de tout."),
    )
    rythme = forms.ChoiceField(label=_("Combien de fois"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cities = {city.slug: city for city in letter_cities()}
        self.rhythms = {rhythm.slug: rhythm for rhythm in Rhythm.objects.all()}
        cities = [(slug, city.name) for slug, city in self.cities.items()]
        self.fields["ville"].choices = [("", _("Toute la France")), *cities]  # type: ignore[attr-defined]
        self.fields["theme"].choices = theme_choices()  # type: ignore[attr-defined]
        self.fields["rythme"].choices = [(slug, rhythm.label) for slug, rhythm in self.rhythms.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """City, tastes and rhythm, as actions take them. Only once valid."""
        data = self.cleaned_data
        city: City | None = self.cities.get(data["ville"])
        return {"city": city, "tastes": data["theme"], "rhythm": self.rhythms[data["rythme"]]}


class SubscribeForm(ChoicesForm):
    """An address and its choices; a robot gives itself away by what it fills, or how fast."""

    email = forms.EmailField(
        label=_("Ton adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Un e-mail t’est envoyé pour confirmer. Rien d’autre n’en est fait."),
    )
    # Left empty by people, who do not see it.
    website = forms.CharField(required=False, max_length=200, label=_("Laisse ce champ vide"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("email", "ville", "theme", "rythme", "website", "stamp")

    def clean(self) -> dict[str, Any]:
        """Sent faster than one reads: asked again, with nothing lost."""
        data = super().clean() or {}
        try:
            shown = signing.loads(data.get("stamp") or "", salt=STAMP, max_age=SLOWEST)
        except signing.BadSignature:
            shown = None
        if shown is None or clock.now().timestamp() - shown < FASTEST.total_seconds():
            raise forms.ValidationError(_("Un instant : vérifie tes choix, puis envoie encore une fois."))
        return data


class ManageForm(ChoicesForm):
    """The choices of a reader, and a pause."""

    pause = forms.DateField(
        label=_("Faire une pause jusqu’au"),
        required=False,
        help_text=_("Vide : pas de pause. La lettre reprend toute seule ce jour-là."),
    )

    def clean_pause(self) -> dt.date | None:
        """A day to come, within six months."""
        day: dt.date | None = self.cleaned_data["pause"]
        if day and not clock.today() < day <= clock.today() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choisis un jour entre demain et dans six mois."))
        return day

"""Forms of the letter: subscribe, change, compose, preview, confirm a sending."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.editorial.models import Issue, Pick, Rhythm
from passeurs.editorial.queries.letter import Reader, theme_choices
from passeurs.editorial.queries.subscriptions import default_rhythm, letter_cities
from passeurs.programme.models import City

STAMP = "letter.form"
# Nobody reads and fills the form faster; a page left open all day is still good.
FASTEST, SLOWEST = dt.timedelta(seconds=2), dt.timedelta(days=1)
LONGEST_PAUSE = dt.timedelta(days=183)


def form_stamp(at: dt.datetime) -> str:
    """When the form was shown, signed."""
    return signing.dumps(at.timestamp(), salt=STAMP)


class ChoicesForm(forms.Form):
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


class StartIssueForm(forms.Form):
    """The title is enough to begin."""

    title = forms.CharField(label=_("Titre du numéro"), max_length=100)


class IssueForm(forms.ModelForm):
    """The words of the team and how much of each part."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Issue
        fields = ("title", "intro", "news_count", "selection_count", "event_count", "event_days")
        widgets = {"intro": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": _("C’est aussi l’objet de l’e-mail."),
            "intro": _("Markdown : une ligne vide entre deux paragraphes, **gras**, [lien](https://…)."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("news_count", "selection_count", "event_count"):
            self.fields[name].max_value = 12  # type: ignore[attr-defined]
            self.fields[name].widget.attrs |= {"max": 12, "min": 0}
        self.fields["event_days"].widget.attrs |= {"max": 90, "min": 1}

    def clean(self) -> dict[str, Any]:
        """Figures that make a letter one reads."""
        data = super().clean() or {}
        for name in ("news_count", "selection_count", "event_count"):
            if (data.get(name) or 0) > 12:
                self.add_error(name, _("Douze au plus : personne ne lit davantage."))
        if not 1 <= (data.get("event_days") or 1) <= 90:
            self.add_error("event_days", _("Entre 1 et 90 jours."))
        return data


class PickForm(forms.Form):
    """Pin, drop or leave one thing."""

    kind = forms.ChoiceField(choices=Pick.Kind.choices)
    ref = forms.IntegerField(min_value=1)
    choice = forms.ChoiceField(choices=[(word, word) for word in ("pin", "drop", "free")])


class ReaderForm(forms.Form):
    """The kind of reader one looks as. Lives in the URL; an unknown choice is passed over."""

    ville = forms.ChoiceField(label=_("Ville"), required=False)
    theme = forms.MultipleChoiceField(label=_("Goûts"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cities = {city.slug: city for city in letter_cities()}
        cities = [(slug, city.name) for slug, city in self.cities.items()]
        self.fields["ville"].choices = [("", _("Toute la France")), *cities]  # type: ignore[attr-defined]
        self.fields["theme"].choices = theme_choices()  # type: ignore[attr-defined]

    @property
    def reader(self) -> Reader:
        """That kind of reader, of the slowest rhythm."""
        self.is_valid()
        data = self.cleaned_data
        tastes = frozenset(data.get("theme", ()))
        return Reader(self.cities.get(data.get("ville", "")), tastes, default_rhythm().gap_days)


class SendForm(forms.Form):
    """The second confirmation: the number of readers that was shown, and a box to tick."""

    expected_count = forms.IntegerField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label=_("J’ai relu ce numéro et je l’envoie."),
        error_messages={"required": _("Cochez la case pour confirmer l’envoi.")},
    )

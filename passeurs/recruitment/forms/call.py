"""The team's forms of calls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, ModelForm
from passeurs.programme.models import Charter, Season, SeasonCity
from passeurs.questionnaires.models import Questionnaire
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.models import Call

MOMENT = "%Y-%m-%dT%H:%M"


def moment_input() -> forms.DateTimeInput:
    """A day and an hour as phones show them."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)


class CitiesField(forms.ModelMultipleChoiceField):
    """Cities of a season with their places."""

    def label_from_instance(self, obj: SeasonCity) -> str:
        """« Dijon, 24 places »."""
        return str(_("%(city)s, %(count)s places") % {"city": obj.city.name, "count": obj.place_count})


class CallForm(ModelForm):
    """Everything a call promises."""

    season_cities = CitiesField(
        label=_("Villes"),
        help_text=_("Celles de la saison. Les places se changent dans la saison."),
        queryset=SeasonCity.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Call
        fields = [
            "title", "slug", "summary", "presentation", "season_cities", "opens_at", "closes_at", "answer_on",
            "min_age", "max_age", "age_on", "charter", "questionnaire", "rule_text", "data_text", "confirm_days",
            "draft_keep_days", "keep_days",
        ]  # fmt: skip
        widgets = {
            "presentation": forms.Textarea(attrs={"rows": 8}),
            "rule_text": forms.Textarea(attrs={"rows": 8}),
            "data_text": forms.Textarea(attrs={"rows": 6}),
            "opens_at": moment_input(),
            "closes_at": moment_input(),
        }
        help_texts = {
            "slug": _("En minuscules, sans accent. Elle ne change plus une fois l’appel ouvert."),
            "presentation": _("Titres, listes et liens en Markdown."),
            "rule_text": _("Publié tel quel : qui lit, sur quels critères, comment on départage."),
            "opens_at": _("À l’heure du programme."),
            "closes_at": _("À l’heure du programme."),
            "answer_on": _("Chaque candidature est une promesse de réponse, à cette date."),
        }

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = season.season_cities.select_related("city").order_by("city__name")
        fields: Any = self.fields
        fields["season_cities"].queryset = cities
        fields["charter"].queryset = Charter.objects.filter(programme=season.programme)
        fields["charter"].label_from_instance = lambda charter: _("Version %(n)s") % {"n": charter.version}
        fields["questionnaire"].queryset = Questionnaire.objects.order_by("title", "-version")
        if self.instance.pk is None:
            self.fields["slug"].required = False
            self.initial.setdefault("season_cities", [row.pk for row in cities])
            self.initial.setdefault("charter", season.programme.charters.values_list("pk", flat=True).first())
        elif self.instance.state != CallState.DRAFT:
            # What candidates already answered to stays as it is.
            for name in ("slug", "questionnaire"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Dates and ages in order."""
        data = super().clean() or {}
        if not data.get("slug") and data.get("title"):
            data["slug"] = slugify(data["title"])[:80]
        pairs = [
            ("opens_at", "closes_at", _("La fermeture doit venir après l’ouverture.")),
            ("min_age", "max_age", _("L’âge maximum est plus petit que l’âge minimum.")),
        ]
        for low, high, words in pairs:
            if data.get(low) is not None and data.get(high) is not None and data[high] < data[low]:
                self.add_error(high, words)
        if data.get("closes_at") and data.get("answer_on") and data["answer_on"] < data["closes_at"].date():
            self.add_error("answer_on", _("La réponse ne peut pas être promise avant la fermeture."))
        return data

    def _post_clean(self) -> None:
        # The action writes; here the table's own checks would speak of a half-made call.
        pass

    def values(self) -> dict[str, Any]:
        """The fields of the call, cities apart."""
        return {name: value for name, value in self.cleaned_data.items() if name != "season_cities"}


class CloneForm(Form):
    """For which season."""

    season = forms.ModelChoiceField(label=_("Pour quelle saison"), queryset=Season.objects.order_by("-starts_on"))

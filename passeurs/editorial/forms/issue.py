"""Forms of issues: start, compose, pick, preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, ModelForm
from passeurs.editorial.models import Issue, Pick
from passeurs.editorial.queries.issue import Reader, theme_choices
from passeurs.editorial.queries.subscription import default_rhythm, letter_cities


class StartIssueForm(Form):
    """The title is enough to begin."""

    title = forms.CharField(label=_("Titre du numéro"), max_length=100)


class IssueForm(ModelForm):
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


class PickForm(Form):
    """Pin, drop or leave one thing."""

    kind = forms.ChoiceField(choices=Pick.Kind.choices)
    ref = forms.IntegerField(min_value=1)
    choice = forms.ChoiceField(choices=[(word, word) for word in ("pin", "drop", "free")])


class ReaderForm(Form):
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

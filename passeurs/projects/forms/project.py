"""A project in words, its steps, its outcome and proofs; the referent's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.projects.choices import ProjectTheme
from passeurs.recordings.forms.upload import PictureField

MOST_MB = 8


class ProjectForm(Form):
    """The words of a draft."""

    title = forms.CharField(label=_("Titre"), max_length=100, help_text=_("Court, comme sur une affiche."))
    theme = forms.ChoiceField(label=_("De quoi il s’agit"), choices=ProjectTheme.choices)
    purpose = forms.CharField(
        label=_("Ce que vous voulez faire, et pourquoi"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    audience = forms.CharField(
        label=_("Pour qui"),
        help_text=_("« Les secondes du lycée d’à côté », « les familles du quartier »."),
        max_length=200,
        required=False,
    )
    needs = forms.CharField(
        label=_("Ce qu’il vous faut"),
        help_text=_("Un lieu, du matériel, quelqu’un qui sait faire."),
        max_length=800,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    budget_euros = forms.IntegerField(label=_("De l’argent, en euros"), min_value=0, max_value=20_000, required=False)
    budget_line = forms.CharField(label=_("À quoi il servirait"), max_length=200, required=False)

    def clean_budget_euros(self) -> int:
        """Nothing said is nothing needed."""
        return self.cleaned_data["budget_euros"] or 0

    def clean(self) -> dict[str, Any]:
        """Money says what it is for."""
        data = super().clean() or {}
        if data.get("budget_euros") and not data.get("budget_line"):
            self.add_error("budget_line", _("Dites à quoi servirait cet argent."))
        return data


class StepForm(Form):
    """One step."""

    label = forms.CharField(label=_("Une étape"), max_length=140)
    due_on = forms.DateField(label=_("Pour le"), required=False)


class OutcomeForm(Form):
    """What came of it."""

    outcome = forms.CharField(
        label=_("Ce que ça a donné"),
        help_text=_("Ce qui s’est passé, ce qui a marché, ce que vous referiez autrement. Sans nom de famille."),
        max_length=1500,
        widget=forms.Textarea({"rows": 6}),
    )
    reached_count = forms.IntegerField(
        label=_("Combien de personnes y étaient"),
        help_text=_("À peu près ; laissez vide si vous ne savez pas."),
        min_value=0,
        max_value=100_000,
        required=False,
    )


class ProofForm(Form):
    """A link or a picture, and what one sees on it."""

    url = forms.URLField(label=_("Un lien"), max_length=500, required=False, assume_scheme="https")
    image = PictureField(label=_("Ou une image"), max_mb=MOST_MB, required=False)
    caption = forms.CharField(
        label=_("Ce qu’on y voit"), help_text=_("Lu à voix haute à qui ne voit pas l’image."), max_length=160
    )
    agreed = forms.BooleanField(
        label=_("On n’y reconnaît personne, ou chaque personne a dit oui (et son parent si elle est mineure)."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; a picture shows nobody who did not agree. Adds `picture` (bytes) and `size`."""
        data = super().clean() or {}
        if self.errors:
            return data
        image = data.pop("image")
        is_agreed = data.pop("agreed")
        if bool(image) == bool(data["url"]):
            self.add_error("url", _("Donnez un lien ou une image : l’un des deux."))
        elif image and not is_agreed:
            self.add_error("agreed", _("Pour une image, cochez cette case : le droit à l’image de chacun compte."))
        elif image:
            data["picture"] = image.content
            data["size"] = image.size
        return data


class ProjectDecisionForm(Form):
    """The referent's answer."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[("yes", _("Oui")), ("no", _("À reprendre"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Un mot au groupe"),
        help_text=_("Ce qui vous plaît, ou ce qu’il faut reprendre. Ses membres le lisent."),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

"""What a partner says of somebody; a word for a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.partners.choices import Access
from passeurs.people.choices import HalfDay
from passeurs.programme.models import Mandate


class WishWordsForm(Form):
    """Why this place."""

    words = forms.CharField(max_length=240, required=False)


class MandateChoice(forms.ModelMultipleChoiceField):
    """Ambassadors of one's city, by first name."""

    def label_from_instance(self, obj: Any) -> str:
        """The first name."""
        return str(obj.person.public_name)


class WishSheetForm(Form):
    """The facts that the matching takes from an ambassador; the ranked places are saved apart."""

    half_days = forms.MultipleChoiceField(
        label=_("Quand tu es libre"),
        help_text=_("Un groupe n’existe que si tous ses membres ont une demi-journée en commun."),
        choices=HalfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    limit_km = forms.IntegerField(label=_("Jusqu’où tu peux aller, en km"), min_value=1, max_value=100)
    needs = forms.MultipleChoiceField(
        label=_("Ce qu’il te faut pour venir"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wanted = MandateChoice(
        label=_("Avec qui tu aimerais être"),
        queryset=Mandate.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    avoided = MandateChoice(
        label=_("Avec qui tu préfères ne pas être"),
        help_text=_("Personne ne le voit, ni l’équipe ni les autres : seul le calcul s’en sert."),
        queryset=Mandate.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_out = forms.BooleanField(label=_("Pas de groupe pour moi cette saison"), required=False)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["wanted"].queryset = fields["avoided"].queryset = others

    def clean(self) -> dict[str, Any]:
        """A group needs a half-day; nobody is both wanted and avoided."""
        data = super().clean() or {}
        if not data.get("half_days") and not data.get("is_out"):
            self.add_error("half_days", _("Choisis au moins une demi-journée, ou coche « pas de groupe »."))
        both = set(data.get("wanted") or []) & set(data.get("avoided") or [])
        if both:
            self.add_error("avoided", _("La même personne est dans les deux listes."))
        return data

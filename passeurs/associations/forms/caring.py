"""How it was, in one tap; what the referent did; an answer to « Comment vas-tu ? »; why somebody moves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import CareAct, Feeling, NewsAnswer
from passeurs.associations.models import Group

MEMBER_FEELINGS = [
    (Feeling.WELL, _("Bien passée")),
    (Feeling.SO_SO, _("Moyen")),
    (Feeling.TALK, _("J’ai besoin d’en parler")),
]
PARTNER_FEELINGS = [
    (Feeling.WELL, _("Bien passée")),
    (Feeling.SO_SO, _("Moyennement")),
    (Feeling.TALK, _("J’aimerais en parler")),
]


class FeelingForm(forms.Form):
    """One tap, and a sentence if one likes. `is_partner` says « vous »."""

    feeling = forms.ChoiceField(label=_("C’était comment"), choices=MEMBER_FEELINGS, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Une phrase, si tu veux"), max_length=300, required=False)

    def __init__(self, *args: Any, is_partner: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_partner:
            fields: Any = self.fields
            fields["feeling"].choices = PARTNER_FEELINGS
            fields["words"].label = _("Une phrase, si vous voulez")


class CareForm(forms.Form):
    """What the referent did."""

    act = forms.ChoiceField(label=_("Ce que vous avez fait"), choices=CareAct.choices)
    text = forms.CharField(
        label=_("En deux lignes"),
        help_text=_("Lu par la personne référente et l’équipe seulement. Pas de détail de santé."),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AbsenceForm(forms.Form):
    """« Comment vas-tu ? »"""

    answer = forms.ChoiceField(label=_("Ta réponse"), choices=NewsAnswer.choices, widget=forms.RadioSelect)


class ChangeGroupForm(forms.Form):
    """To which group, and why, in words for those it is about. The groups offered are those the rule allows."""

    group = forms.ChoiceField(label=_("Vers quel groupe"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Les personnes concernées le lisent."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, choices: list[tuple[Group, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group, _label in choices}
        fields: Any = self.fields
        fields["group"].choices = [(str(group.pk), label) for group, label in choices]

    def clean(self) -> dict[str, Any]:
        """The group itself, as `to`."""
        data = super().clean() or {}
        data["to"] = self.groups.get(data.get("group", ""))
        return data

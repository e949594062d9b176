"""How it was, in one tap; what the referent did; an answer to « Comment vas-tu ? »; why somebody moves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.models import Group


class ChangeGroupForm(Form):
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


KEEP = "rester"


class RequestAnswerForm(ChangeGroupForm):
    """To which group, or to none; with a word to whoever asked."""

    def __init__(self, *args: Any, choices: list[tuple[Group, str]], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        fields: Any = self.fields
        fields["group"].label = _("Votre réponse")
        fields["group"].choices = [*fields["group"].choices, (KEEP, _("Rester dans ce groupe"))]
        fields["reason"].label = _("Un mot pour cette personne")
        fields["reason"].help_text = _("Elle seule le lit. Les deux groupes apprennent seulement le changement.")

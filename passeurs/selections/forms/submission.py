"""The second reader's form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.selections.choices import Ground
from passeurs.selections.forms.plain_text import PlainField, area


class AnswerForm(Form):
    """The second reader's answer; asking for a change needs a reason."""

    decision = forms.ChoiceField(
        label=_("Ta réponse"),
        choices=[("publish", _("Publier")), ("change", _("Demander une reprise"))],
        widget=forms.RadioSelect,
    )
    reason = PlainField(
        label=_("Un mot pour son auteur ou autrice"),
        help_text=_("Obligatoire si tu demandes une reprise : dis précisément quoi changer."),
        max_length=2000,
        required=False,
        widget=area(4),
    )
    ground = forms.ChoiceField(
        label=_("Si tu demandes une reprise, pour quoi d’abord ?"),
        help_text=_("Compté sans nom dans le registre public de modération."),
        choices=[("", _("Choisis")), *Ground.choices],
        required=False,
    )

    def clean(self) -> dict[str, str]:
        """No refusal without a reason."""
        data = super().clean() or {}
        if data.get("decision") == "change" and not data.get("reason", "").strip():
            self.add_error("reason", _("Dis ce qu’il faut changer, sinon la personne ne peut rien en faire."))
        return data

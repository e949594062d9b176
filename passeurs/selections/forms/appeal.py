"""Forms of appeals."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.selections.forms.plain_text import PlainField, area


class AppealForm(Form):
    """Why the decision is contested."""

    reason = PlainField(
        label=_("Pourquoi cette décision devrait changer"),
        help_text=_("Dis ce qui, selon toi, respecte les règles. Une autre personne de l’équipe te lira."),
        max_length=2000,
        min_length=10,
        widget=area(6),
    )


class AnswerAppealForm(Form):
    """The answer to an appeal, always with a reason."""

    decision = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[
            ("grant", _("Accepter le recours : la sélection est publiée")),
            ("dismiss", _("Maintenir la décision")),
        ],
        widget=forms.RadioSelect,
    )
    answer = PlainField(label=_("Vos raisons, pour les auteurs"), max_length=2000, widget=area(5))

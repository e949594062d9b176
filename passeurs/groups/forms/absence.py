"""How it was, in one tap; what the referent did; an answer to « Comment vas-tu ? »; why somebody moves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import NewsAnswer


class AbsenceForm(Form):
    """« Comment vas-tu ? »"""

    answer = forms.ChoiceField(label=_("Ta réponse"), choices=NewsAnswer.choices, widget=forms.RadioSelect)

"""The form of the footer's language switch."""

from __future__ import annotations

from django import forms

from passeurs.core.forms import Form
from passeurs.people.choices import Language


class LanguageForm(Form):
    """A language of the site, and the page to come back to."""

    language = forms.ChoiceField(choices=Language.choices)
    next = forms.CharField(required=False, max_length=2000)

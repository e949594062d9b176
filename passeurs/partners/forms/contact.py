"""Forms of the partner's space."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField


class ContactForm(Form):
    """A colleague."""

    name = NameField(label=_("Son nom"), max_length=120)
    email = forms.EmailField(label=_("Son adresse e-mail"), max_length=254)

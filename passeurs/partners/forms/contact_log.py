"""What is noted of a call, a visit, a message."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form
from passeurs.partners.choices import ContactKind
from passeurs.partners.models import Contact, Partnership

NOTED = [(one.value, one.label) for one in ContactKind if one is not ContactKind.LETTER]


class ContactChoice(forms.ModelChoiceField):
    """A contact by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class ContactLogForm(Form):
    """How, with whom, when, in one line. `said_on` cleans to a moment, None for now."""

    kind = forms.ChoiceField(label=_("Comment"), choices=NOTED, widget=forms.RadioSelect)
    contact = ContactChoice(
        label=_("Avec qui"), queryset=Contact.objects.none(), required=False, empty_label=_("Quelqu’un d’autre")
    )
    said_on = forms.DateField(
        label=_("Quel jour"),
        help_text=_("Aujourd’hui si rien n’est dit."),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    words = forms.CharField(
        label=_("En une ligne"),
        help_text=_("Des faits, ce qui est convenu : le partenaire peut demander à les lire."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["contact"].queryset = partnership.contacts.all()

    def clean_said_on(self) -> dt.datetime | None:
        """A day of the past is kept at its noon."""
        day = self.cleaned_data["said_on"]
        if day is None or day == clock.today():
            return None
        if day > clock.today():
            raise ValidationError(_now("Ce jour n’est pas encore venu."))
        return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

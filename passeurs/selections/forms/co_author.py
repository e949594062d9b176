"""Forms of co-authors: invite, answer."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.people.models import Person
from passeurs.selections.forms.plain_text import PlainField, area


class PersonChoiceField(forms.ModelChoiceField):
    """People by the name they go by."""

    def label_from_instance(self, obj: object) -> str:
        """Their public name."""
        assert isinstance(obj, Person)
        return obj.public_name


class InviteForm(Form):
    """Whom to write with, and a word for them."""

    person = PersonChoiceField(label=_("Qui inviter ?"), queryset=Person.objects.none(), empty_label=_("Choisis"))
    word = PlainField(label=_("Un mot"), max_length=300, required=False, widget=area(2))

    def __init__(self, *args: object, people: QuerySet[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class WordForm(Form):
    """Yes or no, with a word."""

    decision = forms.ChoiceField(choices=[("accept", _("Accepter")), ("decline", _("Décliner"))])
    word = PlainField(label=_("Un mot"), max_length=300, required=False, widget=area(2))

"""Forms of what a group keeps, and of the school calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import MemberRole
from passeurs.groups.models import Group
from passeurs.recordings.forms.upload import UploadField

FILE_MB = 8


class NoteForm(Form):
    """The notes, and the version they are written on."""

    text = forms.CharField(
        label=_("Nos notes"),
        help_text=_("Lues par le groupe et sa référente ou son référent, pas par le partenaire."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActionItemForm(Form):
    """Something to do, by whom, by when."""

    label = forms.CharField(label=_("À faire"), max_length=200)
    owner = forms.TypedChoiceField(label=_("Qui"), coerce=int, required=False, empty_value=None)
    due_on = forms.DateField(label=_("Pour quand"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.pk, one.mandate.person.public_name) for one in group.memberships.all()]
        fields: Any = self.fields
        fields["owner"].choices = [("", _("Tout le groupe")), *people]


class FileForm(Form):
    """A picture or a PDF."""

    name = forms.CharField(label=_("Nom du fichier"), max_length=120)
    file = UploadField(
        label=_("Image ou PDF"),
        help_text=_("8 Mo au plus. Le lieu, la date et l’appareil d’une photo sont effacés."),
        max_mb=FILE_MB,
    )


class RoleForm(Form):
    """What one does in the group."""

    role = forms.ChoiceField(label=_("Mon rôle"), choices=MemberRole.choices, required=False)


class CharterForm(Form):
    """The rules of the group, in its own words."""

    body = forms.CharField(
        label=_("Nos règles"),
        help_text=_("Comment on se prévient, qui parle au partenaire, ce qu’on se promet. Chaque membre l’accepte."),
        min_length=10,
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )

"""What every form stands on; and the form of the gallery: one field of each kind, so that all of them are looked at."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from passeurs.core.number import MOST_STORED

# Controls, ends of lines, marks and overrides of direction: nobody types them in a line on purpose.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# An address, a link, or what a mail reader would make one: « www. », « mot.fr ».
_ADDRESS = re.compile(r"[@/\\]|\bwww\.|[^\W\d_]{2}\.[^\W\d_]{2}")


def check_line(text: object) -> None:
    """Refuse what does not show, or turns the rest of a page over, in a text of one line.

    Some text fields of Django end in something else (a UUID, JSON): that was checked by its own reading.
    """
    if isinstance(text, str) and _HIDDEN.search(text):
        raise ValidationError(
            _("Ce champ tient sur une ligne : enlève les retours à la ligne, tabulations et signes invisibles."),
            code="line",
        )


def check_name(text: str) -> None:
    """Refuse an address or a link: a person’s name is mailed to others."""
    check_line(text)
    if _ADDRESS.search(text):
        raise ValidationError(_("Un nom seulement : ni adresse, ni lien, ni point entre deux mots."), code="name")


class NameField(forms.CharField):
    """The name of a person."""

    default_validators = [check_name]


class _Held:
    """Before it is cleaned, every field is held to what each of its kind keeps to, wherever it was declared."""

    fields: dict[str, forms.Field]

    def full_clean(self) -> None:
        """Hold, then clean."""
        for field in self.fields.values():
            _hold(field)
        super().full_clean()  # type: ignore[misc]


def _hold(field: Any) -> None:
    is_line = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea)
    is_whole = isinstance(field, forms.IntegerField) and not isinstance(field, forms.FloatField | forms.DecimalField)
    if is_line and check_line not in field.validators:
        field.validators.append(check_line)
    elif is_whole and field.max_value is None:
        field.max_value = MOST_STORED
        field.validators.append(MaxValueValidator(MOST_STORED))


class Form(_Held, forms.Form):
    """What every form of ours is: one-line texts hold one line, whole numbers fit a column."""


class ModelForm(_Held, forms.ModelForm):
    """The same, made from a model."""


CITIES = [("", _("Choisis une ville")), ("21231", "Dijon"), ("59350", "Lille"), ("06088", "Nice")]
MOMENTS = [("wed", _("mercredi après-midi")), ("sat", _("samedi matin")), ("sun", _("dimanche"))]
ANSWERS = [("yes", _("Oui, sûrement")), ("maybe", _("Peut-être")), ("no", _("Non"))]


class GalleryForm(Form):
    """Every kind of control the site uses."""

    first_name = NameField(label=_("Prénom"), max_length=80, help_text=_("Celui que tu veux voir affiché."))
    email = forms.EmailField(label=_("Adresse e-mail"), required=False)
    city = forms.ChoiceField(label=_("Ville"), choices=CITIES)
    on = forms.DateField(label=_("Jour de la rencontre"), help_text=_("Entre septembre et août."))
    message = forms.CharField(
        label=_("Ton message"), min_length=20, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    answer = forms.ChoiceField(label=_("Tu viendras ?"), choices=ANSWERS, widget=forms.RadioSelect)
    moments = forms.MultipleChoiceField(
        label=_("Quand es-tu libre ?"),
        choices=MOMENTS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Plusieurs réponses possibles."),
    )
    agree = forms.BooleanField(label=_("J’accepte que mon prénom et ma ville soient affichés."))
    place = forms.CharField(label=_("Lieu"), initial="Bibliothèque centrale", disabled=True, required=False)

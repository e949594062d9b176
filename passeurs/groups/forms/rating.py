"""How it was, in one tap; what the referent did; an answer to « Comment vas-tu ? »; why somebody moves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import Rating

MEMBER_RATINGS = [
    (Rating.WELL, _("Bien passée")),
    (Rating.SO_SO, _("Moyen")),
    (Rating.TALK, _("J’ai besoin d’en parler")),
]
PARTNER_RATINGS = [
    (Rating.WELL, _("Bien passée")),
    (Rating.SO_SO, _("Moyennement")),
    (Rating.TALK, _("J’aimerais en parler")),
]


class RatingForm(Form):
    """One tap, and a sentence if one likes. `is_partner` says « vous »."""

    rating = forms.ChoiceField(label=_("C’était comment"), choices=MEMBER_RATINGS, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Une phrase, si tu veux"), max_length=300, required=False)

    def __init__(self, *args: Any, is_partner: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_partner:
            fields: Any = self.fields
            fields["rating"].choices = PARTNER_RATINGS
            fields["words"].label = _("Une phrase, si vous voulez")

"""Forms of selections: shape of what is typed, no writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.queries.taxonomy import subcategories
from passeurs.selections.models import SelectionItem

REASON_LENGTH = 600
WORK_CATEGORIES = ("LIVRE", "FILM", "MUSIQUE_ENREGISTREE", "JEU", "SPECTACLE", "CINEMA")


class StartForm(forms.Form):
    """A title is enough to start."""

    title = forms.CharField(
        label=_("Titre"),
        help_text=_("Tu pourras le changer. Exemple : « Dix raisons de rester au chaud »."),
        max_length=120,
    )


class ComposeForm(forms.Form):
    """Title, introduction, and one reason an item (fields `reason-<item id>`)."""

    title = forms.CharField(label=_("Titre"), max_length=120)
    intro = forms.CharField(
        label=_("Introduction"),
        help_text=_("Deux ou trois phrases : pour qui, pour quand, pourquoi."),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, items: list[SelectionItem], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.items = items
        for item in items:
            reason = forms.CharField(
                label=_("Pourquoi « %(thing)s » ?") % {"thing": item.thing},
                max_length=REASON_LENGTH,
                required=False,
                initial=item.reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            # A draft is kept without it, a proposal is not: the field does not say « facultatif ».
            reason.is_needed_later = True  # type: ignore[attr-defined]
            self.fields[f"reason-{item.pk}"] = reason

    def rows(self) -> list[tuple[SelectionItem, forms.BoundField]]:
        """Each item with its field."""
        return [(item, self[f"reason-{item.pk}"]) for item in self.items]

    def reasons(self) -> dict[int, str]:
        """Reason by item id."""
        return {item.pk: self.cleaned_data[f"reason-{item.pk}"] for item in self.items}


class OrderForm(forms.Form):
    """The order of items after a drag: item ids joined by commas."""

    order = forms.RegexField(regex=r"^\d{1,18}(,\d{1,18}){0,99}$")

    def ids(self) -> list[int]:
        """The ids in order."""
        return [int(part) for part in self.cleaned_data["order"].split(",")]


class ThingForm(forms.Form):
    """What to add: `venue:12`, `offer:3`, `work:45`."""

    thing = forms.RegexField(regex=r"^(venue|offer|work):\d{1,12}$")

    def parts(self) -> tuple[str, int]:
        """Kind and primary key."""
        kind, number = self.cleaned_data["thing"].split(":")
        return kind, int(number)


class ProposeWorkForm(forms.Form):
    """A work the catalogue lacks, known by the ISBN or the pass Culture link that was pasted."""

    kind = forms.ChoiceField(
        choices=[("ean13", "EAN"), ("pass_culture_offer", "pass Culture")], widget=forms.HiddenInput
    )
    value = forms.RegexField(regex=r"^\d{1,13}$", widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titre"), max_length=300)
    creators = forms.CharField(
        label=_("De qui ?"), help_text=_("Auteur, autrice, artiste, compagnie…"), max_length=300, required=False
    )
    subcategory = forms.ChoiceField(label=_("Catégorie"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["subcategory"].choices = [  # type: ignore[attr-defined]
            (row.id, row.label)
            for row in sorted(subcategories().values(), key=lambda row: row.label)
            if row.category_id in WORK_CATEGORIES and row.is_selectable
        ]
        self.fields["subcategory"].initial = "LIVRE_PAPIER"


class AnswerForm(forms.Form):
    """The second reader's answer; asking for a change needs a reason."""

    decision = forms.ChoiceField(
        label=_("Ta réponse"),
        choices=[("publish", _("Publier")), ("change", _("Demander une reprise"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Un mot pour son auteur ou autrice"),
        help_text=_("Obligatoire si tu demandes une reprise : dis précisément quoi changer."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, str]:
        """No refusal without a reason."""
        data = super().clean() or {}
        if data.get("decision") == "change" and not data.get("reason", "").strip():
            self.add_error("reason", _("Dis ce qu’il faut changer, sinon la personne ne peut rien en faire."))
        return data


class RetireForm(forms.Form):
    """Why a selection leaves the site."""

    reason = forms.CharField(label=_("Pourquoi"), max_length=500, required=False)

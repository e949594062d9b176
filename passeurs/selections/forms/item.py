"""Forms of items: order, add, propose to the catalogue what it lacks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.queries.category import activities, subcategories
from passeurs.catalogue.queries.place import find_commune_meant
from passeurs.core.forms import Form
from passeurs.core.geo.commune import Commune
from passeurs.selections.forms.plain_text import PlainField

WORK_CATEGORIES = ("LIVRE", "FILM", "MUSIQUE_ENREGISTREE", "JEU", "SPECTACLE", "CINEMA")


class OrderForm(Form):
    """The order of items after a drag: item ids joined by commas."""

    order = forms.RegexField(regex=r"^[0-9]{1,18}(,[0-9]{1,18}){0,99}$")

    def ids(self) -> list[int]:
        """The ids in order."""
        return [int(part) for part in self.cleaned_data["order"].split(",")]


class ThingForm(Form):
    """What to add: `venue:12`, `offer:3`, `work:45`."""

    thing = forms.RegexField(regex=r"^(venue|offer|work):[0-9]{1,12}$")

    def parts(self) -> tuple[str, int]:
        """Kind and primary key."""
        kind, number = self.cleaned_data["thing"].split(":")
        return kind, int(number)


class ProposeWorkForm(Form):
    """A work the catalogue lacks: known by the ISBN or the pass Culture link that was pasted, else by its source."""

    kind = forms.ChoiceField(
        choices=[("", ""), ("ean13", "EAN"), ("pass_culture_offer", "pass Culture")],
        widget=forms.HiddenInput,
        required=False,
    )
    value = forms.RegexField(regex=r"^[0-9]{1,13}$", widget=forms.HiddenInput, required=False)
    title = PlainField(label=_("Titre"), max_length=300)
    creators = PlainField(
        label=_("De qui ?"), help_text=_("Auteur, autrice, artiste, compagnie…"), max_length=300, required=False
    )
    subcategory = forms.ChoiceField(label=_("Catégorie"))
    year = forms.IntegerField(label=_("Année"), required=False, min_value=1, max_value=2999)
    source = PlainField(
        label=_("Où l’as-tu trouvée ?"),
        help_text=_("Un lien, ou l’endroit où tu l’as vue : l’équipe vérifie avec."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["subcategory"].choices = [  # type: ignore[attr-defined]
            (row.id, row.label)
            for row in sorted(subcategories().values(), key=lambda row: row.label)
            if row.category_id in WORK_CATEGORIES and row.is_selectable
        ]
        self.fields["subcategory"].initial = "LIVRE_PAPIER"

    def clean(self) -> dict[str, object]:
        """A number, or a source: what nobody can check is not added."""
        data = super().clean() or {}
        if bool(data.get("kind")) != bool(data.get("value")):
            self.add_error(None, _("Il manque le numéro qui va avec ce formulaire : recommence depuis la recherche."))
        if not data.get("kind") and not data.get("source") and "source" not in self.errors:
            self.add_error("source", _("Dis où tu l’as trouvée : sans cela, personne ne peut vérifier."))
        return data


class ProposeVenueForm(Form):
    """A place the catalogue lacks, with where it was seen."""

    name = PlainField(label=_("Nom du lieu"), max_length=300)
    kind = forms.ChoiceField(label=_("Type de lieu"))
    address = PlainField(label=_("Adresse"), max_length=300, required=False)
    commune = PlainField(
        label=_("Commune"), help_text=_("Son nom ou son code postal, par exemple « Saint-Denis (93) »."), max_length=120
    )
    website = forms.URLField(label=_("Site"), max_length=500, required=False, assume_scheme="https")
    source = PlainField(
        label=_("Comment le connais-tu ?"),
        help_text=_("Un lien, ou le jour où tu y es allé·e : l’équipe vérifie avec."),
        max_length=500,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = sorted(  # type: ignore[attr-defined]
            ((row.id, row.label) for row in activities().values()), key=lambda row: row[1]
        )

    def clean_commune(self) -> Commune:
        """The one commune that is meant."""
        commune = find_commune_meant(self.cleaned_data["commune"])
        if commune is None:
            raise forms.ValidationError(
                _("Plusieurs communes portent ce nom, ou aucune : ajoute le département, par exemple « (21) ».")
            )
        return commune

"""Forms of composing: shape of what is typed, no writes."""

from __future__ import annotations

import re

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.queries.category import activities, subcategories
from passeurs.catalogue.queries.place import find_commune_meant
from passeurs.core.geo.commune import Commune
from passeurs.selections.choices import Motive, TagKind
from passeurs.selections.forms.texts import PlainField, area, plain
from passeurs.selections.models import SelectionItem, Tag
from passeurs.selections.queries.merging import mark

REASON_LENGTH = 600
SECTION_LENGTH = 80
MAX_TAGS = 4
WORK_CATEGORIES = ("LIVRE", "FILM", "MUSIQUE_ENREGISTREE", "JEU", "SPECTACLE", "CINEMA")
_TEXT_NAME = re.compile(r"^(title|intro|tags|call|(reason|section)-\d{1,18})$")


class StartForm(forms.Form):
    """A title is enough to start."""

    title = PlainField(
        label=_("Titre"),
        help_text=_("Tu pourras le changer. Exemple : « Dix raisons de rester au chaud »."),
        max_length=120,
    )


def as_chosen(data: QueryDict) -> QueryDict:
    """What the merge page sends, as the composer does: `theirs-<name>` where it was chosen, tags one by one."""
    chosen = data.copy()
    for name, value in data.items():
        if name.startswith("take-") and value == "theirs":
            key = name.removeprefix("take-")
            chosen[key] = data.get(f"theirs-{key}", "")
    slugs = [slug for joined in chosen.getlist("tags") for slug in joined.split(",") if slug]
    chosen.pop("tags", None)
    if slugs:
        chosen.setlist("tags", slugs)
    return chosen


class ComposeForm(forms.Form):
    """Title, introduction, tags, call, and for each item its reason and the heading it may open.

    Each text has its mark in `base-<name>`: what it was when the page was made (see `queries.merging`).
    """

    title = PlainField(label=_("Titre"), max_length=120)
    intro = PlainField(
        label=_("Introduction"),
        help_text=_("Deux ou trois phrases : pour qui, pour quand, pourquoi."),
        max_length=1200,
        required=False,
        widget=area(4),
    )
    tags = forms.MultipleChoiceField(
        label=_("Thèmes et humeurs"),
        help_text=_("Quatre au plus : c’est ainsi qu’on retrouve ta sélection."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    call = forms.ChoiceField(label=_("Répond à un appel"), required=False)

    def __init__(
        self,
        *args: object,
        items: list[SelectionItem],
        tags: QuerySet[Tag],
        calls: list[tuple[str, str]],
        texts: dict[str, str],
        **kwargs: object,
    ) -> None:
        initial = {"title": texts["title"], "intro": texts["intro"], "call": texts["call"]}
        initial["tags"] = texts["tags"].split(",")  # type: ignore[assignment]
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[arg-type,misc]
        self.items, self.stored = items, texts
        choices: dict[str, list[tuple[str, str]]] = {str(kind.label): [] for kind in TagKind}
        for tag in tags:
            choices[str(TagKind(tag.kind).label)].append((tag.slug, tag.label))
        self.fields["tags"].choices = list(choices.items())  # type: ignore[attr-defined]
        if calls:
            self.fields["call"].choices = [("", _("Aucun appel")), *calls]  # type: ignore[attr-defined]
        else:
            del self.fields["call"]
        for item in items:
            self._add_item_fields(item)

    def _add_item_fields(self, item: SelectionItem) -> None:
        thing = str(item.thing)
        reason = PlainField(
            label=_("Pourquoi « %(thing)s » ?") % {"thing": thing},
            max_length=REASON_LENGTH,
            required=False,
            initial=item.reason,
            widget=area(2),
        )
        # A draft is kept without it, a proposal is not: the field does not say « facultatif ».
        reason.is_needed_later = True  # type: ignore[attr-defined]
        self.fields[f"reason-{item.pk}"] = reason
        self.fields[f"section-{item.pk}"] = PlainField(
            label=_("Titre de la partie qui commence à « %(thing)s »") % {"thing": thing},
            max_length=SECTION_LENGTH,
            required=False,
            initial=item.section,
        )

    def clean_tags(self) -> list[str]:
        """A few: what is tagged with everything is found by nothing."""
        tags: list[str] = self.cleaned_data["tags"]
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(_("Quatre étiquettes au plus : garde les plus justes."))
        return tags

    def rows(self) -> list[tuple[SelectionItem, forms.BoundField, forms.BoundField]]:
        """Each item with its reason and its heading."""
        return [(item, self[f"reason-{item.pk}"], self[f"section-{item.pk}"]) for item in self.items]

    def marks(self) -> dict[str, str]:
        """What each text is now, or was when the page that sent this form was made."""
        sent = self.base() if self.is_bound else {}
        return {name: sent.get(name, mark(text)) for name, text in self.stored.items()}

    def base(self) -> dict[str, str]:
        """The marks that were sent."""
        marks = {name.removeprefix("base-"): self.data[name] for name in self.data if name.startswith("base-")}
        return {name: value for name, value in marks.items() if _TEXT_NAME.match(name)}

    def texts(self) -> dict[str, str]:
        """The texts that were sent, by name; those of items that are no longer there as they came, shortened."""
        sent = {name: self.data[name] for name in self.data if _TEXT_NAME.match(name)}
        texts = {name: str(self.cleaned_data.get(name, plain(text)[:REASON_LENGTH])) for name, text in sent.items()}
        # Unchecked boxes are not sent: their mark tells that they were shown.
        if "tags" in sent or "base-tags" in self.data:
            texts["tags"] = ",".join(sorted(self.cleaned_data["tags"]))
        return texts


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
    """A work the catalogue lacks: known by the ISBN or the pass Culture link that was pasted, else by its source."""

    kind = forms.ChoiceField(
        choices=[("", ""), ("ean13", "EAN"), ("pass_culture_offer", "pass Culture")],
        widget=forms.HiddenInput,
        required=False,
    )
    value = forms.RegexField(regex=r"^\d{1,13}$", widget=forms.HiddenInput, required=False)
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


class ProposeVenueForm(forms.Form):
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


class AnswerForm(forms.Form):
    """The second reader's answer; asking for a change needs a reason."""

    decision = forms.ChoiceField(
        label=_("Ta réponse"),
        choices=[("publish", _("Publier")), ("change", _("Demander une reprise"))],
        widget=forms.RadioSelect,
    )
    reason = PlainField(
        label=_("Un mot pour son auteur ou autrice"),
        help_text=_("Obligatoire si tu demandes une reprise : dis précisément quoi changer."),
        max_length=2000,
        required=False,
        widget=area(4),
    )
    motive = forms.ChoiceField(
        label=_("Si tu demandes une reprise, pour quoi d’abord ?"),
        help_text=_("Compté sans nom dans le registre public de modération."),
        choices=[("", _("Choisis")), *Motive.choices],
        required=False,
    )

    def clean(self) -> dict[str, str]:
        """No refusal without a reason."""
        data = super().clean() or {}
        if data.get("decision") == "change" and not data.get("reason", "").strip():
            self.add_error("reason", _("Dis ce qu’il faut changer, sinon la personne ne peut rien en faire."))
        return data


class RetireForm(forms.Form):
    """Why a selection leaves the site. Who moderates gives a motive and a reason; its authors need none."""

    motive = forms.ChoiceField(label=_("Motif"), choices=Motive.choices, required=False)
    reason = PlainField(label=_("Pourquoi"), max_length=2000, required=False, widget=area(4))

    def __init__(self, *args: object, is_moderation: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"].required = is_moderation
        if is_moderation:
            self.fields["motive"].choices = [("", _("Choisissez")), *Motive.choices]  # type: ignore[attr-defined]
            self.fields["reason"].help_text = _("Les auteurs lisent ce texte et peuvent faire un recours.")
        else:
            del self.fields["motive"]

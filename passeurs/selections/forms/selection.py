"""Forms of selections: start, compose, retire."""

from __future__ import annotations

import re

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.selections.choices import Ground, TagKind
from passeurs.selections.forms.plain_text import PlainField, area, plain
from passeurs.selections.models import SelectionItem, Tag
from passeurs.selections.queries.merge import mark

REASON_LENGTH = 600
SECTION_LENGTH = 80
MAX_TAGS = 4
_TEXT_NAME = re.compile(r"^(title|intro|tags|call|(reason|section)-[0-9]{1,18})$")


class StartForm(Form):
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


class ComposeForm(Form):
    """Title, introduction, tags, call, and for each item its reason and the heading it may open.

    Each text has its mark in `base-<name>`: what it was when the page was made (see `queries.merge`).
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


class RetireForm(Form):
    """Why a selection leaves the site. Who moderates gives a ground and a reason; its authors need none."""

    ground = forms.ChoiceField(label=_("Motif"), choices=Ground.choices, required=False)
    reason = PlainField(label=_("Pourquoi"), max_length=2000, required=False, widget=area(4))

    def __init__(self, *args: object, is_moderation: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"].required = is_moderation
        if is_moderation:
            self.fields["ground"].choices = [("", _("Choisissez")), *Ground.choices]  # type: ignore[attr-defined]
            self.fields["reason"].help_text = _("Les auteurs lisent ce texte et peuvent faire un recours.")
        else:
            del self.fields["ground"]

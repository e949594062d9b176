"""Forms of imports: a file, and what its columns mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form

MAX_MB = 20
FIELD_LABELS = {
    "ref": _("Numéro de la réponse"),
    "email": _("Adresse e-mail"),
    "first_name": _("Prénom"),
    "last_name": _("Nom"),
    "born_on": _("Date de naissance"),
    "city": _("Ville"),
    "commune": _("Commune"),
    "track": _("Parcours"),
    "submitted_at": _("Date d’envoi"),
    "guardian_name": _("Nom du parent ou responsable"),
    "guardian_email": _("Adresse du parent ou responsable"),
}


class DepositForm(Form):
    """One file, read as text."""

    file = forms.FileField(
        label=_("Le fichier"),
        help_text=_(
            "CSV (Typeform ou autre : une ligne par personne, les questions en titres) ou JSON de pass Culture."
            " 20 Mo au plus."
        ),
        widget=forms.FileInput({"accept": ".csv,.json,text/csv,application/json"}),
    )

    def clean_file(self) -> UploadedFile:
        """A text of a bearable size; its content is `text`."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_MB * 1_000_000:
            raise ValidationError(_("Ce fichier dépasse 20 Mo : coupez-le en plusieurs."))
        content = file.read()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                self.text = content.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        else:
            raise ValidationError(_("Ce fichier n’est pas du texte : exportez-le en CSV ou en JSON."))
        if "\x00" in self.text:
            raise ValidationError(_("Ce fichier n’est pas du texte : exportez-le en CSV ou en JSON."))
        return file


class MappingForm(Form):
    """What each column means: `col-<number>`, and whether people are written to."""

    is_told = forms.BooleanField(
        label=_("Écrire à chaque personne le lien qui suit sa candidature"),
        help_text=_("Seulement à l’import, et seulement aux nouvelles."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        columns: list[tuple[int, str, list[str]]],
        questions: list[tuple[str, str, list[str]]],
        mapping: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices: Any = [
            ("", _("Ne pas lire")),
            (_("La personne"), list(FIELD_LABELS.items())),
            (_("Ses réponses"), [(f"q:{key}", label) for key, label, _options in questions]),
        ]
        for number, title, _cells in columns:
            self.fields[f"col-{number}"] = forms.ChoiceField(
                label=title or _("(sans titre)"),
                choices=choices,
                required=False,
                initial=mapping.get(str(number), ""),
            )

    def rows(self) -> list[tuple[Any, list[str]]]:
        """For the page: each column's field with its first cells."""
        return [(self[f"col-{number}"], cells) for number, _title, cells in self.columns]

    def clean(self) -> dict[str, Any]:
        """An address is needed, and no field twice (a question may take several columns)."""
        data = super().clean() or {}
        mapping = {str(number): data.get(f"col-{number}", "") for number, _title, _cells in self.columns}
        fields = [meaning for meaning in mapping.values() if meaning in FIELD_LABELS]
        if self.columns and "email" not in fields:
            self.add_error(None, _("Dites quelle colonne tient l’adresse e-mail."))
        twice = {str(FIELD_LABELS[one]) for one in fields if fields.count(one) > 1}
        if twice:
            self.add_error(None, _("Deux colonnes ont le même sens : %(what)s.") % {"what": ", ".join(sorted(twice))})
        data["mapping"] = mapping
        return data

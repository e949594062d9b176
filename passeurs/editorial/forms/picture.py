"""The form of a picture in the editors' room."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from passeurs.editorial.models.picture import reencoded


class PictureForm(BaseImageForm):
    """A picture: whole, said in words or told to be decorative, credited."""

    def clean_file(self) -> Any:
        """The re-encoded picture, or a clear word on why not."""
        content = self.cleaned_data["file"]
        if not content or "file" not in self.changed_data:
            return content
        try:
            return reencoded(content)
        except (OSError, ValueError, SyntaxError) as error:
            raise ValidationError(
                _("Cette image est abîmée ou incomplète. Rien n’est perdu : enregistrez-la à nouveau et renvoyez-la.")
            ) from error

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: a text, or the word that the picture is decorative."""
        data: dict[str, Any] = super().clean()
        if "description" in self.fields and not data.get("description") and not data.get("is_decorative"):
            self.add_error(
                "description", _("Dites en une phrase ce que l’image montre, ou cochez « image décorative ».")
            )
        return data

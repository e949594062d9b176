"""The form of a picture in the editors' room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from passeurs.editorial.models.picture import reencoded


def whole(read: Callable[[Any], Any], content: Any) -> Any:
    """What `read` makes of a file, or a clear word when it is not a whole picture."""
    try:
        return read(content)
    except (OSError, ValueError, SyntaxError) as error:
        raise ValidationError(
            _("Cette image est abîmée ou incomplète. Rien n’est perdu : enregistrez-la à nouveau et renvoyez-la.")
        ) from error


class PictureForm(BaseImageForm):
    """A picture: whole, said in words or told to be decorative, credited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            # Wagtail measures a picture while reading the form, and a truncated one would stop it there.
            field.to_python = partial(whole, field.to_python)  # type: ignore[method-assign]

    def clean_file(self) -> Any:
        """The re-encoded picture, or a clear word on why not."""
        content = self.cleaned_data["file"]
        if not content or "file" not in self.changed_data:
            return content
        return whole(reencoded, content)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: a text, or the word that the picture is decorative."""
        data: dict[str, Any] = super().clean()
        if "description" in self.fields and not data.get("description") and not data.get("is_decorative"):
            self.add_error(
                "description", _("Dites en une phrase ce que l’image montre, ou cochez « image décorative ».")
            )
        return data

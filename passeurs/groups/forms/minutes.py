"""Minutes said aloud."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.forms.screen import LIMITS
from passeurs.recordings.forms.upload import UploadField

MOST_SECONDS = 120
# A recorder stops a little late; nobody is refused for that.
GRACE_SECONDS = 5


class MinutesForm(Form):
    """A sound of two minutes at most, and what is said in two lines. `voice` cleans to what the action keeps."""

    voice = UploadField(
        label=_("Ta voix"),
        error_messages={"required": _("Il manque la voix : enregistre-toi, ou choisis un fichier.")},
        help_text=_("Deux minutes au plus, 10 Mo au plus. Ce que vous avez vu, fait, décidé."),
        media="audio",
        max_mb=LIMITS[Kind.VOICE],
    )
    words = forms.CharField(
        label=_("Ce qui est dit, en deux lignes"),
        help_text=_("Pour celles et ceux qui ne peuvent pas écouter."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, is_kept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"].required = not is_kept
        self.fields["voice"].widget.attrs["capture"] = True

    def clean_voice(self) -> dict[str, Any]:
        """The sound; what lasts too long is refused in words."""
        upload = self.cleaned_data["voice"]
        if upload is None:
            return {}
        if upload.seconds and upload.seconds > MOST_SECONDS + GRACE_SECONDS:
            raise ValidationError(_now("C’est trop long : deux minutes au plus. Le texte est gardé."))
        seconds = max(round(upload.seconds), 1) if upload.seconds else None
        return {"content": upload.content, "mime": upload.mime, "extension": upload.extension, "seconds": seconds}

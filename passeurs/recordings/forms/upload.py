"""Files that are received: told by their first bytes, made anew without what a camera or a phone adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from passeurs.recordings.forms.document import clean_pdf
from passeurs.recordings.forms.picture import clean_picture
from passeurs.recordings.forms.recording import clean_recording

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Upload:
    """A file as it will be kept; `seconds` is the length of a recording, `size` that of a picture in pixels."""

    content: bytes
    mime: str
    extension: str
    seconds: float | None = None
    size: tuple[int, int] | None = None


def sniff_media(head: bytes) -> tuple[str, str] | None:
    """Container of a sound or a film by its first bytes: (subtype, extension)."""
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "webm", "webm"
    if head.startswith(b"OggS"):
        return "ogg", "ogg"
    if head[4:8] == b"ftyp":
        return "mp4", "mp4"
    if head.startswith(b"ID3") or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mpeg", "mp3"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav", "wav"
    return None


def _picture(content: bytes) -> Upload:
    picture = clean_picture(content)
    return Upload(picture.content, picture.mime, picture.extension, size=picture.size)


class UploadField(forms.FileField):
    """A file of the kinds asked, of `max_mb` at most; its value is an `Upload`, or None."""

    def __init__(self, *, media: str = "", max_mb: int, **kwargs: Any) -> None:
        self.media, self.max_mb = media, max_mb
        super().__init__(**kwargs)
        accept = f"{media}/*" if media else "image/*,.pdf"
        self.widget.attrs["accept"] = accept

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Size first, then what the bytes say; the name and the type that the browser tells are not believed."""
        file = super().clean(data, initial)
        if not file or not hasattr(file, "read"):
            return None
        if file.size > self.max_mb * MEGABYTE:
            raise ValidationError(
                _("Ce fichier est trop lourd : %(max)s Mo au plus. Le reste de tes réponses est gardé.")
                % {"max": self.max_mb}
            )
        content = file.read()
        return self._media(content) if self.media else self._document(content)

    def _media(self, content: bytes) -> Upload:
        found = sniff_media(content[:16])
        if not found:
            raise ValidationError(
                _("Ce fichier n’est pas un enregistrement que l’on sait lire (MP3, MP4, WebM, Ogg, WAV).")
            )
        subtype, extension = found
        kept = clean_recording(content, extension, self.media)
        return Upload(kept.content, f"{self.media}/{subtype}", extension, kept.seconds)

    def _document(self, content: bytes) -> Upload:
        if content.startswith(b"%PDF-"):
            return Upload(clean_pdf(content), "application/pdf", "pdf")
        return _picture(content)


class PictureField(UploadField):
    """A picture and nothing else, drawn anew."""

    def _document(self, content: bytes) -> Upload:
        return _picture(content)

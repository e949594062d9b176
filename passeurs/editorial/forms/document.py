"""The form of a document in the editors' room."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.forms import BaseDocumentForm

from passeurs.recordings.forms.document import clean_pdf


class DocumentForm(BaseDocumentForm):
    """A document; a PDF is written anew, without what it tells of its maker."""

    def clean_file(self) -> Any:
        """The file as it will be kept."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        content = file.read()
        file.seek(0)
        return ContentFile(clean_pdf(content), name=file.name) if content.startswith(b"%PDF-") else file

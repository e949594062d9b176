"""Text fields that keep out what would turn a page over: controls of direction, invisible controls."""

from __future__ import annotations

import re

from django import forms

# Embeddings, overrides and isolates of direction; zero-width no-break; C0 and C1 controls but tab and line ends.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """The text without what nobody typed on purpose; letters of every script stay."""
    return _HIDDEN.sub("", text)


class PlainField(forms.CharField):
    """A `CharField` cleaned by `plain`."""

    def to_python(self, value: object) -> str | None:
        """The text, cleaned."""
        text = super().to_python(value)
        return plain(text).strip() if isinstance(text, str) else text


def area(rows: int) -> forms.Textarea:
    """A text area of that many rows."""
    return forms.Textarea(attrs={"rows": rows})

"""Reads of versions."""

from __future__ import annotations

from passeurs.selections.models import Selection, Version


def versions_of(selection: Selection) -> list[Version]:
    """The published versions, the last first."""
    return list(selection.versions.select_related("second_reader__profile"))

"""What an importer may refuse: a row, or the whole file. Reasons are read by people, in French."""

from __future__ import annotations


class FileRefused(Exception):  # noqa: N818 - read in sentences
    """The file is refused whole; the catalogue stays as it was."""


class RowRejected(Exception):  # noqa: N818
    """One row cannot be read."""


class RowSkipped(Exception):  # noqa: N818
    """One row is readable but has no place in the catalogue."""

"""What every format is read into."""

from __future__ import annotations

from dataclasses import dataclass, field

# What a column may hold besides an answer. Labels are the form's business.
FIELDS = (
    "ref",
    "email",
    "first_name",
    "last_name",
    "born_on",
    "city",
    "commune",
    "track",
    "submitted_at",
    "guardian_name",
    "guardian_email",
)


class BadFile(ValueError):  # noqa: N818 - read in sentences
    """Why a file cannot be read at all, in words."""


@dataclass
class Entry:
    """One person of a file: where it was read, texts by field, texts by question's key (several for choices)."""

    where: str
    fields: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    status: str = ""

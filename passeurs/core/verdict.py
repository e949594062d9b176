"""Verdicts: the answer to "may X do Y now?", with a reason a person can read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed; otherwise carries the reason shown to the person.

    `is_forbidden` tells a right that the person lacks (403) from a state that
    forbids it for everyone for now (422).
    """

    reason: str = ""
    is_forbidden: bool = False

    def __bool__(self) -> bool:
        return not self.reason

    def or_refuse(self) -> None:
        """Raise `Refused` unless allowed."""
        if not self:
            raise Refused(self)


ALLOWED = Verdict()


def refusal(reason: object) -> Verdict:
    """A refusal by the present state of things: whoever asks, the answer is no for now."""
    return Verdict(reason=str(reason))


def forbidden(reason: object) -> Verdict:
    """A refusal to this person: others may."""
    return Verdict(reason=str(reason), is_forbidden=True)


class Refused(Exception):  # noqa: N818 - a word of the house, read in sentences
    """An action was asked that its rule refuses."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict

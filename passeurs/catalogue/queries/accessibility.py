"""Accessibility facts: what sources say, in words and as filters. What nobody said is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Need:
    """For whom: `id` in addresses, `label`, and the keys under which sources tell it."""

    id: str
    label: Any
    keys: tuple[str, ...]


NEEDS = (
    Need("moteur", gettext_lazy("Mobilité réduite"), ("motor", "mobility", "mi")),
    Need("visuel", gettext_lazy("Déficience visuelle"), ("visual", "vi")),
    Need("auditif", gettext_lazy("Déficience auditive"), ("audio", "hearing", "hi")),
    Need("mental", gettext_lazy("Déficience intellectuelle"), ("mental", "ii")),
    Need("psychique", gettext_lazy("Handicap psychique"), ("psychic", "pi")),
)
_BY_KEY = {key: need for need in NEEDS for key in need.keys}


@dataclass(frozen=True)
class Access:
    """One accessibility fact: for whom, and what is said (`is_yes` None: a text)."""

    label: str
    is_yes: bool | None
    text: str = ""


def access_facts(accessibility: Any) -> list[Access]:
    """What is known of accessibility, in words; nothing for what is unknown."""
    if not isinstance(accessibility, Mapping):
        return []
    facts = []
    for key, value in accessibility.items():
        if value in (None, "", [], {}):
            continue
        need = _BY_KEY.get(str(key))
        label = str(need.label if need else key)
        facts.append(Access(label, value) if isinstance(value, bool) else Access(label, None, str(value)))
    return facts


def access_words(accessibility: Any) -> str:
    """For whom it is accessible, on one line; empty when nobody said so."""
    return ", ".join(dict.fromkeys(fact.label for fact in access_facts(accessibility) if fact.is_yes))


def accessible_for(need_ids: Iterable[str]) -> Q:
    """Said to be accessible for every one of these needs."""
    wanted = Q()
    for need in NEEDS:
        if need.id in need_ids:
            said = Q()
            for key in need.keys:
                said |= Q(**{f"accessibility__{key}": True})
            wanted &= said
    return wanted


def access_choices() -> list[tuple[str, Any]]:
    """The needs as choices of a form."""
    return [(need.id, need.label) for need in NEEDS]


def access_label(need_id: str) -> str:
    """« Mobilité réduite »."""
    return next((str(need.label) for need in NEEDS if need.id == need_id), need_id)

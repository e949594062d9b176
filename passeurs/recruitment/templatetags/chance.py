"""Chances in the language of the page."""

from __future__ import annotations

from fractions import Fraction

from django import template

from passeurs.core.templatetags.words import is_french
from passeurs.fairness.sealing.chance import percent

register = template.Library()


@register.filter
def chance(share: Fraction | str) -> str:
    """« 57,9 % » for 11/19, « 57.9% » in English: the digits that the checkers tell."""
    told = percent(Fraction(share))
    return told if is_french() else told.replace(",", ".").replace(" ", "")

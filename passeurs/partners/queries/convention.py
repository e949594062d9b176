"""Reads of the partner's space: its convention, what last season was, what may be renewed, what it asked."""

from __future__ import annotations

from passeurs.partners.models import Convention, ConventionAcceptance, Partnership


def convention_of(partnership: Partnership) -> Convention | None:
    """The text that this partner is asked to accept: the last of its programme."""
    return Convention.objects.filter(programme__seasons__season_cities=partnership.season_city_id).first()


def acceptance_of(partnership: Partnership, convention: Convention | None) -> ConventionAcceptance | None:
    """Who accepted this text for the partner."""
    return ConventionAcceptance.objects.filter(partnership=partnership, convention=convention).first()

"""Closed vocabularies of selections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelectionState(models.TextChoices):
    """Where a selection stands."""

    DRAFT = "draft", _("brouillon")
    PROPOSED = "proposed", _("proposée")
    CHANGES_ASKED = "changes_asked", _("à reprendre")
    PUBLISHED = "published", _("publiée")
    RETIRED = "retired", _("retirée")


class TagKind(models.TextChoices):
    """What a tag says of a selection."""

    THEME = "theme", _("thème")
    MOOD = "mood", _("humeur")


class Freshness(models.TextChoices):
    """Whether one can still go to, see or read an item."""

    ALIVE = "alive", _("d’actualité")
    ENDS_SOON = "ends_soon", _("bientôt fini")
    PAST = "past", _("terminé")
    CANCELLED = "cancelled", _("annulé")
    CLOSED = "closed", _("fermé")
    VANISHED = "vanished", _("plus au catalogue")


# What one can still recommend.
ALIVE_STATES = (Freshness.ALIVE, Freshness.ENDS_SOON)


class CountKind(models.TextChoices):
    """What is counted, by day, of a selection's readers."""

    READ = "read", _("lectures")
    TAKEN = "taken", _("listes emportées")


class CoAuthorState(models.TextChoices):
    """Where an invitation to write together stands."""

    INVITED = "invited", _("invitation envoyée")
    ACCEPTED = "accepted", _("écrit avec toi")
    DECLINED = "declined", _("a décliné")
    LEFT = "left", _("a quitté le groupe")
    REMOVED = "removed", _("n’est plus du groupe")


class SuggestionState(models.TextChoices):
    """What became of an idea given to the authors."""

    WAITING = "waiting", _("attend une réponse")
    ACCEPTED = "accepted", _("retenue")
    DECLINED = "declined", _("pas retenue")


class Ground(models.TextChoices):
    """Why a selection is sent back or taken off, as the public log counts it."""

    REASONS = "reasons", _("raisons trop courtes ou peu claires")
    FACTS = "facts", _("lieu, date ou titre inexact")
    PRIVATE = "private", _("donnée personnelle ou image d’une personne")
    HURTFUL = "hurtful", _("propos blessants ou discriminatoires")
    ADVERTISING = "advertising", _("publicité")
    ILLEGAL = "illegal", _("contraire à la loi")
    OUTDATED = "outdated", _("dépassée")
    OTHER = "other", _("autre raison, écrite aux auteurs")

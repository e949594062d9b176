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

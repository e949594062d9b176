"""Closed vocabularies of associations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerWait(models.TextChoices):
    """What a partner waits for, or what is waited for from it."""

    GROUP = "group", _("accepté, sans groupe")
    CONVENTION = "convention", _("convention pas encore acceptée")
    CONFIRMATION = "confirmation", _("rencontres à confirmer depuis longtemps")
    REFUSAL = "refusal", _("refus d’une personne, à lire")

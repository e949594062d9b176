"""Closed vocabularies of the programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where a season stands in its year. `rules.NEXT_PHASES` holds the legal moves."""

    PREPARATION = "preparation", _("en préparation")
    RECRUITMENT = "recruitment", _("recrutement ouvert")
    RUNNING = "running", _("en cours")
    HANDOVER = "handover", _("passage de relais")
    ARCHIVED = "archived", _("archivée")


class MandateState(models.TextChoices):
    """The state of one ambassador's year."""

    ACTIVE = "active", _("en cours")
    PAUSED = "paused", _("en pause")
    ENDED = "ended", _("terminé")
    RESIGNED = "resigned", _("arrêté")


class SchoolBreakKind(models.TextChoices):
    """Why young people are less free."""

    HOLIDAY = "holiday", _("vacances")
    EXAM = "exam", _("examens")

"""Closed vocabularies of associations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnershipState(models.TextChoices):
    """Where a cultural actor's offer to welcome a group stands."""

    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté")
    REFUSED = "refused", _("non retenu")
    ENDED = "ended", _("terminé")


class Access(models.TextChoices):
    """What a place offers, or a person needs to come. Hard constraints of the matching."""

    STEP_FREE = "step_free", _("accès sans marche")
    HEARING = "hearing", _("boucle magnétique ou sous-titres")
    SIGN = "sign", _("langue des signes")
    CALM = "calm", _("espace calme")


class HelpKind(models.TextChoices):
    """What a partner may ask of its group."""

    TEST = "test", _("essayer une programmation, un outil")
    INTERVIEW = "interview", _("un entretien, un reportage")
    STAND = "stand", _("un stand, une présentation")
    OTHER = "other", _("autre chose")


class ContactKind(models.TextChoices):
    """How a partner was spoken to; a letter is noted by what sends it."""

    LETTER = "letter", _("lettre")
    CALL = "call", _("appel")
    VISIT = "visit", _("visite")
    MESSAGE = "message", _("message")

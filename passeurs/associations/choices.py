"""Closed vocabularies of associations."""

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


class ProposalState(models.TextChoices):
    """Where a computed set of groups stands."""

    COMPUTING = "computing", _("calcul en cours")
    READY = "ready", _("prête")
    PUBLISHED = "published", _("publiée")
    FAILED = "failed", _("échouée")


class MeetingState(models.TextChoices):
    """What became of a meeting."""

    PLANNED = "planned", _("prévue")
    CANCELLED = "cancelled", _("annulée")


class Beat(models.TextChoices):
    """One month of one group: whether the promise of a meeting is kept."""

    PROMISED = "promised", _("à prévoir")
    PLANNED = "planned", _("prévue")
    HELD = "held", _("tenue, à confirmer")
    CONFIRMED = "confirmed", _("confirmée")
    EXCUSED = "excused", _("excusée")
    MISSED = "missed", _("manquée")

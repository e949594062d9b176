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


class Availability(models.TextChoices):
    """What one says of a moment."""

    YES = "yes", _("oui")
    MAYBE = "maybe", _("s’il le faut")
    NO = "no", _("non")


class PollState(models.TextChoices):
    """Where a poll stands. `NONE`: no moment suited."""

    OPEN = "open", _("ouvert")
    KEPT = "kept", _("date choisie")
    NONE = "none", _("aucune date ne va")


class TermKind(models.TextChoices):
    """Why young people are less free."""

    HOLIDAY = "holiday", _("vacances")
    EXAM = "exam", _("examens")


class MemberRole(models.TextChoices):
    """What one does in the group, besides being in it."""

    NONE = "", _("membre")
    LINK = "link", _("lien avec le partenaire")
    DATES = "dates", _("dates et agenda")
    WORDS = "words", _("comptes rendus")
    SHARE = "share", _("partage et images")


class HelpKind(models.TextChoices):
    """What a partner may ask of its group."""

    TEST = "test", _("essayer une programmation, un outil")
    INTERVIEW = "interview", _("un entretien, un reportage")
    STAND = "stand", _("un stand, une présentation")
    OTHER = "other", _("autre chose")

"""Closed vocabularies of associations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class MemberRole(models.TextChoices):
    """What one does in the group, besides being in it."""

    NONE = "", _("membre")
    LINK = "link", _("lien avec le partenaire")
    DATES = "dates", _("dates et agenda")
    WORDS = "words", _("comptes rendus")
    SHARE = "share", _("partage et images")


class ConcernKind(models.TextChoices):
    """What a member is worried by."""

    ADULT = "adult", _("la conduite d’un adulte")
    MEMBER = "member", _("ce qui se passe entre nous")
    WORDS = "words", _("ce qui a été dit, écrit ou demandé")
    SAFETY = "safety", _("un lieu, un trajet ou un moment où je ne suis pas en sécurité")
    OTHER = "other", _("autre chose")


class Rating(models.TextChoices):
    """How a meeting was, in one tap. Read by the city’s referent only."""

    WELL = "well", _("bien passée")
    SO_SO = "so_so", _("moyen")
    TALK = "talk", _("besoin d’en parler")


class CareAct(models.TextChoices):
    """What the referent did about a group."""

    CALLED = "called", _("appel ou message")
    MET = "met", _("rencontre avec le groupe")
    PARTNER = "partner", _("échange avec le partenaire")
    MEDIATED = "mediated", _("médiation entre les deux")
    SETTLED = "settled", _("réglé, rien de plus à faire")


class NewsAnswer(models.TextChoices):
    """What somebody who has not been seen answers to « Comment vas-tu ? »."""

    FINE = "fine", _("Tout va bien, je reviens")
    BUSY = "busy", _("Trop de choses en ce moment : je voudrais faire une pause")
    LOST = "lost", _("Je ne sais plus quoi faire ici")
    TALK = "talk", _("Quelque chose me gêne, je veux en parler")


class RequestKind(models.TextChoices):
    """Why somebody asks for another group."""

    PLACE = "place", _("le lieu")
    TIME = "time", _("la demi-journée")
    TRAVEL = "travel", _("le trajet")
    PEOPLE = "people", _("l’entente dans le groupe")
    OTHER = "other", _("autre chose")


class RequestAnswer(models.TextChoices):
    """What became of it."""

    MOVED = "moved", _("a changé de groupe")
    KEPT = "kept", _("reste dans son groupe")
    WITHDRAWN = "withdrawn", _("retirée")

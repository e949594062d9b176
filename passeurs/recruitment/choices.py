"""Closed vocabularies of recruitment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Where a call stands. `rules.NEXT_STATES` holds the legal moves."""

    DRAFT = "draft", _("en préparation")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("fermé")
    DECIDED = "decided", _("décidé")


class Status(models.TextChoices):
    """Where an application stands: a draft of ours, then pass Culture's seven statuses, word for word."""

    DRAFT = "DRAFT", _("commencée")
    NEW = "NEW", _("reçue")
    WAITING = "WAITING", _("à l’étude")
    PRESELECTED = "PRESELECTED", _("présélectionnée")
    BACKUP = "BACKUP", _("sur liste complémentaire")
    VALIDATED = "VALIDATED", _("retenue")
    WITHDRAWN = "WITHDRAWN", _("retirée")
    REJECTED = "REJECTED", _("non retenue")


# Sent, and still of this call.
SENT = (Status.NEW, Status.WAITING, Status.PRESELECTED, Status.BACKUP, Status.VALIDATED, Status.REJECTED)
# The team may still change its mind about these.
OPEN_STATUSES = (Status.NEW, Status.WAITING, Status.PRESELECTED, Status.BACKUP)
# Sent, and read by the readers: a threshold may be set again.
IN_READING = (Status.NEW, Status.WAITING, Status.PRESELECTED)
# What the team sets, and what the candidate is told by mail.
DECISIONS = (Status.WAITING, Status.PRESELECTED, Status.BACKUP, Status.VALIDATED, Status.REJECTED)
TOLD = (Status.BACKUP, Status.VALIDATED, Status.REJECTED)


class ReadingPhase(models.TextChoices):
    """What is being done of a closed call’s files. The team opens and closes each; a step back is possible."""

    ELIGIBILITY = "eligibility", _("recevabilité")
    READING = "reading", _("lecture")
    DISCUSSION = "discussion", _("discussion")
    THRESHOLD = "threshold", _("seuil")


class Eligibility(models.TextChoices):
    """Whether a file may be read at all."""

    UNCHECKED = "", _("à vérifier")
    YES = "yes", _("recevable")
    NO = "no", _("non recevable")


class DrawState(models.TextChoices):
    """Where a draw stands. A commitment is never taken back: a second draw keeps the first visible."""

    COMPUTING = "computing", _("calcul en cours")
    FAILED = "failed", _("impossible")
    READY = "ready", _("prêt")
    COMMITTED = "committed", _("engagé")
    DRAWN = "drawn", _("fait")


class IntakeState(models.TextChoices):
    """Where the import of a file of applications stands."""

    UPLOADED = "uploaded", _("déposé")
    TRYING = "trying", _("essai en cours")
    TRIED = "tried", _("essayé")
    IMPORTING = "importing", _("import en cours")
    DONE = "done", _("importé")
    STOPPED = "stopped", _("arrêté en chemin")


class BatchState(models.TextChoices):
    """Where the sending of everybody’s answer stands."""

    SENDING = "sending", _("en cours")
    PAUSED = "paused", _("en pause")
    DONE = "done", _("terminé")

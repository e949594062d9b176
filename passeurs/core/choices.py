"""Closed lists of the toolbox: where a letter stands, why it did not leave."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterState(TextChoices):
    """Where a letter stands. Found claimed after a stop, it may have been received: said, never sent again unasked."""

    WAITING = "waiting", _("en attente")
    CLAIMED = "claimed", _("entre les mains du serveur")
    SENT = "sent", _("partie")
    UNSURE = "unsure", _("interrompue, peut-être reçue")
    REFUSED = "refused", _("abandonnée")
    CANCELLED = "cancelled", _("annulée")


class Fault(TextChoices):
    """Why a mail did not leave, in words for the team. The server's own sentence may hold an address: never kept."""

    GONE = "gone", _("cette adresse n’existe pas")
    LATER = "later", _("le serveur n’a pas pris cet e-mail")
    US = "us", _("le serveur refuse nos envois : quota, liste noire ou règle contre le spam")
    KEY = "key", _("le serveur refuse notre mot de passe ou notre clé")
    AWAY = "away", _("le serveur d’e-mails ne répond pas")
    CUT = "cut", _("la ligne a été coupée pendant l’envoi")
    BROKEN = "broken", _("le service d’e-mails est en panne, sans dire s’il l’a pris")
    WRONG = "wrong", _("cet e-mail n’a pas pu être écrit")
    KILLED = "killed", _("l’envoi a été interrompu")
    LATE = "late", _("trop tard pour servir")

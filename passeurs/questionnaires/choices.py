"""Closed vocabularies of questionnaires."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a question asks for."""

    SHORT_TEXT = "short_text", _("texte court")
    LONG_TEXT = "long_text", _("texte long")
    CHOICE = "choice", _("un choix")
    CHOICES = "choices", _("plusieurs choix")
    SCALE = "scale", _("échelle")
    DATE = "date", _("date")
    CITY = "city", _("ville du programme")
    COMMUNE = "commune", _("commune")
    LINK = "link", _("lien")
    FILE = "file", _("fichier (image ou PDF)")
    VOICE = "voice", _("enregistrement de voix")
    VIDEO = "video", _("enregistrement vidéo")
    CONSENT = "consent", _("accord à cocher")


TEXTS = (Kind.SHORT_TEXT, Kind.LONG_TEXT)
WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES, Kind.SCALE)
RECORDINGS = (Kind.VOICE, Kind.VIDEO)
UPLOADS = (Kind.FILE, *RECORDINGS)

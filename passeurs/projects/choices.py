"""Closed vocabularies of associations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectState(models.TextChoices):
    """Where a group's project stands. The public reads it from « en cours » on, its outcome once « abouti »."""

    DRAFT = "draft", _("brouillon")
    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté")
    RUNNING = "running", _("en cours")
    REPORTED = "reported", _("bilan à relire")
    DONE = "done", _("abouti")
    STOPPED = "stopped", _("arrêté")


class ProjectTheme(models.TextChoices):
    """What a project is about; each is also a category of posters."""

    BOOKS = "livre", _("Livres et écriture")
    FILM = "cinema", _("Cinéma et images")
    MUSIC = "musique", _("Musique")
    STAGE = "scene", _("Théâtre, danse, cirque")
    ART = "musee", _("Arts et expositions")
    HERITAGE = "patrimoine", _("Patrimoine")
    TALK = "rencontre", _("Rencontres et débats")
    PRACTICE = "pratique", _("Ateliers et pratique")

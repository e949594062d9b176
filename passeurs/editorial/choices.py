"""Closed vocabularies of editorial."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleCategory(models.TextChoices):
    """What a piece of news is; its poster follows."""

    PROGRAMME = "programme", _("Vie du programme")
    MEETING = "rencontre", _("Rencontre")
    REPORT = "reportage", _("Reportage")
    PORTRAIT = "portrait", _("Portrait")
    ADVICE = "conseil", _("Conseils")
    APPLY = "candidater", _("Candidater")


class Conformity(models.TextChoices):
    """The three states of accessibility that French law knows. Without an audit a site is « non conforme »."""

    FULL = "full", _("totalement conforme")
    PARTIAL = "partial", _("partiellement conforme")
    NONE = "none", _("non conforme")

"""Closed vocabularies of promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Owner(models.TextChoices):
    """Who owes the answer."""

    TEAM = "team", _("l’équipe nationale")
    REFERENT = "referent", _("le ou la référente de la ville")
    CITY_READERS = "city_readers", _("un autre ambassadeur de la ville ou l’équipe")


class Outcome(models.TextChoices):
    """What became of it."""

    YES = "yes", _("oui")
    CHANGE = "change", _("à reprendre")
    NO = "no", _("non")
    WITHDRAWN = "withdrawn", _("retiré par son auteur ou autrice")

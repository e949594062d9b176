"""Closed vocabularies of the catalogue. Categories are data (`data/`), not choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentifierKind(models.TextChoices):
    """Typed identifiers of works."""

    EAN13 = "ean13", "EAN-13 / ISBN"
    VISA = "visa", _("visa d’exploitation")
    ALLOCINE = "allocine", "Allociné"
    PASS_CULTURE_OFFER = "pass_culture_offer", _("offre pass Culture")
    WIKIDATA = "wikidata", "Wikidata"


class RecordOutcome(models.TextChoices):
    """What became of one source row."""

    KEPT = "kept", _("retenue")
    MERGED = "merged", _("fusionnée avec un lieu connu")
    SKIPPED = "skipped", _("écartée")


class PairState(models.TextChoices):
    """A doubtful pair of venues."""

    OPEN = "open", _("à décider")
    MERGED = "merged", _("fusionnés")
    APART = "apart", _("distincts")


class PinOrder(models.TextChoices):
    """How the list of pins is sorted, as its address says it."""

    DATE = "date", _("Récents")
    NAME = "nom", _("Nom")
    DISTANCE = "distance", _("Distance")


class RunState(models.TextChoices):
    """Where the reading of a file stands."""

    RUNNING = "running", _("en cours")
    DONE = "done", _("faite")
    STOPPED = "stopped", _("arrêtée en chemin")

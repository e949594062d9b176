"""Closed vocabularies of associations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """Where a computed set of groups stands."""

    COMPUTING = "computing", _("calcul en cours")
    READY = "ready", _("prête")
    PUBLISHED = "published", _("publiée")
    FAILED = "failed", _("échouée")


class WhatIf(models.TextChoices):
    """What the team may ask of a variant."""

    LOCK = "lock", _("placer cette personne chez ce partenaire")
    FORBID = "forbid", _("jamais cette personne chez ce partenaire")
    HALF_DAY = "half_day", _("ajouter une demi-journée")
    GROUP = "group", _("un groupe de plus chez ce partenaire")


class Standing(models.TextChoices):
    """Where somebody with a running mandate stands: in a group, or why not. The first that holds, in this order."""

    GROUP = "group", _("en groupe")
    OUT = "out", _("sans groupe, par choix")
    LEFT = "left", _("a quitté un groupe")
    NO_HALF_DAY = "no_half_day", _("vœux sans demi-journée")
    UNPLACED = "unplaced", _("sans place à la dernière répartition")
    NO_WISH = "no_wish", _("n’a pas envoyé de vœux")
    WAITING = "waiting", _("attend la prochaine répartition")

"""Reads of doubtful pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import PairState
from passeurs.catalogue.models import DoubtfulPair
from passeurs.core.registry import Figure
from passeurs.people.queries import is_team


def _with_venues(pairs: models.QuerySet[DoubtfulPair]) -> models.QuerySet[DoubtfulPair]:
    return pairs.select_related("first", "second").prefetch_related("first__source_records", "second__source_records")


def open_pairs() -> models.QuerySet[DoubtfulPair]:
    """To decide, both venues still standing, the likeliest first."""
    return _with_venues(
        DoubtfulPair.objects.filter(state=PairState.OPEN, first__merged_into=None, second__merged_into=None)
    )


def decided_pairs() -> models.QuerySet[DoubtfulPair]:
    """Decided, the latest first."""
    return _with_venues(DoubtfulPair.objects.exclude(state=PairState.OPEN)).order_by("-decided_at", "-pk")


def doubtful_pair_figures(person: object, at: dt.datetime) -> Iterable[Figure]:
    """The team's figure: doubtful pairs to decide."""
    if is_team(person):
        yield Figure(
            title=_("Doublons à décider"), value=open_pairs().count(), url=reverse("catalogue:pair-list"), order=80
        )

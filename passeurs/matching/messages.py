"""Who is told that a group was made, changes or ends for them: members in their notifications, partners by letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.groups.messages.group import people_of, tell_people


def tell_unplaced(mandates: Iterable[int], at: dt.datetime) -> None:
    """They had a group and have none any more. Somebody says why: it may be a partner's refusal."""
    title = _("La nouvelle répartition n’a pas de groupe pour toi")
    body = _("Ton référent te dit pourquoi et t’aide à en trouver un : écris-lui, ou revois tes vœux.")
    tell_people(people_of(mandates), title, body, reverse("matching:my-wishes"), at)

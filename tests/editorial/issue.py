"""Readers and issues of the letter for tests."""

from __future__ import annotations

import re

from django.core import signing

from passeurs.core import clock
from passeurs.editorial.forms.subscription import STAMP
from passeurs.editorial.models import Issue, Rhythm, Subscription

FORM = {"ville": "", "theme": [], "rythme": "mois", "website": ""}


def rhythm(slug="mois", label="une fois par mois", gap_days=28):
    return Rhythm.objects.get_or_create(slug=slug, defaults={"label": label, "gap_days": gap_days})[0]


def subscription(email="lou@exemple.fr", **fields):
    """A confirmed reader, unless told."""
    now = clock.now()
    fields = {"state": Subscription.State.ACTIVE, "confirmed_at": now, "seen_at": now, "rhythm": rhythm()} | fields
    return Subscription.objects.create(email=email, **fields)


def readers(count, **fields):
    return [subscription(f"lecteur{number}@exemple.fr", **fields) for number in range(count)]


def issue(**fields):
    fields = {"slug": "novembre", "title": "Au chaud en novembre", "intro": "Bonjour **toi**."} | fields
    return Issue.objects.create(**fields)


def asked(email="lou@exemple.fr", **fields):
    """What a person sends from the subscription page, a minute after opening it."""
    stamp = signing.dumps(clock.now().timestamp() - 60, salt=STAMP)
    return FORM | {"email": email, "stamp": stamp} | fields


def link_of(sent, words):
    """The path of a link of a mail whose address holds these words."""
    return re.search(rf"http://localhost:8000(/lettre/{words}/[^\s<>\"]+)", sent.body)[1]

"""Reads of subscriptions: by the link of a mail, by city for the team."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from passeurs.core.registry import WayToFollow
from passeurs.editorial.models import Rhythm, Subscription
from passeurs.people.models import Person
from passeurs.programme.models import City, Season

# One word for each thing a link may do: a link of one opens nothing else.
CONFIRM, MANAGE, LEAVE = "letter.confirm", "letter.manage", "letter.leave"
CONFIRM_LIFE = dt.timedelta(days=7)
MANAGE_LIFE = dt.timedelta(days=400)


def find_subscription(email: str) -> Subscription | None:
    """The subscription of an address, compared without case (on the index of the unique constraint)."""
    return Subscription.objects.alias(email_key=Lower("email")).filter(email_key=email.strip().lower()).first()


def suppressed_digest(email: str) -> str:
    """The mark under which an erased address is remembered; keyed by the site's secret."""
    return salted_hmac("letter.suppressed", email.strip().lower(), algorithm="sha256").hexdigest()


def confirm_token(subscription: Subscription) -> str:
    """The word of a confirmation mail: for this demand only, seven days."""
    return signing.dumps([str(subscription.uid), subscription.asked_count], salt=CONFIRM)


def manage_token(subscription: Subscription) -> str:
    """The word that opens the choices of a subscription, a little over a year."""
    return signing.dumps(str(subscription.uid), salt=MANAGE)


def leave_token(subscription: Subscription) -> str:
    """The word that stops the letter: it never expires."""
    return signing.dumps(str(subscription.uid), salt=LEAVE)


def find_to_confirm(token: str) -> Subscription | None:
    """The subscription of a confirmation link; None when forged, expired, or followed by another demand."""
    try:
        uid, asked_count = signing.loads(token, salt=CONFIRM, max_age=CONFIRM_LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Subscription.objects.filter(uid=uid, asked_count=asked_count).first()


def find_by_link(token: str, purpose: str) -> Subscription | None:
    """The subscription of a link to manage or to leave; None when forged, expired, or erased since."""
    max_age = MANAGE_LIFE if purpose == MANAGE else None
    try:
        uid = signing.loads(token, salt=purpose, max_age=max_age)
    except signing.BadSignature:
        return None
    return Subscription.objects.select_related("city", "rhythm", "person").filter(uid=uid).first()


def default_rhythm() -> Rhythm:
    """The slowest: nobody is written to more than they asked."""
    rhythm = Rhythm.objects.first()
    if rhythm is None:
        raise Rhythm.DoesNotExist("no rhythm of the letter: migrations make two")
    return rhythm


def letter_cities() -> list[City]:
    """The cities of the running season, by name."""
    running = Season.objects.current()[:1].values("pk")
    return list(City.objects.filter(season_cities__season__in=running).order_by("name"))


def counts_by_city() -> list[dict[str, Any]]:
    """How many read the letter, by city, the most first; the city is empty for those who chose none."""
    active = Subscription.objects.active()
    rows = active.values("city__name").order_by().annotate(n=Count("pk")).order_by("-n", "city__name")
    return [{"city": row["city__name"] or _("sans ville"), "count": row["n"]} for row in rows]


def counts_by_state() -> dict[str, int]:
    """How many subscriptions are in each state."""
    return dict(Subscription.objects.values_list("state").order_by().annotate(n=Count("pk")))


def export_subscription(person: Person) -> dict[str, Any]:
    """The letter of a person, for their own export: linked to the account or asked for with its address."""
    own = Subscription.objects.filter(Q(person=person) | Q(email__iexact=person.email))
    rows = own.select_related("city", "rhythm")
    return {
        "abonnements": [
            {
                "adresse": row.email,
                "ville": row.city.name if row.city else "",
                "goûts": row.tastes,
                "rythme": row.rhythm.label,
                "état": row.get_state_display(),
                "confirmé": row.confirmed_at,
                "dernier numéro": row.letter_at,
            }
            for row in rows
        ]
    }


def ways_to_follow(city_slug: str, theme_slug: str) -> list[WayToFollow]:
    """The letter, with this city and theme already chosen."""
    chosen = [(name, value) for name, value in (("ville", city_slug), ("theme", theme_slug)) if value]
    query = f"?{urlencode(chosen)}" if chosen else ""
    return [WayToFollow(_("La lettre, par e-mail"), reverse("editorial:subscribe") + query, "mail")]

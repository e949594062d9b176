"""Tables of editorial."""

from passeurs.editorial.models.letter import (
    Bounce,
    Dispatch,
    Issue,
    Opposition,
    Pick,
    Rhythm,
    Subscription,
    SubscriptionQuerySet,
)

__all__ = [
    "Bounce",
    "Dispatch",
    "Issue",
    "Opposition",
    "Pick",
    "Rhythm",
    "Subscription",
    "SubscriptionQuerySet",
]

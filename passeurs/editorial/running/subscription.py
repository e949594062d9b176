"""The letters about a subscription itself, written with the fact they tell."""

from __future__ import annotations

from passeurs.core.mail import post_letter
from passeurs.editorial.messages import subscription_mail
from passeurs.editorial.models import Subscription
from passeurs.people.messages import speaking_to_anyone


def write_letter(*, subscription: Subscription, name: str) -> None:
    """Post the mail of this name to a subscription."""
    with speaking_to_anyone():
        mail = subscription_mail(subscription, name)
    post_letter(mail, kind=f"editorial.{name}", recipient=subscription)

"""The mails about a subscription itself."""

from __future__ import annotations

from passeurs.editorial.messages import subscription_mail
from passeurs.editorial.models import Subscription


def send_mail(*, subscription_id: int, name: str) -> bool:
    """Send the mail of this name to a subscription. False when it is gone."""
    subscription = Subscription.objects.filter(pk=subscription_id).first()
    if subscription is None:
        return False
    subscription_mail(subscription, name).send()
    return True

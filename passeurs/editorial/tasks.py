"""Background work of editorial: mails of the letter. Arguments are keys, never addresses."""

from django_tasks import task

from passeurs.core import clock
from passeurs.editorial import messages
from passeurs.editorial.actions.sending import enqueue_batch, send_batch
from passeurs.editorial.models import Issue, Subscription


@task()
def send_letter_batch(issue_id: int) -> int:
    """Send one batch of an issue, and ask for the next: other work gets its turn in between."""
    issue = Issue.objects.get(pk=issue_id)
    taken = send_batch(issue=issue, at=clock.now())
    if taken:
        enqueue_batch(issue)
    return taken


@task()
def send_subscription_mail(subscription_id: int, name: str) -> bool:
    """Send a mail about a subscription: confirm, already, stay. False when it is gone."""
    subscription = Subscription.objects.filter(pk=subscription_id).first()
    if subscription is None:
        return False
    messages.subscription_mail(subscription, name).send()
    return True

"""What a mail service tells later: only « no such address » suspends a reader."""

from __future__ import annotations

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking

from passeurs.editorial.models import Bounce, Subscription
from passeurs.notifications.models import Message
from tests.editorial.issue import subscription
from tests.factories import team_member

pytestmark = pytest.mark.django_db

NO_SUCH = "smtp; 550 5.1.1 The email account that you tried to reach does not exist"
BLOCKED = "550 5.7.1 Service unavailable, client host blocked using Spamhaus"


@pytest.mark.parametrize(
    ("told", "state", "kinds", "is_team_told"),
    [
        ({"event_type": EventType.BOUNCED}, "suspended", ["hard"], False),
        ({"event_type": EventType.BOUNCED, "mta_response": NO_SUCH}, "suspended", ["hard"], False),
        ({"event_type": EventType.BOUNCED, "mta_response": "5.1.1 unknown"}, "suspended", ["hard"], False),
        ({"event_type": EventType.REJECTED, "reject_reason": RejectReason.INVALID}, "suspended", ["hard"], False),
        ({"event_type": EventType.BOUNCED, "mta_response": BLOCKED}, "active", [], True),
        ({"event_type": EventType.BOUNCED, "reject_reason": RejectReason.BLOCKED}, "active", [], True),
        ({"event_type": EventType.REJECTED, "reject_reason": RejectReason.SPAM}, "active", [], True),
        ({"event_type": EventType.BOUNCED, "mta_response": "552 5.2.2 mailbox full"}, "active", ["soft"], False),
        ({"event_type": EventType.BOUNCED, "reject_reason": RejectReason.TIMED_OUT}, "active", ["soft"], False),
        ({"event_type": EventType.DEFERRED}, "active", ["soft"], False),
        ({"event_type": EventType.REJECTED, "reject_reason": RejectReason.OTHER}, "active", [], False),
        ({"event_type": EventType.DELIVERED}, "active", [], False),
        ({"event_type": EventType.COMPLAINED}, "left", ["complaint"], False),
    ],
    ids=lambda value: " ".join(str(one) for one in value.values()) if isinstance(value, dict) else None,
)
def test_only_no_such_address_suspends_a_reader(told, state, kinds, is_team_told):
    team_member()
    reader = subscription()
    tracking.send(sender=object, event=AnymailTrackingEvent(recipient=reader.email, **told), esp_name="brevo")
    assert Subscription.objects.get().state == state
    assert [bounce.kind for bounce in Bounce.objects.all()] == kinds
    assert Message.objects.filter(kind="mails_stopped").exists() == is_team_told

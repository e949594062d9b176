"""The team writes to exactly the people a filter shows, once."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse

from passeurs.core import clock, journal
from passeurs.matching.models import TeamMessage
from passeurs.matching.queries.standing import PeopleFilter, filter_words, last_reasons, standing_people
from passeurs.matching.rules.team_message import can_repeat_team_message, can_send_team_message
from passeurs.notifications.actions import notify
from passeurs.people.models import Person
from passeurs.programme.models import Season


@transaction.atomic
def send_team_message(
    *,
    season: Season,
    by: Person,
    asked: PeopleFilter,
    seal: str,
    subject: str,
    body: str,
    key: uuid.UUID,
    at: dt.datetime | None = None,
) -> tuple[TeamMessage, bool]:
    """Tell it to everybody the filter shows, all or none. Returns the message, and whether it left by this call.

    `seal` is `rules.writing.seal_of` the people who were previewed: when the filter shows others by now, Refused.
    Under a `key` it leaves once, whoever clicks how often; two at once take turns on the unique constraint.
    """
    at = at or clock.now()
    # The season's row makes two clicks take turns before anything is counted.
    Season.objects.select_for_update().get(pk=season.pk)
    known = TeamMessage.objects.filter(key=key).first()
    if known is not None:
        can_repeat_team_message(by, known).or_refuse()
        return known, False
    mandates = list(standing_people(by, season, asked, last_reasons(season)))
    can_send_team_message(by, mandates, seal).or_refuse()
    message = TeamMessage.objects.create(
        season=season,
        made_by=by,
        filters=asked.as_json(),
        filter_words=filter_words(asked)[:400],
        subject=subject,
        body=body,
        recipient_count=len(mandates),
        key=key,
        sent_at=at,
    )
    url, name = reverse("matching:my-wishes"), f"team_word:{message.pk}"
    for mandate in mandates:
        notify(person=mandate.person, kind="team_word", title=subject, body=body, url=url, thing=name, key=name, at=at)
    data = {"recipients": len(mandates)}
    journal.record(actor=by, verb="send_team_message", subject=message, data=data, at=at)
    return message, True

"""What groups add to the pages of partners (dates, ratings, figures), of a person, of a city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import ngettext

from passeurs.core import clock
from passeurs.groups.choices import MeetingState
from passeurs.groups.forms.poll import CounterForm, VoteForm
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.groups.queries.attendance import rolls_of
from passeurs.groups.queries.group import facts_of, member_names, readable
from passeurs.groups.queries.meeting import meetings_to_confirm
from passeurs.groups.queries.poll import poll_page
from passeurs.groups.queries.rating import meetings_to_rate_by
from passeurs.groups.rules import poll as rules
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Partnership

Page = Mapping[str, Any]


def partner_confirmations(page: Page) -> Page | None:
    """The partner's space: meetings that its word is missing for."""
    rows = list(meetings_to_confirm(page["contact"], page["at"]))
    return {"to_confirm": rows} if rows else None


def partner_ratings(page: Page) -> Page | None:
    """The partner's space: meetings of which it may say how they were."""
    rows = meetings_to_rate_by(page["contact"], page["at"])
    return {"to_rate": rows} if rows else None


def partner_groups(page: Page) -> Page | None:
    """The partner's space: each group, by first names, with its next date and its poll; or that one is coming."""
    contact: Contact = page["contact"]
    groups = list(readable(Group.objects.running().filter(partnership=contact.partnership_id)))
    if not groups and contact.partnership.state != PartnershipState.ACCEPTED:
        return None
    coming = [_coming(group, page["at"]) for group in groups]
    rolls = rolls_of([meeting for meeting in coming if meeting])
    return {
        "groups": [
            (group, member_names(group), meeting, rolls[meeting.pk] if meeting else None, poll_context(group, contact))
            for group, meeting in zip(groups, coming, strict=True)
        ]
    }


def _coming(group: Group, at: dt.datetime) -> Meeting | None:
    coming = (one for one in group.meetings.all() if one.state == MeetingState.PLANNED and one.starts_at > at)
    return min(coming, key=lambda one: one.starts_at, default=None)


def partnership_count(page: Page) -> Page:
    """The team's page of a partner: how many groups it has, of how many it welcomes."""
    return {"running_count": page["partnership"].groups.running().count()}


def partnership_meetings(page: Page) -> Page | None:
    """The team's page of a partner: the meetings that were held."""
    facts = facts_of(page["partnership"])
    return {"facts": facts} if facts.held else None


def season_facts(partnership: Partnership) -> list[str]:
    """What a season with this partner was, in short sentences. Two queries."""
    facts = facts_of(partnership)
    sentences = (
        (ngettext("%(n)d groupe", "%(n)d groupes", facts.groups), facts.groups),
        (ngettext("%(n)d rencontre tenue", "%(n)d rencontres tenues", facts.held), facts.held),
        (
            ngettext("%(n)d confirmée des deux côtés", "%(n)d confirmées des deux côtés", facts.confirmed),
            facts.confirmed,
        ),
    )
    return [words % {"n": count} for words, count in sentences]


def poll_context(group: Group, who: Any) -> dict[str, Any]:
    """What the page of a group, or of its partner, shows of the open poll."""
    page = poll_page(group, who)
    can_vote = bool(page and rules.can_vote(who, page.poll, clock.now()))
    is_partner = isinstance(who, Contact)
    return {
        "poll": page,
        "vote_form": VoteForm(page=page) if page and can_vote else None,
        "counter_form": CounterForm(),
        "can_close": bool(page and not is_partner and rules.can_close_poll(who, page.poll)),
    }


def person_groups(page: Page) -> Page | None:
    """The team's page of a person: the groups they are or were in, the present one first."""
    rows = Membership.objects.filter(mandate__person=page["person"]).select_related("group__partnership")
    memberships = list(rows.order_by(F("left_at").desc(nulls_first=True)))
    return {"memberships": memberships} if memberships else None


def city_groups(page: Page) -> Page | None:
    """The team's page of a city in a season: how many groups run there."""
    count = Group.objects.running().filter(partnership__season_city=page["season_city"]).count()
    return {"group_count": count, "city": page["season_city"].city} if count else None

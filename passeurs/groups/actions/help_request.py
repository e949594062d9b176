"""A partner asks something of its group, which answers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.models import Group
from passeurs.groups.queries.help_request import asked_group
from passeurs.groups.rules.help_request import can_answer_help, can_ask_help
from passeurs.notifications.actions import notify
from passeurs.partners.models import Contact, HelpRequest
from passeurs.partners.queries.help_request import help_requests_to
from passeurs.partners.running import write_letter
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.promises.actions import owe, settle_about
from passeurs.promises.choices import Outcome, Owner

HELP_DAYS = 10


@transaction.atomic
def ask_help(
    *,
    contact: Contact,
    group: Group,
    kind: str,
    text: str,
    wanted_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> HelpRequest:
    """Ask something of the group: all its members and the referent read it, and an answer is owed."""
    at = at or clock.now()
    group = (
        Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city").get(pk=group.pk)
    )
    same = help_requests_to(group).filter(answered_at=None, contact=contact, text=text).first()
    if same:
        return same
    can_ask_help(contact, group).or_refuse()
    help_request = HelpRequest.objects.create(
        partnership_id=contact.partnership_id,
        asked_of=journal.reference(group),
        contact=contact,
        kind=kind,
        text=text,
        wanted_on=wanted_on,
        made_at=at,
    )
    city = group.partnership.season_city.city
    owe(
        kind="partner_help",
        about=help_request,
        about_label=later(
            lambda: _("%(kind)s, %(partner)s") % {"kind": help_request.get_kind_display(), "partner": group.partnership}
        ),
        about_url=f"{group.get_absolute_url()}#demandes",
        owner=Owner.REFERENT,
        scope=city.scope,
        owed_to_label=contact.name,
        detail=text,
        days=HELP_DAYS,
        at=at,
    )
    journal.record(verb="ask_help", subject=help_request, data={"contact": contact.pk}, at=at)
    _tell_members(help_request, group, at)
    return help_request


def _tell_members(help_request: HelpRequest, group: Group, at: dt.datetime) -> None:
    for membership in group.memberships.present().select_related("mandate__person"):
        with speaking_to(membership.mandate.person):
            notify(
                person=membership.mandate.person,
                kind="association_group",
                title=_("%(partner)s vous demande quelque chose") % {"partner": group.partnership},
                body=help_request.text[:200],
                url=f"{group.get_absolute_url()}#demandes",
                key=f"partner_help:{help_request.pk}:{membership.pk}",
                at=at,
            )


@transaction.atomic
def answer_help(
    *, help_request: HelpRequest, by: Person, is_accepted: bool, reply: str, at: dt.datetime | None = None
) -> HelpRequest:
    """The group, or its referent, says yes or no in words; every contact of the partner is told. Once."""
    at = at or clock.now()
    help_request = HelpRequest.objects.select_for_update().get(pk=help_request.pk)
    can_answer_help(by, help_request, asked_group(help_request)).or_refuse()
    help_request.is_accepted, help_request.reply = is_accepted, reply
    help_request.answered_at, help_request.answered_by = at, by
    help_request.save(update_fields=["is_accepted", "reply", "answered_at", "answered_by"])
    settle_about(help_request, by=by, outcome=Outcome.YES if is_accepted else Outcome.NO, answer=reply, at=at)
    journal.record(actor=by, verb="answer_help", subject=help_request, data={"yes": is_accepted}, at=at)
    if help_request.contact_id:
        write_letter("help_answered", help_request.contact_id)
    return help_request

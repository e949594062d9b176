"""What a partner does in its space: accept the convention, bring in colleagues, ask for help, come back next season."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.partners.models import Contact, Convention, ConventionAcceptance, Partnership
from passeurs.partners.queries.convention import convention_of
from passeurs.partners.rules.convention import can_accept_convention, can_accept_version, can_publish_convention
from passeurs.partners.running import write_letter
from passeurs.people.models import Person
from passeurs.programme.models import Programme


@transaction.atomic
def publish_convention(*, programme: Programme, by: Person, body: str, at: dt.datetime | None = None) -> Convention:
    """A new version of the text: every partner is asked again. The same text changes nothing."""
    can_publish_convention(by).or_refuse()
    last = programme.conventions.first()
    if last and last.body == body:
        return last
    made = Convention.objects.create(
        programme=programme, version=last.version + 1 if last else 1, body=body, published_at=at or clock.now()
    )
    journal.record(actor=by, verb="publish_convention", subject=made, data={"version": made.version}, at=at)
    return made


@transaction.atomic
def accept_convention(
    *, contact: Contact, convention: Convention, name: str, role: str, at: dt.datetime | None = None
) -> ConventionAcceptance:
    """A contact accepts for the partner; the paper leaves by mail. Twice is once; an older text is refused."""
    at = at or clock.now()
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    can_accept_convention(partnership).or_refuse()
    can_accept_version(convention, convention_of(partnership)).or_refuse()
    acceptance, is_new = ConventionAcceptance.objects.get_or_create(
        partnership=partnership,
        convention=convention,
        defaults={"contact": contact, "signed_name": name, "signed_role": role, "accepted_at": at},
    )
    if is_new:
        journal.record(verb="accept_convention", subject=partnership, data={"contact": contact.pk}, at=at)
        write_letter("convention", contact.pk)
    return acceptance

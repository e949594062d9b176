"""What a partner does in its space: accept the convention, bring in colleagues, ask for help, come back next season."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passeurs.associations import rules, tasks
from passeurs.associations.models import Contact, Convention, ConventionAcceptance, Group, HelpAsk, Partnership
from passeurs.associations.queries.partnerships import PARTNER_LINK
from passeurs.associations.queries.space import convention_of
from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.notifications.actions import notify
from passeurs.people.actions import end_links
from passeurs.people.models import Person
from passeurs.programme.models import Programme, SeasonCity
from passeurs.promises.actions import owe, settle
from passeurs.promises.choices import Outcome, Owner
from passeurs.promises.queries import open_promise_about

MOST_CONTACTS = 8
MOST_OPEN_ASKS = 5
RENEWAL_DAYS = 14
HELP_DAYS = 10
SEEN_EVERY = dt.timedelta(hours=12)


@transaction.atomic
def publish_convention(*, programme: Programme, by: Person, body: str, at: dt.datetime | None = None) -> Convention:
    """A new version of the text: every partner is asked again. The same text changes nothing."""
    rules.can_match(by).or_refuse()
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
    rules.can_accept_convention(partnership).or_refuse()
    if convention_of(partnership) != convention:
        raise Refused(refusal(_("Une version plus récente de la convention existe : relisez-la, puis acceptez-la.")))
    acceptance, is_new = ConventionAcceptance.objects.get_or_create(
        partnership=partnership,
        convention=convention,
        defaults={"contact": contact, "signed_name": name, "signed_role": role, "accepted_at": at},
    )
    if is_new:
        journal.record(verb="accept_convention", subject=partnership, data={"contact": contact.pk}, at=at)
        tasks.post(tasks.send_partner_letter, "convention", contact.pk)
    return acceptance


@transaction.atomic
def add_contact(*, by: Contact, name: str, email: str, at: dt.datetime | None = None) -> Contact:
    """A colleague gets a link of their own. Raises Refused for an address that is there already."""
    at = at or clock.now()
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=by.partnership_id)
    if partnership.contacts.filter(revoked_at=None).count() >= MOST_CONTACTS:
        raise Refused(refusal(_("Il y a déjà huit contacts : retirez-en un d’abord.")))
    known = partnership.contacts.filter(email__iexact=email.strip()).first()
    if known and known.revoked_at is None:
        raise Refused(refusal(_("Cette personne a déjà son lien.")))
    if known:
        known.name, known.revoked_at = name, None
        known.save(update_fields=["name", "revoked_at"])
    made = known or Contact.objects.create(partnership=partnership, name=name, email=email.strip(), made_at=at)
    journal.record(verb="add_contact", subject=made, data={"by": by.pk}, at=at)
    tasks.post(tasks.send_partner_letter, "link", made.pk)
    return made


@transaction.atomic
def revoke_contact(
    *, contact: Contact, by: Person | None = None, by_contact: Contact | None = None, at: dt.datetime | None = None
) -> None:
    """End somebody's link at once: by the team, or by a contact of the same partner. The last one stays."""
    at = at or clock.now()
    partnership = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    if by is not None:
        rules.can_run_partnership(by, partnership).or_refuse()
    if partnership.contacts.filter(revoked_at=None).exclude(pk=contact.pk).count() == 0:
        raise Refused(refusal(_("C’est le dernier contact : ajoutez-en un autre avant de le retirer.")))
    end_links(subject=contact, purpose=PARTNER_LINK, at=at)
    Contact.objects.filter(pk=contact.pk, revoked_at=None).update(revoked_at=at)
    data = {"by_contact": by_contact.pk if by_contact else None}
    journal.record(actor=by, verb="revoke_contact", subject=contact, data=data, at=at)


def note_visit(*, contact: Contact, at: dt.datetime | None = None) -> None:
    """A link was opened: kept for the team, at most twice a day."""
    at = at or clock.now()
    if contact.seen_at is None or contact.seen_at < at - SEEN_EVERY:
        Contact.objects.filter(pk=contact.pk).update(seen_at=at)
        journal.record(verb="open_partner_space", subject=contact, at=at)


@transaction.atomic
def ask_help(
    *,
    contact: Contact,
    group: Group,
    kind: str,
    text: str,
    wanted_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> HelpAsk:
    """Ask something of the group: all its members and the referent read it, and an answer is owed."""
    at = at or clock.now()
    group = (
        Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city").get(pk=group.pk)
    )
    if group.partnership_id != contact.partnership_id or group.dissolved_at:
        raise Refused(refusal(_("Ce groupe n’est pas, ou n’est plus, le vôtre.")))
    waiting = HelpAsk.objects.filter(group=group, answered_at=None)
    if waiting.count() >= MOST_OPEN_ASKS:
        raise Refused(refusal(_("Cinq demandes attendent déjà leur réponse : laissez d’abord le groupe y répondre.")))
    same = waiting.filter(contact=contact, text=text).first()
    if same:
        return same
    ask = HelpAsk.objects.create(group=group, contact=contact, kind=kind, text=text, wanted_on=wanted_on, made_at=at)
    city = group.partnership.season_city.city
    owe(
        kind="partner_help",
        about=ask,
        about_label=_("%(kind)s, %(partner)s") % {"kind": ask.get_kind_display(), "partner": group.partnership},
        about_url=f"{group.get_absolute_url()}#demandes",
        owner=Owner.REFERENT,
        scope=city.scope,
        owed_to_label=contact.name,
        detail=text,
        days=HELP_DAYS,
        at=at,
    )
    journal.record(verb="ask_help", subject=ask, data={"contact": contact.pk}, at=at)
    for membership in group.memberships.filter(left_at=None).select_related("mandate__person"):
        notify(
            person=membership.mandate.person,
            kind="association_group",
            title=_("%(partner)s vous demande quelque chose") % {"partner": group.partnership},
            body=text[:200],
            url=f"{group.get_absolute_url()}#demandes",
            key=f"partner_help:{ask.pk}:{membership.pk}",
            at=at,
        )
    return ask


@transaction.atomic
def answer_help(*, ask: HelpAsk, by: Person, is_accepted: bool, reply: str, at: dt.datetime | None = None) -> HelpAsk:
    """The group, or its referent, says yes or no in words; every contact of the partner is told. Once."""
    at = at or clock.now()
    ask = HelpAsk.objects.select_for_update(of=("self",)).select_related("group__partnership").get(pk=ask.pk)
    rules.can_answer_help(by, ask).or_refuse()
    ask.is_accepted, ask.reply, ask.answered_at, ask.answered_by = is_accepted, reply, at, by
    ask.save(update_fields=["is_accepted", "reply", "answered_at", "answered_by"])
    promise = open_promise_about(ask)
    if promise:
        settle(promise=promise, by=by, outcome=Outcome.YES if is_accepted else Outcome.NO, answer=reply, at=at)
    journal.record(actor=by, verb="answer_help", subject=ask, data={"yes": is_accepted}, at=at)
    if ask.contact_id:
        tasks.post(tasks.send_partner_letter, "help_answered", ask.contact_id)
    return ask


@transaction.atomic
def renew_partnership(*, contact: Contact, season_city: SeasonCity, at: dt.datetime | None = None) -> Partnership:
    """Propose the same again for a coming season, in one click: what was opened, half-days, contacts. Once."""
    at = at or clock.now()
    before = Partnership.objects.select_for_update(of=("self",)).get(pk=contact.partnership_id)
    rules.can_renew(before, season_city).or_refuse()
    fields = ("venue_id", "name", "lat", "lon", "opens", "expects", "half_days", "group_count", "access")
    same = {name: getattr(before, name) for name in fields}
    try:
        with transaction.atomic():
            made = Partnership.objects.create(season_city=season_city, renews=before, proposed_at=at, **same)
    except IntegrityError as error:
        raise Refused(refusal(_("Votre proposition pour cette saison est déjà là."))) from error
    Contact.objects.bulk_create(
        Contact(partnership=made, name=one.name, email=one.email, made_at=at)
        for one in before.contacts.filter(revoked_at=None)
    )
    owe(
        kind="partnership",
        about=made,
        about_label=made.name,
        about_url=made.get_absolute_url(),
        scope=season_city.city.scope,
        owed_to_label=contact.name,
        days=RENEWAL_DAYS,
        at=at,
    )
    journal.record(verb="renew_partnership", subject=made, data={"from": before.pk}, at=at)
    for one in made.contacts.all():
        tasks.post(tasks.send_partner_letter, "proposed", one.pk)
    return made

"""The associations of the access world: the owner's group in Dijon, its partner and its links."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile

from passeurs.agenda.queries import CALENDAR_LINK
from passeurs.core import clock, journal
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.actions.poll import open_poll
from passeurs.groups.models import ActionItem, Concern, Group, GroupFile, GroupRequest, Membership, SpokenMinutes
from passeurs.matching.models import MatchingProposal, PartnerWish, PeerPreference, Wish, WishSheet
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Convention, HelpRequest
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.people.models import Person
from passeurs.programme.models import SchoolBreak, SeasonCity
from tests.factories import PartnershipFactory, associated_group

SECRETS = ("contact-secret@lieu.example",)
REFUSAL = "raison-secrete-refus"
REQUEST = "raison-secrete-demande"
ALARM = "mots-secrets-alerte"


def add_associations(
    args: dict[str, list[object]], secrets: dict[str, list[str]], people: dict[str, Person | None], dijon: SeasonCity
) -> None:
    """Fill the arguments of URLs and the words to look for."""
    partnership = PartnershipFactory(season_city=dijon, name="La Vapeur")
    waiting = PartnershipFactory(season_city=dijon, name="Le Consortium", state=PartnershipState.PROPOSED)
    contact = Contact.objects.create(partnership=partnership, name="Nadia", email=SECRETS[0])
    group = associated_group(partnership, size=1, made_at=clock.now() - dt.timedelta(days=40))
    owner = people["owner"]
    assert owner is not None
    mandate = owner.mandates.get()
    Membership.objects.create(group=group, mandate=mandate)
    sheet = WishSheet.objects.create(mandate=mandate, half_days=["wed_pm"])
    reader = people["reader"]
    assert reader is not None
    PeerPreference.objects.create(sheet=sheet, other=reader.mandates.get(), is_wanted=False)
    Wish.objects.create(sheet=sheet, partnership=partnership, rank=1)
    refused = reader.mandates.get()
    refusal = PartnerWish.objects.create(partnership=waiting, mandate=refused, reason=REFUSAL, contact=None)
    first = group.memberships.exclude(mandate=mandate).get()
    asked = GroupRequest.objects.create(membership=first, kind="people", reason=REQUEST)
    alarm = Concern.objects.create(group=group, person=first.mandate.person, kind="adult", text=ALARM)
    past = plan_meeting(group=group, by=owner, starts_at=clock.now() - dt.timedelta(days=1))
    coming = plan_meeting(group=group, by=owner, starts_at=clock.now() + dt.timedelta(days=9))
    proposal = MatchingProposal.objects.create(
        season=dijon.season, problem={"people": [], "actors": []}, state="failed", told="Rien."
    )
    token = issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)
    args |= {
        "partner-space": [token],
        "partner-forged": ["x" * 32],
        "partner-meeting": [token, past.pk],
        "associated-group": [group.pk],
        "past-meeting": [past.pk],
        "coming-meeting": [coming.pk],
        "partnership": [waiting.pk],
        "wished-partnership": [partnership.pk],
        "matching-proposal": [proposal.pk],
        "proposal-pair": [proposal.pk, proposal.pk],
        "wisher": [token, mandate.pk],
        "partner-refusal": [refusal.pk],
        "group-request": [asked.pk],
        "concern": [alarm.pk],
    }
    secrets["reader"].append(REFUSAL)
    secrets["team"] += [REQUEST, ALARM]
    secrets["partner"] = list(SECRETS)
    _add_life(args, group, owner, token)


def _add_life(args: dict[str, list[object]], group: Group, owner: Person, token: str) -> None:
    """What the group keeps, and its poll."""
    poll = open_poll(
        group=group,
        by=owner,
        dates=[clock.now() + dt.timedelta(days=days) for days in (12, 13)],
        closes_at=clock.now() + dt.timedelta(days=3),
    )
    voice = SpokenMinutes.objects.create(meeting_id=args["past-meeting"][0], mime="audio/webm")  # type: ignore[misc]
    voice.file.save("v.webm", ContentFile(b"son"))
    kept = GroupFile.objects.create(group=group, name="affiche", mime="image/jpeg")
    kept.file.save("f.jpg", ContentFile(b"image"))
    term = SchoolBreak.objects.create(
        label="Bac", kind="exam", starts_on=dt.date(2027, 6, 14), ends_on=dt.date(2027, 6, 30)
    )
    feed = issue_link(purpose=CALENDAR_LINK, subject=owner, days=9, is_mailed=False)
    contact = group.partnership.contacts.get(name="Nadia")
    others = [
        Contact.objects.create(partnership=group.partnership, name="Léo", email=f"l{n}@x.example") for n in (1, 2)
    ]
    season = group.partnership.season_city.season
    Convention.objects.create(programme=season.programme, version=1, body="On se voit chaque mois.")
    ask = HelpRequest.objects.create(
        partnership=group.partnership,
        asked_of=journal.reference(group),
        contact=contact,
        kind="stand",
        text="Un coup de main ?",
    )
    args |= {
        "partner-colleague": [token, others[0].pk],
        "partner-contact": [others[1].pk],
        "partner-season": [token, group.partnership.season_city_id],
        "help-ask": [ask.pk],
        "poll": [poll.pk],
        "partner-poll": [token, poll.pk],
        "partner-group": [token, group.pk],
        "group-action": [ActionItem.objects.create(group=group, label="Appeler le musée").pk],
        "group-file": [kept.pk],
        "term": [term.pk],
        "calendar-feed": [feed],
    }

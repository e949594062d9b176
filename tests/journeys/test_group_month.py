"""A month of a group in a browser: a poll by both sides, an invitation a calendar reads, both confirm; help asked."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.groups.actions.beat import warn_groups
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.groups.queries.beat import beats_of
from passeurs.groups.queries.group import readable
from passeurs.notifications.models import Message
from passeurs.partners.actions import convention
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from tests.factories import MandateFactory, PartnershipFactory, associated_group
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey


@pytest.fixture
def group(world):
    """The author's group, with a partner."""
    made = associated_group(PartnershipFactory(season_city=world.season_city, name="La Minoterie"), size=1)
    mandate = world.author.mandates.first() or MandateFactory(person=world.author, season_city=world.season_city)
    Membership.objects.create(group=made, mandate=mandate)
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


def link_of(group: Group) -> str:
    contact = Contact.objects.get(partnership=group.partnership)
    return f"/partenaire/{issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)}/"


def who_comes_and_who_was_there(phone, partner, group, world):
    """Said before, by one; after, by the group; both sides confirm."""
    other = group.memberships.exclude(mandate__person=world.author).get().mandate.person.public_name
    phone.goto(group.get_absolute_url())
    phone.get_by_role("button", name="Je ne peux pas venir").click()
    expect(phone.get_by_text("le groupe est prévenu que tu ne peux pas venir")).to_be_visible()
    phone.get_by_role("button", name="Finalement, je viens").click()
    partner.goto(link_of(group))
    expect(partner.get_by_text("ne pourra pas venir")).to_have_count(0)

    Meeting.objects.update(starts_at=clock.now() - dt.timedelta(hours=3))
    Membership.objects.update(joined_at=clock.now() - dt.timedelta(days=30))
    phone.goto(group.get_absolute_url())
    phone.get_by_label("En deux lignes").fill("Vu la régie, choisi le projet.")
    for box in phone.locator("input[name=there]").all():
        expect(box).to_be_checked()
    phone.get_by_role("checkbox", name=other).uncheck()
    check_page(phone)
    phone.get_by_role("button", name="Oui, elle a eu lieu").click()
    expect(phone.get_by_text(f"Absences\u202f: {other}")).to_be_visible()
    phone.get_by_role("link", name="Corriger qui était là").click()
    check_page(phone)
    phone.get_by_label(other).check()
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.get_by_text("Absences")).to_have_count(0)
    partner.goto(link_of(group))
    partner.get_by_role("button", name="Oui, nous nous sommes vus").click()
    expect(partner.get_by_text("cette rencontre est confirmée")).to_be_visible()
    phone.goto(group.get_absolute_url())
    expect(phone.get_by_text("confirmée des deux côtés")).to_be_visible()
    check_page(phone)


def test_a_poll_an_invitation_and_both_sides_confirm(window, world, group, mailoutbox):
    phone = window.open(world.author, viewport=PHONE)
    phone.goto(group.get_absolute_url())
    check_page(phone)
    phone.get_by_role("link", name="ouvrir un sondage").click()
    check_page(phone)
    first, second = (timezone.localtime(clock.now() + dt.timedelta(days=days)) for days in (8, 9))
    phone.get_by_label("Date 1").fill(f"{first:%Y-%m-%dT14:30}")
    phone.get_by_label("Date 2").fill(f"{second:%Y-%m-%dT10:00}")
    phone.get_by_label("Date 3").fill("")
    closes = timezone.localtime(clock.now() + dt.timedelta(days=2))
    phone.get_by_label("On répond jusqu’au").fill(f"{closes:%Y-%m-%dT%H:%M}")
    phone.get_by_role("button", name="Ouvrir le sondage").click()
    expect(phone.get_by_text("Sondage ouvert")).to_be_visible()
    for group_of_choices in phone.locator(".poll-form fieldset").all():
        group_of_choices.get_by_label("oui").check()
    phone.get_by_role("button", name="Envoyer les réponses").click()
    expect(phone.get_by_text("C’est noté.")).to_be_visible()
    check_page(phone)

    partner = window.open()
    partner.goto(link_of(group))
    check_page(partner)
    choices = partner.locator(".poll-form fieldset").all()
    choices[0].get_by_label("non").check()
    choices[1].get_by_label("oui").check()
    partner.get_by_role("button", name="Envoyer les réponses").click()
    expect(partner.get_by_text("C’est noté.")).to_be_visible()

    phone.goto(group.get_absolute_url())
    phone.get_by_role("button", name="Choisir la meilleure date").click()
    expect(phone.get_by_text("Date choisie")).to_be_visible()
    meeting = Meeting.objects.get()
    invitation = next(one for one in reversed(mailoutbox) if one.attachments)
    (event,) = Calendar.from_ical(invitation.attachments[0][1]).walk("VEVENT")
    assert event["DTSTART"].dt == meeting.starts_at
    assert f"{timezone.localtime(meeting.starts_at):%d}" == f"{second:%d}"

    who_comes_and_who_was_there(phone, partner, group, world)


def test_a_month_is_saved_on_day_24(window, world, group):
    group.partnership.season_city.season.__class__.objects.update(phase="running")
    day = timezone.make_aware(dt.datetime(2027, 1, 24, 9))
    Group.objects.update(made_at=day - dt.timedelta(days=60))
    assert warn_groups(day) == 1
    assert Message.objects.filter(person=world.author, kind="heartbeat").exists()
    assert Message.objects.filter(person=world.referent, kind="heartbeat").exists()
    phone = window.open(world.author, viewport=PHONE)
    phone.goto(group.get_absolute_url())
    phone.get_by_label("À une autre date").check()
    soon = timezone.localtime(clock.now() + dt.timedelta(days=3))
    phone.locator("#id_other").fill(f"{soon:%Y-%m-%dT14:30}")
    phone.get_by_role("button", name="Choisir cette date").click()
    expect(phone.get_by_text("Date choisie")).to_be_visible()
    Meeting.objects.update(starts_at=day + dt.timedelta(days=4))
    with time_machine.travel(day, tick=False):
        (beat,) = beats_of(readable(Group.objects.all()).get(pk=group.pk), [dt.date(2027, 1, 1)], day)
    assert beat.beat == "planned"


def test_a_partner_accepts_the_convention_and_asks_for_help(window, world, group):
    programme = world.season_city.season.programme
    convention.publish_convention(programme=programme, by=world.team, body="On se voit chaque mois.\n\n" * 5)
    page = window.open()
    page.goto(link_of(group))
    page.get_by_role("link", name="Lire et accepter la convention").click()
    check_page(page)
    page.get_by_label("Votre fonction").fill("Directrice")
    page.get_by_label("J’ai lu la convention").check()
    page.get_by_role("button", name="Accepter la convention").click()
    expect(page.get_by_text("la convention est acceptée")).to_be_visible()
    page.get_by_role("link", name="Lui demander quelque chose").click()
    check_page(page)
    page.get_by_label("Ce que vous demandez").fill("Venir essayer la visite en langue des signes, samedi.")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_text("Demande envoyée au groupe")).to_be_visible()

    phone = window.open(world.author, viewport=PHONE)
    phone.goto(group.get_absolute_url())
    phone.get_by_role("link", name="Répondre", exact=True).click()
    check_page(phone)
    phone.get_by_label("Oui").check()
    phone.get_by_label("Un mot au partenaire").fill("On vient à deux.")
    phone.get_by_role("button", name="Envoyer la réponse du groupe").click()
    expect(phone.get_by_text("Réponse envoyée au partenaire.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("On vient à deux.")).to_be_visible()
    check_page(page)

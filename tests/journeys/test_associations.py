"""Associations in a browser: a partner proposes, wishes by keyboard, groups published, a month confirmed by both."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.models import Group
from passeurs.matching.models import MatchingProposal, WishSheet
from passeurs.matching.running import compute_proposal
from passeurs.partners.models import Partnership
from tests.factories import MandateFactory, PartnershipFactory
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey


def test_a_partner_proposes_and_the_referent_answers(window, world, mailoutbox):
    page = window.open()
    page.goto("/lieux-partenaires/")
    check_page(page)
    page.get_by_label("Votre ville").select_option(label=world.season_city.city.name)
    page.get_by_label("Nom du lieu").fill("Le Consortium")
    page.get_by_label("Ce que vous ouvrez").fill("Les montages d’exposition et le métier de régie.")
    page.get_by_label("mercredi après-midi").check()
    page.get_by_label("Votre nom").fill("Nadia")
    page.get_by_label("Votre adresse e-mail").fill("nadia@leconsortium.example")
    page.get_by_role("button", name="Proposer mon lieu").click()
    expect(page.get_by_text("Le lien de votre espace vient de partir")).to_be_visible()
    partnership = Partnership.objects.get(name="Le Consortium")

    team = window.open(world.team)
    team.goto(partnership.get_absolute_url())
    check_page(team)
    team.get_by_label("Accepter ce partenariat").check()
    team.get_by_role("button", name="Répondre au partenaire").click()
    expect(team.get_by_text("Réponse envoyée au partenaire.")).to_be_visible()

    link = re.search(r"https?://[^/\s]+(/partenaire/\S+)", mailoutbox[-1].body)[1]
    page.goto(link)
    expect(page.get_by_text("Votre groupe se forme")).to_be_visible()
    check_page(page)


def test_wishes_by_keyboard_groups_published_and_a_month_confirmed(window, world):
    row = world.season_city
    for name in ("Opéra", "Cinéma"):
        PartnershipFactory(season_city=row, name=name)
    friends = [MandateFactory(season_city=row) for _ in range(3)]
    for one in friends:
        WishSheet.objects.create(mandate=one, half_days=["wed_pm"])

    phone = window.open(world.author, viewport=PHONE)
    phone.goto("/moi/association/")
    check_page(phone)
    phone.get_by_role("button", name="Classer Cinéma").press("Enter")
    phone.get_by_role("button", name="Classer Opéra").press("Enter")
    phone.get_by_role("button", name="Monter Opéra").press("Enter")
    expect(phone.locator("ol .place-name").first).to_have_text("Opéra")
    phone.get_by_label("mercredi après-midi").press("Space")
    phone.get_by_role("button", name="Enregistrer").press("Enter")
    expect(phone.get_by_text("Classe maintenant les lieux")).to_be_visible()

    team = window.open(world.team)
    team.goto("/equipe/associations/repartition/")
    check_page(team)
    team.get_by_role("button", name="Faire une proposition").click()
    expect(team.get_by_text("Le calcul est lancé")).to_be_visible()
    proposal = MatchingProposal.objects.get()
    compute_proposal(proposal=proposal)
    team.goto(proposal.get_absolute_url())
    check_page(team)
    team.get_by_role("button", name="Publier ces groupes").click()
    expect(team.get_by_text("Les groupes sont publiés")).to_be_visible()
    check_page(team)

    group = Group.objects.get(memberships__mandate__person=world.author)
    phone.goto(f"/groupes/{group.pk}/")
    check_page(phone)
    phone.get_by_role("radio").first.press("Space")
    phone.get_by_role("button", name="Choisir cette date").press("Enter")
    expect(phone.get_by_text("Date choisie")).to_be_visible()
    plan_meeting(group=group, by=world.author, starts_at=clock.now() - dt.timedelta(hours=3))
    phone.reload()
    phone.get_by_label("En deux lignes").fill("Vu la régie.")
    phone.get_by_role("button", name="Oui, elle a eu lieu").click()
    expect(phone.get_by_text("Vu la régie.")).to_be_visible()
    check_page(phone)

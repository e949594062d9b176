"""Groups made by the team in a browser: computed, varied, compared, published; then somebody leaves and one moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from passeurs.groups.models import Group, Membership
from passeurs.matching.models import MatchingProposal, Wish, WishSheet
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.programme.models import Mandate
from tests.factories import MandateFactory, PartnershipFactory, members_of
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
FRIENDS = ("Adèle", "Bilal", "Chloé", "Driss", "Emma")


@pytest.fixture
def places(world):
    """The opera and the cinema, of one group each, and whom to write to there."""
    found = {}
    for name in ("Opéra", "Cinéma"):
        found[name] = PartnershipFactory(season_city=world.season_city, name=name, group_count=1)
        Contact.objects.create(partnership=found[name], name="Nadia", email=f"{name[0].lower()}@lieu.example")
    return found


@pytest.fixture
def people(world, places):
    """Seven who all want the opera first: five there at most, so two at least are at the cinema."""
    rows = list(Mandate.objects.filter(person__in=[world.author, world.reader]))
    rows += [MandateFactory(season_city=world.season_city, person__first_name=name) for name in FRIENDS]
    for row in rows:
        sheet = WishSheet.objects.create(mandate=row, half_days=["wed_pm"], limit_km=30)
        for rank, name in enumerate(("Opéra", "Cinéma"), start=1):
            Wish.objects.create(sheet=sheet, partnership=places[name], rank=rank)
    return rows


def compute(page, button):
    """The worker's part: the newest proposal is computed, and the page shows it."""
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("se calcule").or_(page.get_by_text("Le calcul est lancé"))).to_be_visible()
    proposal = MatchingProposal.objects.order_by("-pk").first()
    compute_proposal(proposal=proposal)
    page.goto(proposal.get_absolute_url())
    check_page(page)
    return proposal


def test_computed_varied_compared_published_then_one_leaves_and_one_moves(window, world, places, people, mailoutbox):
    team = window.open(world.team)
    team.goto("/equipe/associations/repartition/")
    first = compute(team, "Faire une proposition")
    expect(team.get_by_text("Chaque étape est prouvée")).to_be_visible()
    first.refresh_from_db()
    at_cinema = next(one for one in first.result["groups"] if one["actor"] == places["Cinéma"].pk)["members"]
    wanted = Mandate.objects.get(pk=at_cinema[0])

    # What if this person were at the opera?
    team.get_by_role("link", name="Et si ? Demander une variante").click()
    check_page(team)
    team.get_by_label("Et si l’on demandait de…").select_option(value="lock")
    team.get_by_role("combobox", name="Personne").select_option(value=str(wanted.pk))
    team.get_by_role("combobox", name="Partenaire").select_option(value=str(places["Opéra"].pk))
    compute(team, "Calculer cette variante")
    team.get_by_role("link", name="Comparer avec la proposition de départ").click()
    check_page(team)
    expect(team.get_by_role("row").filter(has_text=wanted.person.public_name)).to_contain_text("mieux")
    team.get_by_role("button", name="Publier la variante").click()
    expect(team.get_by_text("Les groupes sont publiés")).to_be_visible()

    opera = Group.objects.get(partnership=places["Opéra"])
    assert wanted.person in members_of(opera)
    assert {"o@lieu.example", "c@lieu.example"} <= {mail.to[0] for mail in mailoutbox}
    phone = window.open(wanted.person, viewport=PHONE)
    phone.goto("/notifications/")
    phone.get_by_role("link", name="Ton groupe associé est fait : Opéra").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Opéra")
    check_page(phone)

    the_smallest_change(window, world, team, places)


def the_smallest_change(window, world, team, places):
    """One of the two at the cinema resigns: one of the opera's five moves there, the six others stay."""
    cinema, opera = (Group.objects.get(partnership=places[name]) for name in ("Cinéma", "Opéra"))
    gone = cinema.memberships.filter(left_at=None).first()
    alone = next(one for one in members_of(cinema) if one != gone.mandate.person)
    phone = window.open(gone.mandate.person, viewport=PHONE)
    phone.goto("/moi/mandat/")
    check_page(phone)
    Message.objects.all().delete()
    team.goto(f"/equipe/associations/suivi/{cinema.pk}/")
    check_page(team)
    team.get_by_role("link", name=f"Mettre en pause : {gone.mandate.person.public_name}").click()
    check_page(team)
    team.get_by_label("État du mandat").select_option(value="resigned")
    team.get_by_role("button", name="Enregistrer").click()
    expect(team.get_by_text("Mandat mis à jour")).to_be_visible()
    assert set(Message.objects.filter(kind="association_group").values_list("person", flat=True)) == {
        alone.pk,
        world.referent.pk,
    }

    stay = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    moving = opera.memberships.filter(left_at=None).first()
    Message.objects.all().delete()
    team.goto(f"/equipe/associations/suivi/{opera.pk}/")
    team.get_by_role("link", name=f"Changer de groupe : {moving.mandate.person.public_name}").click()
    check_page(team)
    team.get_by_label("Cinéma").check()
    team.get_by_label("Pourquoi").fill("Pour que le groupe du cinéma tienne.")
    team.get_by_role("button", name="Changer de groupe").click()
    expect(team.get_by_text("les deux groupes et les partenaires sont prévenus")).to_be_visible()
    check_page(team)
    now = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    assert stay - now == {moving.pk}
    assert {one.pk for one in members_of(cinema)} == {alone.pk, moving.mandate.person_id}
    everyone = {one.pk for group in (cinema, opera) for one in members_of(group)}
    assert set(Message.objects.filter(kind="association_group").values_list("person", flat=True)) == everyone
    moved = window.open(moving.mandate.person, viewport=PHONE)
    moved.goto("/notifications/")
    moved.get_by_role("link", name="Tu changes de groupe : Cinéma").click()
    expect(moved.get_by_role("heading", level=1)).to_contain_text("Cinéma")

"""A group's project in a browser, from its first words to the page anyone reads, and taken up by another group."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from passeurs.groups.models import Membership
from passeurs.notifications.models import Message
from passeurs.projects.models import Project
from passeurs.promises.models import Promise
from tests.factories import MandateFactory, PartnershipFactory, associated_group
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
TITLE = "La nuit du court"


def group_with(person, season_city, partner):
    """A group of two with this person."""
    group = associated_group(PartnershipFactory(season_city=season_city, name=partner), size=1)
    mandate = person.mandates.first() or MandateFactory(person=person, season_city=season_city)
    Membership.objects.create(group=group, mandate=mandate)
    return group


def picture() -> dict[str, object]:
    file = io.BytesIO()
    Image.new("RGB", (640, 400), "#5b2a86").save(file, "JPEG")
    return {"name": "salle.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_from_a_draft_to_the_idea_bank_and_to_another_group(window, world):
    group = group_with(world.author, world.season_city, "La Minoterie")
    phone = window.open(world.author, viewport=PHONE)
    phone.goto(group.get_absolute_url())
    phone.get_by_role("link", name="Lancer une idée").click()
    check_page(phone)
    write_and_propose(phone)
    project = Project.objects.get()
    referent = window.open(world.referent)
    answer(referent, project, "Ce projet attend votre réponse", "Belle idée, la salle vous attend.")

    phone.reload()
    expect(phone.get_by_text("Belle idée, la salle vous attend.")).to_be_visible()
    phone.get_by_role("button", name="C’est parti, on le lance").click()
    expect(phone.get_by_text("C’est lancé !")).to_be_visible()
    phone.get_by_role("button", name="Fait : Voir la salle").click()
    check_page(phone)
    visitor = window.open()
    visitor.goto(project.get_absolute_url())
    expect(visitor.get_by_text("1 étape faite sur 1")).to_be_visible()
    expect(visitor.get_by_text("Ce que ça a donné")).to_have_count(0)
    check_page(visitor)

    tell_and_report(phone)
    visitor.reload()
    expect(visitor.get_by_text("Quarante personnes")).to_have_count(0)
    answer(referent, project, "Ce bilan attend votre réponse", "Bravo à vous deux.")
    assert not Promise.objects.open().filter(kind="project").exists()
    assert Message.objects.filter(kind="project").count() == 4, "both members are told each answer"

    read_by_a_visitor(visitor, project)
    taken_up(window, world, project)


def write_and_propose(phone):
    """The words, one step; proposed before that, the button says what is missing."""
    phone.get_by_label("Titre").fill(TITLE)
    phone.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(phone.get_by_text("Brouillon enregistré.")).to_be_visible()
    check_page(phone)
    expect(phone.get_by_role("button", name="Proposer au référent")).to_be_disabled()
    phone.get_by_role("link", name="Écrire").click()
    phone.locator("#id_purpose").fill("Une soirée de courts métrages, choisis et présentés par nous.")
    phone.locator("#id_audience").fill("Les lycéens du quartier")
    phone.get_by_role("button", name="Enregistrer le brouillon").click()
    phone.get_by_label("Une étape").fill("Voir la salle")
    phone.get_by_role("button", name="Ajouter").click()
    expect(phone.get_by_role("listitem").filter(has_text="Voir la salle")).to_be_visible()
    phone.get_by_role("button", name="Proposer au référent").click()
    expect(phone.get_by_text("ton référent vous répond dans les dix jours")).to_be_visible()
    check_page(phone)


def answer(referent, project, heading, words):
    """The referent finds it among what they owe, reads it and answers."""
    referent.goto("/equipe/associations/projets/")
    check_page(referent)
    referent.get_by_role("link", name=TITLE).click()
    expect(referent.get_by_role("heading", name=heading)).to_be_visible()
    check_page(referent)
    referent.get_by_label("Oui").check()
    referent.get_by_label("Un mot au groupe").fill(words)
    referent.get_by_role("button", name="Répondre au groupe").click()
    expect(referent.get_by_text("Réponse envoyée au groupe.")).to_be_visible()


def tell_and_report(phone):
    """What came of it, with a picture that nobody can be recognised on; without that word it is refused."""
    phone.get_by_role("link", name="Raconter ce que ça a donné").click()
    check_page(phone)
    phone.get_by_label("Ce que ça a donné").fill("Quarante personnes, deux débats, et une envie de recommencer.")
    phone.get_by_label("Combien de personnes y étaient").fill("40")
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.get_by_text("C’est enregistré.")).to_be_visible()
    phone.get_by_label("Ou une image").set_input_files(picture())
    phone.get_by_label("Ce qu’on y voit").fill("La salle, vue de la cabine")
    phone.get_by_role("button", name="Ajouter cette preuve").click()
    expect(phone.get_by_text("le droit à l’image de chacun compte").first).to_be_visible()
    check_page(phone)
    phone.get_by_label("Ou une image").set_input_files(picture())
    phone.get_by_label("On n’y reconnaît personne").check()
    phone.get_by_role("button", name="Ajouter cette preuve").click()
    expect(phone.get_by_text("Preuve ajoutée.")).to_be_visible()
    check_page(phone)
    phone.get_by_role("button", name="Rendre le bilan").click()
    expect(phone.get_by_text("Ton référent lit le bilan")).to_be_visible()


def read_by_a_visitor(visitor, project):
    """The outcome, its picture that loads, and the idea bank that leads there."""
    visitor.goto("/projets/idees/")
    check_page(visitor)
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_text("Quarante personnes, deux débats")).to_be_visible()
    expect(visitor.get_by_text("par Inès")).to_be_visible()
    proof = visitor.get_by_role("img", name="La salle, vue de la cabine")
    proof.scroll_into_view_if_needed()
    expect(proof).to_have_js_property("naturalWidth", 640)
    check_page(visitor)


def taken_up(window, world, project):
    """A member of another group takes the idea up in one click: a draft of theirs, credited."""
    other = group_with(world.reader, world.season_city, "Le Consortium")
    phone = window.open(world.reader, viewport=PHONE)
    phone.goto(other.get_absolute_url())
    phone.get_by_role("link", name="pioche dans la banque d’idées").click()
    phone.get_by_role("link", name=TITLE).click()
    phone.get_by_role("button", name="Reprendre cette idée").click()
    expect(phone.get_by_text("L’idée est dans votre atelier")).to_be_visible()
    expect(phone.get_by_text(f"D’après « {TITLE} ».")).to_be_visible()
    expect(phone.get_by_text("Voir la salle").first).to_be_visible()
    check_page(phone)
    draft = other.projects.get()
    assert (draft.taken_from, draft.state, draft.outcome) == (project, "draft", "")

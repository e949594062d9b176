"""The draw in a browser: computed, committed, drawn, everyone answered; a candidate finds their chance and proof."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.recruitment.actions import answer as answer_actions
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.choices import CallState, Status
from passeurs.recruitment.models import AnswerBatch, Application, Draw
from passeurs.recruitment.running import answer as answer_running
from passeurs.recruitment.running import draw as draw_running
from passeurs.recruitment.tasks import post_letter
from tests.journeys.conftest import PHONE, check_page
from tests.recruitment.making import make_call, sent, token_of

pytestmark = pytest.mark.journey
BEACON = "0123456789abcdef" * 4


@pytest.fixture
def call(world):
    """Six preselected for two places."""
    made = make_call()
    made.season_cities.update(place_count=2)
    for number in range(6):
        sent(made, email=f"c{number}@exemple.fr", age=18 + number % 2)
    Application.objects.update(status=Status.PRESELECTED)
    made.state = CallState.CLOSED
    made.save()
    return made


def test_computed_committed_drawn_answered_and_proved(window, world, call):
    later = timezone.localtime(clock.now() + dt.timedelta(days=1))

    team = window.open(world.team)
    team.goto(f"/equipe/recrutement/{call.pk}/tirage/")
    check_page(team)
    team.get_by_label("Source du hasard").fill("Tour 4 242 de la ligne publique drand")
    team.get_by_label("Moment où ce hasard sera connu").fill(f"{later:%Y-%m-%dT%H:%M}")
    team.get_by_role("button", name="Calculer").click()
    expect(team.get_by_text("Le calcul est lancé.")).to_be_visible()
    draw_running.compute_draw(draw=Draw.objects.get())
    team.goto(f"/equipe/recrutement/{call.pk}/tirage/")
    check_page(team)
    team.get_by_role("button", name="Engager ce tirage").click()
    expect(team.get_by_text("Engagement publié.")).to_be_visible()

    visitor = window.open()
    visitor.goto(f"/tirage/{call.slug}/")
    expect(visitor.get_by_text("D’ici là, plus rien ne change.")).to_be_visible()
    check_page(visitor)
    one = Application.objects.first()
    mine = window.open()
    mine.goto(f"/candidature/{token_of(one)}/")
    expect(mine.get_by_text("Ta chance d’être tiré au sort : 33,3 % (exactement 1/3)")).to_be_visible()
    check_page(mine)

    with time_machine.travel(later + dt.timedelta(minutes=5)):
        draw_actions.enter_beacon(draw=Draw.objects.get(), by=world.team, beacon=BEACON)
    visitor.reload()
    expect(visitor.get_by_role("link", name="Télécharger le certificat")).to_be_visible()
    check_page(visitor)

    team.goto(f"/equipe/recrutement/{call.pk}/reponses/")
    check_page(team)
    team.get_by_label("Aux personnes sur liste complémentaire").fill("On t’écrit si une place se libère.")
    team.get_by_label("Retapez le nombre de réponses").fill("6")
    team.get_by_role("button", name="Envoyer toutes les réponses").click()
    expect(team.get_by_text("L’envoi commence.")).to_be_visible()
    answer_running.push_answers(batch=AnswerBatch.objects.get(), post=post_letter)
    team.reload()
    expect(team.get_by_text("Terminé : 6 réponses.")).to_be_visible()
    mine.reload()
    expect(mine.get_by_role("link", name="Télécharger ma preuve")).to_be_visible()
    check_page(mine)


def test_one_leaves_and_is_replaced_and_one_without_a_place_asks(window, world, call):
    draw = draw_actions.prepare_draw(
        call=call, by=world.team, source="Dés lancés en public", draw_at=clock.now() + dt.timedelta(days=1)
    )
    draw = draw_actions.commit_draw(draw=draw_running.compute_draw(draw=draw), by=world.team)
    with time_machine.travel(draw.draw_at + dt.timedelta(minutes=5)):
        draw = draw_actions.enter_beacon(draw=draw, by=world.team, beacon=BEACON)
    batch = answer_actions.send_answers(
        call=call, by=world.team, texts={"BACKUP": "On t’écrit si une place se libère."}
    )
    answer_running.push_answers(batch=batch, post=post_letter)

    drawn = Application.objects.filter(status=Status.VALIDATED).first()
    mine = window.open()
    mine.goto(f"/candidature/{token_of(drawn)}/")
    mine.get_by_role("link", name="Répondre").click()
    check_page(mine)
    mine.get_by_label("Non, je la laisse").check()
    mine.get_by_role("button", name="Envoyer ma réponse").click()
    expect(mine.get_by_text("Tu as laissé ta place")).to_be_visible()

    team = window.open(world.team)
    team.goto(f"/equipe/recrutement/{call.pk}/tirage/")
    team.get_by_role("button", name="Remplacer selon la règle").click()
    expect(team.get_by_text("1 personne prend la suite")).to_be_visible()
    check_page(team)
    added = Application.objects.get(planned_status=Status.VALIDATED)
    team.goto(f"/equipe/recrutement/{call.pk}/reponses/")
    team.get_by_label("Aperçu pour la candidature").fill(str(added.pk))
    team.get_by_role("button", name="Voir ce que les personnes liront").click()
    expect(team.get_by_text("une place t’attend à Dijon")).to_be_visible()
    check_page(team)
    team.get_by_label("Retapez le nombre de réponses").fill("1")
    team.get_by_role("button", name="Envoyer toutes les réponses").click()
    expect(team.get_by_text("L’envoi commence.")).to_be_visible()
    answer_running.push_answers(batch=AnswerBatch.objects.latest("pk"), post=post_letter)
    added.refresh_from_db()
    assert added.status == Status.VALIDATED

    other = window.open(viewport=PHONE)
    without = Application.objects.filter(status=Status.BACKUP).first()
    other.goto(f"/candidature/{token_of(without)}/")
    other.get_by_role("link", name="Poser une question").click()
    check_page(other)
    other.get_by_label("Ta question").fill("Est-ce que je peux venir aux clubs en attendant ?")
    other.get_by_role("button", name="Envoyer ma question").click()
    expect(other.get_by_text("Ta question est partie.")).to_be_visible()
    check_page(other)

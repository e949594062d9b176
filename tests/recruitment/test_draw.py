"""The draw through the site: quotas, commitment, chance, certificate, answers; nothing told before its time."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.promises.actions import answer_promise
from passeurs.promises.models import Promise
from passeurs.recruitment.actions import answer as answer_actions
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.actions import replacement as replacement_actions
from passeurs.recruitment.actions.place import decline_place
from passeurs.recruitment.actions.quota import save_quotas
from passeurs.recruitment.choices import BatchState, CallState, DrawState, Status
from passeurs.recruitment.models import AnswerBatch, Application, Draw
from passeurs.recruitment.queries.draw import my_draw
from passeurs.recruitment.running import answer as answer_running
from passeurs.recruitment.running import draw as draw_running
from passeurs.recruitment.tasks import post_letter
from tests.factories import referent_of, team_member
from tests.recruitment.making import make_call, sent, token_of

pytestmark = pytest.mark.django_db
BEACON = "0123456789abcdef" * 4
SOURCE = "Tour 4 242 de la ligne publique drand"


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call():
    """Twelve preselected for five places, one that waits for a guardian, one that is only received."""
    made = make_call()
    made.season_cities.update(place_count=5)
    for number in range(12):
        sent(made, email=f"c{number}@exemple.fr", age=18 + number % 2)
    minor = sent(made, email="mineure@exemple.fr", age=16)
    sent(made, email="recue@exemple.fr", age=19)
    Application.objects.exclude(email="recue@exemple.fr").update(status=Status.PRESELECTED)
    assert minor.guardianship
    made.state = CallState.CLOSED
    made.save()
    return made


def prepared(call, team, **fields):
    rows = [(category, value, None, low, high) for category, value, low, high in fields.pop("quotas", [])]
    save_quotas(call=call, by=team, rows=rows)
    given = {"source": SOURCE, "draw_at": clock.now() + dt.timedelta(days=2)} | fields
    draw = draw_running.compute_draw(draw=draw_actions.prepare_draw(call=call, by=team, **given))
    draw.refresh_from_db()
    return draw


@pytest.fixture
def drawn(call, team):
    draw = draw_actions.commit_draw(draw=prepared(call, team), by=team)
    with time_machine.travel(draw.draw_at + dt.timedelta(minutes=5)):
        return draw_actions.enter_beacon(draw=draw, by=team, beacon=BEACON)


def test_the_pool_is_what_is_preselected_and_complete(call, team):
    draw = prepared(call, team)
    assert draw.state == DrawState.READY
    assert draw.places == {"21231": 5}
    assert draw.entries.count() == 12
    assert {entry.chance for entry in draw.entries.all()} == {draw.entries.first().chance}
    assert float(draw.entries.first().chance) == pytest.approx(5 / 12)


def test_quotas_that_contradict_are_told_in_words_before_anything_is_committed(call, team):
    draw = prepared(call, team, quotas=[["age", "18", 4, 5], ["age", "19", 3, 5]])
    assert draw.state == DrawState.FAILED
    assert "age" in draw.told
    with pytest.raises(Refused, match="pas prêt"):
        draw_actions.commit_draw(draw=draw, by=team)


def test_quotas_are_held_and_both_ages_get_their_chance(call, team):
    draw = prepared(call, team, quotas=[["age", "18", 4, 4], ["age", "19", 1, 1]])
    chances = {entry.application.age: float(entry.chance) for entry in draw.entries.select_related("application")}
    assert chances == {18: pytest.approx(4 / 6), 19: pytest.approx(1 / 6)}


def test_committed_before_chance_and_drawn_once(client, call, team):
    draw = prepared(call, team)
    assert client.get(f"/tirage/{call.slug}/").status_code == 404
    draw = draw_actions.commit_draw(draw=draw, by=team)
    page = client.get(f"/tirage/{call.slug}/")
    assert draw.commitment in page.text
    with pytest.raises(Refused, match="pas avant"):
        draw_actions.enter_beacon(draw=draw, by=team, beacon=BEACON)
    with pytest.raises(Refused, match="engagé"):
        prepared(call, team)
    later = draw.draw_at + dt.timedelta(minutes=5)
    with time_machine.travel(later):
        with pytest.raises(Refused, match="hexadécimal"):
            draw_actions.enter_beacon(draw=draw, by=team, beacon="zz")
        draw_actions.enter_beacon(draw=draw, by=team, beacon=BEACON)
        first = Draw.objects.get(pk=draw.pk).certificate
        draw_actions.enter_beacon(draw=draw, by=team, beacon=f" {BEACON.upper()} ")
        with pytest.raises(Refused, match="déjà parlé"):
            draw_actions.enter_beacon(draw=draw, by=team, beacon="ff" * 32)
        assert Draw.objects.get(pk=draw.pk).certificate == first
        with pytest.raises(Refused, match="pourquoi"):
            draw_actions.prepare_draw(call=call, by=team, source=SOURCE, draw_at=later)


def test_a_stranger_checks_the_certificate_with_the_file_the_site_gives(client, drawn, tmp_path):
    certificate = client.get(f"/tirage/{drawn.call.slug}/certificat.json")
    checker = client.get("/tirage/verify_draw.py")
    (tmp_path / "c.json").write_bytes(certificate.content)
    (tmp_path / "verify_draw.py").write_bytes(checker.content)
    command = [sys.executable, str(tmp_path / "verify_draw.py"), str(tmp_path / "c.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(certificate.content)
    told["selected"] = told["selected"][1:]
    (tmp_path / "c.json").write_text(json.dumps(told))
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    text = certificate.content.decode()
    for application in Application.objects.all():
        assert application.email not in text
    assert drawn.kept["salt"] not in text


def test_a_result_is_planned_and_told_to_nobody_before_the_answers(client, drawn):
    selected = drawn.entries.filter(is_selected=True)
    assert selected.count() == 5
    assert Application.objects.filter(planned_status=Status.VALIDATED).count() == 5
    assert Application.objects.filter(planned_status=Status.BACKUP).count() == 7
    one = selected.first().application
    token = token_of(one)
    page = client.get(f"/candidature/{token}/").text
    assert "Ta chance d’être tiré au sort" in page
    assert selected.first().pseudonym not in page
    assert client.get(f"/candidature/{token}/preuve.json").status_code == 404
    assert my_draw(one).result is None


def test_answers_leave_once_after_a_count_typed_again(client, drawn, team, django_capture_on_commit_callbacks):
    client.force_login(team)
    url = f"/equipe/recrutement/{drawn.call.pk}/reponses/"
    data = {"validated": "Bravo.", "backup": "On t’écrit si une place se libère.", "rejected": ""}
    assert client.post(url, data | {"count": "3"}).status_code == 422
    assert client.post(url, data | {"backup": "", "count": "12"}).status_code == 422
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, data | {"count": "12"}).status_code == 302
    batch = AnswerBatch.objects.get()
    answer_running.push_answers(batch=batch, post=post_letter)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert Application.objects.filter(status=Status.VALIDATED).count() == 5
    assert Application.objects.filter(status=Status.BACKUP).count() == 7
    assert not Application.objects.exclude(planned_status="").exists()
    assert answer_running.push_answers(batch=batch, post=post_letter) == 0
    with pytest.raises(Refused):
        answer_actions.send_answers(call=drawn.call, by=team, texts={})
    one = drawn.entries.filter(is_selected=True).first()
    page = client.get(f"/candidature/{token_of(one.application)}/").text
    assert one.pseudonym in page


def test_a_sending_stopped_goes_on_where_it_was(drawn, team, monkeypatch):
    monkeypatch.setattr(answer_running, "AT_ONCE", 4)
    batch = answer_actions.send_answers(call=drawn.call, by=team, texts={"BACKUP": "Plus tard."})
    assert answer_running.push_answers(batch=batch, post=post_letter) == 8
    answer_actions.pause_answers(batch=batch, by=team, is_paused=True)
    batch.refresh_from_db()
    assert answer_running.push_answers(batch=batch, post=post_letter) == 8
    answer_actions.pause_answers(batch=batch, by=team, is_paused=False)
    batch.refresh_from_db()
    while answer_running.push_answers(batch=batch, post=post_letter):
        pass
    assert Application.objects.filter(status__in=[Status.VALIDATED, Status.BACKUP]).count() == 12


def test_a_person_checks_their_own_leaf(client, drawn, team, tmp_path):
    batch = answer_actions.send_answers(call=drawn.call, by=team, texts={"BACKUP": "Plus tard."})
    answer_running.push_answers(batch=batch, post=post_letter)
    entry = drawn.entries.first()
    proof = client.get(f"/candidature/{token_of(entry.application)}/preuve.json")
    (tmp_path / "c.json").write_text(json.dumps(drawn.certificate))
    (tmp_path / "p.json").write_bytes(proof.content)
    command = [sys.executable, str(settings.BASE_DIR / "tools" / "verify_draw.py")]
    done = subprocess.run(
        [*command, str(tmp_path / "c.json"), "--proof", str(tmp_path / "p.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert proof.json()["leaf"]["pseudonym"] == entry.pseudonym


def test_the_team_prepares_from_the_page_and_referents_do_not(client, call, team):
    client.force_login(referent_of(call.season_cities.get().city))
    assert client.get(f"/equipe/recrutement/{call.pk}/tirage/").status_code == 403
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/tirage/"
    assert client.post(url, {"source": "", "draw_at": "2030-01-01T20:00"}).status_code == 422
    assert client.post(url, {"source": SOURCE, "draw_at": "2030-01-01T20:00"}).status_code == 302
    draw = draw_running.compute_draw(draw=Draw.objects.get())
    assert "Engager ce tirage" in client.get(url).text
    assert client.post(f"/equipe/recrutement/tirages/{draw.pk}/engager/").status_code == 302
    client.post(f"/equipe/recrutement/tirages/{draw.pk}/hasard/", {"beacon": BEACON, "again": "00" * 32})
    assert Draw.objects.get().state == DrawState.COMMITTED


@pytest.fixture
def answered(drawn, team):
    """Everybody was told."""
    batch = answer_actions.send_answers(call=drawn.call, by=team, texts={"BACKUP": "Plus tard."})
    answer_running.push_answers(batch=batch, post=post_letter)
    return drawn


def test_whoever_leaves_is_replaced_by_the_rule_and_the_chain_checks(client, answered, team, tmp_path):
    with pytest.raises(Refused, match="Personne n’a laissé"):
        replacement_actions.replace_declined(draw=answered, by=team)
    leaver = answered.entries.filter(is_selected=True).first()
    decline_place(application=leaver.application)
    (added,) = replacement_actions.replace_declined(draw=answered, by=team)
    assert Application.objects.get(pk=added).planned_status == Status.VALIDATED
    assert Application.objects.get(pk=added).status == Status.BACKUP
    with pytest.raises(Refused):
        replacement_actions.replace_declined(draw=answered, by=team)
    client.get("/")
    (tmp_path / "c.json").write_bytes(client.get(f"/tirage/{answered.call.slug}/certificat.json").content)
    command = [sys.executable, str(settings.BASE_DIR / "tools" / "verify_draw.py"), str(tmp_path / "c.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    batch = answer_actions.send_answers(call=answered.call, by=team, texts={})
    answer_running.push_answers(batch=batch, post=post_letter)
    assert Application.objects.get(pk=added).status == Status.VALIDATED


def test_a_place_that_nobody_confirms_is_free_and_said(client, answered, team, django_capture_on_commit_callbacks):
    late = Application.objects.filter(status=Status.VALIDATED).first()
    after = late.confirm_by + dt.timedelta(minutes=1)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert place_actions.free_expired_places(after) == 5
    assert place_actions.free_expired_places(after) == 0
    assert "n’a pas été confirmée à temps" in mail.outbox[0].body
    assert "n’a pas été confirmée à temps" in client.get(f"/candidature/{token_of(late)}/").text
    assert len(replacement_actions.replace_declined(draw=answered, by=team)) == 5


def test_one_question_is_owed_an_answer_by_mail(client, answered, team, django_capture_on_commit_callbacks):
    one = Application.objects.filter(status=Status.BACKUP).first()
    token = token_of(one)
    url = f"/candidature/{token}/question/"
    assert client.post(url, {"text": "Quoi"}).status_code == 422
    assert client.post(url, {"text": "Est-ce que je peux venir aux clubs en attendant ?"}).status_code == 302
    assert "déjà posé" in client.get(url).text
    promise = Promise.objects.get(kind="candidate_question")
    assert promise.scope == "city:21231"
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer_promise(promise=promise, by=team, outcome="yes", answer="Oui, le mercredi à 14 h.")
    assert "Oui, le mercredi à 14 h." in mail.outbox[0].body
    assert "Oui, le mercredi à 14 h." in client.get(f"/candidature/{token}/").text
    place = Application.objects.filter(status=Status.VALIDATED).first()
    assert (
        client.post(f"/candidature/{token_of(place)}/question/", {"text": "Une question bien longue ?"}).status_code
        == 422
    )

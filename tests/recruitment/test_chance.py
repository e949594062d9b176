"""Where chance comes from: a rehearsal that designates nobody, dice in public, a round of drand."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.utils import timezone

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.recruitment.actions import draw as draw_actions
from passeurs.recruitment.adapters import drand
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Draw
from passeurs.recruitment.running import draw as draw_running
from tests.factories import team_member
from tests.fairness.making import checker
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.django_db
ROLLS = "3516243516" * 5


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def ready(team):
    """A computed draw of six people for two places."""
    call = make_call()
    call.season_cities.update(place_count=2)
    for number in range(6):
        sent(call, email=f"c{number}@exemple.fr", age=18 + number % 2)
    Application.objects.update(status=Status.PRESELECTED)
    call.state = CallState.CLOSED
    call.save()
    later = clock.now() + dt.timedelta(days=2)
    number = drand.round_at(later)
    draw = draw_actions.prepare_draw(
        call=call, by=team, source=drand.source_of(number), draw_at=later, drand_round=number
    )
    return draw_running.compute_draw(draw=draw)


@pytest.fixture
def committed(ready, team):
    draw = draw_actions.commit_draw(draw=ready, by=team)
    with time_machine.travel(draw.draw_at + dt.timedelta(minutes=5)):
        yield draw


def signature(number: int, salt: str = "") -> bytes:
    return hashlib.sha512(f"{salt}{number}".encode()).digest()[:48]


class Relay(BaseHTTPRequestHandler):
    """Answers as a relay of drand does; `server.salt` makes another line, `server.is_lying` another randomness."""

    def do_GET(self) -> None:
        number = int(self.path.rsplit("/", 1)[1])
        signed = signature(number, self.server.salt)
        told = "00" * 32 if self.server.is_lying else hashlib.sha256(signed).hexdigest()
        body = json.dumps({"round": number, "randomness": told, "signature": signed.hex()}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Silent."""


@pytest.fixture
def relays(settings):
    """Two relays on this machine."""
    servers = [HTTPServer(("127.0.0.1", 0), Relay) for _ in range(2)]
    for server in servers:
        server.salt, server.is_lying = "", False
        threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DRAND_RELAYS = [f"http://127.0.0.1:{server.server_port}" for server in servers]
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_rehearsal_is_marked_and_changes_nobody(client, ready, team):
    client.force_login(team)
    assert client.get(f"/equipe/recrutement/tirages/{ready.pk}/repetition.json").status_code == 404
    assert client.post(f"/equipe/recrutement/tirages/{ready.pk}/repeter/").status_code == 302
    told = client.get(f"/equipe/recrutement/tirages/{ready.pk}/repetition.json").json()
    assert any("RÉPÉTITION" in sentence for sentence in checker().verify(told))
    assert not Application.objects.exclude(planned_status="").exists()
    assert Draw.objects.get().state == DrawState.READY
    assert "Le certificat de la répétition" in client.get(f"/equipe/recrutement/{ready.call_id}/tirage/").text
    draw_actions.commit_draw(draw=ready, by=team)
    with pytest.raises(Refused, match="avant de l’engager"):
        draw_actions.rehearse_draw(draw=ready, by=team)


def test_dice_are_read_twice_and_anyone_makes_the_beacon_again(client, committed, team):
    client.force_login(team)
    url = f"/equipe/recrutement/tirages/{committed.pk}/des/"
    assert "cinq dés ordinaires" in client.get(url).text
    short = client.post(url, {"rolls": "123456", "again": "123456"})
    assert short.status_code == 422
    assert "Lu : 6 chiffres" in short.text
    assert client.post(url, {"rolls": ROLLS, "again": ROLLS[::-1]}).status_code == 422
    assert Draw.objects.get().state == DrawState.COMMITTED
    spaced = " ".join(ROLLS[at : at + 5] for at in range(0, 50, 5))
    assert client.post(url, {"rolls": spaced, "again": ROLLS}).status_code == 302
    draw = Draw.objects.get()
    assert draw.beacon == hashlib.sha256(ROLLS.encode()).hexdigest()
    checker().verify(draw.certificate)
    assert f"printf {ROLLS} | sha256sum" in client.get(f"/tirage/{draw.call.slug}/").text


def test_the_round_is_the_first_after_the_announced_moment():
    at = timezone.make_aware(dt.datetime(2026, 7, 2, 20, 30))
    number = drand.round_at(at)
    told_at = drand.GENESIS + (number - 1) * drand.PERIOD
    assert 0 <= told_at - at.timestamp() < drand.PERIOD


def test_drand_is_fetched_from_two_relays_that_agree(client, committed, team, relays):
    client.force_login(team)
    assert client.post(f"/equipe/recrutement/tirages/{committed.pk}/drand/").status_code == 302
    draw = Draw.objects.get()
    assert draw.beacon == hashlib.sha256(signature(draw.drand_round)).hexdigest()
    checker().verify(draw.certificate)


def test_relays_that_disagree_lie_or_are_silent_draw_nothing(committed, team, relays, settings):
    relays[1].salt = "autre"
    with pytest.raises(Refused, match="même hasard"):
        draw_actions.fetch_beacon(draw=committed, by=team)
    relays[1].salt, relays[1].is_lying = "", True
    with pytest.raises(Refused, match="celui de sa signature"):
        draw_actions.fetch_beacon(draw=committed, by=team)
    settings.DRAND_RELAYS = ["http://127.0.0.1:9"]
    with pytest.raises(Refused, match="ne répond pas"):
        draw_actions.fetch_beacon(draw=committed, by=team)
    assert Draw.objects.get().state == DrawState.COMMITTED


def test_the_form_writes_the_source_when_drand_is_on(client, committed, team, relays, settings):
    Draw.objects.update(state=DrawState.READY, commitment="")
    client.force_login(team)
    url = f"/equipe/recrutement/{committed.call_id}/tirage/"
    assert "Prendre le tour de drand" in client.get(url).text
    later = timezone.localtime(clock.now() + dt.timedelta(days=3))
    sent_form = {"draw_at": f"{later:%Y-%m-%dT%H:%M}", "use_drand": "on"}
    assert client.post(url, sent_form).status_code == 302
    made = Draw.objects.order_by("-pk").first()
    assert made.source == drand.source_of(made.drand_round)
    settings.DRAND_RELAYS = []
    assert "Prendre le tour de drand" not in client.get(url).text


def test_a_computation_that_was_killed_goes_on_and_ends_alike(ready):
    first = Draw.objects.get()
    Draw.objects.update(state=DrawState.COMPUTING, lottery=None, kept=None, made_at=clock.now())
    first.entries.all().delete()
    assert draw_actions.resume_draws(clock.now()) == 0
    assert draw_actions.resume_draws(clock.now() + dt.timedelta(hours=3)) == 1
    again = Draw.objects.get()
    assert again.state == DrawState.READY
    assert again.lottery["minimum"] == first.lottery["minimum"]
    assert again.entries.count() == 6

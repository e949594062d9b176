"""The phases of a reading: what is eligible, ties that bar a reader, the discussion, notes that leave to nobody."""

from __future__ import annotations

import pytest
from django.core import mail

from passeurs.core.verdict import Refused
from passeurs.recruitment.actions import discussion as discussion_actions
from passeurs.recruitment.actions import eligibility
from passeurs.recruitment.actions import reading as actions
from passeurs.recruitment.actions.retention import erase_application
from passeurs.recruitment.choices import CallState, Eligibility, ReadingPhase, Status
from passeurs.recruitment.models import Application, Label, Note, Reading
from passeurs.recruitment.queries.eligibility import checks
from passeurs.recruitment.queries.reading import in_reading
from tests.factories import referent_of, team_member
from tests.recruitment.making import make_call, sent
from tests.recruitment.test_reading import give, juror

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call():
    """Four complete files, in the first phase."""
    made = make_call()
    for number in range(4):
        sent(made, email=f"c{number}@exemple.fr", age=18)
    made.state = CallState.CLOSED
    made.save()
    return made


def go(call, team, *phases):
    for phase in phases:
        eligibility.move_reading(call=call, by=team, phase=phase)


def test_phases_follow_one_another_and_each_act_has_its_own(client, call, team):
    juror(), juror()
    with pytest.raises(Refused, match="lecture"):
        actions.share_readings(call=call, by=team)
    with pytest.raises(Refused, match="se suivent"):
        go(call, team, ReadingPhase.THRESHOLD)
    with pytest.raises(Refused):
        eligibility.move_reading(call=call, by=referent_of(call.season_cities.get().city), phase="reading")
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/lecture/"
    assert "Ouvrir la phase « lecture »" in client.get(url).text
    assert client.post(f"{url}phase/", {"phase": "reading"}).status_code == 302
    assert actions.share_readings(call=call, by=team) == (8, 0)
    with pytest.raises(Refused, match="recevabilité"):
        eligibility.accept_clean_files(call=call, by=team)
    go(call, team, ReadingPhase.DISCUSSION, ReadingPhase.THRESHOLD)
    with pytest.raises(Refused, match="fermée"):
        give(Reading.objects.first(), 3)
    go(call, team, ReadingPhase.DISCUSSION)
    give(Reading.objects.first(), 3)


def test_what_is_amiss_is_said_and_the_rest_is_accepted_at_once(client, call, team):
    one, two, three, _four = Application.objects.order_by("pk")
    Application.objects.filter(pk__in=[one.pk, two.pk]).update(first_name="Zoé", last_name="Petit", born_on=one.born_on)
    Application.objects.filter(pk=three.pk).update(commune_code="13055", age=32)
    Application.objects.filter(pk__gt=three.pk).update(first_name="Unique")
    amiss = {check.application.pk: check.faults for check in checks(call) if check.faults}
    assert set(amiss) == {one.pk, two.pk, three.pk}
    assert "même nom" in amiss[one.pk][0]
    assert "Marseille" in amiss[three.pk][1]
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/recevabilite/"
    page = client.get(url).text
    assert "même date de naissance" in page
    assert client.post(f"{url}toutes/").status_code == 302
    assert Application.objects.filter(eligibility=Eligibility.YES).count() == 1
    judge = f"/equipe/candidatures/{three.pk}/recevabilite/"
    assert client.post(judge, {"is_eligible": "0", "why": " "}).status_code == 422
    assert client.post(judge, {"is_eligible": "0", "why": "Tu as plus de 20 ans."}).status_code == 302
    three.refresh_from_db()
    assert (three.eligibility, three.planned_status) == (Eligibility.NO, Status.REJECTED)
    assert not in_reading(call).filter(pk=three.pk).exists()
    assert "Tu as plus de 20 ans." in client.get(url).text
    client.post(judge, {"is_eligible": "1"})
    three.refresh_from_db()
    assert (three.eligibility, three.planned_status, three.ineligible_why) == (Eligibility.YES, "", "")


def test_as_many_queries_for_many_files_as_for_few(client, call, team, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(checks(call)) == 4


def test_a_cousin_and_a_teacher_are_barred_and_shown(client, call, team):
    cousin, teacher, other, last = (juror() for _ in range(4))
    one, two, *_rest = Application.objects.order_by("pk")
    Application.objects.filter(pk=one.pk).update(last_name="Benhaddou")
    two.response.answers.filter(question__key="why").update(value="Au lycée Carnot, on ne sort jamais ; moi si.")
    actions.save_profile(person=cousin, capacity=50, tracks=[], knows="BENHADDOU\nabc")
    actions.save_profile(person=teacher, capacity=50, tracks=[], knows="Lycée Carnot")
    go(call, team, ReadingPhase.READING)
    assert actions.share_readings(call=call, by=team) == (8, 0)
    read = Reading.objects.filter(conflict_at=None)
    assert not read.filter(application=one, reader=cousin).exists()
    assert not read.filter(application=two, reader=teacher).exists()
    client.force_login(team)
    board = client.get(f"/equipe/recrutement/{call.pk}/lecture/").text
    assert "même nom de famille" in board
    assert "établissement que cette personne connaît" in board
    assert "BENHADDOU" not in board
    client.force_login(other)
    assert "Benhaddou" not in client.get("/lectures/").text
    assert actions.share_readings(call=call, by=team) == (0, 0)
    assert last.pk in set(read.values_list("reader", flat=True))


def test_capacity_and_tracks_of_a_reader_are_kept(client, call, team):
    busy, elsewhere, free = (juror() for _ in range(3))
    client.force_login(busy)
    page = client.get("/lectures/profil/")
    assert "Critique" in page.text
    assert client.post("/lectures/profil/", {"capacity": "0"}).status_code == 422
    assert client.post("/lectures/profil/", {"capacity": "1", "knows": ""}).status_code == 302
    actions.save_profile(person=elsewhere, capacity=50, tracks=["Porte-parole"], knows="")
    go(call, team, ReadingPhase.READING)
    made, short = actions.share_readings(call=call, by=team)
    assert (made, short) == (5, 3)
    assert Reading.objects.filter(reader=busy).count() == 1
    assert not Reading.objects.filter(reader=elsewhere).exists()
    assert Reading.objects.filter(reader=free).count() == 4
    client.force_login(team)
    assert client.get("/lectures/profil/").status_code == 403


def test_others_words_open_in_the_discussion_once_mine_are_given(client, call, team):
    juror(), juror()
    go(call, team, ReadingPhase.READING)
    actions.share_readings(call=call, by=team)
    application = Application.objects.filter(readings__isnull=False).first()
    mine, other = application.readings.all()
    Application.objects.filter(pk=application.pk).update(first_name="Zélie")
    give(other, 5, comment="Une voix rare.")
    client.force_login(mine.reader)
    url = f"/lectures/{mine.pk}/"
    assert "Une voix rare." not in client.get(url).text
    go(call, team, ReadingPhase.DISCUSSION)
    assert "Une voix rare." not in client.get(url).text
    assert client.post(f"{url}note/", {"text": "D’accord."}).status_code == 422
    give(mine, 2)
    discussion_actions.add_note(application=application, by=team, text="Zélie était déjà là l’an dernier.")
    page = client.get(url).text
    assert "Une voix rare." in page
    assert "était déjà là" in page
    assert "Zélie" not in page
    mail.outbox.clear()
    assert client.post(f"{url}note/", {"text": "Relisons sa lettre."}).status_code == 302
    client.post(f"{url}note/", {"text": "Relisons sa lettre."})
    assert Note.objects.filter(text="Relisons sa lettre.").count() == 1
    assert client.post(f"{url}note/", {"text": " "}).status_code == 302
    assert mail.outbox == []


def test_notes_and_labels_are_the_team_s_and_go_with_the_file(client, call, team, django_capture_on_commit_callbacks):
    application = Application.objects.first()
    url = f"/equipe/candidatures/{application.pk}/"
    client.force_login(team)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{url}note/", {"text": "À rappeler lundi."}).status_code == 302
        assert client.post(f"{url}etiquettes/", {"names": "à revoir, théâtre, à revoir"}).status_code == 302
    assert mail.outbox == []
    page = client.get(url).text
    assert "À rappeler lundi." in page
    assert set(Label.objects.values_list("name", flat=True)) == {"à revoir", "théâtre"}
    label = Label.objects.get(name="théâtre")
    found = client.get(f"/equipe/recrutement/{call.pk}/candidatures/?label={label.pk}")
    assert [one.pk for one in found.context["page"].object_list] == [application.pk]
    client.post(f"{url}etiquettes/", {"names": "théâtre"})
    assert set(Label.objects.values_list("name", flat=True)) == {"théâtre"}
    erase_application(application=application)
    assert not Note.objects.exists()


def test_a_batch_is_read_on_one_page_and_sent_twice_counts_once(client, call, team, django_assert_max_num_queries):
    reader = juror()
    juror()
    go(call, team, ReadingPhase.READING)
    actions.share_readings(call=call, by=team)
    client.force_login(reader)
    with django_assert_max_num_queries(12):
        page = client.get("/lectures/lot/")
    assert page.text.count("data-passeurs-outbox=") == 4
    assert "exemple.fr" not in page.text
    reading = Reading.objects.filter(reader=reader).first()
    criterion = reading.application.track.criteria.get()
    for _twice in range(2):
        assert client.post(f"/lectures/{reading.pk}/", {f"score-{criterion.pk}": "4"}).status_code == 302
    assert client.get("/lectures/lot/").text.count("data-passeurs-outbox=") == 3
    assert Reading.objects.filter(reader=reader, given_at__isnull=False).count() == 1

"""Reading: shared out evenly, without names, corrected of severity, and a threshold that gates without weighing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passeurs.core.verdict import Refused
from passeurs.people.actions import grant_role
from passeurs.people.choices import Role
from passeurs.recruitment.actions import reading as actions
from passeurs.recruitment.actions.eligibility import move_reading
from passeurs.recruitment.actions.retention import erase_application
from passeurs.recruitment.allocation.assign import File, Reader, assign
from passeurs.recruitment.allocation.calibrate import severities
from passeurs.recruitment.choices import CallState, ReadingPhase, Status
from passeurs.recruitment.models import Application, Reading
from passeurs.recruitment.queries.draw import pool
from passeurs.recruitment.queries.reading import city_lines, file_scores
from passeurs.recruitment.queries.redaction import REDACTED, redact
from tests.factories import PersonFactory, referent_of, team_member
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.django_db


def juror(scope: str = ""):
    person = PersonFactory()
    grant_role(actor=None, person=person, role=Role.JUROR, scope=scope)
    return person


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call():
    """Six complete files, and one that waits for a guardian."""
    made = make_call(reading_phase=ReadingPhase.READING)
    for number in range(6):
        sent(made, email=f"c{number}@exemple.fr", age=18)
    sent(made, email="mineure@exemple.fr", age=16)
    made.state = CallState.CLOSED
    made.save()
    return made


def give(reading, score: int, **fields):
    criteria = reading.application.track.criteria.all()
    return actions.give_reading(
        reading=reading, by=reading.reader, scores={one.pk: score for one in criteria}, **fields
    )


def test_every_complete_file_gets_two_readers_evenly_and_again_changes_nothing(call, team):
    readers = [juror() for _ in range(3)]
    assert actions.share_readings(call=call, by=team) == (12, 0)
    assert {Reading.objects.filter(reader=one).count() for one in readers} == {4}
    assert not Reading.objects.filter(application__email="mineure@exemple.fr").exists()
    assert actions.share_readings(call=call, by=team) == (0, 0)


def test_a_gap_calls_a_third_reader_and_a_conflict_another(call, team):
    for _ in range(4):
        juror()
    actions.share_readings(call=call, by=team)
    first = Application.objects.filter(readings__isnull=False).first()
    one, other = first.readings.all()
    give(one, 1)
    give(other, 5)
    second = Reading.objects.exclude(application=first).first()
    actions.declare_conflict(reading=second, by=second.reader)
    with pytest.raises(Refused, match="signalé un lien"):
        give(second, 3)
    assert actions.share_readings(call=call, by=team) == (2, 0)
    assert first.readings.count() == 3
    assert second.application.readings.filter(conflict_at=None).count() == 2


def test_nobody_reads_their_own_file_and_scopes_are_cities(call, team):
    own = juror()
    Application.objects.filter(email="c0@exemple.fr").update(email=own.email)
    juror("city:59350")
    juror("city:21231")
    made, short = actions.share_readings(call=call, by=team)
    assert (made, short) == (11, 1)
    assert not Reading.objects.filter(reader=own, application__email=own.email, conflict_at=None).exists()


def test_a_reader_sees_no_name_no_school_no_link(client, call, team):
    juror()
    juror()
    application = Application.objects.get(email="c0@exemple.fr")
    said = "Je suis Lina Moreau du lycée Victor Hugo : lina@exemple.fr, @lina_m, 06 12 34 56 78, https://moi.example."
    application.response.answers.filter(question__key="why").update(value=said)
    actions.share_readings(call=call, by=team)
    reading = application.readings.first()
    client.force_login(reading.reader)
    page = client.get(f"/lectures/{reading.pk}/").text
    for word in ("Lina", "Moreau", "Victor", "lina_m", "06 12", "moi.example", application.email):
        assert word not in page
    assert REDACTED in page
    other = application.readings.last()
    give(other, 4, comment="commentaire-cache")
    assert "commentaire-cache" not in client.get(f"/lectures/{reading.pk}/").text
    assert client.get(f"/lectures/{other.pk}/").status_code == 404


def test_redaction_leaves_the_rest_of_a_sentence():
    assert redact("J’ai lu Anna Karénine", ["Ann"]) == "J’ai lu Anna Karénine"
    assert redact("ANNA aime le théâtre", ["Anna"]) == f"{REDACTED} aime le théâtre"


def test_read_on_a_page_then_the_next(client, call, team):
    reader = juror()
    juror()
    actions.share_readings(call=call, by=team)
    client.force_login(reader)
    first = Reading.objects.filter(reader=reader).first()
    url = f"/lectures/{first.pk}/"
    assert client.post(url, {"comment": "Bien."}).status_code == 422
    criterion = first.application.track.criteria.get()
    answer_ = client.post(url, {f"score-{criterion.pk}": "4", "comment": "Bien."})
    assert answer_.status_code == 302
    assert answer_.url != url
    first.refresh_from_db()
    assert (first.score, first.comment) == (4.0, "Bien.")
    assert "Déjà lues" in client.get("/lectures/").text


def test_a_threshold_gates_and_never_weighs(client, call, team):
    for _ in range(2):
        juror()
    actions.share_readings(call=call, by=team)
    for number, application in enumerate(Application.objects.filter(readings__isnull=False).distinct().order_by("pk")):
        for reading in application.readings.all():
            give(reading, number % 6)
    (line,) = city_lines(call)
    assert dict(line.passing)["3"] == 3
    row = call.season_cities.get()
    with pytest.raises(Refused, match="seuil"):
        actions.set_threshold(call=call, by=team, season_city=row, value=3)
    for phase in (ReadingPhase.DISCUSSION, ReadingPhase.THRESHOLD):
        move_reading(call=call, by=team, phase=phase)
    client.force_login(referent_of(row.city))
    assert client.get(f"/equipe/recrutement/{call.pk}/lecture/").status_code == 403
    client.force_login(team)
    assert "≥ 3" in client.get(f"/equipe/recrutement/{call.pk}/lecture/").text
    assert (
        client.post(f"/equipe/recrutement/{call.pk}/lecture/seuil/", {"city": row.pk, "value": "3"}).status_code == 302
    )
    assert pool(call).count() == 3
    assert Application.objects.filter(planned_status=Status.REJECTED).count() == 3
    assert actions.set_threshold(call=call, by=team, season_city=row, value=1) == (5, 1)
    assert pool(call).count() == 5


def test_words_of_readers_go_with_the_file(call, team):
    juror()
    juror()
    actions.share_readings(call=call, by=team)
    reading = Reading.objects.first()
    give(reading, 3, comment="Des mots.")
    erase_application(application=reading.application)
    assert not Reading.objects.filter(comment="Des mots.").exists()


def test_a_severe_reader_is_told_apart_and_corrected(call, team):
    severe, mild, third = (juror() for _ in range(3))
    files = list(Application.objects.filter(email__startswith="c"))
    for file in files:
        for reader, score in ((severe, 1), (mild, 3), (third, 3)):
            reading = Reading.objects.create(application=file, reader=reader)
            give(reading, score)
    found = severities([(r.application_id, r.reader_id, r.score) for r in Reading.objects.all()])
    assert found[severe.pk] < -0.5 < 0 < found[mild.pk]
    assert all(count == 3 for _score, count, _gap in file_scores(call).values())


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(2, 8), st.integers(0, 99))
def test_loads_differ_by_one_at_most_when_everyone_may_read(files, readers, seed):
    asked = [File(number, "21231") for number in range(files)]
    people = [Reader(number, 400) for number in range(readers)]
    found, short = assign(asked, people, seed)
    loads = [sum(one.id in chosen for chosen in found.values()) for one in people]
    assert short == []
    assert max(loads) - min(loads) <= 1
    assert all(len(set(chosen)) == 2 for chosen in found.values())
    assert assign(asked, people, seed) == (found, short)

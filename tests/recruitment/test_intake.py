"""Applications from elsewhere: columns given a meaning, a trial that tells what would happen, an import done once."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.promises.models import Promise
from passeurs.recruitment.actions import intake as intake_actions
from passeurs.recruitment.choices import CallState, IntakeState, Status
from passeurs.recruitment.exports import special_event
from passeurs.recruitment.importers import pass_culture, typeform
from passeurs.recruitment.importers.entry import BadFile
from passeurs.recruitment.models import Application, Draw, Intake
from passeurs.recruitment.running import intake as intake_running
from passeurs.recruitment.tasks import post_letter
from tests.factories import referent_of, team_member
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.django_db
HEADER = [
    "#",
    "Prénom",
    "Nom",
    "Adresse e-mail",
    "Date de naissance",
    "Pourquoi ?",
    "Le soir",
    "Le samedi",
    "Un titre inconnu",
    "Submit Date (UTC)",
]
LOU = ["r1", "Lou", "Petit", "lou@exemple.fr", "2007-05-04", "Pour voir.", "Le soir", "", "x", "2026-03-01 10:00:00"]
MAX = ["r2", "Max", "Grand", "max@exemple.fr", "04/05/2007", "Pour dire; ou pas.", "Le soir", "Le samedi", "", ""]
BAD = ["r3", "Zoé", "Rien", "pas-une-adresse", "2001-01-01", "x" * 3000, "", "", "", ""]
CHILD = ["r4", "Tom", "Jeune", "tom@exemple.fr", "2010-08-01", "Oui.", "", "", "", ""]


def as_csv(*rows, header=HEADER, delimiter=","):
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (header, *rows))


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call():
    return make_call(state=CallState.CLOSED)


def run(call, team, text, *, is_dry=False, is_told=False, name="typeform.csv"):
    intake = intake_actions.deposit_intake(call=call, by=team, name=name, text=text)
    mapping = intake.mapping
    intake = intake_actions.queue_intake(intake=intake, by=team, mapping=mapping, is_told=is_told, is_dry=is_dry)
    return intake_running.run_intake(intake=intake, post=post_letter)


def counts(intake):
    return tuple(intake.report[name] for name in ("created", "updated", "unchanged", "refused"))


def test_the_meaning_of_columns_is_guessed_also_of_choices_in_several_columns(call, team):
    intake = intake_actions.deposit_intake(call=call, by=team, name="f.csv", text=as_csv(LOU))
    assert list(intake.mapping.values()) == [
        "ref", "first_name", "last_name", "email", "born_on", "q:why", "q:when", "q:when", "", "submitted_at",
    ]  # fmt: skip


def test_a_trial_tells_and_keeps_nothing_then_the_import_is_done_once(call, team, django_capture_on_commit_callbacks):
    text = as_csv(LOU, MAX, BAD, CHILD)
    tried = run(call, team, text, is_dry=True)
    assert counts(tried) == (2, 0, 0, 2)
    assert tried.state == IntakeState.TRIED
    assert not Application.objects.exists()
    (bad, child) = tried.report["lines"]
    assert bad.startswith("ligne 4 : ")
    for words in ("pas-une-adresse", "Il faut avoir de 15 à 20 ans", "« Pourquoi ? »"):
        assert words in bad
    assert "sans adresse de parent" in child
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        done = run(call, team, text, is_told=True)
    assert counts(done) == (2, 0, 0, 2)
    assert done.content == ""
    assert {one.to[0] for one in mail.outbox} == {"lou@exemple.fr", "max@exemple.fr"}
    lou = Application.objects.get(external_ref="r1")
    assert (lou.status, lou.submitted_at.isoformat()) == (Status.NEW, "2026-03-01T10:00:00+00:00")
    assert Promise.objects.filter(kind="application").count() == 2
    values = dict(Application.objects.get(external_ref="r2").response.answers.values_list("question__key", "value"))
    assert values == {"why": "Pour dire; ou pas.", "when": ["Le soir", "Le samedi"]}
    assert counts(run(call, team, text)) == (0, 0, 2, 2)
    changed = as_csv([*LOU[:5], "Pour entendre.", *LOU[6:]], MAX)
    assert counts(run(call, team, changed)) == (0, 1, 1, 0)
    Application.objects.update(status=Status.PRESELECTED)
    assert counts(run(call, team, as_csv(LOU))) == (0, 0, 0, 1)
    with pytest.raises(Refused, match="déposez-le de nouveau"):
        intake_actions.queue_intake(intake=done, by=team, mapping={}, is_told=False, is_dry=True)


def test_the_mapping_is_corrected_on_a_page(client, call, team):
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/importer/"
    file = SimpleUploadedFile("export.csv", as_csv(LOU, delimiter=";").encode("cp1252"))
    answer = client.post(url, {"file": file})
    assert answer.status_code == 302
    intake = Intake.objects.get()
    page = client.get(answer.url)
    assert "Un titre inconnu" in page.text
    assert "Lou" in page.text
    data = {f"col-{number}": meaning for number, meaning in intake.mapping.items()}
    none = client.post(answer.url, data | {"col-3": "", "dry": "1"})
    assert none.status_code == 422
    assert "quelle colonne tient l’adresse" in none.text
    assert "Deux colonnes ont le même sens" in client.post(answer.url, data | {"col-8": "email"}).text
    assert client.post(answer.url, data | {"col-8": "city", "dry": "1"}).status_code == 302
    intake_running.run_intake(intake=Intake.objects.select_related("call").get(), post=post_letter)
    told = client.get(answer.url).text
    assert "la ville « x » n’est pas de cet appel" in told
    assert "Importer pour de bon" in told


def test_what_cannot_be_read_is_said_and_kept_out(client, call, team):
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/importer/"
    for content, words in (
        (b"", "vide"),
        (b"\x00\x01\xff" * 50, "pas du texte"),
        (b"email\nlou@exemple.fr", "colonne"),
        (b"a;b", "pas de ligne"),
        (b'{"a": 1}', "forme attendue"),
        (b'{"responses": []}', "aucune réponse"),
        (b'{"responses": [{"externalId": 1}]}', "forme attendue"),
    ):
        answer = client.post(url, {"file": SimpleUploadedFile("f.csv", content)})
        assert answer.status_code == 422, content
        assert words in answer.text, content
    assert not Intake.objects.exists()
    Draw.objects.create(call=call, state="committed", draw_at=clock.now())
    with pytest.raises(Refused, match="plus aucune candidature"):
        intake_actions.deposit_intake(call=call, by=team, name="f.csv", text=as_csv(LOU))
    with pytest.raises(Refused):
        intake_actions.deposit_intake(
            call=call, by=referent_of(call.season_cities.get().city), name="f", text=as_csv(LOU)
        )


def test_an_address_that_applied_here_is_not_taken_over(call, team):
    here = sent(make_open(call), email="lou@exemple.fr", age=18)
    done = run(call, team, as_csv(LOU))
    assert counts(done) == (0, 0, 0, 1)
    assert "déjà là" in done.report["lines"][0]
    here.refresh_from_db()
    assert here.external_ref == ""


def make_open(call):
    call.state = CallState.OPEN
    call.save()
    return call


def test_a_minor_s_guardian_is_asked(call, team, django_capture_on_commit_callbacks):
    header = [*HEADER, "Adresse e-mail du parent ou responsable"]
    with django_capture_on_commit_callbacks(execute=True):
        done = run(call, team, as_csv([*CHILD, "parent@exemple.fr"], header=header))
    assert counts(done) == (1, 0, 0, 0)
    assert Application.objects.get().guardianship.state == "asked"
    assert "parent@exemple.fr" in {address for one in mail.outbox for address in one.to}


def test_pass_culture_s_shape_goes_out_and_comes_back_the_same(call, team):
    open_call = make_open(call)
    for number, status in enumerate((Status.NEW, Status.PRESELECTED, Status.REJECTED)):
        one = sent(open_call, email=f"c{number}@exemple.fr", age=18)
        one.response.answers.filter(question__key="why").update(value=f"Pour {number} ; et « plus ».")
        Application.objects.filter(pk=one.pk).update(status=status)
    out = special_event(call, call.applications.real().select_related("season_city__city"))
    other = make_call(
        season=call.season, slug="autre", state=CallState.CLOSED, is_ready=False, questionnaire=call.questionnaire
    )
    other.season_cities.set(call.season_cities.all())
    done = run(other, team, json.dumps(out), name="pass.json")
    assert counts(done) == (3, 0, 0, 0), done.report
    back = special_event(other, other.applications.real().select_related("season_city__city"))
    strip = lambda told: [{k: v for k, v in one.items() if k != "externalId"} for one in told["responses"]]  # noqa: E731
    assert strip(back) == strip(out)
    assert back["questions"] == out["questions"]
    wrong = json.loads(json.dumps(out))
    wrong["responses"][0]["status"] = "PEUT-ÊTRE"
    assert counts(run(other, team, json.dumps(wrong), name="pass.json")) == (0, 0, 2, 1)


def test_a_file_that_was_never_imported_is_emptied_after_a_week(call, team):
    intake = intake_actions.deposit_intake(call=call, by=team, name="f.csv", text=as_csv(LOU))
    assert intake_actions.forget_intakes(clock.now()) == 0
    assert intake_actions.forget_intakes(intake.made_at + intake_actions.KEPT * 2) == 1
    assert Intake.objects.get().content == ""


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused_in_words(text):
    for read in (lambda: typeform.entries(text, {"0": "email"}), lambda: pass_culture.entries(text)):
        try:
            read()
        except BadFile as error:
            assert str(error).endswith((".", "?", ")"))  # noqa: PT017 - either outcome is right


def queued(call, team, text, *, is_dry=False):
    intake = intake_actions.deposit_intake(call=call, by=team, name="f.csv", text=text)
    return intake_actions.queue_intake(intake=intake, by=team, mapping=intake.mapping, is_told=False, is_dry=is_dry)


def people(count):
    return [[f"p{n}", "Lou", "Petit", f"p{n}@exemple.fr", *LOU[4:]] for n in range(count)]


class Killed(BaseException):
    """What a process that is killed does not catch."""


@contextmanager
def killed_at(number):
    """The process dies when it writes its application of that number."""
    seen = []

    def dies(sender, **kwargs):
        seen.append(sender)
        if len(seen) == number:
            raise Killed

    pre_save.connect(dies, sender=Application)
    try:
        with pytest.raises(Killed):
            yield
    finally:
        pre_save.disconnect(dies, sender=Application)


def test_killed_it_goes_on_after_the_last_row_that_was_done(call, team, pass_time, monkeypatch):
    monkeypatch.setattr(intake_running, "BATCH_ROWS", 4)
    intake = queued(call, team, as_csv(*people(10)))
    with killed_at(7):
        intake_running.run_intake(intake=intake, post=post_letter)
    assert Application.objects.count() == 4
    # Another finds it claimed, and leaves; the clock too, as long as it may still be read.
    assert intake_running.run_intake(intake=intake, post=post_letter).state == IntakeState.IMPORTING
    assert intake_actions.resume_intakes(clock.now()) == 0
    assert Application.objects.count() == 4
    pass_time(minutes=3)
    assert intake_actions.resume_intakes(clock.now()) == 1
    intake = intake_running.run_intake(intake=intake, post=post_letter)
    assert (intake.state, intake.content, counts(intake)) == (IntakeState.DONE, "", (10, 0, 0, 0))
    assert Application.objects.values("external_ref").distinct().count() == 10
    assert Promise.objects.filter(kind="application").count() == 10


def test_the_clock_gives_it_back_to_the_worker(call, team, pass_time, django_capture_on_commit_callbacks):
    intake = queued(call, team, as_csv(*people(3)))
    pass_time(minutes=3)
    with django_capture_on_commit_callbacks(execute=True):
        assert intake_actions.resume_intakes(clock.now()) == 1
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE


def test_stopped_again_and_again_at_one_row_it_is_said_and_resumed(client, call, team, pass_time, monkeypatch):
    monkeypatch.setattr(intake_running, "BATCH_ROWS", 2)
    intake = queued(call, team, as_csv(*people(5)))
    for time in range(intake_running.MOST_CLAIMS):
        with killed_at(3 if time == 0 else 1):
            intake_running.run_intake(intake=intake, post=post_letter)
        pass_time(minutes=3)
        intake_actions.resume_intakes(clock.now())
        pass_time(minutes=3)
    # The first claim had done rows: it takes one more without any.
    with killed_at(1):
        intake_running.run_intake(intake=intake, post=post_letter)
    pass_time(minutes=3)
    assert intake_actions.resume_intakes(clock.now()) == 1
    intake.refresh_from_db()
    assert intake.state == IntakeState.STOPPED
    client.force_login(team)
    page = client.get(intake.get_absolute_url()).text
    assert "arrêtée plusieurs fois" in page
    assert "Reprendre l’import" in page
    data = {f"col-{number}": meaning for number, meaning in intake.mapping.items()}
    assert client.post(intake.get_absolute_url(), data).status_code == 302
    done = intake_running.run_intake(intake=intake, post=post_letter)
    assert (done.state, counts(done)) == (IntakeState.DONE, (3, 0, 2, 0))


def test_a_file_taken_away_meanwhile_is_left(call, team, monkeypatch):
    monkeypatch.setattr(intake_running, "BATCH_ROWS", 2)
    intake = queued(call, team, as_csv(*people(6)))

    def taken_away(sender, **kwargs):
        Intake.objects.update(claim="another")

    pre_save.connect(taken_away, sender=Application)
    try:
        left = intake_running.run_intake(intake=intake, post=post_letter)
    finally:
        pre_save.disconnect(taken_away, sender=Application)
    assert left.state == IntakeState.IMPORTING
    assert Application.objects.count() == 2


def test_a_row_that_nobody_foresaw_is_refused_and_stops_no_other(call, team, caplog):
    def breaks(sender, instance, **kwargs):
        if instance.external_ref == "p1":
            raise ZeroDivisionError("p1@exemple.fr")

    pre_save.connect(breaks, sender=Application)
    try:
        intake = intake_running.run_intake(intake=queued(call, team, as_csv(*people(3))), post=post_letter)
    finally:
        pre_save.disconnect(breaks, sender=Application)
    assert counts(intake) == (2, 0, 0, 1)
    assert "que l’on sait lire" in intake.report["lines"][0]
    assert "ZeroDivisionError" in caplog.text
    assert "exemple.fr" not in caplog.text
    assert not Application.objects.filter(external_ref="p1").exists()


def test_a_name_that_is_an_address_is_refused(call, team):
    done = run(call, team, as_csv([LOU[0], "Lis exemple.com", *LOU[2:]], [MAX[0], "Ma\u202ex", *MAX[2:]]))
    assert counts(done) == (0, 0, 0, 2)


def test_a_trial_tells_the_same_as_the_import_of_rows_that_meet(call, team):
    """The same person twice in a file: by number, by address; changed or not."""
    again, other = [*LOU[:5], "Autre réponse.", *LOU[6:]], ["r9", *LOU[1:]]
    rows = as_csv(LOU, LOU, again, other, MAX)
    tried = run(call, team, rows, is_dry=True)
    done = run(call, team, rows)
    assert counts(tried) == counts(done)
    assert tried.report == done.report
    assert Application.objects.count() == 2


def test_a_trial_writes_nothing_but_its_report(call, team):
    intake = queued(call, team, as_csv(*people(120)), is_dry=True)
    with CaptureQueriesContext(connection) as asked:
        intake_running.run_intake(intake=intake, post=post_letter)
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert {sql.split('"')[1] for sql in written} <= {"recruitment_intake", "core_journalentry"}


def test_a_draw_committed_meanwhile_stops_the_file_and_it_is_said(client, call, team):
    intake = queued(call, team, as_csv(*people(3)))
    Draw.objects.create(call=call, state="committed", draw_at=clock.now())
    stopped = intake_running.run_intake(intake=intake, post=post_letter)
    assert stopped.state == IntakeState.STOPPED
    assert not Application.objects.exists()
    client.force_login(team)
    assert client.get(intake.get_absolute_url()).text.count("plus aucune candidature") == 2

"""Filling, leaving, coming back, sending: once, whole, and nothing typed is lost."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from passeurs.core.verdict import Refused
from passeurs.promises.models import Promise
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.models import Application
from tests.factories import team_member
from tests.recruitment.making import answers_of, count_sent, fill, last_link, make_call, sent, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return make_call()


def page(name, token, *more):
    return reverse(f"recruitment:{name}", args=[token, *more])


def field(application, key):
    questions = application.response.questionnaire.screens.values_list("questions__key", "questions__pk")
    return f"q-{dict(questions)[key]}"


def picture(**options):
    kept = io.BytesIO()
    image = Image.new("RGB", (40, 30), "red")
    exif = image.getexif()
    exif[0x010E] = "secret-position"
    image.save(kept, "JPEG", exif=exif, **options)
    return SimpleUploadedFile("photo.jpg", kept.getvalue(), content_type="image/jpeg")


def test_each_screen_is_kept_and_one_comes_back(client, call):
    application, token = start(call)
    response = client.post(page("answer-screen", token, 1), {field(application, "why"): "Parce que."})
    assert response.status_code == 302
    assert response["Location"] == page("answer-screen", token, 2)
    assert "Parce que." in client.get(page("answer-screen", token, 1)).content.decode()
    assert answers_of(application)["why"] == "Parce que."


def test_a_screen_is_kept_in_few_queries_whatever_its_answers(client, call, django_assert_num_queries):
    """In the last hour of a call thousands send their screens: each query counts, and those of a write above all."""
    application, token = start(call)
    both = {field(application, "why"): "Parce que.", field(application, "when"): "Le soir"}
    # The link, the file, the form (2), the answers; then the write: lock, answers (2), response and file, savepoints.
    with django_assert_num_queries(17):
        assert client.post(page("answer-screen", token, 1), both).status_code == 302
    assert answers_of(application) == {"why": "Parce que.", "when": ["Le soir"]}


def test_who_one_is_is_kept_in_few_queries(client, call, django_assert_num_queries):
    application, token = start(call)
    who = {
        "first_name": "Lina",
        "last_name": "Moreau",
        "email": application.email,
        "born_on": application.born_on,
        "commune_code": "Dijon (21)",
        "season_city": application.season_city_id,
        "track": call.tracks.get().pk,
    }
    with django_assert_num_queries(16):
        assert client.post(page("save-identity", token), who).status_code == 302
    application.refresh_from_db()
    assert application.last_name == "Moreau"


def test_what_is_typed_is_saved_without_being_whole(client, call):
    application, token = start(call)
    data = {field(application, "when"): "Le soir", "autosave": "1"}
    assert client.post(page("answer-screen", token, 1), data).status_code == 204
    assert answers_of(application) == {"when": ["Le soir"]}


def test_what_is_right_is_kept_when_something_is_missing(client, call):
    application, token = start(call)
    response = client.post(page("answer-screen", token, 1), {field(application, "when"): "Le samedi"})
    assert response.status_code == 422
    assert answers_of(application) == {"when": ["Le samedi"]}


def test_a_text_too_long_is_refused_with_words_and_given_back(client, call):
    application, token = start(call)
    long = "é" * 3000
    response = client.post(page("answer-screen", token, 1), {field(application, "why"): long})
    assert response.status_code == 422
    assert long in response.content.decode()
    assert (
        client.post(page("answer-screen", token, 1), {field(application, "why"): long, "autosave": "1"}).status_code
        == 422
    )


def test_five_megabytes_of_text_are_refused_with_words(client, call):
    application, token = start(call)
    client.post(page("answer-screen", token, 1), {field(application, "why"): "Gardé."})
    response = client.post(page("answer-screen", token, 1), {field(application, "why"): "x" * 5_000_000})
    assert response.status_code == 413
    assert "trop long" in response.content.decode()
    assert answers_of(application)["why"] == "Gardé."


def test_an_image_is_drawn_anew_without_what_the_camera_adds(client, call):
    application, token = start(call)
    data = {field(application, "picture"): picture(), field(application, "truth"): "on"}
    assert client.post(page("answer-screen", token, 2), data).status_code == 302
    answer = application.response.answers.get(question__key="picture")
    assert answer.value["mime"] == "image/jpeg"
    with answer.file.open("rb") as kept:
        content = kept.read()
    assert b"secret-position" not in content
    assert "photo" not in answer.file.name
    seen = client.get(page("own-file", token, answer.question_id))
    assert b"".join(seen.streaming_content) == content
    assert seen["X-Content-Type-Options"] == "nosniff"
    # The screen sent again without a file keeps it; asked to be removed, it goes.
    client.post(page("answer-screen", token, 2), {field(application, "truth"): "on"})
    assert application.response.answers.filter(question__key="picture").exists()
    client.post(page("answer-screen", token, 2), {f"{field(application, 'picture')}-remove": "1"})
    assert not application.response.answers.filter(question__key="picture").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("photo.jpg", b"MZ\x90\x00 a program"),
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("photo.png", b"\x89PNG\r\n\x1a\n broken"),
        ("vide.jpg", b""),
    ],
)
def test_wrong_files_are_refused_with_words_and_the_rest_is_kept(client, call, name, content):
    application, token = start(call)
    data = {
        field(application, "picture"): SimpleUploadedFile(name, content, content_type="image/jpeg"),
        field(application, "truth"): "on",
    }
    response = client.post(page("answer-screen", token, 2), data)
    assert response.status_code == 422
    assert answers_of(application) == {"truth": True}


def test_a_heavy_file_is_refused(client, call):
    application, token = start(call)
    heavy = SimpleUploadedFile("gros.pdf", b"%PDF-" + b"0" * 1_100_000)
    response = client.post(page("answer-screen", token, 2), {field(application, "picture"): heavy})
    assert response.status_code == 422
    assert "trop lourd" in response.content.decode()


def test_files_of_one_draft_have_a_limit_and_the_rest_stays_on_the_page(client, call, settings):
    settings.APPLICATION_MB = 0
    application, token = start(call)
    data = {field(application, "picture"): picture(), field(application, "truth"): "on"}
    response = client.post(page("answer-screen", token, 2), data)
    assert response.status_code == 422
    assert "dépassent ensemble" in response.content.decode()
    assert not application.response.answers.exclude(file="").exists()


def test_files_of_a_day_have_a_limit_for_all(client, call, settings, pass_time):
    application, token = start(call)
    sent = {field(application, "picture"): picture(), field(application, "truth"): "on"}
    assert client.post(page("answer-screen", token, 2), sent).status_code == 302
    settings.APPLICATIONS_MB_A_DAY = 0.001
    other, other_token = start(call, email="autre@exemple.fr")
    sent = {field(other, "picture"): picture(), field(other, "truth"): "on"}
    response = client.post(page("answer-screen", other_token, 2), sent)
    assert (response.status_code, "aujourd’hui" in response.content.decode()) == (422, True)
    # Words are taken all the same; the next day, files too.
    assert client.post(page("answer-screen", other_token, 1), {field(other, "why"): "Parce que."}).status_code == 302
    pass_time(days=1, minutes=1)
    sent[field(other, "picture")] = picture()
    assert client.post(page("answer-screen", other_token, 2), sent).status_code == 302


def test_a_double_send_is_one_application_and_one_mail(client, call, django_capture_on_commit_callbacks):
    application, token = start(call)
    fill(application)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(3):
            response = client.post(page("submit-application", token), {"charter": "on"})
            assert response.status_code == 302
        application_actions.submit_application(application=application)
    assert count_sent() == 1
    assert [letter.subject for letter in mail.outbox if "bien reçue" in letter.subject] == [
        f"Candidature n° {application.pk} bien reçue"
    ]
    assert Promise.objects.filter(kind="application").count() == 1


def test_the_promise_is_due_on_the_published_day(call):
    application = sent(call)
    promise = Promise.objects.get(kind="application")
    assert promise.due_at.astimezone().date() == call.answer_on
    assert promise.about == application
    assert "Lina" not in promise.about_label + promise.owed_to_label


def test_nothing_is_sent_before_it_is_whole(client, call):
    application, token = start(call)
    assert "Il manque encore" in client.get(page("submit-application", token)).content.decode()
    assert client.post(page("submit-application", token), {"charter": "on"}).status_code == 422
    with pytest.raises(Refused, match="Il manque encore"):
        application_actions.submit_application(application=application)
    fill(application)
    assert client.post(page("submit-application", token), {"charter": ""}).status_code == 422, "the charter"
    assert client.post(page("submit-application", token), {"charter": "on"}).status_code == 302


def test_an_unproven_draft_waits_for_its_mail(client, call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        application, token = start(call, is_proven=False)
    fill(application)
    assert client.post(page("submit-application", token), {"charter": "on"}).status_code == 422
    mailed = last_link("lina@exemple.fr")
    client.get(mailed)
    # From here on the link of the mail goes on, in place of the one that proved nothing.
    assert client.post(page("submit-application", token), {"charter": "on"}).status_code == 410
    assert client.post(f"{mailed}envoyer/", {"charter": "on"}).status_code == 302


def test_two_files_of_one_address_are_one(call):
    sent(call)
    again, _token = start(call, email="LINA@exemple.fr")
    with pytest.raises(Refused, match="déjà envoyée"):
        application_actions.submit_application(application=fill(again))
    assert count_sent() == 1


def test_changing_the_address_ends_the_former_links(client, call, django_capture_on_commit_callbacks):
    application, token = start(call)
    data = {
        "first_name": "Lina",
        "last_name": "Moreau",
        "email": "autre@exemple.fr",
        "born_on": application.born_on.isoformat(),
        "commune_code": "Dijon",
        "season_city": application.season_city_id,
        "track": call.tracks.get().pk,
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page("save-identity", token), data)
    assert response.status_code == 302
    assert token not in response["Location"]
    assert client.get(page("application", token)).status_code == 410
    assert client.get(last_link("autre@exemple.fr")).status_code == 200


def test_a_sent_file_is_corrected_until_the_end_then_withdrawn(client, call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        application = sent(call)
    url = last_link("lina@exemple.fr")
    assert client.post(f"{url}ecran/1/", {field(application, "why"): "Mieux dit."}).status_code == 302
    assert answers_of(application)["why"] == "Mieux dit."
    assert client.post(f"{url}ecran/1/", {field(application, "why"): ""}).status_code == 422
    assert answers_of(application)["why"] == "Mieux dit.", "a sent file stays whole"
    assert client.post(f"{url}retirer/").status_code == 302
    application.refresh_from_db()
    assert application.status == "WITHDRAWN"
    assert not Promise.objects.open().exists()
    assert client.post(f"{url}retirer/").status_code == 422


def test_trials_are_kept_apart(client, call):
    client.force_login(team_member())
    response = client.post(reverse("recruitment:start-test-application", args=[call.pk]))
    application = Application.objects.get()
    assert application.is_test
    token = response["Location"].split("/")[2]
    fill(application)
    client.post(page("submit-application", token), {"charter": "on"})
    application.refresh_from_db()
    assert application.status == "NEW"
    assert count_sent() == 0
    assert not Promise.objects.exists()
    listed = client.get(reverse("recruitment:application-list", args=[call.pk]))
    assert "Essai" not in listed.content.decode()
    trials = client.get(reverse("recruitment:application-list", args=[call.pk]), {"test": "on"})
    assert "Essai" in trials.content.decode()


def test_export_and_erase_by_the_link(client, call):
    application, token = start(call)
    fill(application)
    data = client.get(page("export-mine", token)).json()
    assert data["adresse"] == "lina@exemple.fr"
    assert {"question": "Pourquoi ?", "réponse": "Parce que ça me plaît."} in data["réponses"]
    assert client.post(page("erase-application", token)).status_code == 302
    assert not Application.objects.exists()
    assert client.get(page("application", token)).status_code == 410

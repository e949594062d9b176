"""Answers fed by what readers found: drafted, approved, previewed, filled for each; and who is still owed one."""

from __future__ import annotations

import pytest

from passeurs.core.verdict import Refused
from passeurs.recruitment.actions import answer as answer_actions
from passeurs.recruitment.actions import eligibility, feedback
from passeurs.recruitment.actions import reading as actions
from passeurs.recruitment.choices import CallState, ReadingPhase, Status
from passeurs.recruitment.models import AnswerBatch, Application, Criterion, Reading
from passeurs.recruitment.queries.answer import fill, owed, unknown_variables
from passeurs.recruitment.queries.feedback import to_approve
from passeurs.recruitment.running import answer as answer_running
from passeurs.recruitment.tasks import post_letter
from tests.factories import team_member
from tests.recruitment.making import make_call, sent, token_of
from tests.recruitment.test_reading import juror

pytestmark = pytest.mark.django_db
TEXT = "Salut {prénom} !\n\n{motif}\n\nCe qu’on retient. {retour}\n\nTu peux revenir {ville}."


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def call(team):
    """Three files read on two criteria, below a threshold; one more found ineligible, one that nobody read."""
    made = make_call(reading_phase=ReadingPhase.READING)
    track = made.tracks.get()
    Criterion.objects.create(track=track, label="Écoute", weight=1, position=2)
    for number in range(5):
        sent(made, email=f"c{number}@exemple.fr", age=18)
    made.state = CallState.CLOSED
    made.save()
    juror(), juror()
    first, second = track.criteria.all()
    read = Application.objects.order_by("pk")[:3]
    actions.share_readings(call=made, by=team)
    for reading in Reading.objects.filter(application__in=[one.pk for one in read]):
        scores = {first.pk: 4, second.pk: 1}
        actions.give_reading(reading=reading, by=reading.reader, scores=scores, comment="Dis ce que tu as fait.")
    Application.objects.filter(pk__in=[one.pk for one in read]).update(planned_status=Status.REJECTED)
    return made


def test_a_paragraph_without_its_word_is_left_out():
    told = fill(TEXT, {"prénom": "Lou", "motif": "", "retour": "De l’humour.", "ville": "à Dijon"})
    assert told == "Salut Lou !\n\nCe qu’on retient. De l’humour.\n\nTu peux revenir à Dijon."
    assert unknown_variables("{prénom} {nom} {}") == ["nom", ""]


def test_drafted_once_from_criteria_and_words_then_approved_as_corrected(client, call, team):
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/retours/"
    assert client.post(f"{url}proposer/").status_code == 302
    one = to_approve(call).first()
    assert (
        one.feedback == "Ce qui a le plus plu : curiosité. Ce qui peut encore grandir : écoute. Dis ce que tu as fait."
    )
    assert feedback.draft_feedback(call=call, by=team) == 0
    assert "Ce qui a le plus plu" in client.get(url).text
    typed = {f"feedback-{one.pk}": "Une vraie curiosité.", "feedback-999": "À personne"}
    assert client.post(url, typed).status_code == 302
    one.refresh_from_db()
    assert (one.feedback, bool(one.feedback_approved_at)) == ("Une vraie curiosité.", True)
    assert to_approve(call).count() == 2


def test_only_what_was_approved_is_sent_and_each_reads_their_own(client, call, team):
    feedback.draft_feedback(call=call, by=team)
    one, other, _third = to_approve(call)
    feedback.approve_feedback(call=call, by=team, texts={one.pk: "Une vraie curiosité."})
    late = Application.objects.order_by("pk").last()
    eligibility.move_reading(call=call, by=team, phase=ReadingPhase.ELIGIBILITY)
    eligibility.judge_eligibility(application=late, by=team, is_eligible=False, why="Tu as plus de 20 ans.")
    answer_actions.send_answers(call=call, by=team, texts={Status.REJECTED: TEXT}, left_out=2)
    answer_running.push_answers(batch=AnswerBatch.objects.get(), post=post_letter)
    reasons = {pk: Application.objects.get(pk=pk).reason for pk in (one.pk, other.pk, late.pk)}
    assert "Une vraie curiosité." in reasons[one.pk]
    assert "plus plu" not in reasons[other.pk]
    assert "Tu as plus de 20 ans." in reasons[late.pk]
    assert "à Dijon" in reasons[other.pk]
    assert "Une vraie curiosité." in client.get(f"/candidature/{token_of(one)}/").text


def test_words_that_nobody_approved_are_not_lost_unsaid(client, call, team):
    client.force_login(team)
    url = f"/equipe/recrutement/{call.pk}/reponses/"
    total = Application.objects.exclude(planned_status="").count()
    sent_now = {"rejected": TEXT, "backup": "Plus tard.", "validated": "Bravo.", "count": str(total)}
    for said in ("", "1", "4"):
        page = client.post(url, sent_now | {"left_out": said})
        assert page.status_code == 422
        assert "3 retours ne sont pas approuvés et ne partiraient jamais" in page.text
        assert f"/equipe/recrutement/{call.pk}/retours/" in page.text
    assert not AnswerBatch.objects.exists()
    with pytest.raises(Refused, match="retours ne sont pas approuvés"):
        answer_actions.send_answers(call=call, by=team, texts={Status.REJECTED: TEXT})
    assert client.post(url, sent_now | {"left_out": "3"}).status_code == 302
    assert AnswerBatch.objects.get().total == total


def test_nothing_is_asked_once_all_is_approved(client, call, team):
    client.force_login(team)
    feedback.approve_feedback(
        call=call, by=team, texts=dict.fromkeys(to_approve(call).values_list("pk", flat=True), "Bien.")
    )
    assert "left_out" not in client.get(f"/equipe/recrutement/{call.pk}/reponses/").context["form"].fields
    answer_actions.send_answers(call=call, by=team, texts={Status.REJECTED: TEXT})


def test_a_preview_shows_one_person_and_sends_nothing(client, call, team):
    client.force_login(team)
    one = to_approve(call).first()
    feedback.approve_feedback(call=call, by=team, texts={one.pk: "Une vraie curiosité."})
    url = f"/equipe/recrutement/{call.pk}/reponses/"
    page = client.post(f"{url}apercu/", {"rejected": TEXT, "number": str(one.pk)})
    assert page.status_code == 200
    assert "Ce qu’on retient. Une vraie curiosité." in page.text
    assert "Tu peux revenir à Dijon." in page.text
    assert not AnswerBatch.objects.exists()
    wrong = client.post(f"{url}apercu/", {"rejected": "Salut {nom}"})
    assert wrong.status_code == 422
    assert "{nom} n’existe pas" in wrong.text
    none = client.post(f"{url}apercu/", {"rejected": TEXT, "number": "999999"})
    assert "n’a pas de réponse prête" in none.text


def test_the_team_sees_whom_it_still_owes(client, call, team):
    client.force_login(team)
    assert owed(call).count() == 2
    page = client.get(f"/equipe/recrutement/{call.pk}/candidatures/?file=owed")
    assert page.context["page"].paginator.count == 2
    assert "Sans réponse prête" in client.get(f"/equipe/recrutement/{call.pk}/reponses/").text


def test_as_many_queries_for_many_feedbacks_as_for_few(client, call, team, django_assert_max_num_queries):
    client.force_login(team)
    with django_assert_max_num_queries(16):
        client.get(f"/equipe/recrutement/{call.pk}/retours/")

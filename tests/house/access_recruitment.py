"""The recruitment of the access world: a call in Dijon, a minor's file, a draft, a trial, and their links."""

from __future__ import annotations

from passeurs.people.models import Person
from passeurs.questionnaires.models import Question
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import correction as correction_actions
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.models import AnswerBatch, Application, Call, Intake, Reading
from tests.factories import CityFactory, SeasonCityFactory
from tests.recruitment.making import committed_draw, fill, make_call, make_questionnaire, sent, start, token_of

# Words of a candidate that nobody but those who follow Dijon may read; their link is theirs.
SECRETS = ["candidate-secrete@exemple.fr", "parent-secret@exemple.fr", "Prénom-de-candidate"]


def add_recruitment(
    args: dict[str, list[object]], secrets: dict[str, list[str]], team: Person | None, member: Person | None
) -> None:
    """Fill the arguments of URLs and the words to look for."""
    assert team is not None
    assert member is not None
    call = make_call(is_ready=False)
    call.season_cities.add(SeasonCityFactory(season=call.season, city=CityFactory()))
    call.tracks.create(name="Critique", presentation="Dire.").criteria.create(label="Curiosité")
    draft_call = make_call(season=call.season, slug="brouillon", state=CallState.DRAFT, is_ready=False)
    minor, _token = start(call, age=16, email=SECRETS[0], first_name=SECRETS[2])
    fill(minor)
    application_actions.save_identity(application=minor, guardian_email=SECRETS[1])
    minor = application_actions.submit_application(application=minor)
    why = Question.objects.get(screen__questionnaire=call.questionnaire, key="why")
    correction = correction_actions.ask_correction(application=minor, question=why, message="Termine.", by=team)
    draft, _token = start(call, email="brouillon-secret@exemple.fr")
    application_actions.start_test_application(call=call, by=team)
    trial = Application.objects.get(is_test=True)
    application_actions.submit_application(application=fill(trial))
    sent(call, email="autre-secret@exemple.fr")
    key, guardian_key = token_of(minor), token_of(minor.guardianship)
    form = make_questionnaire()
    _add_draw(args, call)
    args["reading"] = [Reading.objects.create(application=minor, reader=member).pk]
    screen = form.screens.first()
    args |= {
        "form": [form.pk],
        "form-screen": [form.pk, 1],
        "screen": [screen.pk],
        "question": [screen.questions.first().pk],
        "frozen-question": [why.pk],
        "form-part": ["ecrans", screen.pk],
        "recruitment": [call.slug],
        "draft-recruitment": [draft_call.slug],
        "recruitment-pk": [call.pk],
        "track": [call.tracks.get().pk],
        "private-file": [key],
        "private-forged": ["x" * 32],
        "private-guardian": [guardian_key],
        "private-screen": [key, 1],
        "private-correction": [key, correction.pk],
        "private-none": [key, 999_999],
        "application": [minor.pk],
        "draft-application": [draft.pk],
        "trial-application": [trial.pk],
        "application-none": [minor.pk, 999_999],
    }
    # A role of its own: nobody of the walk is this candidate.
    secrets["candidate"] = [*SECRETS, "brouillon-secret@exemple.fr", "autre-secret@exemple.fr"]


def _add_draw(args: dict[str, list[object]], call: Call) -> None:
    """A second call of the season, drawn and answered."""
    drawn_call = make_call(season=call.season, slug="tire", state=CallState.CLOSED, is_ready=False)
    batch = AnswerBatch.objects.create(call=drawn_call, total=0, state="done")
    intake = Intake.objects.create(call=call, name="a.csv", content="email;Pourquoi ?\nmineur-secret@exemple.fr;Oui")
    args["intake"] = [intake.pk]
    args |= {"drawn": [drawn_call.slug], "drawn-pk": [committed_draw(drawn_call).pk], "answer-batch": [batch.pk]}

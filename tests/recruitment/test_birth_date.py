"""What a guardian's agreement rests on is no longer in the hands of whom it protects."""

from __future__ import annotations

import pytest
from django.urls import reverse

from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.people.actions import answer_guardianship
from passeurs.people.models import Guardianship
from passeurs.programme.models import Mandate
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.actions.birth_date import settle_birth_date
from passeurs.recruitment.models import Application
from tests.factories import referent_of, team_member
from tests.recruitment.making import birth, make_call, sent, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def minor():
    return sent(make_call(), age=16)


@pytest.fixture
def undated():
    """A file that came from another service, which does not tell birth dates."""
    application = sent(make_call(), age=19)
    Application.objects.filter(pk=application.pk).update(born_on=None, age=None)
    application.refresh_from_db()
    return application


def retained(application):
    return decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED", reason="")


def test_a_sent_file_of_a_minor_does_not_grow_up(client, minor):
    url = reverse("recruitment:save-identity", args=[token_of(minor)])
    assert client.get(url).status_code == 200
    page = client.get(url).text
    assert page.split('name="born_on"')[1].split(">")[0].count("disabled") == 1
    fields = {"first_name": "Lina", "last_name": "Moreau", "email": minor.email, "commune_code": "Dijon (21)"}
    fields |= {"season_city": minor.season_city_id, "track": minor.track_id, "born_on": birth(19).isoformat()}
    client.post(url, fields | {"guardian_name": "Paul", "guardian_email": minor.guardian_email})
    minor.refresh_from_db()
    assert minor.born_on == birth(16)
    with pytest.raises(Refused, match="que par l’équipe"):
        application_actions.save_identity(application=minor, born_on=birth(19))


def test_a_guardian_who_said_no_is_not_replaced_by_the_minor(minor):
    application_actions.save_identity(application=minor, guardian_email="mere@exemple.fr")
    minor.refresh_from_db()
    answer_guardianship(guardianship=minor.guardianship, purposes=[], signed_name="Mère")
    minor.refresh_from_db()
    with pytest.raises(Refused, match="a déjà répondu"):
        application_actions.save_identity(application=minor, guardian_email="moi2@exemple.fr")
    assert Guardianship.objects.get().email == "mere@exemple.fr"


def test_a_sent_file_that_becomes_a_minors_asks_the_guardian():
    application = sent(make_call(), age=19)
    with pytest.raises(Refused, match="d’un parent"):
        application_actions.save_identity(application=application, born_on=birth(16))
    given = {"born_on": birth(16), "guardian_name": "P", "guardian_email": "p@exemple.fr"}
    application_actions.save_identity(application=application, **given)
    application.refresh_from_db()
    assert application.waits_for_guardian
    assert application.guardianship.email == "p@exemple.fr"


def test_a_minor_whose_guardian_was_never_asked_gets_no_place(minor):
    Application.objects.filter(pk=minor.pk).update(guardianship=None)
    minor.refresh_from_db()
    assert minor.call.applications.waiting_for_somebody().count() == 1
    with pytest.raises(Refused, match="parent"):
        retained(minor)


def test_no_place_before_the_birth_date_is_known(client, undated):
    application = retained(undated)
    with pytest.raises(Refused, match="date de naissance"):
        place_actions.confirm_place(application=application)
    token = token_of(application)
    url = reverse("recruitment:tell-birth-date", args=[token])
    assert url in client.get(reverse("recruitment:application", args=[token])).text
    assert client.get(url).status_code == 200
    assert client.post(url, {"born_on": birth(16).isoformat()}).status_code == 422
    assert client.post(url, {"born_on": birth(40).isoformat()}).status_code == 422
    given = {"born_on": birth(16).isoformat(), "guardian_name": "P", "guardian_email": "p@exemple.fr"}
    assert client.post(url, given).status_code == 302
    # Told once.
    assert client.post(url, given | {"born_on": birth(19).isoformat()}).status_code == 403
    application.refresh_from_db()
    with pytest.raises(Refused, match="accord"):
        place_actions.confirm_place(application=application)
    purposes = ["participation"]
    answer_guardianship(guardianship=application.guardianship, purposes=purposes, signed_name="P")
    application.refresh_from_db()
    place_actions.confirm_place(application=application)
    mandate = Mandate.objects.get()
    assert mandate.person.profile.born_on == birth(16)
    assert mandate.person.guardianships.count() == 1


def test_the_team_corrects_a_date_and_a_referent_does_not(client, minor):
    url = reverse("recruitment:settle-birth-date", args=[minor.pk])
    client.force_login(referent_of(minor.season_city.city))
    assert client.get(url).status_code == 403
    client.force_login(team_member())
    assert url in client.get(minor.get_absolute_url()).text
    assert client.post(url, {"born_on": birth(19).isoformat()}).status_code == 302
    minor.refresh_from_db()
    assert (minor.born_on, minor.guardianship) == (birth(19), None)
    assert not Guardianship.objects.exists()
    assert JournalEntry.objects.filter(verb="settle_birth_date").exists()
    settle_birth_date(application=minor, by=team_member(), born_on=birth(16), guardian_email="p@exemple.fr")
    assert Guardianship.objects.get().email == "p@exemple.fr"

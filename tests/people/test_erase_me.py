"""My data: see, take away, agree, withdraw, erase."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction

from passeurs.core import registry
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Message, Preference
from passeurs.people import actions
from passeurs.people.models import Consent, Person, Profile, RoleGrant
from passeurs.people.signals import consent_withdrawn, person_erased
from tests.factories import MandateFactory, PersonFactory, RoleGrantFactory
from tests.people.test_sign_in import CODE, SIGN_IN, ask_code

pytestmark = pytest.mark.django_db

DATA = "/moi/donnees/"
ERASE = "/moi/effacer/"
GIVE = "/moi/accords/public_name/donner/"
WITHDRAW = "/moi/accords/public_name/retirer/"


@pytest.fixture
def person(client):
    person = PersonFactory(email="ines@exemple.fr", first_name="Inès")
    client.force_login(person)
    return person


def fill(person):
    """Something in every place that people and notifications own."""
    Profile.objects.filter(person=person).update(chosen_name="Nès", commune_code="21231", access_needs="Fauteuil")
    actions.give_consent(person=person, purpose="public_name")
    RoleGrantFactory(person=person, role="referent", scope="city:21231")
    notify(person=person, kind="test", title="Secret d’Inès")
    Preference.objects.create(person=person)
    EmailAddress.objects.create(user=person, email=person.email)
    Authenticator.objects.create(user=person, type="webauthn", data={})


def test_page_shows_what_each_app_holds(client, person):
    fill(person)
    other = PersonFactory(first_name="Malo")
    notify(person=other, kind="test", title="Secret de Malo")
    page = client.get(DATA).content.decode()
    for told in ("ines@exemple.fr", "Fauteuil", "Secret d’Inès", "city:21231"):
        assert told in page
    assert "Malo" not in page


def test_export_json_holds_every_registered_app(client, person):
    fill(person)
    response = client.post("/moi/donnees/export.json")
    assert 'filename="mes-donnees.json"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)
    assert set(data) == {name for name, _ in registry.personal_data.items()}
    assert data["people"]["données"]["profil"]["besoins d’accès"] == "Fauteuil"
    assert data["notifications"]["données"]["messages"][0]["title"] == "Secret d’Inès"


def test_export_zip_opens_and_explains_itself(client, person):
    archive = zipfile.ZipFile(io.BytesIO(client.post("/moi/donnees/export.zip").content))
    assert archive.testzip() is None
    assert "people.json" in archive.read("LISEZ-MOI.txt").decode()
    assert json.loads(archive.read("people.json"))["données"]["adresse"] == "ines@exemple.fr"


def test_export_asks_for_a_form_and_is_limited(client, person, settings):
    assert client.get("/moi/donnees/export.json").status_code == 405
    settings.ACCOUNT_RATE_LIMITS = {"export_my_data": "1/h/user"}
    client.post("/moi/donnees/export.zip")
    assert client.post("/moi/donnees/export.json").status_code == 429


def test_consent_is_given_once_and_withdrawn(client, person):
    told = []

    def hear(person, purpose, **kwargs):
        told.append((person.pk, purpose))

    consent_withdrawn.connect(hear)
    try:
        client.post(GIVE)
        client.post(GIVE)
        assert Consent.objects.filter(person=person, withdrawn_at=None).count() == 1
        assert "Accord donné" in client.get(DATA).content.decode()
        client.post(WITHDRAW)
        client.post(WITHDRAW)
    finally:
        consent_withdrawn.disconnect(hear)
    assert told == [(person.pk, "public_name")]
    kept = Consent.objects.get()
    assert kept.withdrawn_at
    client.post(GIVE)
    assert Consent.objects.count() == 2, "the history of consents is evidence"


def test_unknown_purpose_is_not_found_and_a_link_gives_nothing(client, person):
    assert client.post("/moi/accords/tout/donner/").status_code == 404
    assert client.post("/moi/accords/tout/retirer/").status_code == 404
    assert client.get(GIVE).status_code == 405
    assert not Consent.objects.exists()


def test_database_holds_one_running_consent_per_purpose(person):
    Consent.objects.create(person=person, purpose="public_name")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=person, purpose="public_name")


def test_erase_page_says_what_goes_and_what_stays(client, person):
    page = client.get(ERASE).content.decode()
    for _, entry in registry.personal_data.items():
        assert str(entry.title) in page
    assert "sans nom ni adresse" in page


@pytest.mark.parametrize("word", ["", "oui", "efface"])
def test_without_the_word_nothing_goes(client, person, word):
    assert client.post(ERASE, {"word": word}).status_code == 422
    person.refresh_from_db()
    assert person.is_active


def test_erased_account_leaves_nothing_that_tells_who_it_was(client, django_capture_on_commit_callbacks):
    person = PersonFactory(email="ines@exemple.fr", first_name="Inès")
    client.post(CODE, {"code": ask_code(client, "ines@exemple.fr")})
    fill(person)
    told = []

    def hear(person, **kwargs):
        told.append(person.pk)

    person_erased.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(ERASE, {"word": " effacer "}, follow=True)
    finally:
        person_erased.disconnect(hear)
    assert response.redirect_chain == [("/au-revoir/", 302)]
    assert told == [person.pk]
    gone = Person.objects.get(pk=person.pk)
    assert (gone.email, gone.first_name, gone.is_active) == (f"efface-{gone.uid}@invalid.local", "", False)
    assert gone.public_name == "Compte supprimé"
    for model in (Profile, Consent, RoleGrant, Message, Preference):
        assert not model.objects.filter(person=person).exists(), model
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user=person).exists(), model
    assert Session.objects.count() <= 1, "only the visitor's own, empty of any account"
    assert client.get("/moi/").status_code == 302
    last = mail.outbox[-1]
    assert (last.to, last.subject) == (["ines@exemple.fr"], "Ton compte est effacé")
    assert "sans nom ni adresse" in last.body
    lines = json.dumps(list(JournalEntry.objects.values("verb", "data", "actor_ref", "subject_ref")))
    assert "erase_person" in lines
    assert "Inès" not in lines
    assert "ines@" not in lines


def test_erased_address_opens_nothing_and_can_start_anew(client, person):
    actions.erase_person(person=person)
    client.logout()
    assert ask_code(client, "ines@exemple.fr") is None
    PersonFactory(email="ines@exemple.fr")
    client.post("/compte/deconnexion/", {"next": SIGN_IN})
    assert ask_code(client, "ines@exemple.fr")


def test_erasing_twice_is_erasing_once(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_person(person=person)
        assert actions.erase_person(person=person) == []
    assert len(mail.outbox) == 1
    assert JournalEntry.objects.filter(verb="erase_person").count() == 1


def test_double_click_ends_well(client, person):
    other_tab = client.__class__()
    other_tab.cookies = client.cookies.copy()
    assert client.post(ERASE, {"word": "EFFACER"})["Location"] == "/au-revoir/"
    assert other_tab.post(ERASE, {"word": "EFFACER"})["Location"].startswith(SIGN_IN)


def test_every_other_session_is_closed(client, person):
    elsewhere = client.__class__()
    elsewhere.force_login(person)
    actions.erase_person(person=person)
    assert elsewhere.get("/moi/").status_code == 302


def test_an_ambassador_can_erase_their_account(client):
    mandate = MandateFactory()
    client.force_login(mandate.person)
    page = client.get(ERASE).content.decode()
    assert "Le nombre de mandats" in page
    assert client.post(ERASE, {"word": "EFFACER"})["Location"] == "/au-revoir/"
    assert not Message.objects.exists(), "what was told while erasing goes too"
    mandate.refresh_from_db()
    assert mandate.person.public_name == "Compte supprimé"


def test_last_of_the_team_hands_over_first(client):
    last = RoleGrantFactory().person
    client.force_login(last)
    assert "dernière personne" in client.get(ERASE).content.decode()
    assert client.post(ERASE, {"word": "EFFACER"}).status_code == 422
    with pytest.raises(Refused):
        actions.erase_person(person=last)
    RoleGrantFactory()
    assert client.post(ERASE, {"word": "EFFACER"})["Location"] == "/au-revoir/"


def test_nothing_is_lost_when_an_app_fails(person, monkeypatch):
    def broken(_):
        raise RuntimeError("en panne")

    entry = registry.PersonalData(title="z", export=lambda _: {}, erase=broken)
    monkeypatch.setitem(registry.personal_data._entries, "zz", entry)
    fill(person)
    with pytest.raises(RuntimeError):
        actions.erase_person(person=person)
    person.refresh_from_db()
    assert person.is_active
    assert Profile.objects.filter(person=person).exists()

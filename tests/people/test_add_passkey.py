"""Passkeys, with an authenticator written here: added, used to sign in, renamed, removed."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import struct

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from fido2 import cbor

from tests.factories import PersonFactory
from tests.people.test_sign_in import ask_code, is_signed_in

pytestmark = pytest.mark.django_db

LIST = "/moi/cles/"
ADD = "/moi/cles/ajouter/"
SIGN_IN_KEY = "/compte/connexion/cle/"
ORIGIN = "http://testserver"


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Device:
    """A phone with a passkey: makes a key, signs challenges (user present and verified)."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()
        self.count = 0

    def client_data(self, kind, challenge, origin):
        return json.dumps({"type": f"webauthn.{kind}", "challenge": challenge, "origin": origin}).encode()

    def auth_data(self, *, is_new=False):
        self.count += 1
        data = hashlib.sha256(b"testserver").digest() + bytes([0x45 if is_new else 0x05])
        data += struct.pack(">I", self.count)
        if is_new:
            point = self.key.public_key().public_numbers()
            cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
            data += bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(cose)
        return data

    def create(self, options, origin=ORIGIN):
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        attestation = {"fmt": "none", "attStmt": {}, "authData": self.auth_data(is_new=True)}
        client = self.client_data("create", public["challenge"], origin)
        response = {"clientDataJSON": b64(client), "attestationObject": b64(cbor.encode(attestation))}
        return self.answer(response, {"credProps": {"rk": True}})

    def get(self, options, origin=ORIGIN):
        client = self.client_data("get", options["publicKey"]["challenge"], origin)
        data = self.auth_data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": b64(client),
            "authenticatorData": b64(data),
            "signature": b64(signature),
            "userHandle": self.handle,
        }
        return self.answer(response, {})

    def answer(self, response, extensions):
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "clientExtensionResults": extensions,
                "response": response,
            }
        )


def creation_options(client):
    page = client.get(ADD).content.decode()
    return json.loads(html.unescape(re.search(r'data-passeurs-passkey-options="([^"]*)"', page)[1]))


def sign_in_options(client):
    answer = client.get(SIGN_IN_KEY, headers={"accept": "application/json"})
    return answer.json()["request_options"]


def add(client, device, name="Mon téléphone"):
    credential = device.create(creation_options(client))
    return client.post(ADD, {"name": name, "credential": credential, "passwordless": "on"})


@pytest.fixture
def person(client):
    person = PersonFactory(email="ines@exemple.fr")
    client.force_login(person)
    return person


def test_key_is_added_told_by_mail_and_signs_in(client, person):
    device = Device()
    assert add(client, device)["Location"] == LIST
    assert "Mon téléphone" in client.get(LIST).content.decode()
    assert "clé d’accès" in mail.outbox[-1].subject
    client.logout()
    response = client.post(SIGN_IN_KEY, {"credential": device.get(sign_in_options(client))})
    assert response["Location"] == "/aujourdhui/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_code_by_mail_still_works_alone_after_a_key_was_added(client, person):
    add(client, Device())
    client.logout()
    client.post("/compte/connexion/code/", {"code": ask_code(client, "ines@exemple.fr")})
    assert is_signed_in(client)


def test_answer_to_an_old_challenge_is_refused(client, person):
    device = Device()
    add(client, device)
    client.logout()
    answer = device.get(sign_in_options(client))
    sign_in_options(client)
    client.post(SIGN_IN_KEY, {"credential": answer})
    assert not is_signed_in(client)


def test_answer_made_for_another_site_is_refused(client, person, settings):
    device = Device()
    add(client, device)
    client.logout()
    # As on a site in https; a demo on http://localhost cannot be this strict.
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    client.post(SIGN_IN_KEY, {"credential": device.get(sign_in_options(client), origin="https://mechant.example")})
    assert not is_signed_in(client)
    client.post(SIGN_IN_KEY, {"credential": device.get(sign_in_options(client), origin="https://testserver")})
    assert is_signed_in(client)


def test_unknown_or_broken_key_goes_back_to_the_start(client, person):
    client.logout()
    device = Device()
    device.handle = b64(b"999999")
    for credential in (device.get(sign_in_options(client)), "{}", "x", ""):
        assert client.post(SIGN_IN_KEY, {"credential": credential})["Location"] == "/compte/connexion/"
    assert not is_signed_in(client)


def test_key_of_a_closed_account_opens_nothing(client, person):
    device = Device()
    add(client, device)
    client.logout()
    person.is_active = False
    person.save()
    client.post(SIGN_IN_KEY, {"credential": device.get(sign_in_options(client))})
    assert not is_signed_in(client)


def test_key_is_renamed_and_removed(client, person):
    add(client, Device())
    key = Authenticator.objects.get(user=person)
    assert client.get(f"{LIST}{key.pk}/renommer/").status_code == 200
    client.post(f"{LIST}{key.pk}/renommer/", {"name": "Le vieux"})
    assert "Le vieux" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{key.pk}/retirer/").status_code == 200
    client.post(f"{LIST}{key.pk}/retirer/")
    assert not Authenticator.objects.exists()


def test_key_of_another_is_not_found(client, person):
    key = Authenticator.objects.create(user=PersonFactory(), type="webauthn", data={})
    for path in (f"{LIST}{key.pk}/renommer/", f"{LIST}{key.pk}/retirer/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "à moi"}).status_code == 404
    assert Authenticator.objects.count() == 1


def test_visitor_adds_no_key(client):
    assert client.get(ADD)["Location"].startswith("/compte/connexion/")
    assert client.post(ADD, {"credential": "{}"})["Location"].startswith("/compte/connexion/")


def test_broken_answer_adds_nothing(client, person):
    creation_options(client)
    client.post(ADD, {"name": "x", "credential": "pas du JSON"})
    assert not Authenticator.objects.exists()

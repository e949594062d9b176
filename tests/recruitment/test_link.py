"""An address is proved before it opens anything; a renewed link ends the former ones once its mail is read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from passeurs.core.verdict import Refused
from passeurs.people.models import PrivateLink
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from tests.factories import team_member
from tests.recruitment.making import last_link, make_call, sent, start

pytestmark = pytest.mark.django_db


def page_of(token):
    return reverse("recruitment:application", args=[token])


@pytest.mark.parametrize("is_proven", [True, False])
def test_the_mail_that_is_opened_ends_what_was_not_proven(client, django_capture_on_commit_callbacks, is_proven):
    with django_capture_on_commit_callbacks(execute=True):
        _application, typed = start(make_call(), is_proven=is_proven)
    assert client.get(page_of(typed)).status_code == 200
    mailed = last_link("lina@exemple.fr")
    assert client.get(mailed).status_code == 200
    assert client.get(page_of(typed)).status_code == 410
    assert client.post(reverse("recruitment:save-identity", args=[typed]), {"first_name": "X"}).status_code == 410
    assert client.get(mailed).status_code == 200


def test_a_renewed_link_ends_the_former_ones_when_it_is_opened(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent(make_call())
    former = last_link("lina@exemple.fr")
    assert client.get(former).status_code == 200
    # Anybody may ask for the address: that alone ends nothing.
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("recruitment:find-application"), {"email": "lina@exemple.fr"})
    renewed = last_link("lina@exemple.fr")
    assert client.get(former).status_code == 200
    assert client.get(renewed).status_code == 200
    assert client.get(former).status_code == 410
    assert client.get(renewed).status_code == 200


def test_the_link_of_another_file_stays(client, django_capture_on_commit_callbacks):
    call = make_call()
    with django_capture_on_commit_callbacks(execute=True):
        _one, typed = start(call)
        start(call, email="autre@exemple.fr")
    assert client.get(last_link("autre@exemple.fr")).status_code == 200
    assert client.get(page_of(typed)).status_code == 200


def test_no_place_is_taken_at_an_address_whose_mail_was_never_read(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        application = sent(make_call(), is_read=False)
        decision_actions.decide_application(application=application, by=team_member(), status="VALIDATED", reason="")
    application.refresh_from_db()
    with pytest.raises(Refused, match="par e-mail"):
        place_actions.confirm_place(application=application)
    assert client.get(last_link("lina@exemple.fr")).status_code == 200
    assert place_actions.confirm_place(application=application).confirmed_at
    assert PrivateLink.objects.filter(opened_at__isnull=False).count() == 1

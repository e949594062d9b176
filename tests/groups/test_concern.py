"""An alarm: raised by a member, read by those it is for and nobody else, answered in two days."""

from __future__ import annotations

import pytest

from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.groups.actions.concern import answer_concern, raise_concern
from passeurs.groups.actions.erasure import erase_said
from passeurs.groups.models import Concern
from passeurs.groups.queries.concern import export_concerns
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.promises.models import Promise
from tests.factories import CityFactory, associated_group, members_of, referent_of, team_member

pytestmark = pytest.mark.django_db
TEXT = "Il me demande de rester seule après les autres."


@pytest.fixture
def group():
    made = associated_group(size=2)
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def city(group):
    return group.partnership.season_city.city


def sent(**fields):
    return {"kind": "adult", "text": TEXT} | fields


def test_an_alarm_reaches_referent_and_team_at_once_and_is_answered(client, group, city):
    referent, team, one = referent_of(city), team_member(), members_of(group)[0]
    client.force_login(one)
    assert "Donner l’alerte" in client.get(group.get_absolute_url()).text
    assert "119" in client.get(f"/groupes/{group.pk}/alerte/").text
    for _double_click in range(2):
        answer = client.post(f"/groupes/{group.pk}/alerte/", sent(), follow=True)
    assert "te répond dans les deux jours" in answer.text
    concern = Concern.objects.get()
    told = Message.objects.filter(title__startswith="Une alerte")
    assert {message.person for message in told} == {referent, team}
    assert not Message.objects.filter(body__contains=TEXT).exists()
    promise = Promise.objects.get(kind="concern")
    assert (promise.due_at - promise.made_at).days == 2
    assert TEXT not in promise.detail + promise.about_label
    client.force_login(referent)
    assert concern.get_absolute_url() in client.get("/equipe/associations/suivi/").text
    assert TEXT in client.get(concern.get_absolute_url()).text
    reply = "Nous t’appelons ce soir, et le groupe ne se réunit plus sans nous."
    client.post(concern.get_absolute_url(), {"answer": reply})
    promise.refresh_from_db()
    assert promise.answered_at
    assert not promise.answer
    message = Message.objects.get(person=one, title="On te répond")
    assert reply not in message.body
    client.force_login(one)
    assert reply in client.get(message.url).text
    client.force_login(referent)
    assert concern.get_absolute_url() not in client.get("/equipe/associations/suivi/").text
    with pytest.raises(Refused, match="déjà sa réponse"):
        answer_concern(concern=concern, by=team, answer=reply)


def test_it_may_be_for_the_team_alone(client, group, city):
    referent, team, one = referent_of(city), team_member(), members_of(group)[0]
    concern = raise_concern(group=group, by=one, kind="adult", text=TEXT, is_for_team=True)
    assert not Message.objects.filter(person=referent).exists()
    client.force_login(referent)
    assert client.get(concern.get_absolute_url()).status_code == 404
    assert concern.get_absolute_url() not in client.get("/equipe/associations/suivi/").text
    assert "Une alerte" not in client.get("/aujourdhui/").text
    assert "Une alerte" not in client.get("/equipe/reponses/").text
    with pytest.raises(Refused, match="par d’autres personnes"):
        answer_concern(concern=concern, by=referent, answer="Je m’en occupe moi-même.")
    client.force_login(team)
    assert "équipe nationale seulement" in client.get(concern.get_absolute_url()).text


def test_neither_the_group_nor_the_partner_nor_another_city_reads_it(client, group):
    one, two = members_of(group)
    concern = raise_concern(group=group, by=one, kind="member", text=TEXT, is_for_team=False)
    token = issue_link(purpose=PARTNER_LINK, subject=Contact.objects.get(name="Nadia"), days=9, is_mailed=True)
    assert "alerte" not in client.get(f"/partenaire/{token}/").text
    client.force_login(two)
    assert TEXT not in client.get(group.get_absolute_url()).text
    assert client.get(concern.get_absolute_url()).status_code == 404
    client.force_login(referent_of(CityFactory(name="Brest", insee="29019")))
    assert client.get(concern.get_absolute_url()).status_code == 404
    assert not JournalEntry.objects.filter(data__icontains="seule").exists()


def test_only_a_member_raises_one_and_what_was_typed_is_kept(client, group):
    with pytest.raises(Refused, match="son propre groupe"):
        raise_concern(group=group, by=members_of(associated_group())[0], kind="adult", text=TEXT, is_for_team=False)
    client.force_login(members_of(group)[0])
    page = client.post(f"/groupes/{group.pk}/alerte/", {"text": TEXT})
    assert page.status_code == 422
    assert TEXT in page.text


def test_an_erased_account_leaves_what_still_waits_without_its_name(group):
    one, team = members_of(group)[0], team_member()
    done = raise_concern(group=group, by=one, kind="other", text="Un retard, encore.", is_for_team=False)
    answer_concern(concern=done, by=team, answer="Nous en avons parlé avec le lieu.")
    raise_concern(group=group, by=one, kind="adult", text=TEXT, is_for_team=False)
    assert [row["ce qui se passe"] for row in export_concerns(one)] == ["Un retard, encore.", TEXT]
    erase_said(one)
    (left,) = Concern.objects.all()
    assert (left.text, left.person) == (TEXT, None)

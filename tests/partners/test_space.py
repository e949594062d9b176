"""A partner's space: convention, colleagues, help that is owed an answer, another season; and forwarded links."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from passeurs.core.verdict import Refused
from passeurs.groups.actions.help_request import ask_help
from passeurs.notifications.models import Message
from passeurs.partners.actions.contact import add_contact, revoke_contact
from passeurs.partners.actions.convention import accept_convention, publish_convention
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Convention, ConventionAcceptance, HelpRequest, Partnership
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.programme.choices import Phase
from passeurs.promises.models import Promise
from tests.factories import (
    MandateFactory,
    SeasonCityFactory,
    SeasonFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
BODY = "Le partenaire reçoit le groupe une fois par mois.\n\nLe groupe prévient s’il ne vient pas."


@pytest.fixture
def group():
    return associated_group()


@pytest.fixture
def contact(group):
    return Contact.objects.create(partnership=group.partnership, name="Nadia", email="nadia@lieu.example")


@pytest.fixture
def convention(group):
    programme = group.partnership.season_city.season.programme
    return publish_convention(programme=programme, by=team_member(), body=BODY)


def space(contact) -> str:
    return f"/partenaire/{issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)}/"


def test_the_convention_is_read_accepted_once_and_mailed(
    client, contact, convention, django_capture_on_commit_callbacks
):
    url = space(contact)
    assert "Lire et accepter la convention" in client.get(url).text
    assert client.post(f"{url}convention/", {"name": "Nadia", "role": "Directrice"}).status_code == 422
    data = {"name": "Nadia Belkacem", "role": "Directrice", "agreed": "on"}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            assert client.post(f"{url}convention/", data).status_code == 302
    assert ConventionAcceptance.objects.count() == 1
    (sent,) = mail.outbox
    assert sent.attachments[0][1].startswith(b"%PDF-")
    assert "Acceptée par Nadia Belkacem" in client.get(url).text
    assert client.get(f"{url}convention.pdf").content.startswith(b"%PDF-")
    again = publish_convention(programme=convention.programme, by=team_member(), body=BODY + "\n\nEt encore.")
    assert again.version == 2
    assert "Lire et accepter la convention" in client.get(url).text
    with pytest.raises(Refused, match="plus récente"):
        accept_convention(contact=contact, convention=convention, name="N", role="D")


def test_nobody_accepts_before_the_city_has_said_yes(contact, convention):
    Partnership.objects.update(state=PartnershipState.PROPOSED)
    with pytest.raises(Refused, match="retenue par la ville"):
        accept_convention(contact=contact, convention=convention, name="N", role="D")


def test_the_team_writes_the_text_and_sees_who_has_not_accepted(client, group, contact):
    client.force_login(team_member())
    url = "/equipe/associations/convention/"
    assert client.post(url, {"body": "court"}).status_code == 422
    assert client.post(url, {"body": BODY + "\n\nFait pour durer une saison."}).status_code == 302
    assert Convention.objects.get().version == 1
    assert group.partnership.name in client.get(url).text
    client.force_login(referent_of(group.partnership.season_city.city))
    assert client.get(url).status_code == 403


def test_a_colleague_gets_a_link_of_their_own_and_loses_it(client, contact, django_capture_on_commit_callbacks):
    url = space(contact)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{url}contacts/", {"name": "Léo", "email": "leo@lieu.example"})
    assert mail.outbox[0].to == ["leo@lieu.example"]
    other = Contact.objects.get(name="Léo")
    theirs = space(other)
    assert client.get(theirs).status_code == 200
    with pytest.raises(Refused, match="déjà son lien"):
        add_contact(by=contact, name="Léo", email="LEO@lieu.example")
    assert client.post(f"{url}contacts/{other.pk}/retirer/").status_code == 302
    assert client.get(theirs).status_code == 410
    with pytest.raises(Refused, match="dernier contact"):
        revoke_contact(contact=contact, by=team_member())
    add_contact(by=contact, name="Léo", email="leo@lieu.example")
    assert Contact.objects.filter(email__iexact="leo@lieu.example").count() == 1


def test_a_forwarded_link_says_whose_it_is_and_its_visits_are_known(
    client, contact, django_capture_on_commit_callbacks
):
    url = space(contact)
    page = client.get(url).text
    assert "Vous n’êtes pas Nadia ?" in page
    assert "nadia@lieu.example" not in page
    contact.refresh_from_db()
    assert contact.seen_at
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{url}lien/")
    assert mail.outbox[0].to == ["nadia@lieu.example"]
    client.force_login(team_member())
    assert "vu " in client.get(contact.partnership.get_absolute_url()).text


def test_what_is_asked_is_read_by_all_owed_and_answered_once(
    client, group, contact, django_capture_on_commit_callbacks
):
    url = space(contact)
    assert client.post(f"{url}groupe/{group.pk}/demander/", {"kind": "test", "text": "Court"}).status_code == 422
    data = {"kind": "test", "text": "Venir essayer la visite en langue des signes, samedi.", "wanted_on": "2027-03-06"}
    for _twice in range(2):
        assert client.post(f"{url}groupe/{group.pk}/demander/", data).status_code == 302
    ask = HelpRequest.objects.get()
    assert Promise.objects.open().get(kind="partner_help").scope == group.partnership.season_city.city.scope
    members = members_of(group)
    assert Message.objects.filter(person__in=members, title__contains="demande quelque chose").count() == len(members)
    client.force_login(MandateFactory().person)
    assert client.get(f"/groupes/demandes/{ask.pk}/").status_code == 403
    client.force_login(members[0])
    assert "langue des signes" in client.get(group.get_absolute_url()).text
    answer = f"/groupes/demandes/{ask.pk}/"
    assert client.post(answer, {"is_accepted": "1", "reply": ""}).status_code == 422
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(answer, {"is_accepted": "1", "reply": "On vient à trois."}).status_code == 302
    assert mail.outbox[0].to == ["nadia@lieu.example"]
    assert not Promise.objects.open().filter(kind="partner_help").exists()
    assert client.post(answer, {"is_accepted": "0", "reply": "Finalement non."}).status_code == 422
    client.logout()
    assert "On vient à trois." in client.get(url).text


def test_a_partner_asks_its_own_group_only_and_not_without_end(group, contact):
    other = associated_group()
    with pytest.raises(Refused, match="n’est pas"):
        ask_help(contact=contact, group=other, kind="stand", text="Un coup de main ?")
    for number in range(5):
        ask_help(contact=contact, group=group, kind="stand", text=f"Un coup de main, {number} ?")
    with pytest.raises(Refused, match="Cinq demandes"):
        ask_help(contact=contact, group=group, kind="stand", text="Encore un ?")


def test_next_season_in_one_click_with_last_season_s_facts(client, group, contact):
    before = group.partnership
    url = space(contact)
    assert "Proposer la même chose" not in client.get(url).text
    season = before.season_city.season
    later = SeasonFactory(
        programme=season.programme,
        number=season.number + 1,
        phase=Phase.PREPARATION,
        starts_on=season.starts_on + dt.timedelta(days=365),
        ends_on=season.ends_on + dt.timedelta(days=365),
    )
    row = SeasonCityFactory(season=later, city=before.season_city.city)
    page = client.get(url).text
    assert "Proposer la même chose" in page
    for _twice in range(2):
        assert client.post(f"{url}renouveler/{row.pk}/").status_code == 302
    made = Partnership.objects.get(season_city=row)
    assert (made.name, made.state, made.renews) == (before.name, PartnershipState.PROPOSED, before)
    assert made.contacts.get().email == "nadia@lieu.example"
    assert Promise.objects.open().filter(kind="partnership").count() == 1
    client.force_login(team_member())
    assert "Déjà partenaire" in client.get(made.get_absolute_url()).text


def test_an_unknown_or_ended_link_opens_nothing(client, group, contact, convention):
    for path in ("convention/", "convention.pdf", f"groupe/{group.pk}/demander/"):
        assert client.get(f"/partenaire/{'x' * 32}/{path}").status_code == 404

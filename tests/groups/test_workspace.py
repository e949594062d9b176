"""What a group keeps together, the school calendar, one's own calendar, a talk after two missed months."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from passeurs.core import journal
from passeurs.core.verdict import Refused
from passeurs.groups.actions import workspace
from passeurs.groups.actions.erasure import erase_membership
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.actions.poll import open_poll, vote
from passeurs.groups.models import ActionItem, GroupCharter, GroupFile, GroupNote, Membership, PollVote
from passeurs.partners.models import Contact, HelpRequest
from tests.factories import (
    MandateFactory,
    associated_group,
    members_of,
    moment,
    referent_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return associated_group(made_at=moment(2026, 9, 3, 9))


def test_notes_are_never_overwritten_unseen(client, group):
    one, two, *_others = members_of(group)
    workspace.save_note(group=group, by=one, text="Appeler la régie.", version=1)
    with pytest.raises(Refused, match="entre-temps"):
        workspace.save_note(group=group, by=two, text="Autre chose.", version=1)
    client.force_login(two)
    late = client.post(f"/groupes/{group.pk}/notes/", {"text": "Autre chose.", "version": "1"})
    assert late.status_code == 422
    assert "Autre chose." in late.text
    assert "Appeler la régie." in late.text
    assert client.post(f"/groupes/{group.pk}/notes/", {"text": "Les deux.", "version": "2"}).status_code == 302
    assert GroupNote.objects.get().text == "Les deux."
    assert "Les deux." in client.get(group.get_absolute_url()).text
    client.force_login(referent_of(group.partnership.season_city.city))
    assert client.post(f"/groupes/{group.pk}/notes/", {"text": "x", "version": "3"}).status_code == 422
    client.force_login(MandateFactory().person)
    assert client.get(f"/groupes/{group.pk}/notes/").status_code == 403


def test_actions_have_an_owner_a_day_and_are_undone(client, group):
    one = members_of(group)[0]
    mine = group.memberships.get(mandate__person=one)
    client.force_login(one)
    url = f"/groupes/{group.pk}/actions/"
    assert client.post(url, {"label": ""}).status_code == 302
    assert not ActionItem.objects.exists()
    client.post(url, {"label": "Réserver la salle", "owner": str(mine.pk), "due_on": "2027-01-10"})
    action = ActionItem.objects.get()
    assert (action.owner, action.due_on) == (mine, dt.date(2027, 1, 10))
    for move, done in (("fait", True), ("refaire", False)):
        client.post(f"/groupes/actions/{action.pk}/", {"move": move})
        action.refresh_from_db()
        assert bool(action.done_at) is done
    stranger = Membership.objects.create(group=associated_group(), mandate=MandateFactory())
    with pytest.raises(Refused, match="pas du groupe"):
        workspace.add_action_item(group=group, by=one, label="x", owner=stranger)
    client.post(f"/groupes/actions/{action.pk}/", {"move": "enlever"})
    assert not ActionItem.objects.exists()


def test_files_are_drawn_anew_and_seen_by_the_group_alone(client, group):
    one = members_of(group)[0]
    client.force_login(one)
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "APPAREIL-SECRET"
    Image.new("RGB", (40, 30), "red").save(kept, "JPEG", exif=exif)
    url = f"/groupes/{group.pk}/fichiers/"
    for name, content in (("a.svg", b"<svg/>"), ("a.jpg", b"pas une image")):
        client.post(url, {"name": "Affiche", "file": SimpleUploadedFile(name, content)})
    assert not GroupFile.objects.exists()
    client.post(url, {"name": "Affiche", "file": SimpleUploadedFile("a.jpg", kept.getvalue())})
    file = GroupFile.objects.get()
    page = client.get(f"/groupes/fichiers/{file.pk}/")
    content = page.content
    assert b"APPAREIL-SECRET" not in content
    assert page["Cache-Control"] == "private, no-store"
    client.force_login(MandateFactory().person)
    assert client.get(f"/groupes/fichiers/{file.pk}/").status_code == 403
    client.force_login(one)
    assert client.post(f"/groupes/fichiers/{file.pk}/").status_code == 302
    assert not GroupFile.objects.exists()


def test_a_charter_is_agreed_by_each_and_agreed_anew_when_it_changes(client, group):
    one, two, *_others = members_of(group)
    client.force_login(one)
    url = f"/groupes/{group.pk}/regles/"
    client.post(url, {"body": "On se prévient la veille, toujours."})
    first = GroupCharter.objects.get()
    workspace.agree_charter(charter=first, by=two)
    assert first.agreed_by.count() == 2
    client.post(url, {"body": "On se prévient l’avant-veille, toujours."})
    last = GroupCharter.objects.first()
    assert (last.version, last.agreed_by.count()) == (2, 1)
    with pytest.raises(Refused, match="plus récente"):
        workspace.agree_charter(charter=first, by=two)
    client.force_login(two)
    assert "Je suis d’accord" in client.get(group.get_absolute_url()).text
    client.post(url, {"agree": "1"})
    assert last.agreed_by.count() == 2


def test_each_says_their_own_role(client, group):
    one, two, *_others = members_of(group)
    client.force_login(one)
    client.post(f"/groupes/{group.pk}/role/", {"role": "link"})
    mine = group.memberships.get(mandate__person=one)
    assert mine.role == "link"
    with pytest.raises(Refused, match="Chaque personne"):
        workspace.take_role(membership=mine, by=two, role="words")
    assert "lien avec le partenaire" in client.get(group.get_absolute_url()).text


def test_the_page_of_a_group_begins_with_what_is_next(client, group):
    one = members_of(group)[0]
    contact = Contact.objects.filter(partnership=group.partnership).first() or Contact.objects.create(
        partnership=group.partnership, name="Nadia", email="nadia@lieu.example"
    )
    client.force_login(one)

    def next_steps():
        return [(each.label, each.anchor) for each in client.get(group.get_absolute_url()).context["next_steps"]]

    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        assert next_steps() == [("Choisir la date de la prochaine rencontre", "choisir")]
        meeting = plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 18, 14, 30))
        workspace.add_action_item(group=group, by=one, label="Appeler la régie", owner=None, due_on=None)
        assert next_steps() == [
            ("Se voir\u202f: mercredi 18 novembre à 14\u202fh\u202f30", f"rencontre-{meeting.pk}"),
            ("Appeler la régie (tout le groupe)", "actions"),
        ]
        HelpRequest.objects.create(
            partnership=group.partnership,
            asked_of=journal.reference(group),
            contact=contact,
            kind="stand",
            text="Un coup de main ?",
        )
    with time_machine.travel(moment(2026, 11, 18, 17), tick=False):
        labels = [label for label, _anchor in next_steps()]
        assert labels[0] == "Dire si la rencontre du mercredi 18 novembre a eu lieu"
        assert labels[1].startswith("Répondre au partenaire")
        page = client.get(group.get_absolute_url()).text
        assert all(f'id="{anchor}"' in page for _label, anchor in next_steps())


def test_an_account_that_is_erased_leaves_no_vote_and_no_name(group):
    one = members_of(group)[0]
    workspace.save_note(group=group, by=one, text="Appeler la régie.", version=1)
    with time_machine.travel(moment(2026, 11, 5, 12), tick=False):
        dates = [moment(2026, 11, 18, 14, 30), moment(2026, 11, 20, 10)]
        poll = open_poll(group=group, by=one, dates=dates, closes_at=moment(2026, 11, 10, 20))
        vote(poll=poll, by=one, answers={poll.dates.first().pk: "yes"})
    erase_membership(one)
    assert not PollVote.objects.exists()
    assert GroupNote.objects.get().changed_by is None
    poll.refresh_from_db()
    assert poll.opened_by is None

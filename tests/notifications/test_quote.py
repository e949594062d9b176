"""Who is quoted to others is named by reference: an erased account leaves no name and no word behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passeurs.notifications.actions import notify
from passeurs.notifications.models import WHO, Message
from passeurs.people.actions import erase_person
from passeurs.people.exports import all_data, as_json
from passeurs.selections.actions.co_author import invite_co_author
from tests.factories import MandateFactory, PersonFactory, SelectionFactory

pytestmark = pytest.mark.django_db
WORD = "Zyxwrude"
PASSEURS = Path(__file__).resolve().parents[2] / "passeurs"


def test_an_invitation_names_its_author_until_they_leave(client, django_capture_on_commit_callbacks):
    selection = SelectionFactory()
    author = selection.author
    author.first_name = WORD
    author.save()
    other = MandateFactory(season_city=selection.season_city).person
    invite_co_author(selection=selection, person=other, by=author, word=f"Viens, {WORD}")
    message = Message.objects.get(person=other)
    assert WORD not in message.title
    client.force_login(other)
    assert f"{WORD} t’invite" in client.get("/notifications/").text
    assert f"{WORD} t’invite" in as_json(all_data(other))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=author)
    page = client.get("/notifications/").text
    assert WORD not in page
    assert "quelqu’un t’invite" in page


def test_a_name_that_changes_is_read_anew():
    one, two = PersonFactory(first_name="Ancien"), PersonFactory()
    message = notify(person=two, kind="x", title=f"{WHO} vient", by=one)
    one.profile.chosen_name = "Nouvelle"
    one.profile.save()
    message = Message.objects.get(pk=message.pk)
    assert message.said_title == "Nouvelle vient"


def test_a_list_reads_names_with_its_messages(client, django_assert_max_num_queries):
    reader = PersonFactory()
    client.force_login(reader)
    for number in range(3):
        notify(person=reader, kind="x", title=f"{WHO} {number}", url=f"/lieux/{number}/", by=PersonFactory())
    rows = list(Message.objects.filter(person=reader))
    with django_assert_max_num_queries(0):
        assert all(WHO not in row.said_title for row in rows)


def test_no_action_copies_a_name():
    """A name in an action is a copy that outlives its account: `WHO` and `by=` instead."""
    named = re.compile(r"\.public_name|\.first_name\b")
    allowed = {"people", "recruitment", "portal"}
    found = [
        f"{path.relative_to(PASSEURS)}:{number}"
        for room in ("actions", "receivers.py", "actions.py", "tasks.py", "running")
        for path in [*PASSEURS.glob(f"*/{room}"), *PASSEURS.glob(f"*/{room}/*.py")]
        if path.is_file() and path.relative_to(PASSEURS).parts[0] not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert found == []

"""What is said with a partner leaves a line: letters by themselves, calls and visits by the team."""

from __future__ import annotations

import datetime as dt

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.running import send_due_letters
from passeurs.core.verdict import Refused
from passeurs.groups.running import write_invitation
from passeurs.partners.actions.contact import revoke_contact
from passeurs.partners.actions.contact_log import log_contact
from passeurs.partners.actions.erasure import erase_decisions
from passeurs.partners.choices import ContactKind
from passeurs.partners.models import Contact, ContactLog
from passeurs.partners.queries.contact_log import contact_logs_of, export_contact_logs
from passeurs.partners.running import write_letter
from passeurs.partners.sections import LINES_SHOWN
from tests.factories import CityFactory, PersonFactory, associated_group, referent_of, team_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return associated_group()


@pytest.fixture
def partnership(group):
    return group.partnership


@pytest.fixture
def contact(partnership):
    return Contact.objects.create(partnership=partnership, name="Nadia", email="nadia@lieu.example")


@pytest.fixture
def referent(partnership):
    return referent_of(partnership.season_city.city)


class AbsentBackend(EmailBackend):
    """A mail server that is away."""

    def open(self):
        raise ConnectionRefusedError


def test_each_letter_that_leaves_is_a_line(partnership, contact, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_letter("link", contact.pk)
    line = ContactLog.objects.get()
    assert (line.partnership, line.contact, line.kind, line.letter) == (partnership, contact, "letter", "link")
    assert (line.words, line.by) == (mail.outbox[-1].subject, None)


def test_a_letter_that_could_not_leave_is_no_line_until_it_does(contact, settings, django_capture_on_commit_callbacks):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.AbsentBackend"
    with django_capture_on_commit_callbacks(execute=True):
        write_letter("link", contact.pk)
    assert not ContactLog.objects.exists()
    settings.EMAIL_BACKEND = backend
    assert send_due_letters(at=clock.now() + dt.timedelta(minutes=2)) == 1
    assert ContactLog.objects.get().letter == "link"


def test_a_contact_whose_mails_come_back_is_told_to_the_team(client, partnership, contact, referent):
    event = AnymailTrackingEvent(event_type=EventType.BOUNCED, recipient="Nadia@lieu.example")
    tracking.send(sender=object, event=event, esp_name="brevo")
    client.force_login(referent)
    assert "ses mails reviennent" in client.get(partnership.get_absolute_url()).text


def test_a_contact_whose_link_is_taken_away_gets_no_letter_any_more(contact):
    Contact.objects.create(partnership=contact.partnership, name="Léo", email="leo@lieu.example")
    write_letter("link", contact.pk)
    revoke_contact(contact=contact)
    assert send_due_letters(at=clock.now()) == 0
    assert mail.outbox == []


def test_an_invitation_is_a_line(group, contact, django_capture_on_commit_callbacks):
    meeting = group.meetings.create(starts_at=clock.now() + dt.timedelta(days=9), minutes=90)
    with django_capture_on_commit_callbacks(execute=True):
        write_invitation(meeting.pk, contact.pk)
    assert ContactLog.objects.get().letter == "invite"


def test_the_referent_notes_a_call_and_reads_it(client, partnership, contact, referent):
    client.force_login(referent)
    url = f"{partnership.get_absolute_url()}echanges/"
    sent = {"kind": "call", "contact": contact.pk, "words": "Rappeler en mars"}
    assert client.post(url, sent)["Location"] == partnership.get_absolute_url()
    line = ContactLog.objects.get()
    assert (line.by, line.contact, line.kind, line.words) == (referent, contact, "call", "Rappeler en mars")
    for page in (partnership.get_absolute_url(), url):
        text = client.get(page).text
        assert "Rappeler en mars" in text
        assert "appel" in text
    entry = JournalEntry.objects.get(verb="log_contact")
    assert entry.data == {"kind": "call"}


def test_a_day_of_the_past_is_kept_one_to_come_is_not(client, partnership, referent):
    client.force_login(referent)
    url = f"{partnership.get_absolute_url()}echanges/"
    yesterday, tomorrow = (clock.today() + dt.timedelta(days=days) for days in (-1, 1))
    assert client.post(url, {"kind": "visit", "said_on": tomorrow.isoformat()}).status_code == 422
    assert client.post(url, {"kind": "visit", "said_on": yesterday.isoformat()}).status_code == 302
    assert ContactLog.objects.get().at.date() == yesterday


def test_a_letter_is_not_noted_by_hand_nor_a_contact_of_elsewhere(client, partnership, referent):
    other = Contact.objects.create(partnership=associated_group().partnership, name="Léo", email="leo@x.example")
    client.force_login(referent)
    url = f"{partnership.get_absolute_url()}echanges/"
    assert client.post(url, {"kind": "letter"}).status_code == 422
    assert client.post(url, {"kind": "call", "contact": other.pk}).status_code == 422
    assert not ContactLog.objects.exists()


def test_not_yours(client, partnership):
    for person, status in ((PersonFactory(), 403), (referent_of(CityFactory(insee="59350", name="Lille")), 404)):
        client.force_login(person)
        assert client.post(f"{partnership.get_absolute_url()}echanges/", {"kind": "call"}).status_code == status
        with pytest.raises(Refused):
            log_contact(partnership=partnership, by=person, kind=ContactKind.CALL)


def test_the_newest_come_first_and_the_page_shows_the_last(client, partnership, django_assert_max_num_queries):
    by, now = team_member(), clock.now()
    for days in range(LINES_SHOWN + 1):
        said_at = now - dt.timedelta(days=days)
        log_contact(partnership=partnership, by=by, kind=ContactKind.CALL, words=f"mot-{days:02d}.", said_at=said_at)
    assert contact_logs_of(partnership)[0].words == "mot-00."
    client.force_login(by)
    page = client.get(partnership.get_absolute_url()).text
    assert page.index("mot-00.") < page.index("mot-01.")
    assert f"mot-{LINES_SHOWN:02d}." not in page
    assert "Tous les échanges" in page
    with django_assert_max_num_queries(30):
        assert f"mot-{LINES_SHOWN:02d}." in client.get(f"{partnership.get_absolute_url()}echanges/").text


def test_whoever_leaves_takes_what_they_noted_and_their_name(partnership):
    by = team_member()
    log_contact(partnership=partnership, by=by, kind=ContactKind.VISIT, words="Vu la salle")
    assert [row["mot"] for row in export_contact_logs(by)] == ["Vu la salle"]
    erase_decisions(by)
    assert ContactLog.objects.get().by is None


def test_sent_twice_it_is_one_line(partnership, referent, pass_time):
    for _twice in range(2):
        log_contact(partnership=partnership, by=referent, kind=ContactKind.CALL, words="Rappeler en mars")
    assert ContactLog.objects.count() == 1
    pass_time(minutes=5)
    log_contact(partnership=partnership, by=referent, kind=ContactKind.CALL, words="Rappeler en mars")
    assert ContactLog.objects.count() == 2

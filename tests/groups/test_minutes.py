"""Minutes said aloud: by a member, for those who see the group; real sounds only; gone with whoever said them."""

from __future__ import annotations

import datetime as dt
import io
import wave

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.registry import personal_data
from passeurs.core.verdict import Refused
from passeurs.groups.actions import minutes as actions
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.models import SpokenMinutes
from passeurs.groups.queries.group import group_todos
from passeurs.groups.queries.minutes import export_spoken_minutes
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.people.actions.guardianship import answer_guardianship, ask_guardian
from passeurs.projects.queries.handover import begun_handover
from passeurs.recordings.forms.upload import MEGABYTE
from tests.factories import (
    CityFactory,
    MandateFactory,
    PartnershipFactory,
    associated_group,
    members_of,
    moment,
    referent_of,
    team_member,
)
from tests.recordings.samples import recorded

pytestmark = pytest.mark.django_db
NOW = moment(2026, 11, 18, 17)


def tone(seconds: float = 3) -> bytes:
    """A silent WAV."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * int(8000 * seconds))
    return kept.getvalue()


def sent(content: bytes, words: str = "", name: str = "voix") -> dict[str, object]:
    return {"voice": SimpleUploadedFile(name, content), "words": words}


@pytest.fixture(autouse=True)
def after_the_meeting():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    made = associated_group(made_at=moment(2026, 10, 3, 9))
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def meeting(group):
    return plan_meeting(
        group=group,
        by=members_of(group)[0],
        starts_at=moment(2026, 11, 18, 14, 30),
        at=moment(2026, 11, 5, 12),
    )


@pytest.fixture
def said(meeting):
    """A voice that the first member said."""
    by = members_of(meeting.group)[0]
    sound = {"content": tone(), "mime": "audio/wav", "extension": "wav", "seconds": 3}
    return actions.record_minutes(meeting=meeting, by=by, words="On a vu la régie.", **sound)


def files() -> list[str]:
    return default_storage.listdir("rencontres")[1] if default_storage.exists("rencontres") else []


def test_a_member_says_the_minutes_and_the_group_hears_them(client, group, meeting):
    one, two, *_others = members_of(group)
    client.force_login(one)
    page = client.get(group.get_absolute_url()).text
    assert f"/rencontres/{meeting.pk}/dire/" in page
    form = client.get(f"/rencontres/{meeting.pk}/dire/").text
    for part in ('accept="audio/*"', " capture", "data-passeurs-recorder", 'enctype="multipart/form-data"'):
        assert part in form
    answer = client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone(72), "On a vu la régie."))
    assert answer["Location"] == f"{group.get_absolute_url()}#rencontre-{meeting.pk}"
    voice = SpokenMinutes.objects.get()
    assert (voice.mime, voice.seconds, voice.said_by, voice.words_by) == ("audio/wav", 72, one, one)
    assert voice.file.name.startswith("rencontres/")
    assert "voix" not in voice.file.name
    assert JournalEntry.objects.filter(verb="record_minutes", actor_ref=f"people.person:{one.pk}").count() == 1
    for person in (two, referent_of(group.partnership.season_city.city), team_member()):
        client.force_login(person)
        page = client.get(group.get_absolute_url()).text
        assert f'src="/rencontres/{meeting.pk}/voix/"' in page
        assert "On a vu la régie." in page
        assert "1\u202fmin 12\u202fs" in page
        sound = client.get(f"/rencontres/{meeting.pk}/voix/")
        assert sound.content == tone(72)
        assert sound["Content-Type"] == "audio/wav"
        assert sound["Cache-Control"] == "private, no-store"
        assert sound["X-Content-Type-Options"] == "nosniff"


def test_a_voice_alone_counts_as_minutes_and_two_lines_are_asked_for(client, group, meeting):
    one = members_of(group)[0]
    assert "a eu lieu" in group_todos(one, NOW)[0].title
    client.force_login(one)
    client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone()))
    meeting.refresh_from_db()
    assert meeting.group_confirmed_by == one
    assert meeting.has_minutes
    assert group_todos(one, NOW) == []
    assert "tout le monde ne peut pas écouter" in client.get(group.get_absolute_url()).text
    assert "à écouter sur la page du groupe" in begun_handover(group)["did"]
    client.post(f"/rencontres/{meeting.pk}/dire/", {"words": "Choisi l’affiche."})
    assert SpokenMinutes.objects.get().seconds == 3
    assert "tout le monde ne peut pas écouter" not in client.get(group.get_absolute_url()).text
    assert "Choisi l’affiche." in begun_handover(group)["did"]


def test_nobody_else_hears_or_says(client, group, meeting, said):
    stranger = members_of(associated_group(PartnershipFactory(season_city=group.partnership.season_city)))[0]
    away = referent_of(CityFactory(insee="59350", name="Lille"))
    for person in (stranger, away, MandateFactory().person):
        client.force_login(person)
        for path in ("voix", "dire"):
            assert client.get(f"/rencontres/{meeting.pk}/{path}/").status_code == 403
            assert client.post(f"/rencontres/{meeting.pk}/{path}/", sent(tone())).status_code == 403
    for person in (referent_of(group.partnership.season_city.city), team_member()):
        client.force_login(person)
        assert client.get(f"/rencontres/{meeting.pk}/dire/").status_code == 403
        assert client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone())).status_code == 403
        assert client.post(f"/rencontres/{meeting.pk}/voix/").status_code == 403
        assert "Dire le compte rendu" not in client.get(group.get_absolute_url()).text
    client.logout()
    for path in ("voix", "dire"):
        assert client.get(f"/rencontres/{meeting.pk}/{path}/")["Location"].startswith("/compte/connexion/")
    assert SpokenMinutes.objects.get() == said
    assert len(files()) == 1


def test_a_partner_hears_no_more_than_they_read(client, group, meeting, said):
    other = Contact.objects.create(partnership=PartnershipFactory(), name="Léo", email="leo@lieu.example")
    for contact in (Contact.objects.get(name="Nadia"), other):
        token = issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)
        page = client.get(f"/partenaire/{token}/")
        assert page.status_code == 200
        assert "/voix/" not in page.text
        assert "On a vu la régie." not in page.text
        assert client.get(f"/rencontres/{meeting.pk}/voix/").status_code == 302


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<script>alert(1)</script>", "que l’on sait lire"),
        (b"", "vide"),
        (b"RIFF" + b"x" * (10 * MEGABYTE), "trop lourd"),
        (tone(126), "deux minutes au plus"),
        (recorded("mp4", film="libx264"), "pas de son"),
    ],
)
def test_what_is_no_sound_of_two_minutes_is_refused_in_words_and_the_text_stays(client, meeting, content, told):
    client.force_login(members_of(meeting.group)[0])
    answer = client.post(f"/rencontres/{meeting.pk}/dire/", sent(content, "Nos deux lignes.", "voix.mp3"))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Nos deux lignes." in answer.text
    assert not SpokenMinutes.objects.exists()
    meeting.refresh_from_db()
    assert meeting.group_confirmed_at is None


def test_before_it_begins_or_once_cancelled_there_is_nothing_to_say(client, group, meeting):
    client.force_login(members_of(group)[0])
    with time_machine.travel(moment(2026, 11, 17, 9), tick=False):
        assert "Dire le compte rendu" not in client.get(group.get_absolute_url()).text
        assert client.get(f"/rencontres/{meeting.pk}/dire/").status_code == 422
    meeting.state = "cancelled"
    meeting.save()
    assert client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone())).status_code == 422
    assert "Dire le compte rendu" not in client.get(group.get_absolute_url()).text


def test_a_new_voice_takes_the_place_of_the_former_whose_file_goes(
    client, group, meeting, said, django_capture_on_commit_callbacks
):
    two = members_of(group)[1]
    former = said.file.name
    client.force_login(two)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone(5), "On a vu la régie."))
    voice = SpokenMinutes.objects.get()
    assert (voice.said_by, voice.seconds) == (two, 5)
    assert voice.words_by == members_of(group)[0]
    assert not default_storage.exists(former)
    assert default_storage.exists(voice.file.name)


def test_a_voice_is_taken_out_with_its_file(client, group, meeting, said, django_capture_on_commit_callbacks):
    client.force_login(members_of(group)[1])
    assert "Enlever la voix" in client.get(f"/rencontres/{meeting.pk}/dire/").text
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/rencontres/{meeting.pk}/voix/").status_code == 302
    assert not SpokenMinutes.objects.exists()
    assert files() == []
    assert JournalEntry.objects.filter(verb="remove_spoken_minutes").count() == 1
    meeting.refresh_from_db()
    assert meeting.is_held
    assert client.get(f"/rencontres/{meeting.pk}/voix/").status_code == 404
    with pytest.raises(Refused, match="enlevé entre-temps"):
        actions.record_minutes(meeting=meeting, by=members_of(group)[1], words="Deux lignes.")


def test_it_goes_with_the_account_of_who_said_it(group, meeting, said, django_capture_on_commit_callbacks):
    one, two, *_others = members_of(group)
    assert "groups-minutes" in dict(personal_data.items())
    mine = export_spoken_minutes(one)
    assert [(row["secondes"], row["en deux lignes"]) for row in mine] == [(3, "On a vu la régie.")]
    assert mine[0]["à écouter"].endswith(f"/rencontres/{meeting.pk}/voix/")
    assert export_spoken_minutes(two) == []
    actions.record_minutes(meeting=meeting, by=two, words="Vu la régie et le plateau.")
    assert [row["secondes"] for row in export_spoken_minutes(two)] == [None]
    actions.erase_spoken_minutes(two)
    assert SpokenMinutes.objects.get().words == ""
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_spoken_minutes(one)
    assert not SpokenMinutes.objects.exists()
    assert files() == []


def test_who_said_it_hears_it_still_once_out_of_the_group(client, group, meeting, said):
    one = members_of(group)[0]
    group.memberships.filter(mandate__person=one).update(left_at=clock.now())
    client.force_login(one)
    assert client.get(f"/rencontres/{meeting.pk}/voix/").status_code == 200
    assert client.get(group.get_absolute_url()).status_code == 403
    assert client.post(f"/rencontres/{meeting.pk}/voix/").status_code == 403


def test_a_minor_is_recorded_only_while_the_guardian_agrees(client, meeting, django_capture_on_commit_callbacks):
    one = members_of(meeting.group)[0]
    one.profile.born_on = clock.today() - dt.timedelta(days=16 * 366)
    one.profile.save()
    client.force_login(one)
    # Nobody was asked: nothing that needs an agreement opens.
    assert client.post(f"/rencontres/{meeting.pk}/dire/", sent(tone())).status_code == 422
    asked = ask_guardian(minor_name="Inès", email="parent@x.example", name="Parent")
    asked.person = one
    asked.save()
    url = f"/rencontres/{meeting.pk}/dire/"
    answer_guardianship(guardianship=asked, purposes=["participation"], signed_name="P")
    assert "accord parental" in client.get(url).text
    assert client.post(url, sent(tone())).status_code == 422
    answer_guardianship(guardianship=asked, purposes=["participation", "voice"], signed_name="P")
    assert client.post(url, sent(tone())).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        answer_guardianship(guardianship=asked, purposes=["participation"], signed_name="P")
    assert not SpokenMinutes.objects.exists()
    assert files() == []
    one.profile.born_on = clock.today() - dt.timedelta(days=18 * 366)
    one.profile.save()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "told", "size"),
    [
        ("bytes=0-1", 206, "bytes 0-1/{size}", 2),
        ("bytes=100-", 206, "bytes 100-{last}/{size}", None),
        ("bytes=-10", 206, "bytes {tail}-{last}/{size}", 10),
        ("bytes=0-999999999", 206, "bytes 0-{last}/{size}", None),
        ("bytes=999999999-", 416, "bytes */{size}", 0),
        ("bytes=-", 200, None, None),
        ("lines=1-2", 200, None, None),
    ],
)
def test_a_phone_may_ask_for_one_part(client, meeting, said, asked, status, told, size):
    client.force_login(members_of(meeting.group)[1])
    answer = client.get(f"/rencontres/{meeting.pk}/voix/", headers={"Range": asked})
    whole = len(tone())
    assert answer.status_code == status
    assert answer["Accept-Ranges"] == "bytes"
    assert answer.get("Content-Range") == (told and told.format(size=whole, last=whole - 1, tail=whole - 10))
    if size is not None:
        assert len(answer.content) == size
    if status == 206:
        start = int(answer["Content-Range"].split()[1].split("-")[0])
        assert answer.content == tone()[start : start + len(answer.content)]


def test_a_page_asks_as_many_questions_for_three_voices_as_for_one(client, group, meeting, said):
    one = members_of(group)[0]
    client.force_login(one)
    client.get(group.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(group.get_absolute_url())
    for hour in (8, 10):
        other = plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 16, hour), at=NOW)
        sound = {"content": tone(), "mime": "audio/wav", "extension": "wav", "seconds": 3}
        actions.record_minutes(meeting=other, by=members_of(group)[1], **sound)
    with CaptureQueriesContext(connection) as many:
        client.get(group.get_absolute_url())
    assert len(many) == len(few)

"""The language of who reads: header, cookie, a person's choice; pages kept in memory; what is written to people."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from passeurs.core import clock, page_cache
from passeurs.core.templatetags.words import at_city, day, distance, moment, number, of_city, plural, typo
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Message
from passeurs.people.actions import choose_language
from passeurs.people.messages import later, speaking_to
from tests.conftest import paris
from tests.factories import MandateFactory, PersonFactory, RoleGrantFactory, SelectionFactory, VenueFactory
from tools import messages

pytestmark = pytest.mark.django_db

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,fr;q=0.5"}
SWITCH = "/langue/"
PUBLIC = ["/decouvrir/", "/selections/", "/candidater/", "/lettre/", "/sources/", "/compte/connexion/", "/a-emporter/"]
MINE = [
    "/aujourdhui/", "/moi/", "/moi/profil/", "/moi/appareils/", "/moi/adresse/", "/moi/connexions/", "/moi/donnees/",
    "/moi/effacer/", "/moi/cles/", "/moi/lieux/", "/moi/selections/", "/moi/mandat/", "/notifications/",
    "/notifications/preferences/",
]  # fmt: skip
TEAM = ["/aujourdhui/", "/equipe/saisons/", "/equipe/reponses/", "/equipe/personnes/", "/equipe/lettre/"]


def english(client: Client, path: str = "/sources/") -> str:
    return client.get(path, headers=ENGLISH).content.decode()


def test_a_visitor_reads_french_unless_their_browser_asks_otherwise(client):
    assert '<html lang="fr">' in client.get("/sources/").content.decode()
    page = client.get("/sources/", headers=ENGLISH)
    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en"
    assert {"Accept-Language", "Cookie"} <= set(re.split(r",\s*", page["Vary"]))
    assert '<html lang="fr">' in client.get("/sources/", headers={"Accept-Language": "de"}).content.decode()
    assert translation.get_language() == "fr"


def test_the_footer_switches_and_the_choice_stays(client):
    answer = client.post(SWITCH, {"language": "en", "next": "/sources/?q=a"})
    assert answer["Location"] == "/sources/?q=a"
    page = client.get("/sources/").content.decode()
    assert '<html lang="en">' in page
    assert re.search(r'value="en" lang="en" aria-current="true">English<', page)
    client.post(SWITCH, {"language": "fr", "next": "/sources/"})
    assert '<html lang="fr">' in english(client)


@pytest.mark.parametrize("sent", [{"language": "xx"}, {}, {"language": "en", "next": "https://ailleurs.example/"}])
def test_a_switch_that_says_nothing_good_leads_home(client, sent):
    assert client.post(SWITCH, sent)["Location"] == "/"


def test_a_picture_is_the_same_for_everyone(client):
    page = client.get(reverse("core:poster", args=["livre", 600, 400, "a"]), headers=ENGLISH)
    assert "Accept-Language" not in page.get("Vary", "")


def test_a_persons_choice_wins_over_browser_and_cookie(client):
    person = PersonFactory()
    client.force_login(person)
    assert '<html lang="en">' in english(client, "/moi/")
    choose_language(person=person, language="fr")
    client.cookies["langue"] = "en"
    assert '<html lang="fr">' in english(client, "/moi/")
    client.post(SWITCH, {"language": "en", "next": "/moi/"})
    person.profile.refresh_from_db()
    assert person.profile.language == "en"
    assert '<html lang="en">' in client.get("/moi/").content.decode()


def test_the_profile_holds_the_choice(client):
    person = PersonFactory()
    client.force_login(person)
    client.post("/moi/profil/", {"first_name": "Inès", "language": "en"})
    page = client.get("/moi/profil/").content.decode()
    assert '<html lang="en">' in page
    assert '<option value="en" selected>English</option>' in page


def test_someone_signed_in_needs_the_token_a_visitor_does_not():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SWITCH, {"language": "en"}).status_code == 302
    strict.force_login(PersonFactory())
    assert strict.post(SWITCH, {"language": "en"}).status_code == 403


def test_kept_pages_are_told_apart_by_language(settings, monkeypatch, client, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(page_cache, "_pages", type(page_cache._pages)())
    monkeypatch.setattr(page_cache, "_known_version", ("", 0.0))
    address = VenueFactory().get_absolute_url()
    french, other = client.get(address).content, client.get(address, headers=ENGLISH).content
    assert len(page_cache._pages) == 2
    with django_assert_num_queries(0):
        assert client.get(address).content == french
        assert client.get(address, headers={"Accept-Language": "en-US,en"}).content == other
        by_cookie = Client()
        by_cookie.cookies["langue"] = "en"
        assert by_cookie.get(address).content == other
    assert (b'<html lang="fr">' in french, b'<html lang="en">' in other) == (True, True)


def test_people_are_written_to_in_their_own_language(django_capture_on_commit_callbacks):
    reader, author = PersonFactory(profile__language="en"), PersonFactory()
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        for person in (reader, author):
            with speaking_to(person):
                title = later(lambda: translation.gettext("Aucun recours"))
                notify(person=person, kind="test", title=title, url="/moi/", at=clock.now(), is_urgent=True)
    assert Message.objects.get(person=reader).title == "No appeals"
    assert Message.objects.get(person=author).title == "Aucun recours"


def test_the_code_to_sign_in_comes_in_the_language_of_the_account(client, django_capture_on_commit_callbacks):
    person = PersonFactory(profile__language="en")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/connexion/", {"email": person.email})
    assert len(mail.outbox) == 1
    assert "sign" in mail.outbox[0].subject.lower() + mail.outbox[0].body.lower()
    assert '<html lang="en">' in mail.outbox[0].alternatives[0][0]


@pytest.mark.moment(2026, 11, 29)
def test_dates_numbers_and_places_in_english():
    with translation.override("en"):
        assert moment(paris(2026, 12, 3, 18)) == "Thursday 3 December at 18:00"
        assert day(paris(2027, 1, 1).date()) == "Friday 1 January 2027"
        assert (number(1234567.5), distance(1.24), distance(0.35)) == ("1,234,567.5", "1.2\u202fkm", "350\u202fm")
        assert [plural(n, "venue,venues").split()[-1] for n in (0, 1, 2)] == ["venues", "venue", "venues"]
        assert (at_city("Le Havre"), of_city("Angers")) == ("in Le Havre", "of Angers")
        assert typo("Oui ! c'est") == "Oui ! c'est"


@pytest.fixture(scope="module")
def french_words() -> list[str]:
    """Messages that a page in English has no reason to hold: long enough, without a hole, another word in English."""
    kept = [m for m in messages.read("en") if isinstance(m.id, str) and len(m.id) >= 12 and m.id != m.string]
    return [m.id for m in kept if "%" not in m.id and "{" not in m.id and "<" not in m.id]


def words_of(page: str) -> str:
    """What a page says, attributes included, without what is told to be in French."""
    page = re.sub(r'<(\w+)[^>]* lang="fr".*?</\1>', " ", page, flags=re.S)
    return " ".join(unescape(page).split())


def left_in_french(client: Client, paths: list[str], french: list[str]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        answer = client.get(path, headers=ENGLISH, follow=True)
        assert answer.status_code == 200, path
        page = words_of(answer.content.decode())
        left = [text for text in french if re.search(rf"(?<!\w){re.escape(' '.join(text.split()))}(?!\w)", page)]
        if left:
            found[path] = left
    return found


def test_public_pages_hold_no_french(client, french_words):
    selection = SelectionFactory(state="published", published_at=clock.now(), title="A title")
    things = [VenueFactory(name="The Venue").get_absolute_url(), selection.get_absolute_url()]
    assert left_in_french(client, PUBLIC + things, french_words) == {}


def test_pages_of_an_ambassador_hold_no_french(client, french_words):
    client.force_login(MandateFactory().person)
    assert left_in_french(client, MINE, french_words) == {}


def test_pages_of_the_team_hold_no_french(client, french_words):
    grant = RoleGrantFactory(role="team", scope="")
    client.force_login(grant.person)
    assert left_in_french(client, TEAM, french_words) == {}

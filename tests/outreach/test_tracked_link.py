"""Short links: followed and counted without knowing who; made, read and retired by whose they are; kind when over."""

import datetime as dt
import io
import threading

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.outreach.actions import count_visit, erase_links, make_link, retire_link
from passeurs.outreach.models import Channel, LinkCount, TrackedLink
from passeurs.outreach.queries.shareable import find_thing
from passeurs.outreach.queries.tracked_link import destination, export_links, is_shown, team_sums, thing_at
from passeurs.outreach.rules import can_lead_to
from passeurs.people.actions import erase_person
from passeurs.selections.actions import retire_selection
from tests.factories import MandateFactory, PersonFactory, VenueFactory, team_member
from tests.outreach.conftest import PHONE, signed_in

pytestmark = pytest.mark.django_db
OFFER = "https://passculture.app/offre/123"


@pytest.fixture
def link(published, ines, insta):
    return make_link(person=ines, channel=insta, thing=find_thing("selection", "rester-au-chaud"))


def count_of(link):
    return sum(link.counts.values_list("count", flat=True))


def test_a_link_leads_to_its_page_and_is_counted_once_a_visit(reader, link):
    answer = reader.get(f"/v/{link.code}")
    assert answer.status_code == 302
    assert answer["Location"] == "/selections/rester-au-chaud/"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert count_of(link) == 1
    reader.get(f"/v/{link.code}/")
    assert LinkCount.objects.get().count == 2
    assert LinkCount.objects.get().day == clock.today()


def test_nothing_is_kept_of_who_follows(reader, link):
    answer = reader.get(f"/v/{link.code}", REMOTE_ADDR="203.0.113.9")
    assert not answer.cookies
    assert {field.name for field in LinkCount._meta.get_fields()} == {"id", "link", "day", "count"}


@pytest.mark.parametrize(
    "agent",
    [
        "", "facebookexternalhit/1.1", "WhatsApp/2.23.20.0", "TelegramBot (like TwitterBot)", "Twitterbot/1.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Discordbot/2.0",
        "Slackbot-LinkExpanding 1.0", "LinkedInBot/1.0", "curl/8.5.0", "python-requests/2.32", "Mastodon/4.3 (http.rb)",
        "Mozilla/5.0 (iPhone) AppleWebKit/605 Snap URL Preview Service; bot; snapchat",
    ],
)  # fmt: skip
def test_robots_and_previews_do_not_count(link, agent):
    assert Client(HTTP_USER_AGENT=agent).get(f"/v/{link.code}").status_code == 302
    assert count_of(link) == 0


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}, {"X-Purpose": "preview"}],
)
def test_a_page_fetched_in_advance_does_not_count(reader, link, headers):
    assert reader.get(f"/v/{link.code}", headers=headers).status_code == 302
    assert reader.head(f"/v/{link.code}").status_code == 302
    assert reader.post(f"/v/{link.code}").status_code == 405
    assert count_of(link) == 0


@pytest.mark.parametrize(
    "agent",
    [PHONE, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Instagram 350.0", "Mozilla/5.0 (Linux) CUBOT_X30 Chrome/120"],
)
def test_people_count_whatever_their_phone(link, agent):
    Client(HTTP_USER_AGENT=agent).get(f"/v/{link.code}")
    assert count_of(link) == 1


def test_trying_one_s_own_link_does_not_count(link, ines):
    assert signed_in(ines).get(f"/v/{link.code}").status_code == 302
    assert count_of(link) == 0


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, threads share a lock; journeys count on a file")
@pytest.mark.django_db(transaction=True)
def test_visits_at_once_are_all_counted(link):
    barrier = threading.Barrier(8)

    def visit():
        barrier.wait()
        for _ in range(3):
            count_visit(link=link)
        connection.close()

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LinkCount.objects.get().count == 24


def test_an_expired_link_shows_the_page_that_is_still_there(reader, link):
    TrackedLink.objects.update(expires_at=clock.now() - dt.timedelta(days=1))
    answer = reader.get(f"/v/{link.code}")
    assert answer.status_code == 410
    assert "la page est toujours là" in answer.content.decode()
    assert "/selections/rester-au-chaud/" in answer.content.decode()
    assert count_of(link) == 0


def test_what_is_not_public_any_more_is_not_named(reader, link, published, ines):
    retire_selection(selection=published, by=ines, reason="Erreur.")
    answer = reader.get(f"/v/{link.code}")
    text = answer.content.decode()
    assert answer.status_code == 410
    assert "une sélection" in text
    assert "Rester au chaud" not in text
    assert "/decouvrir/" in text


def test_an_unknown_link_is_a_kind_404(reader, published):
    answer = reader.get("/v/zzzzzz")
    assert answer.status_code == 404
    assert "Ce lien n’existe pas" in answer.content.decode()
    assert "/selections/rester-au-chaud/" in answer.content.decode()


def test_a_retired_link_is_gone_and_its_figures_stay(reader, link, ines):
    reader.get(f"/v/{link.code}")
    client = signed_in(ines)
    assert client.post(f"/moi/liens/{link.code}/retirer/").status_code == 302
    assert reader.get(f"/v/{link.code}").status_code == 410
    assert count_of(link) == 1
    with pytest.raises(Refused):
        retire_link(link=link, by=ines)
    # Another may stand for the same thing and channel.
    other = make_link(person=ines, channel=link.channel, thing=find_thing("selection", "rester-au-chaud"))
    assert other.code != link.code


@pytest.mark.parametrize(
    "target",
    [
        "https://exemple.com/", "http://passculture.app/offre/1", "https://passculture.app.exemple.com/", "data:,x",
        "https://moi@passculture.app/", "https://passculture.app:8443/", "javascript:alert(1)", "/\\exemple.com", "",
        "https://exemple.com/?https://passculture.app/", "https://[::1", "https://passculture.app\\@exemple.com/",
        "https://sous.passculture.app/", "//exemple.com/", "ftp://passculture.app/",
    ],
)  # fmt: skip
def test_a_target_outside_the_list_is_refused_with_a_word(ines, target):
    assert not can_lead_to(target)
    answer = signed_in(ines).post("/moi/liens/", {"target": target, "channel": "insta"})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not TrackedLink.objects.exists()


def test_an_outside_address_gets_the_campaign_and_no_person(reader, ines, insta, settings):
    client = signed_in(ines)
    answer = client.post("/moi/liens/", {"target": f"{OFFER}?utm_source=moi&tri=date", "channel": "tiktok"})
    assert answer.status_code == 302
    link = TrackedLink.objects.get()
    answer = reader.get(f"/v/{link.code}")
    assert answer["Location"] == (
        f"{OFFER}?tri=date&utm_gen=marketing&utm_medium=smo&utm_source=tiktok&utm_campaign=ambassadeurs4"
    )
    assert str(ines.pk) not in answer["Location"].split("?")[1].replace("ambassadeurs4", "")
    settings.LINK_DOMAINS = []
    assert not can_lead_to(OFFER)
    assert can_lead_to("/decouvrir/")


def test_the_content_of_a_campaign_is_the_thing(published, ines, insta):
    thing = find_thing("selection", "rester-au-chaud")
    link = make_link(person=ines, channel=insta, thing=thing, target=OFFER)
    assert "utm_content=rester-au-chaud" in destination(link)


def test_a_pasted_page_of_this_site_is_known_for_what_it_is(ines, published, settings):
    client = signed_in(ines)
    client.post("/moi/liens/", {"target": f"{settings.SITE_URL}/selections/rester-au-chaud/", "channel": "insta"})
    link = TrackedLink.objects.get()
    assert (link.kind, link.ref, link.target) == ("selection", "rester-au-chaud", "")
    venue = VenueFactory()
    assert thing_at(venue.get_absolute_url()).kind == "venue"
    assert thing_at("/decouvrir/") is None
    assert thing_at("/rien/du/tout/") is None


def test_the_same_link_is_given_twice(ines, insta, published, link):
    assert make_link(person=ines, channel=insta, thing=find_thing("selection", "rester-au-chaud")) == link
    client = signed_in(ines)
    answer = client.post("/partager/selection/rester-au-chaud/lien/", {"channel": "insta"})
    assert answer["Location"] == f"/partager/selection/rester-au-chaud/?lien={link.code}#mon-lien"
    assert TrackedLink.objects.count() == 1
    with pytest.raises(IntegrityError):
        TrackedLink.objects.create(code="autre", person=ines, channel=insta, kind="selection", ref="rester-au-chaud")


def test_an_expired_link_is_made_anew(ines, insta, link):
    TrackedLink.objects.update(expires_at=clock.now() - dt.timedelta(days=1))
    again = make_link(person=ines, channel=insta, thing=find_thing("selection", "rester-au-chaud"))
    assert again.code != link.code
    assert TrackedLink.objects.live(clock.now()).get() == again


def test_links_are_an_ambassador_s(published, insta):
    member = PersonFactory()
    client = signed_in(member)
    assert client.get("/moi/liens/").status_code == 200
    assert client.post("/partager/selection/rester-au-chaud/lien/", {"channel": "insta"}).status_code == 403
    assert client.post("/moi/liens/", {"target": OFFER, "channel": "insta"}).status_code == 403
    assert client.post("/partager/selection/rester-au-chaud/lien/", {"channel": "radio"}).status_code == 422


def test_the_link_of_another_does_not_exist(link, season_city):
    other = MandateFactory(season_city=season_city).person
    client = signed_in(other)
    for end in ("", "qr.svg", "qr.png"):
        assert client.get(f"/moi/liens/{link.code}/{end}").status_code == 404
    assert client.post(f"/moi/liens/{link.code}/retirer/").status_code == 404
    kit = client.get(f"/partager/selection/rester-au-chaud/?lien={link.code}").content.decode()
    # But for the way back to this very address, in the switch of language.
    assert link.code not in kit.replace(f'?lien={link.code}">', "")


def test_one_sees_one_s_own_figures(reader, link, ines):
    for _ in range(3):
        reader.get(f"/v/{link.code}")
    client = signed_in(ines)
    assert "<strong>3</strong>" in client.get("/moi/liens/").content.decode()
    assert "3\u00a0ouvertures" in client.get(f"/moi/liens/{link.code}/").content.decode()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_code_of_a_link_is_an_image(link, ines, kind):
    answer = signed_in(ines).get(f"/moi/liens/{link.code}/qr.{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG" if kind == "png" else b"<?xml")
    assert io.BytesIO(answer.content).read(4)


def test_my_links_ask_the_same_whatever_their_number(
    ines, published, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(ines)
    channels = list(Channel.objects.all())
    thing = find_thing("selection", "rester-au-chaud")
    make_link(person=ines, channel=channels[0], thing=thing)
    client.get("/moi/liens/")
    with django_assert_max_num_queries(12) as one:
        client.get("/moi/liens/")
    for channel in channels[1:]:
        count_visit(link=make_link(person=ines, channel=channel, thing=thing))
    with django_assert_num_queries(len(one)):
        client.get("/moi/liens/")


def test_the_team_reads_sums_and_no_small_one(published, season_city, insta, settings):
    thing = find_thing("selection", "rester-au-chaud")
    people = [MandateFactory(season_city=season_city).person for _ in range(3)]
    tiktok = Channel.objects.get(slug="tiktok")
    for person in people:
        link = make_link(person=person, channel=insta, thing=thing)
        for _ in range(4):
            count_visit(link=link)
    alone = make_link(person=people[0], channel=tiktok, thing=thing)
    for _ in range(40):
        count_visit(link=alone)
    sums = team_sums(clock.today())
    column = {name: index for index, name in enumerate(sums.channels)}
    week = sums.weeks[0]
    assert week.counts[column["Instagram"]] == 12
    # Forty visits, but of one person's link.
    assert week.counts[column["TikTok"]] is None
    assert week.shown == 12
    assert sums.kinds[0].label == "Une sélection"
    assert not is_shown(4, 9)
    client = signed_in(team_member())
    page = client.get("/equipe/liens/").content.decode()
    assert "trop peu pour être montré" in page
    assert people[0].first_name not in page
    assert alone.code not in page
    lines = b"".join(client.get("/equipe/liens/?format=csv")).decode()
    assert ";12;" in lines
    assert "40" not in lines
    assert signed_in(people[0]).get("/equipe/liens/").status_code == 403


def test_links_are_exported_and_lose_their_owner(reader, link, ines):
    reader.get(f"/v/{link.code}")
    exported = export_links(ines)
    assert exported[0]["lien"].endswith(f"/v/{link.code}")
    assert list(exported[0]["passages_par_jour"].values()) == [1]
    ines_pk = ines.pk
    erase_person(person=ines)
    link.refresh_from_db()
    assert link.person_id is None
    assert reader.get(f"/v/{link.code}").status_code in (302, 410)
    assert not TrackedLink.objects.filter(person_id=ines_pk).exists()
    assert erase_links(ines) == []


def test_writes_are_journaled_without_a_name(link, ines):
    from passeurs.core.models import JournalEntry

    entry = JournalEntry.objects.get(verb="make_link")
    assert entry.subject_ref == f"outreach.trackedlink:{link.pk}"
    assert entry.data == {}
    assert reverse("outreach:follow", args=[link.code]) == f"/v/{link.code}"

"""What an issue tells each reader, and the mail that carries it."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from django.core.mail import get_connection
from django.core.management import call_command

from passeurs.catalogue.models import Occurrence
from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.editorial.actions import issue as actions
from passeurs.editorial.messages import Press
from passeurs.editorial.models import Issue, Pick
from passeurs.editorial.queries.issue import Composer, Reader
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Tag
from tests.editorial.article import make_article
from tests.editorial.issue import issue, subscription
from tests.factories import (
    CityFactory,
    OfferFactory,
    PersonFactory,
    SeasonCityFactory,
    SelectionFactory,
    team_member,
)

pytestmark = pytest.mark.django_db

Kind = Pick.Kind


@pytest.fixture
def dijon():
    return SeasonCityFactory()


@pytest.fixture
def lille(dijon):
    city = CityFactory(insee="59350", name="Lille", lat=50.63, lon=3.06)
    return SeasonCityFactory(season=dijon.season, city=city)


def published(season_city, title, days=1, themes=(), **fields):
    row = SelectionFactory(
        season_city=season_city,
        title=title,
        state=SelectionState.PUBLISHED,
        published_at=clock.now() - dt.timedelta(days=days),
        **fields,
    )
    row.tags.set(Tag.objects.filter(slug__in=themes))
    return row


def outing(title, days=3, **fields):
    at = clock.now() + dt.timedelta(days=days)
    offer = OfferFactory(title=title, starts_on=at.date(), ends_on=at.date(), **fields)
    Occurrence.objects.create(offer=offer, starts_at=at)
    return offer


def titles(row, reader, kind):
    edition = Composer(row, clock.now()).edition(reader)
    return [entry.title for block in edition.blocks if block.kind == kind for entry in block.entries]


def test_city_first_then_taste_then_the_newest(dijon, lille):
    published(lille, "Lille, lire", 1, ["lire"])
    published(dijon, "Dijon, vieux", 9)
    published(dijon, "Dijon, neuf", 2)
    published(dijon, "Dijon, scène", 8, ["scene"])
    reader = Reader(dijon.city, frozenset({"scene", "lire"}))
    assert titles(issue(), reader, Kind.SELECTION) == ["Dijon, scène", "Dijon, neuf", "Dijon, vieux", "Lille, lire"]


def test_only_what_is_new_and_public(dijon):
    published(dijon, "Trop vieille", 29)
    published(dijon, "Nouvelle", 20)
    for state in (SelectionState.DRAFT, SelectionState.PROPOSED, SelectionState.RETIRED):
        SelectionFactory(season_city=dijon, title=f"secret {state}", state=state, published_at=clock.now())
    row = issue()
    assert titles(row, Reader(gap_days=28), Kind.SELECTION) == ["Nouvelle"]
    assert titles(row, Reader(gap_days=14), Kind.SELECTION) == []


def test_an_author_is_named_only_if_they_agreed(dijon):
    silent = published(dijon, "Sans nom", author=PersonFactory(first_name="Prénomsecret"))
    named = published(dijon, "Avec nom", author=PersonFactory(first_name="Inès"))
    Consent.objects.create(person=named.author, purpose=ConsentPurpose.PUBLIC_NAME)
    printed = Press(issue(), clock.now()).printed(Reader(dijon.city))
    assert "Dijon, par Inès" in printed.text
    assert silent.title in printed.text
    assert "Prénomsecret" not in printed.text + printed.html


def test_outings_near_the_city_in_the_days_to_come(dijon, lille):
    outing("Après-demain", 2)
    outing("Demain", 1)
    outing("Trop tard", 40)
    outing("Annulé", 2, is_cancelled=True)
    outing("Caché", 2, is_visible=False)
    outing("À Lille", 2, lat=50.63, lon=3.06)
    row = issue()
    assert titles(row, Reader(dijon.city), Kind.EVENT) == ["Demain", "Après-demain"]
    assert titles(row, Reader(lille.city), Kind.EVENT) == ["À Lille"]
    assert titles(row, Reader(), Kind.EVENT) == []


def test_outings_follow_tastes_and_price(dijon):
    outing("Concert", 1, subcategory="CONCERT")
    outing("Théâtre", 5, subcategory="SPECTACLE_REPRESENTATION")
    outing("Gratuit", 6, subcategory="CONCERT", is_free=True)
    row = issue()
    assert titles(row, Reader(dijon.city, frozenset({"scene"})), Kind.EVENT)[0] == "Théâtre"
    assert titles(row, Reader(dijon.city, frozenset({"gratuit"})), Kind.EVENT)[0] == "Gratuit"


def test_pinned_for_everyone_and_dropped_for_everyone(dijon, lille):
    old = published(dijon, "Vieille et épinglée", 90)
    dropped = published(dijon, "Écartée", 1)
    far = outing("Au loin", 3, lat=43.6, lon=1.44)
    row, actor = issue(), team_member()
    for kind, ref, choice in (
        (Kind.SELECTION, old.pk, "pin"), (Kind.SELECTION, dropped.pk, "drop"), (Kind.EVENT, far.pk, "pin"),
    ):  # fmt: skip
        actions.pick(actor=actor, issue=row, kind=kind, ref=ref, choice=choice)
    assert titles(row, Reader(lille.city), Kind.SELECTION) == ["Vieille et épinglée"]
    assert titles(row, Reader(), Kind.EVENT) == ["Au loin"]
    actions.pick(actor=actor, issue=row, kind=Kind.SELECTION, ref=dropped.pk, choice="free")
    assert "Écartée" in titles(row, Reader(), Kind.SELECTION)
    # What is no longer public is told to nobody, pinned or not.
    old.state = SelectionState.RETIRED
    old.save()
    assert titles(row, Reader(lille.city), Kind.SELECTION) == ["Écartée"]


def test_limits_of_the_issue_hold_and_an_empty_part_has_no_heading(dijon):
    for number in range(6):
        published(dijon, f"Sélection {number}")
    assert len(titles(issue(selection_count=2), Reader(), Kind.SELECTION)) == 2
    printed = Press(issue(slug="b", selection_count=0), clock.now()).printed(Reader())
    assert "==" not in printed.text
    assert "<h2" not in printed.html


def test_composing_for_many_readers_reads_each_source_once(dijon, lille, django_assert_max_num_queries):
    published(dijon, "Une")
    outing("Demain", 1)
    press = Press(issue(), clock.now())
    with django_assert_max_num_queries(12):
        for tastes in ({"lire"}, {"scene"}, set(), {"lire", "scene"}):
            for city in (dijon.city, lille.city, None):
                press.printed(Reader(city, frozenset(tastes)))


class Page(HTMLParser):
    """The tags and attributes of a mail."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def test_the_mail_is_whole(dijon):
    published(dijon, "<b>Titre</b> & co", intro="Une intro")
    outing("Demain", 1)
    reader = subscription("lou@exemple.fr", city=dijon.city, tastes=["lire"])
    mail = Press(issue(title="Titre\r\nBcc: x@exemple.fr"), clock.now()).mail(reader, get_connection())
    parsed = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert parsed["To"] == "lou@exemple.fr"
    assert parsed["Bcc"] is None
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = parsed["List-Unsubscribe"].strip(" <>")
    text, html = (part.get_content() for part in parsed.iter_parts())
    assert leave in text
    assert leave in html
    assert "@@" not in text + html, "every mark got its word"
    assert "<b>Titre</b> & co" in text
    assert "&lt;b&gt;Titre" in html
    page = Page(html)
    assert page.all("html")[0]["lang"] == "fr"
    assert len(page.all("h1")) == 1
    assert page.all("img") == page.all("script") == page.all("link") == []
    hosts = {attrs["href"].split("/")[2] for attrs in page.all("a") if attrs["href"].startswith("http")}
    assert hosts == {"localhost:8000"}, "no link goes through somebody else"
    assert "utm_" not in html


def test_markdown_of_the_team_is_safe(dijon):
    printed = Press(issue(intro="**fort** <script>x</script> [ici](javascript:x)"), clock.now()).printed(Reader())
    assert "<strong>fort</strong>" in printed.html
    assert "<script>x" not in printed.html
    assert 'href="javascript' not in printed.html


def test_two_people_writing_do_not_erase_each_other():
    row, actor = issue(), team_member()
    figures = {"news_count": 3, "selection_count": 4, "event_count": 5, "event_days": 21}
    actions.save_issue(actor=actor, issue=row, version=1, title="A", intro="x", **figures)
    with pytest.raises(Refused, match="pendant que vous écriviez"):
        actions.save_issue(actor=actor, issue=row, version=1, title="B", intro="y", **figures)
    row.refresh_from_db()
    assert (row.title, row.version) == ("A", 2)


def test_what_has_left_does_not_change():
    row, actor = issue(state=Issue.State.SENT), team_member()
    with pytest.raises(Refused, match="déjà parti"):
        actions.pick(actor=actor, issue=row, kind=Kind.EVENT, ref=1, choice="pin")
    with pytest.raises(Refused, match="déjà parti"):
        actions.discard_issue(actor=actor, issue=row)


def test_a_new_issue_takes_the_figures_of_the_last_and_a_free_address():
    issue(event_count=9)
    actor = team_member()
    first = actions.start_issue(actor=actor, title="Novembre !")
    assert (first.slug, first.event_count) == ("novembre-2", 9)


def test_news_come_first_near_then_national_and_never_a_draft():
    call_command("make_site", verbosity=0)
    here, there = CityFactory(name="Dijon"), CityFactory(name="Lille")
    call_command("make_site", verbosity=0)
    for city in (there, here):
        make_article(title=f"Nouvelle de {city.name}", city=city)
    make_article(title="Pour tout le monde")
    make_article(title="Brouillon secret", live=False, city=here)
    old = make_article(title="De l’an dernier", dated_at=clock.now() - dt.timedelta(days=300))
    row = issue(news_count=2)
    row.picks.create(kind=Pick.Kind.NEWS, ref=old.pk, is_pinned=True)
    block = Composer(row, clock.now()).edition(Reader(city=here)).blocks[0]
    assert (block.kind, [entry.title for entry in block.entries]) == ("news", ["De l’an dernier", "Nouvelle de Dijon"])
    assert block.entries[1].kicker.endswith("Dijon")
    listed = [entry.title for entry in Composer(row, clock.now()).candidates(Reader(city=here), 50)[0].entries]
    assert len(listed) == 4
    assert "Brouillon secret" not in listed

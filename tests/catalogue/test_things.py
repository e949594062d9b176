from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.utils import timezone

from passeurs.catalogue.models import ImportRun, Occurrence, SourceRecord, Venue, WorkIdentifier
from passeurs.catalogue.queries.accessibility import access_facts
from passeurs.core import registry
from tests.factories import OfferFactory, VenueFactory, WorkFactory

pytestmark = pytest.mark.django_db


def data_block(page) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)[1])


def test_a_venue_tells_what_is_known(client):
    venue = VenueFactory(
        name="Médiathèque <b>Port</b> & Quai",
        address="1 rue du Port",
        opening="mardi 10 h - 18 h",
        website="https://exemple.fr/mediatheque",
        accessibility={"mobility": True, "hearing": False, "visual": None, "parking": "deux places"},
        labels=["Musée de France"],
    )
    near = VenueFactory(name="Cinéma voisin", kind="CINEMA", lat=47.321, lon=5.041)
    VenueFactory(name="Invisible", is_visible=False)
    VenueFactory(name="Très loin", lat=43.0, lon=1.0)
    offer = OfferFactory(title="Exposition", venue=venue, ends_on=timezone.localdate() + dt.timedelta(days=9))
    OfferFactory(title="Finie", venue=venue, ends_on=timezone.localdate() - dt.timedelta(days=9))
    page = client.get(venue.get_absolute_url())
    assert page.status_code == 200
    for text in (
        "1 rue du Port",
        "mardi 10 h",
        "Bibliothèque et médiathèque",
        "deux places",
        "pas accessible",
        near.name,
        offer.title,
    ):
        assert text in page.text
    for text in ("Invisible", "Très loin", "Finie", "<b>Port", "Déficience visuelle"):
        assert text not in page.text
    assert f"/lieux/{venue.pk}/signaler/" in page.text
    data = data_block(page)
    assert data["@type"] == "Library"
    assert data["name"] == venue.name
    assert data["geo"]["latitude"] == venue.lat


def test_text_cannot_close_the_data_block(client):
    venue = VenueFactory(name="</script><script>alert(1)</script>")
    page = client.get(venue.get_absolute_url())
    assert "<script>alert" not in page.text
    assert data_block(page)["name"] == venue.name


def test_a_wrong_slug_leads_to_the_right_address(client):
    for thing, folder in ((VenueFactory(), "lieux"), (OfferFactory(), "offres"), (WorkFactory(), "oeuvres")):
        page = client.get(f"/{folder}/{thing.pk}-autre-chose/")
        assert page.status_code == 301
        assert page["Location"] == thing.get_absolute_url()
        assert client.get(thing.get_absolute_url()).status_code == 200


def test_a_merged_venue_leads_to_the_other(client):
    kept = VenueFactory()
    merged = VenueFactory(merged_into=kept, is_visible=False)
    page = client.get(merged.get_absolute_url())
    assert (page.status_code, page["Location"]) == (301, kept.get_absolute_url())


def test_nothing_is_shown_of_what_is_hidden_or_unknown(client):
    for thing in (VenueFactory(is_visible=False), OfferFactory(is_visible=False), WorkFactory(is_visible=False)):
        assert client.get(thing.get_absolute_url()).status_code == 404
    assert client.get("/lieux/999999999999999999-x/").status_code == 404
    assert client.get("/lieux/abc-x/").status_code == 404


def test_an_offer_tells_its_coming_dates(client):
    venue = VenueFactory()
    offer = OfferFactory(venue=venue, price_text="8 €", is_free=False)
    soon = timezone.now() + dt.timedelta(days=2)
    Occurrence.objects.create(offer=offer, starts_at=soon)
    Occurrence.objects.create(offer=offer, starts_at=timezone.now() - dt.timedelta(days=20))
    page = client.get(offer.get_absolute_url())
    assert len(page.context["sheet"].dates) == 1
    assert venue.get_absolute_url() in page.text
    assert "8 €" in page.text
    assert data_block(page)["startDate"] == soon.isoformat()
    cancelled = OfferFactory(is_cancelled=True)
    assert "Annulé" in client.get(cancelled.get_absolute_url()).text


def test_a_work_tells_its_identifiers(client):
    work = WorkFactory(year=2018, publisher="Actes Sud")
    WorkIdentifier.objects.create(work=work, kind="ean13", value="9782330108717")
    page = client.get(work.get_absolute_url())
    assert "9782330108717" in page.text
    assert "2018" in page.text
    assert data_block(page)["isbn"] == "9782330108717"


def test_another_app_adds_a_block_and_a_button_to_its_page(client, monkeypatch):
    shown = registry.Registry("sections")
    block = "catalogue/sections/report.html"
    for page in ("venue", "venue-acts"):
        shown.register(page, registry.Section(page, 1, block, lambda known: {"thing": known["thing"]}))
    nothing = registry.Section("venue", 2, block, lambda known: None)
    shown.register("nothing", nothing)
    monkeypatch.setattr(registry, "sections", shown)
    page = client.get(VenueFactory().get_absolute_url())
    assert page.text.count("Signaler une erreur") == 2
    assert "Tout près" not in page.text


def test_sources_are_credited(client):
    run = ImportRun.objects.create(source="libraries", file_name="b.csv", file_on=dt.date(2026, 3, 1))
    venue = VenueFactory()
    for number in range(3):
        SourceRecord.objects.create(source="libraries", external_id=str(number), fingerprint="x", run=run, venue=venue)
    page = client.get(venue.get_absolute_url())
    assert "fichier du 1er mars 2026" in page.text
    assert page.text.count("fichier du") == 1
    listing = client.get("/sources/")
    assert listing.status_code == 200
    assert [source.record_count for source in listing.context["sources"]] == [3]
    assert "IGN" in listing.text


def test_sources_without_any_import(client):
    assert "Aucune source" in client.get("/sources/").text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, django_assert_max_num_queries, count):
    venue = VenueFactory()
    for number in range(count):
        VenueFactory(lat=47.32 + number / 1000)
        OfferFactory(venue=venue, ends_on=timezone.localdate())
    client.get(venue.get_absolute_url())
    with django_assert_max_num_queries(8) as seen:
        client.get(venue.get_absolute_url())
    asked = [query["sql"] for query in seen.captured_queries]
    assert len(asked) == len(set(asked))


def test_access_facts_take_any_shape():
    assert access_facts([]) == []
    assert access_facts({"inconnu": "rampe"})[0].label == "inconnu"
    assert Venue().accessibility == {}

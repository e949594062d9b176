"""Files whose layout is nobody’s, as people make them: what a mapping suggests, and what comes of it."""

from __future__ import annotations

import json
import tomllib

import pytest

from passeurs.catalogue.importers.machinery.opening import opening_in_french
from passeurs.catalogue.importers.machinery.text import without_markdown
from passeurs.catalogue.models import Offer, Venue, Work
from tests.catalogue.importing import UNKNOWN, import_suggested, refusal_of, run_import, suggested_mapping

pytestmark = pytest.mark.django_db


def test_places_of_an_association(client, tmp_path):
    assert import_suggested(tmp_path, "lieux-association.csv")["created"] == 9
    assert Venue.objects.filter(insee="31555").count() == 8
    assert Venue.objects.get(insee="31113").name == "Salle Jacques-Brel"
    assert {venue.name: venue.kind for venue in Venue.objects.all()} == {
        "Centre culturel Bellegarde": "CULTURAL_CENTRE", "Centre culturel Reynerie": "CULTURAL_CENTRE",
        "Espace Roguet": "COMMUNITY_CENTRE", "Maison de quartier Lalande": "COMMUNITY_CENTRE",
        "Théâtre du Capitole": "PERFORMANCE_HALL", "Café-théâtre Le 57": "PERFORMANCE_HALL",
        "Halle aux Grains": "PERFORMANCE_HALL", "Salle Jacques-Brel": "OTHER", "Utopia Borderouge": "CINEMA",
    }  # fmt: skip
    vague = {venue.name for venue in Venue.objects.all() if venue.is_vague}
    assert vague == {"Centre culturel Reynerie", "Maison de quartier Lalande"}
    page = client.get(Venue.objects.get(name="Centre culturel Reynerie").get_absolute_url()).content.decode()
    assert "Lieu à préciser" in page
    mapping = tomllib.loads(suggested_mapping("lieux-association.csv", tmp_path).read_text(encoding="utf-8"))
    assert mapping["columns"]["id"] == "lieu_id"
    assert "salle" not in mapping["kinds"]


def test_columns_that_say_it_otherwise(tmp_path):
    assert import_suggested(tmp_path, "noms-de-colonnes.csv")["created"] == 2
    one = Venue.objects.get(name="Théâtre d'essai A")
    assert (one.address, one.insee, one.website) == ("1 rue du Port", "21231", "https://www.a.example.org")
    assert (one.opening, one.lat, one.lon) == ("Ouvert du mardi au dimanche", 47.3215, 5.0415)
    assert one.kind == "PERFORMANCE_HALL"


def test_whole_addresses(tmp_path):
    assert import_suggested(tmp_path, "adresse-complete.csv")["created"] == 3
    assert sorted(Venue.objects.values_list("insee", "postal_code", "city_name")) == [
        ("21231", "21000", "Dijon"), ("84007", "84000", "Avignon"), ("84007", "84000", "Avignon"),
    ]  # fmt: skip
    scene = Venue.objects.get(address="13, rue du Collège")
    assert (scene.lat, scene.lon) == (43.945969, 4.804861)


def test_points_in_either_order(tmp_path):
    text = (UNKNOWN / "adresse-complete.csv").read_text(encoding="utf-8")
    path = tmp_path / "autre-ordre.csv"
    path.write_text(text.replace("43.945969 4.804861", "4.804861 43.945969"), encoding="utf-8")
    run_import(path, source="generic")
    assert Venue.objects.get(address="13, rue du Collège").lat == 43.945969


def write(folder, text, name="fichier.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_come_before_words(tmp_path):
    path = write(
        tmp_path,
        "nom;site;numero;page;code;nom_du_gestionnaire;gps\n"
        "Le Rex;Site archéologique;1;https://rex.example.org;21000;Mairie;Dijon\n"
        "Le Lux;Site urbain;1;https://lux.example.org;21200;Mairie;Beaune\n",
    )
    run_import(path, source="generic")
    rex = Venue.objects.get(name="Le Rex")
    assert (rex.website, rex.postal_code, rex.insee) == ("https://rex.example.org", "21000", "21231")
    assert rex.source_records.get().external_id != "fichier:1"


def test_a_label_that_was_withdrawn(tmp_path):
    path = write(
        tmp_path,
        "nom;ville;cp;label;date_retrait_label\nLe Rex;Dijon;21000;Art et essai;\n"
        "Le Lux;Dijon;21000;Art et essai;2024-01-01\nLe Fox;Dijon;21000;Label retiré;\n",
    )
    run_import(path, source="generic")
    assert dict(Venue.objects.values_list("name", "labels")) == {"Le Rex": ["Art et essai"], "Le Lux": [], "Le Fox": []}


def test_an_event_is_no_book(tmp_path):
    run_import(write(tmp_path, "titre;date\nUn livre, un soir;12/12/2026\n"), source="generic")
    assert Offer.objects.get().subcategory == "RENCONTRE"
    assert not Work.objects.exists()


def test_openstreetmap(tmp_path):
    report = tmp_path / "report.csv"
    counts = import_suggested(tmp_path, "osm-overpass.geojson", report=report)
    assert (counts["created"], counts["rejected"]) == (4, 1)
    assert "la ligne n’a pas de nom de lieu" in report.read_text(encoding="utf-8")
    assert dict(Venue.objects.values_list("name", "kind")) == {
        "Théâtre Dijon Bourgogne": "PERFORMANCE_HALL", "Eldorado": "CINEMA", "Magnin": "MUSEUM",
        "Grangier": "BOOKSTORE",
    }  # fmt: skip
    stage = Venue.objects.get(kind="PERFORMANCE_HALL")
    assert (stage.address, stage.postal_code, stage.city_name, stage.insee) == (
        "30 rue d'Ahuy", "21000", "Dijon", "21231",
    )  # fmt: skip
    assert (stage.accessibility, stage.website) == ({"motor": True}, "https://tdb.example.org")
    # The same without a mapping, and as Overpass itself answers.
    assert run_import(UNKNOWN / "osm-overpass.geojson")["unchanged"] == 4
    raw = {"type": "node", "id": 2, "lat": 47.3137, "lon": 5.0489, "tags": {
        "amenity": "cinema", "name": "Eldorado", "addr:postcode": "21000", "addr:city": "Dijon"}}  # fmt: skip
    path = write(tmp_path, json.dumps({"version": 0.6, "elements": [raw]}), "overpass.json")
    assert run_import(path)["unchanged"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24/7", "ouvert tous les jours, jour et nuit"),
        ("Mo-Fr 09:00-12:00,14:00-18:30", "Du lundi au vendredi : 9 h à 12 h et 14 h à 18 h 30"),
        ("Tu,Th-Sa 10:00-19:00; Su,PH off", "Mardi, du jeudi au samedi : 10 h à 19 h\nDimanche, jours fériés : fermé"),
        ("Apr-Oct Mo-Su 10:00-18:00", "D’avril à octobre, du lundi au dimanche : 10 h à 18 h"),
        ("Jul 01-Aug 31: We 14:00+", "Du 1er juillet au 31 août, mercredi : à partir de 14 h"),
        ("Fr 18:00-24:00", "Vendredi : 18 h à 24 h"),
        ('Mo off "sur rendez-vous"', "Lundi : fermé (sur rendez-vous)"),
        ("sunrise-sunset", "sunrise-sunset"),
        ("week 1-53/2 Mo", "week 1-53/2 Mo"),
    ],
)
def test_opening_hours_in_french(text, said):
    assert opening_in_french(text).replace("\u202f", " ") == said


def test_openagenda_as_it_comes(client):
    assert run_import(UNKNOWN / "openagenda-v2.json")["created"] == 4
    tales, put_off, full, online = (
        Offer.objects.get(source_records__external_id=f"1100000{rank}") for rank in (1, 2, 3, 4)
    )
    assert "Venez écouter les conteurs de la ville" in tales.description
    assert "– Vendredi 12 mars 2027 à Dijon" in tales.description
    assert "le site (https://www.example.org/contes)" in tales.description
    assert [mark for mark in ("**", "---", "*  ", "\\", "](") if mark in tales.description] == []
    assert tales.url == "https://billetterie.example.org/contes"
    assert (put_off.starts_on, put_off.occurrences.count(), put_off.is_postponed) == (None, 0, True)
    page = client.get(put_off.get_absolute_url()).content.decode()
    assert "Reporté, date à venir" in page
    assert "20 mars" not in page
    assert (full.title, full.is_full) == ("Atelier gravure", True)
    assert "Complet" in client.get(full.get_absolute_url()).content.decode()
    assert (online.is_online, online.url, online.lat) == (True, "https://visio.example.org/a", None)


def test_markdown_is_read_aloud():
    assert (
        without_markdown("Titre\n=====\n\n* un\n* **deux**\n\n> cité\n\n\\*\\*")
        == "Titre\n\n– un\n– deux\n\ncité\n\n**"
    )
    assert without_markdown("Alès**,** le **Patrimoine **menacé") == "Alès, le Patrimoine menacé"
    assert without_markdown("Sans signe. 5 € - 8 €") == "Sans signe. 5 € - 8 €"
    assert without_markdown("[https://a.example](https://a.example)") == "https://a.example"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "agenda.ics", "iCalendar (.ics)"),
        (
            '{"spatialReference": {}, "features": [{"attributes": {"NOM": "Rex"}, "geometry": {"x": 5, "y": 47}}]}',
            "esri.json",
            "ArcGIS",
        ),
        (
            '{"head": {"vars": ["item"]}, "results": {"bindings": [{"item": {"type": "uri", "value": "Q1"}}]}}',
            "query.json",
            "Wikidata",
        ),
    ],
)
def test_shapes_that_are_refused_by_their_name(tmp_path, text, name, said):
    assert said in refusal_of(write(tmp_path, text, name), source="generic")

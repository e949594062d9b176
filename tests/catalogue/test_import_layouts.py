# ruff: noqa: E501 - rows of data read better whole
"""Each source's other layouts, and files that only a mapping describes."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from io import StringIO

import pytest
from django.core.management import call_command

from passeurs.catalogue.models import Occurrence, Offer, SourceRecord, Venue, Work
from tests.catalogue.importing import DATA, refusal_of, run_import

pytestmark = pytest.mark.django_db

BASILIC = {
    "Nom": "Musée des Confluences", "Adresse": "86 quai Perrache", "Code Postal": "69002", "libelle_geographique": "Lyon",
    "code_insee": "69123,69382", "Identifiant origine": "M7042", "Type équipement ou lieu": "Musée", "Label et appellation": "Musée de France",
    "Rang": "62932", "Identifiant_deps_a_partir_de_2022": "MUSE_69123_1", "Latitude": "45.73319", "Longitude": "4.818042",
    "Demographie_AP": "Actif", "Demographie_detail_sortie": "",
}  # fmt: skip
SNAKE = {
    "Nom": "nom", "Adresse": "adresse", "Code Postal": "code_postal", "Identifiant origine": "identifiant_origine",
    "Type équipement ou lieu": "type_equipement_ou_lieu", "Label et appellation": "label_et_appellation", "Rang": "rang",
    "Identifiant_deps_a_partir_de_2022": "identifiant_deps_a_partir_de_2022", "Latitude": "latitude", "Longitude": "longitude",
    "Demographie_AP": "demographie_ap", "Demographie_detail_sortie": "demographie_detail_sortie",
}  # fmt: skip


def write_csv(path, rows, *, encoding="utf-8-sig", delimiter=";"):
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def basilic_rows():
    """A museum with two labels, a closed cinema, a monument, archives, a library without address."""
    return [
        BASILIC,
        BASILIC | {"Rang": "62933", "Label et appellation": "Architecture contemporaine remarquable"},
        BASILIC | {"Rang": "3", "Nom": "Le Rex", "Type équipement ou lieu": "Cinéma", "Identifiant origine": "12",
                   "Identifiant_deps_a_partir_de_2022": "CINE_1", "Demographie_detail_sortie": "sorti de la base en 2022"},
        BASILIC | {"Rang": "4", "Nom": "Eglise", "Type équipement ou lieu": "Monument", "Identifiant_deps_a_partir_de_2022": "MONH_1"},
        BASILIC | {"Rang": "5", "Nom": "Archives", "Type équipement ou lieu": "Service d'archives", "Identifiant_deps_a_partir_de_2022": "ARCH_1"},
        BASILIC | {"Rang": "6", "Nom": "Bibliothèque municipale", "Type équipement ou lieu": "Bibliothèque", "Identifiant origine": "",
                   "Identifiant_deps_a_partir_de_2022": "BIBL_1", "Adresse": ""},
    ]  # fmt: skip


@pytest.mark.parametrize("is_snake", [False, True])
def test_basilic_both_spellings(tmp_path, basilic_rows, is_snake):
    rows = [{SNAKE.get(key, key) if is_snake else key: value for key, value in row.items()} for row in basilic_rows]
    run_import(DATA / "museofile.csv")
    counts = run_import(write_csv(tmp_path / "base.csv", rows))
    assert (counts["merged"], counts["created"], counts["skipped"]) == (2, 1, 3)
    museum = Venue.objects.get(identifiers__museofile="M7042")
    assert {"museums", "basilic"} == set(museum.source_records.values_list("source", flat=True))
    assert {"Musée de France", "Architecture contemporaine remarquable"} <= set(museum.labels)
    assert SourceRecord.objects.get(source="basilic", external_id="4").reason.startswith("type hors du catalogue")


def test_museofile_in_its_older_layout(tmp_path):
    rows = [
        {"ref": "M1128", "nomoff": "musée des sapeurs-pompiers", "adrl1_m": "358 avenue de Champagne", "cp_m": "69009.0", "ville_m": "Lyon",
         "dompal": "Histoire", "hist": "Un musée.", "geolocalisation": "45.78,4.79", "tel_m": "04 72 17 54 54", "mel_m": "a@b.fr"}
    ]  # fmt: skip
    counts = run_import(write_csv(tmp_path / "musees-2020.csv", rows, encoding="cp1252"))
    assert counts["files"][0]["source"] == "museums"
    museum = Venue.objects.get()
    assert (museum.postal_code, museum.insee) == ("69009", "69389")
    assert museum.name == "Musée des sapeurs-pompiers"


OPEN_VENUE = {
    "id": "77", "nom_du_lieu": "LE PETIT THEATRE", "nom_usuel_du_lieu": "", "siret": "12345678901", "adresse_complete": "1 rue A, 21000 Dijon, France",
    "code_postal": "21000", "commune": "Dijon", "code_commune": "21231", "latitude": "47.32", "longitude": "5.04",
    "site_internet_et_autres_liens": '["https://theatre.fr"]', "telephones": '["0380000000"]', "courriels": '["a@b.fr"]', "types": "Théâtre",
    "sous_domaines": "Théâtre", "domaines": "Spectacle vivant", "description": '["Un lieu. Tél : 03 80 00 00 00"]', "identifiant_deps": "THEA_1",
    "accessible_au_public": '["ouvert"]', "conditions_ouverture": '["à l’année"]', "accueil_public_sur_rendezvous": "Oui",
}  # fmt: skip


def test_open_venues(tmp_path):
    rows = [OPEN_VENUE, OPEN_VENUE | {"id": "78", "nom_du_lieu": "Fermé", "accessible_au_public": '["fermé"]'}]
    counts = run_import(write_csv(tmp_path / "lieux.csv", rows))
    assert counts["files"][0]["source"] == "open-venues"
    venue = Venue.objects.get()
    assert (venue.kind, venue.website, venue.opening) == (
        "PERFORMANCE_HALL",
        "https://theatre.fr",
        "à l’année, sur rendez-vous",
    )
    assert "siret" not in venue.identifiers
    assert "00 00" not in venue.description


EVENT = {
    "uid": 1, "title": {"fr": "Concert de jazz"}, "description": {"fr": "Un soir, tél. 01 23 45 67 89"}, "state": 2, "status": 1, "attendanceMode": 1,
    "timings": [{"begin": "2026-12-05T20:00:00+01:00", "end": "2026-12-05T23:00:00+01:00"}, {"begin": "2027-07-05T20:00:00+02:00", "end": None}],
    "location": {"uid": 2, "name": "Le Club", "address": "1 rue A", "postalCode": "75011", "insee": "75056", "city": "Paris", "latitude": 48.86, "longitude": 2.38},
    "accessibility": {"mi": True, "hi": False}, "registration": [{"type": "email", "value": "a@b.fr"}],
}  # fmt: skip


def test_openagenda_own_json_and_opendatasoft(tmp_path):
    raw = tmp_path / "events.json"
    more = [
        EVENT | {"uid": 2, "state": 0}, EVENT | {"uid": 3, "status": 6}, EVENT | {"uid": 4, "title": {"fr": "Job dating du numérique"}},
        EVENT | {"uid": 5, "attendanceMode": 2},
    ]  # fmt: skip
    raw.write_text(json.dumps({"total": 5, "events": [EVENT, *more]}), encoding="utf-8")
    counts = run_import(raw)
    assert (counts["created"], counts["skipped"]) == (3, 2)
    offer = Offer.objects.get(source_records__external_id="1")
    assert (offer.subcategory, offer.insee, offer.starts_on, offer.ends_on) == (
        "CONCERT",
        "75111",
        dt.date(2026, 12, 5),
        dt.date(2027, 7, 5),
    )
    assert [o.starts_at for o in offer.occurrences.all()] == [
        dt.datetime(2026, 12, 5, 19, tzinfo=dt.UTC), dt.datetime(2027, 7, 5, 18, tzinfo=dt.UTC)
    ]  # fmt: skip
    assert offer.accessibility == {"motor": True}
    assert "45 67" not in offer.description
    assert Offer.objects.get(source_records__external_id="3").is_cancelled
    assert Offer.objects.get(source_records__external_id="5").lat is None
    flat = {
        "uid": "1", "title_fr": "Concert de jazz", "description_fr": "Un soir", "timings": json.dumps(EVENT["timings"][:1]),
        "location_name": "Le Club", "location_city": "Paris", "location_postalcode": "75011", "location_coordinates": {"lon": 2.38, "lat": 48.86},
        "attendancemode": '{"id": 1}', "status": '{"id": 1}', "originagenda_title": "Agenda",
    }  # fmt: skip
    shapes = [
        {"results": [flat]},
        [flat],
        {"records": [{"recordid": "x", "fields": flat}]},
        [{f"fields.{k}": v for k, v in flat.items()}],
    ]
    for rank, shape in enumerate(shapes):
        path = tmp_path / f"shape{rank}.json"
        path.write_bytes(gzip.compress(json.dumps(shape).encode()))
        counts = run_import(path)
        assert counts["updated" if rank == 0 else "unchanged"] == 1
    assert Occurrence.objects.filter(offer=offer).count() == 1


def test_generic_from_a_suggested_mapping(tmp_path):
    x, y = 855000.0, 6693000.0
    features = [
        {"type": "Feature", "id": "a", "properties": {"nom": "Médiathèque du Parc", "commune": "Dijon", "code_postal": 21000, "type": "Médiathèque"},
         "geometry": {"type": "Point", "coordinates": [5.04, 47.32]}},
        {"type": "Feature", "id": "b", "properties": {"nom": "Robert'); DROP TABLE catalogue_venue;--", "commune": "Dijon", "code_postal": "21000", "type": "Cinéma"},
         "geometry": {"type": "Point", "coordinates": [x, y]}},
    ]  # fmt: skip
    path = tmp_path / "lieux.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert "aucune source" in refusal_of(path)
    out = StringIO()
    call_command("import_catalogue", str(path), suggest_mapping=True, stdout=out)
    mapping = tmp_path / "lieux.toml"
    mapping.write_text(out.getvalue(), encoding="utf-8")
    assert run_import(path, mapping=mapping)["created"] == 2
    assert run_import(path, mapping=mapping)["unchanged"] == 2
    assert set(Venue.objects.values_list("kind", flat=True)) == {"LIBRARY", "CINEMA"}
    assert Venue.objects.filter(name__contains="DROP TABLE").exists()


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-16", "utf-8", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_generic_csv_in_any_encoding(tmp_path, encoding, delimiter):
    rows = [
        {"Nom": f"Médiathèque à l’été {n}" if encoding not in ("cp850",) else f"Médiathèque à l'été {n}", "Ville": "Dijon", "CP": "21000",
         "Latitude": "47,32", "Longitude": "5,04"}
        for n in range(3)
    ]  # fmt: skip
    path = write_csv(tmp_path / "lieux.csv", rows, encoding=encoding, delimiter=delimiter)
    assert run_import(path, source="generic")["created"] == 3
    assert Venue.objects.filter(name__startswith="Médiathèque à l", kind="LIBRARY", lat=47.32).count() == 3


def test_generic_events_and_works(tmp_path):
    events = [
        {
            "Titre": "Atelier d’écriture",
            "Date de début": "05/12/2026 18:30",
            "Date de fin": "05/12/2026 20:00",
            "Commune": "Dijon",
            "Code postal": "21000",
        }
    ]
    run_import(write_csv(tmp_path / "agenda.csv", events), source="generic")
    assert Occurrence.objects.get().starts_at == dt.datetime(2026, 12, 5, 17, 30, tzinfo=dt.UTC)
    works = [{"Titre": "L’Étranger", "Auteur": "Albert Camus", "ISBN": "978-2-07-036002-4", "Éditeur": "Gallimard"}]
    run_import(write_csv(tmp_path / "livres.csv", works), source="generic")
    assert Work.objects.get().identifiers.get().value == "9782070360024"


def test_bad_mappings_are_told(tmp_path):
    mapping = tmp_path / "m.toml"
    for text in (
        "columns = 3",
        "[columns",
        '[columns]\nname = "Absente"',
        '[columns]\nname = "nom"\n[x]\n',
        'thing="chat"\n[columns]\nname="nom"',
    ):
        mapping.write_text(text, encoding="utf-8")
        if "[x]" not in text:
            assert "refusé" in refusal_of(DATA / "cinemas.csv", mapping=mapping)


def test_shifted_rows_and_points_abroad():
    run_import(DATA / "chez-nous.csv", DATA / "architecture.csv", DATA / "spr.csv")
    assert Offer.objects.get(source_records__external_id="1590").title == "Dans les coulisses du Mobilier national"
    assert Venue.objects.get(source_records__external_id="ACR0001091").name == "Viaduc autoroutier"
    macon = SourceRecord.objects.filter(source="heritage-sites", venue__name__icontains="mâcon").first()
    assert macon.lon < -80
    assert macon.venue.lon == pytest.approx(4.83, abs=0.1)
    assert "point-outside-france" in macon.venue.flags


def test_loans_are_works_with_repaired_accents():
    run_import(DATA / "imprimes.csv", DATA / "films.csv")
    assert Work.objects.get(title__startswith="Parle-leur de batailles").creators == "Mathias Énard"
    castle = Work.objects.get(title="Le château ambulant", subcategory="SUPPORT_PHYSIQUE_FILM")
    assert (castle.creators, castle.year) == ("Hayao Miyazaki", 2006)
    assert castle.source_records.count() > 1
    assert SourceRecord.objects.filter(source="toulouse-books", reason__startswith="périodique").exists()


def test_loans_of_a_branch_with_a_short_code(tmp_path):
    path = tmp_path / "imprimes.csv"
    path.write_text(
        "ANNEE;Nbre de prêts;TITRE;AUTEUR;Editeur;Indice;BIB;COTE;Cat 1;Cat 2\n"
        "2016;746;Art et décoration(Paris);-;Paris : Librairie Centrale, 1897-;P1036;EMP;P ARDE;A;PERIO\n"
        "2021;90;Nickel boys/ Colson Whitehead ; traduit par Charles Recoursé;Whitehead, Colson;"
        "Paris : Albin Michel, 2020;R WHIT;EMP;R WHIT;A;ROM\n"
        "2021;80;Connemara;Mathieu, Nicolas;Arles : Actes Sud, 2022;R MATH;CABANIS;R MATH;A;ROM\n",
        encoding="utf-8",
    )
    run_import(path)
    assert sorted(Work.objects.values_list("title", flat=True)) == ["Connemara", "Nickel boys"]

"""The communes of the year, and those of the past: whoever names one is led to the commune of today."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from django.core.exceptions import ValidationError

from passeurs.catalogue.importers.machinery.place import commune_codes, match_commune, resolve_place, split_address
from passeurs.catalogue.queries.place import find_commune_meant
from passeurs.core.geo.commune import communes, communes_named, find_arrondissement, find_commune, suggest_communes
from passeurs.core.geo.department import TIME_ZONES, department_of, school_zone_of, time_zone_of
from passeurs.people.forms.account import CommuneField, commune_label


def test_every_commune_has_what_others_read():
    every = list(communes().by_code.values())
    assert len({one.code for one in every if not one.parent}) == 34_969
    assert all(re.fullmatch(r"\d{5}|2[AB]\d{3}", one.code) for one in every)
    assert not [one.code for one in every if not one.department or "()" in commune_label(one)]
    # Lands without inhabitants have no postal code of their own.
    assert {one.department for one in every if not one.postal_codes} == {"984"}
    readme = (resources.files("passeurs.core") / "data" / "README.md").read_text(encoding="utf-8")
    assert "2026" in readme
    assert "tools/communes.py" in readme


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Annecy-le-Vieux", "74010"),
        ("74940 Annecy-le-Vieux", "74010"),
        ("Pierrefitte-sur-Seine", "93066"),
        ("Évry-Courcouronnes", "91228"),
        ("Cherbourg-Octeville", "50129"),
        ("Celles (15)", "15031"),
        ("Saint-Denis (93)", "93066"),
        ("Sartène (20)", "2A272"),
        ("Nouméa", "98818"),
        ("Papeete", "98735"),
        ("Saint-Barthélemy (977)", "97701"),
        ("Mata-Utu", None),
        ("Uvea", "98613"),
    ],
)
def test_a_name_leads_to_the_commune_of_today(text, code):
    assert [one.code for one in communes_named(text)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("75008", "75056"), ("69003", "69123"), ("13001", "13055"), ("75116", "75056"), ("PARIS 8ME", "75056"),
        ("Paris 08", "75056"), ("Annecy-le-Vieux (74)", "74010"), ("97133", "97701"), ("Dijon", "21231"),
    ],
)  # fmt: skip
def test_what_a_candidate_types(text, code):
    assert CommuneField().clean(text) == code


def test_a_name_of_several_asks_which():
    with pytest.raises(ValidationError, match="Laquelle"):
        CommuneField().clean("Saint-Denis")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PARIS 8ME", "75108"),
        ("Paris 08", "75108"),
        ("Paris 20e arrondissement", "75120"),
        ("Marseille 1er", "13201"),
        ("LYON 3EME", "69383"),
        ("Lyon 10e", None),
        ("Paris", None),
    ],
)
def test_arrondissements(text, code):
    found = find_arrondissement(text)
    assert (found.code if found else None) == code


def test_codes_of_the_past():
    assert find_commune("74011").code == "74010"
    # A delegated commune that bears the code of the commune of today never hides it.
    assert find_commune("93066").name == "Saint-Denis"
    assert find_commune("50129").name == "Cherbourg-en-Cotentin"
    assert {"74010", "74011"} <= set(commune_codes("74010"))
    assert "75108" in commune_codes("75056")
    assert find_commune("69123SR03") is None


def test_a_name_alone_in_a_file():
    assert match_commune("", "", "Castanet-Tolosan").code == "31113"
    assert match_commune("", "", "Saint-Denis") is None
    assert resolve_place(city="Saint-Denis", point=(48.93, 2.36)).insee == "93066"
    place = resolve_place(city="PARIS 8ME")
    assert (place.insee, place.city_name) == ("75108", "Paris")
    assert resolve_place(city="Lyon", postal_code="69003").insee == "69383"
    assert resolve_place(city="Annecy-le-Vieux", postal_code="74940").insee == "74010"
    assert resolve_place(insee="69123SR03", city="Lyon").insee == "69123"


def test_the_end_of_an_address():
    assert split_address("13, rue du Collège 84000 Avignon") == ("13, rue du Collège", "84000", "Avignon")
    assert split_address("2 rue du Port, 21000 DIJON CEDEX, France") == ("2 rue du Port", "21000", "DIJON")
    assert split_address("12 avenue 10500 hommes du front 99999 Ailleurs")[1] == ""
    assert split_address("Place du Capitole") == ("Place du Capitole", "", "")


def test_overseas_time_and_schools():
    departments = {one.department for one in communes().by_code.values()}
    assert {one for one in departments if len(one) == 3} - {"989"} == TIME_ZONES.keys()
    for insee, zone in (("98735", "Pacific/Tahiti"), ("98613", "Pacific/Wallis"), ("97502", "America/Miquelon")):
        assert str(time_zone_of(insee)) == zone
        assert school_zone_of(insee) == department_of(insee) == insee[:3]
    assert school_zone_of("36044") == "B"
    assert (school_zone_of("2A004"), school_zone_of("2B033")) == ("2A", "2B")


def test_suggestions_know_old_names():
    assert suggest_communes("Annecy-le-V")[0].code == "74010"
    assert suggest_communes("Saint-Pierre")[0].name == "Saint-Pierre"
    assert find_commune_meant("Pierrefitte-sur-Seine").code == "93066"

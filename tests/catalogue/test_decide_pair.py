# ruff: noqa: E501 - rows of data read better whole
"""The same place from two sources; doubtful pairs and their review."""

from __future__ import annotations

import pytest
from django.urls import reverse

from passeurs.catalogue.choices import PairState, RecordOutcome
from passeurs.catalogue.models import DoubtfulPair, SourceRecord, Venue
from passeurs.core.models import JournalEntry
from passeurs.people.choices import Role
from tests.catalogue.importing import run_import
from tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

BASILIC = "Nom;Adresse;Code Postal;libelle_geographique;code_insee;Type équipement ou lieu;Label et appellation;Rang;Latitude;Longitude\n"
LIBRARIES = (
    "code_bib;nom_de_l_etablissement;adresse;cp;ville;code_insee_commune;latitude;longitude;statut;type_adresse\n"
)


def libraries(path, *rows):
    path.write_text(
        LIBRARIES + "".join(f"{row};Bibliothèque municipale;Bâtiment ouvert\n" for row in rows), encoding="utf-8"
    )
    return path


def basilic(path, *rows):
    path.write_text(BASILIC + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_same_name_address_and_spot_is_one_venue(tmp_path):
    run_import(
        libraries(tmp_path / "a.csv", "1;Mediatheque Louis Aragon;12 RUE DES LILAS;21000;Dijon;21231;47.32;5.04")
    )
    counts = run_import(
        basilic(
            tmp_path / "b.csv",
            "Médiathèque Louis Aragon;12 rue des Lilas;21000;Dijon;21231;Bibliothèque;;9;47.3201;5.0401",
        )
    )
    assert counts["merged"] == 1
    assert set(Venue.objects.get().source_records.values_list("source", "outcome")) == {
        ("libraries", "kept"),
        ("basilic", "merged"),
    }


def test_homonyms_of_different_communes_or_streets_stay_apart(tmp_path):
    run_import(
        libraries(
            tmp_path / "a.csv",
            "1;Bibliothèque municipale;1 place de la Mairie;01500;Ambronay;01007;46.0058;5.3627",
            "2;Bibliothèque municipale;1 rue A;21000;Dijon;21231;47.32;5.04",
            "3;Bibliothèque municipale;9 rue B;21000;Dijon;21231;47.34;5.06",
        )
    )
    counts = run_import(
        basilic(
            tmp_path / "b.csv",
            "Bibliothèque municipale;1 place de la Mairie;01640;L'Abergement-de-Varey;01002;Bibliothèque;;8;46.0071;5.4233",
            "Bibliothèque municipale;40 rue C;21000;Dijon;21231;Bibliothèque;;9;47.30;5.01",
        )
    )
    assert counts["merged"] == 0
    assert Venue.objects.count() == 5


@pytest.fixture
def pair(tmp_path):
    """Two libraries of one name in one commune, far enough to doubt."""
    run_import(libraries(tmp_path / "a.csv", "1;Médiathèque Champollion;14 rue Camille;21000;Dijon;21231;47.32;5.04"))
    run_import(
        basilic(
            tmp_path / "b.csv", "Médiathèque Champollion;2 place Wilson;21000;Dijon;21231;Bibliothèque;;9;47.33;5.045"
        )
    )
    return DoubtfulPair.objects.get()


@pytest.fixture
def team(client):
    person = RoleGrantFactory(role=Role.TEAM).person
    client.force_login(person)
    return client


def decide(client, pair, decision):
    return client.post(reverse("catalogue:decide-pair", args=[pair.pk]), {"decision": decision})


def test_merge_then_undo_leaves_everything_as_before(team, pair):
    before = list(
        Venue.objects.order_by("pk").values("name", "is_visible", "merged_into", "labels", "search_text", "flags")
    )
    records = list(SourceRecord.objects.order_by("pk").values("venue", "outcome"))
    assert decide(team, pair, "merge").status_code == 302
    pair.refresh_from_db()
    assert pair.state == PairState.MERGED
    assert not pair.second.is_visible
    assert pair.second.merged_into_id == pair.first_id
    assert set(SourceRecord.objects.values_list("venue", flat=True)) == {pair.first_id}
    assert JournalEntry.objects.filter(verb="merge_pair").count() == 1
    assert decide(team, pair, "undo").status_code == 302
    assert before == list(
        Venue.objects.order_by("pk").values("name", "is_visible", "merged_into", "labels", "search_text", "flags")
    )
    assert records == list(SourceRecord.objects.order_by("pk").values("venue", "outcome"))


def test_later_imports_respect_decisions(team, pair, tmp_path):
    decide(team, pair, "merge")
    again = run_import(tmp_path / "a.csv", tmp_path / "b.csv")
    assert again["unchanged"] == 2
    text = (tmp_path / "b.csv").read_text(encoding="utf-8").replace(";;9;", ";Label;9;")
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    assert run_import(tmp_path / "b.csv")["updated"] == 1
    record = SourceRecord.objects.get(source="basilic")
    assert (record.venue_id, record.outcome) == (pair.first_id, RecordOutcome.MERGED)
    assert Venue.objects.filter(is_visible=True).count() == 1


def test_apart_is_not_asked_again(team, pair, tmp_path):
    decide(team, pair, "apart")
    assert (
        pair.first.name
        not in team.get(reverse("catalogue:pair-list")).content.decode().split("Décidés dernièrement")[0]
    )
    run_import(tmp_path / "a.csv", tmp_path / "b.csv")
    assert DoubtfulPair.objects.get().state == PairState.APART


def test_a_decision_twice_is_refused_and_an_unknown_one_too(team, pair):
    decide(team, pair, "apart")
    assert decide(team, pair, "merge").status_code == 422
    assert decide(team, pair, "brûler").status_code == 422
    assert team.post(reverse("catalogue:decide-pair", args=[99_999]), {"decision": "merge"}).status_code == 404


def test_the_page_is_for_the_team(client, pair):
    url = reverse("catalogue:pair-list")
    assert client.get(url).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(url).status_code == 403
    assert decide(client, pair, "merge").status_code == 403


def test_as_many_queries_for_one_pair_as_for_three(team, pair, django_assert_num_queries):
    url = reverse("catalogue:pair-list")
    team.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        team.get(url)
    for number in (1, 2):
        first, second = (Venue.objects.create(kind="LIBRARY", name=f"Lieu {number}{side}") for side in "ab")
        DoubtfulPair.objects.create(first=first, second=second, score=0.5, why="essai")
    with django_assert_num_queries(len(one)):
        team.get(url)


def test_markup_in_a_name_is_shown_as_text(team, pair):
    Venue.objects.filter(pk=pair.first_id).update(name="<script>alert(1)</script>")
    page = team.get(reverse("catalogue:pair-list")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page

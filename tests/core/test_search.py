from __future__ import annotations

import random
import string

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from passeurs.catalogue.models import Venue
from passeurs.core.search.find import matching, search
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.core.search.operations import SearchIndex, mend_search_indexes
from passeurs.core.search.vocabulary import words_changed
from tests.factories import VenueFactory

NAMES = [
    "Bibliothèque municipale",
    "Médiathèque de l’Orée du Bois",
    "Musée des Beaux-Arts",
    "Théâtre des Célestins",
    "Cinéma Le Méliès",
    "Bibliothèque Saint-Exupéry",
    "L’Œuvre au noir",
    "Château de Kérivon",
    "Jardin médiéval",
]


def venue(name: str, **fields: object) -> Venue:
    return VenueFactory(name=name, search_name=fold(name), search_text=index_words(name, "Dijon"), **fields)


@pytest.fixture
def places(db):
    return {name: venue(name) for name in NAMES}


def names(text: str, **options: object) -> list[str]:
    by_key = dict(Venue.objects.values_list("pk", "name"))
    return [by_key[key] for key in search(Venue.objects.all(), text, **options)]


def test_words_are_folded_singular_and_without_articles():
    assert index_words("Les Châteaux de l’Œuvre", "St-Exupéry", "") == "chateau oeuvre saint exupery"
    assert index_words("Journaux, vitraux et bureaux") == index_words("Un journal, un vitrail, un bureau")
    assert index_words("Les Royaux Joyaux de Meaux et de Pau") == "royal joyau meau pau"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theatre celestins", "Théâtre des Célestins"),
        ("CÉLESTINS théâtre", "Théâtre des Célestins"),
        ("célest", "Théâtre des Célestins"),
        ("musées beau art", "Musée des Beaux-Arts"),
        ("oeuvre noir", "L’Œuvre au noir"),
        ("st exupery", "Bibliothèque Saint-Exupéry"),
        ("chateaux kerivon", "Château de Kérivon"),
        ("jardins médiévaux", "Jardin médiéval"),
        ("jardin medieval", "Jardin médiéval"),
        ("théatre des célestin", "Théâtre des Célestins"),
        ("téhatre célestins", "Théâtre des Célestins"),
        ("cinéma mélies", "Cinéma Le Méliès"),
        ("cinema melis", "Cinéma Le Méliès"),
        ("biblotheque saint exupery", "Bibliothèque Saint-Exupéry"),
        ("médiathèque oréedubois", "Médiathèque de l’Orée du Bois"),
        ("média thèque orée", "Médiathèque de l’Orée du Bois"),
        ("théatredes célestins", "Théâtre des Célestins"),
        ("musée des beaux-arts dijon xyz", "Musée des Beaux-Arts"),
    ],
)
def test_search_finds(places, text, name):
    assert names(text)[0] == name


def test_an_exact_name_comes_first_and_alone_when_enough(places):
    venue("Bibliothèque municipale Jacques-Prévert")
    assert names("bibliotheque municipale")[0] == "Bibliothèque municipale"
    assert len(names("bibliothèque", limit=2)) == 2


def test_every_name_is_found_with_any_one_letter_wrong(places):
    chance = random.Random(4)
    for name in NAMES:
        for at, letter in enumerate(name):
            if not letter.isalpha():
                continue
            for text in (
                name[:at] + name[at + 1 :],
                name[:at] + chance.choice(string.ascii_lowercase) + name[at + 1 :],
            ):
                assert name in names(text), text


def test_search_keeps_to_the_queryset(places):
    hidden = venue("Théâtre de la Cité", is_visible=False)
    assert hidden.pk in search(Venue.objects.all(), "theatre cite")
    assert hidden.pk not in search(Venue.objects.visible(), "theatre cite")


@pytest.mark.parametrize("find", [search, lambda rows, text: list(matching(rows, text))])
@pytest.mark.parametrize(
    "text",
    [
        '"',
        "''",
        "a OR b",
        "NEAR(",
        "*",
        "name:x",
        "-théâtre",
        "^",
        "(",
        "); DROP TABLE x",
        "\x00",
        "é" * 5000,
        "l’",
        "%",
        "_",
        "& | ! :*",
        "🎭",
        "١٢",
    ],
)
def test_no_text_is_syntax(places, find, text):
    find(Venue.objects.all(), text)


def test_only_articles_finds_names_that_begin_so(places):
    venue("La La Land")
    assert names("la") == ["La La Land"]
    assert names("???") == []
    assert not matching(Venue.objects.all(), "???").exists()
    assert matching(Venue.objects.all(), " ").count() == len(NAMES) + 1


def test_matching_filters_and_mends(places):
    assert {row.name for row in matching(Venue.objects.all(), "bibliothèques")} == {
        "Bibliothèque municipale",
        "Bibliothèque Saint-Exupéry",
    }
    assert matching(Venue.objects.filter(kind="LIBRARY"), "biblioteque").count() == 2
    assert matching(Venue.objects.all(), "zzzzzzzz").count() == 0


def test_the_index_follows_writes(places):
    place = places["Cinéma Le Méliès"]
    Venue.objects.filter(pk=place.pk).update(
        name="Cinéma Eldorado", search_name="cinema eldorado", search_text="cinema eldorado"
    )
    assert search(Venue.objects.all(), "eldorado") == [place.pk]
    assert not matching(Venue.objects.all(), "melies").exists()
    place.delete()
    assert search(Venue.objects.all(), "eldorado") == []
    made = Venue.objects.bulk_create(
        [Venue(kind="CINEMA", name="Rex", search_name="rex", search_text="rex dijon") for _ in range(3)]
    )
    assert search(Venue.objects.all(), "dijon rex") == [one.pk for one in made]


def test_new_words_are_learnt_when_told(places):
    assert names("biblotheque municipale")
    venue("Auditorium Kandinsky")
    words_changed(Venue)
    assert names("auditorum kandinski") == ["Auditorium Kandinsky"]


def test_search_asks_few_questions_however_many_rows(places, django_assert_max_num_queries):
    for number in range(30):
        venue(f"Bibliothèque annexe {number}")
    with django_assert_max_num_queries(2):
        search(Venue.objects.all(), "bibliothèque", limit=10)
    search(Venue.objects.all(), "biblothèque anexe")
    with django_assert_max_num_queries(6):
        search(Venue.objects.all(), "biblothèque anexe xx")


@pytest.mark.django_db(transaction=True)
def test_the_operation_is_reversible_and_mended():
    state = MigrationLoader(connection).project_state()
    assert isinstance(state, ProjectState)
    operation = SearchIndex("venue")
    with connection.schema_editor(atomic=connection.vendor != "sqlite") as editor:
        operation.database_backwards("catalogue", editor, state, state)
    place = venue("Théâtre des Célestins")
    with connection.schema_editor(atomic=connection.vendor != "sqlite") as editor:
        operation.database_forwards("catalogue", editor, state, state)
    assert search(Venue.objects.all(), "celestins") == [place.pk]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute('DROP TRIGGER "catalogue_venue_fts_insert"')
        lost = venue("Cinéma Eldorado")
        assert not matching(Venue.objects.all(), "eldorado").exists()
        mend_search_indexes()
        assert search(Venue.objects.all(), "eldorado") == [lost.pk]


def test_rows_in_aux_are_indexed_anew(db):
    from importlib import import_module

    from django.apps import apps

    old = venue("Les Journaux")
    Venue.objects.filter(pk=old.pk).update(search_text="journau dijon")
    import_module("passeurs.catalogue.migrations.0003_plurals_in_search").index_anew(apps, None)
    assert names("journal") == ["Les Journaux"]
    old.refresh_from_db()
    assert old.search_text == "journal dijon"

"""Whole lists pasted: recognised, chosen, added, few questions for all."""

from pathlib import Path

import pytest
from django.urls import reverse

from passeurs.catalogue.models import WorkIdentifier
from passeurs.catalogue.queries.pasted_line import match_lines, read_lines
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.promises.models import Promise
from passeurs.selections import rules
from tests.factories import OfferFactory, SelectionFactory, VenueFactory, WorkFactory, ready_selection
from tests.selections.form_field import fields_of

pytestmark = pytest.mark.django_db
DIJON = {"lat": 47.32, "lon": 5.04}


def known(factory, label, *words, **fields):
    return factory(search_name=fold(label), search_text=index_words(label, *words), **fields)


@pytest.fixture
def shelf():
    place = known(WorkFactory, "La Place", "Annie Ernaux", title="La Place", creators="Annie Ernaux")
    other = known(WorkFactory, "La Place", "Quelqu’un", title="La Place", creators="Quelqu’un")
    book = WorkFactory(title="Connemara")
    WorkIdentifier.objects.create(work=book, kind="ean13", value="9782330159696")
    near = known(VenueFactory, "La Vapeur", name="La Vapeur", lat=47.33, lon=5.05)
    far = known(VenueFactory, "La Vapeur", name="La Vapeur", lat=43.6, lon=1.44, city_name="Toulouse")
    offer = OfferFactory(identifiers={"pass_culture": "123456"})
    return {"place": place, "other": other, "book": book, "near": near, "far": far, "offer": offer}


def test_bullets_numbers_blanks_and_repeats_are_set_aside():
    assert read_lines("- La Place\n\n 2. Dune \n• La Place\n") == ["La Place", "Dune"]


ISBN_LINES = (Path(__file__).parent / "data/isbn-lignes.txt").read_text(encoding="utf-8")


def test_an_isbn_anywhere_in_a_line():
    lines = read_lines(ISBN_LINES)
    *found, rounded = match_lines(lines, **DIJON)
    assert [one.ean for one in found[:8]] == ["9782070368228"] * 8
    assert sorted({one.ean for one in found}) == ["9782070368228", "9782253002697"]
    assert (rounded.text, rounded.is_rounded_isbn, rounded.ean) == ("9.78207E+12", True, "")
    # What is no ISBN stays a title.
    for text in (
        "La Place 1984",
        "06 12 34 56 78",
        "https://exemple.example/1700000000000",
        "Ville 2070368227 habitants",
    ):
        assert match_lines([text], **DIJON)[0].ean == ""


def test_a_number_that_a_spreadsheet_rounded_is_said(client):
    selection = ready_selection()
    client.force_login(selection.author)
    page = client.post(reverse("selections:paste-lines", args=[selection.pk]), {"lines": "9.78207E+12"})
    assert "arrondi par un tableur" in page.content.decode()
    page = client.get(reverse("selections:add-item", args=[selection.pk]), {"q": "9.78207E+12"})
    assert "arrondi par un tableur" in page.content.decode()


def test_each_line_means_what_it_says(shelf):
    lines = [
        "978-2-330-15969-6",
        "https://passculture.app/offre/123456",
        "La Place, Annie Ernaux",
        "La Place",
        "la vapeur",
        "9782330159697",
        "rien de tel",
    ]
    isbn, link, exact, twice, venue, wrong, nothing = match_lines(lines, **DIJON)
    assert (isbn.things, isbn.is_sure) == ((shelf["book"],), True)
    assert (link.things, link.is_sure) == ((shelf["offer"],), True)
    assert (exact.things, exact.is_sure) == ((shelf["place"],), True)
    assert not twice.is_sure
    assert set(twice.things) == {shelf["place"], shelf["other"]}
    assert (venue.things, venue.is_sure) == ((shelf["near"],), True)
    assert wrong.is_wrong_isbn
    assert nothing.things == ()


def test_words_in_another_order_are_a_choice():
    known(VenueFactory, "Musée archéologique de Dijon", name="Musée archéologique de Dijon")
    (match,) = match_lines(["dijon archéologique musée"], **DIJON)
    assert len(match.things) == 1
    assert not match.is_sure


def test_three_hundred_lines_ask_no_more_than_thirty(django_assert_max_num_queries, shelf):
    lines = [f"titre inconnu numéro {n}" for n in range(290)] + ["La Place, Annie Ernaux", "9782330159696"]
    with django_assert_max_num_queries(42):
        matches = match_lines(lines, **DIJON)
    assert sum(match.is_sure for match in matches) == 2
    with django_assert_max_num_queries(12):
        match_lines(lines[:25] + lines[-2:], **DIJON)


def test_a_list_is_read_chosen_and_added(client, shelf):
    selection = SelectionFactory()
    client.force_login(selection.author)
    url = reverse("selections:paste-lines", args=[selection.pk])
    page = client.post(url, {"lines": "La Place, Annie Ernaux\nLa Place\n<script>x</script>\nla vapeur"}).text
    assert "<script>x" not in page
    assert "nouvelle-oeuvre/?titre=" in page
    data = fields_of(page)
    added = client.post(reverse("selections:add-pasted", args=[selection.pk]), data, follow=True)
    assert "2 éléments ajoutés" in added.text
    assert [item.thing for item in selection.items.all()] == [shelf["place"], shelf["near"]]
    again = client.post(reverse("selections:add-pasted", args=[selection.pk]), data, follow=True)
    assert "y étaient déjà" in again.text
    assert selection.items.count() == 2


def test_three_hundred_lines_are_told_and_thirty_are_kept(client, django_assert_max_num_queries):
    works = [known(WorkFactory, f"Titre {n}", title=f"Titre {n}") for n in range(310)]
    selection = ready_selection()
    client.force_login(selection.author)
    url = reverse("selections:paste-lines", args=[selection.pk])
    page = client.post(url, {"lines": "\n".join(work.title for work in works)}).text
    assert "300 lignes lues" in page
    assert "10 lignes de trop" in page
    assert len([name for name in fields_of(page) if name.startswith("line-")]) == rules.MAX_ITEMS - 3
    everything = {f"line-{n}": f"work:{work.pk}" for n, work in enumerate(works[:300], start=1)}
    with django_assert_max_num_queries(25):
        answer = client.post(reverse("selections:add-pasted", args=[selection.pk]), everything)
    assert answer.status_code == 302
    assert selection.items.count() == rules.MAX_ITEMS
    assert "273 sont restés de côté" in client.get(answer.url).text


@pytest.mark.parametrize("value", ["person:1", "work:x", "work:1;drop", ""])
def test_a_broken_choice_adds_nothing(client, value):
    selection = SelectionFactory()
    client.force_login(selection.author)
    client.post(reverse("selections:add-pasted", args=[selection.pk]), {"line-1": value, "line-x": "work:1"})
    assert selection.items.count() == 0


def test_a_missing_place_is_proposed_with_its_source_and_the_team_looks(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    url = reverse("selections:propose-venue", args=[selection.pk])
    data = {"name": "Le Petit Théâtre", "kind": "PERFORMANCE_HALL", "commune": "Dijon (21)", "source": ""}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"source": "J’y suis allée", "commune": "Saint-Denis"}).status_code == 422
    for _twice in (1, 2):
        assert client.post(url, data | {"source": "J’y suis allée samedi"}).status_code == 302
    venue = selection.items.get().venue
    assert (venue.name, venue.insee) == ("Le Petit Théâtre", "21231")
    promise = Promise.objects.get(kind="catalogue_proposal")
    assert promise.owed_to == selection.author
    assert "samedi" in promise.detail


def test_a_missing_work_without_a_number_needs_a_source(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    url = reverse("selections:propose-work", args=[selection.pk])
    assert 'value="Fanzine"' in client.get(url, {"titre": "Fanzine"}).text
    data = {"title": "Fanzine", "creators": "Le lycée", "subcategory": "LIVRE_PAPIER"}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"source": "https://exemple.fr/fanzine"}).status_code == 302
    assert selection.items.get().work.flags == ["proposed"]

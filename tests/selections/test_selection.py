import pytest
from django.urls import reverse

from passeurs.catalogue.models import Work, WorkIdentifier
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.core.verdict import Refused
from passeurs.selections import actions, rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from tests.factories import (
    MandateFactory,
    OfferFactory,
    PersonFactory,
    SelectionFactory,
    SelectionItemFactory,
    VenueFactory,
    WorkFactory,
    ready_selection,
)

pytestmark = pytest.mark.django_db


def searchable(factory, words, **fields):
    return factory(search_name=fold(words), search_text=index_words(words), **fields)


def compose_data(selection, **changes):
    data = {"title": selection.title, "intro": selection.intro}
    data |= {f"reason-{item.pk}": item.reason for item in selection.items.all()}
    return data | changes


def test_an_ambassador_starts_with_a_title(client):
    mandate = MandateFactory()
    client.force_login(mandate.person)
    response = client.post(reverse("selections:start-selection"), {"title": "Rester au chaud"})
    selection = Selection.objects.get()
    assert response.url == reverse("selections:compose", args=[selection.pk])
    assert (selection.season_city, selection.state) == (mandate.season_city, SelectionState.DRAFT)


def test_composing_needs_a_mandate(client):
    client.force_login(PersonFactory())
    assert client.post(reverse("selections:start-selection"), {"title": "x"}).status_code == 403
    assert Selection.objects.count() == 0


def test_somebody_elses_draft_does_not_exist(client):
    selection = ready_selection()
    client.force_login(MandateFactory(season_city=selection.season_city).person)
    for name in ("compose", "add-item", "delete-selection"):
        assert client.get(reverse(f"selections:{name}", args=[selection.pk])).status_code == 404
    for name in ("compose", "order-items", "propose-selection", "take-back", "propose-work", "add-item"):
        assert client.post(reverse(f"selections:{name}", args=[selection.pk])).status_code == 404
    assert client.get(selection.get_absolute_url()).status_code == 404


def test_every_kind_is_added_once(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    url = reverse("selections:add-item", args=[selection.pk])
    things = {"venue": VenueFactory(), "offer": OfferFactory(), "work": WorkFactory()}
    for kind, thing in things.items():
        for _twice in (1, 2):
            assert client.post(url, {"thing": f"{kind}:{thing.pk}"}).status_code == 302
    assert [item.thing for item in selection.items.all()] == list(things.values())
    assert [item.position for item in selection.items.all()] == [1, 2, 3]


@pytest.mark.parametrize("thing", ["venue:999999", "person:1", "venue:x", "", "work:1 OR 1=1"])
def test_a_foreign_or_broken_id_adds_nothing(client, thing):
    selection = SelectionFactory()
    client.force_login(selection.author)
    assert client.post(reverse("selections:add-item", args=[selection.pk]), {"thing": thing}).status_code == 404
    assert selection.items.count() == 0


def test_an_invisible_thing_is_not_added(client):
    selection = SelectionFactory()
    hidden = VenueFactory(is_visible=False)
    client.force_login(selection.author)
    url = reverse("selections:add-item", args=[selection.pk])
    assert client.post(url, {"thing": f"venue:{hidden.pk}"}).status_code == 404


def test_searching_finds_places_and_works_with_their_button(client):
    selection = SelectionFactory()
    venue = searchable(VenueFactory, "La Vapeur", name="La Vapeur")
    work = searchable(WorkFactory, "Vapeurs de Seine", title="Vapeurs de Seine")
    client.force_login(selection.author)
    page = client.get(reverse("selections:add-item", args=[selection.pk]), {"q": "vapeur"})
    assert f'value="venue:{venue.pk}"' in page.text
    assert f'value="work:{work.pk}"' in page.text


def test_the_search_answers_a_fragment_to_htmx(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    url = reverse("selections:add-item", args=[selection.pk])
    fragment = client.get(url, {"q": "zzz"}, headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert "Rien trouvé" in fragment.text


def test_an_isbn_finds_its_book_whatever_its_spelling(client):
    selection = SelectionFactory()
    work = WorkFactory(title="Connemara")
    WorkIdentifier.objects.create(work=work, kind="ean13", value="9782330159696")
    client.force_login(selection.author)
    url = reverse("selections:add-item", args=[selection.pk])
    for text in ("9782330159696", "978-2-330-15969-6", "ISBN 978 2 330 15969 6", "2330159692"):
        assert f"work:{work.pk}" in client.get(url, {"q": text}).text, text


def test_a_wrong_isbn_is_told(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    page = client.get(reverse("selections:add-item", args=[selection.pk]), {"q": "9782330159697"})
    assert "chiffre faux" in page.text


def test_an_unknown_isbn_is_proposed_then_added(client):
    selection = SelectionFactory()
    client.force_login(selection.author)
    page = client.get(reverse("selections:add-item", args=[selection.pk]), {"q": "9782330159696"})
    assert 'value="9782330159696"' in page.text
    data = {"kind": "ean13", "value": "9782330159696", "title": "Connemara", "creators": "Nicolas Mathieu"}
    url = reverse("selections:propose-work", args=[selection.pk])
    assert client.post(url, data | {"subcategory": "NIMPORTE"}).status_code == 422
    for _twice in (1, 2):
        assert client.post(url, data | {"subcategory": "LIVRE_PAPIER"}).status_code == 302
    assert Work.objects.count() == 1
    assert selection.items.get().work.title == "Connemara"
    bad = client.post(url, data | {"subcategory": "LIVRE_PAPIER", "value": "9782330159697"})
    assert bad.status_code == 422


def test_a_pass_culture_link_is_known_or_proposed(client):
    selection = SelectionFactory()
    offer = OfferFactory(identifiers={"pass_culture": "123456"})
    client.force_login(selection.author)
    url = reverse("selections:add-item", args=[selection.pk])
    assert f"offer:{offer.pk}" in client.get(url, {"q": "https://passculture.app/offre/123456?utm_x=1"}).text
    assert 'value="777"' in client.get(url, {"q": "passculture.app/offre/777"}).text
    assert 'value="777"' not in client.get(url, {"q": "https://passculture.app.evil.example/offre/777"}).text


def test_every_button_saves_what_is_typed_first(client):
    selection = ready_selection()
    first, second, third = selection.items.all()
    client.force_login(selection.author)
    url = reverse("selections:compose", args=[selection.pk])
    data = compose_data(selection, **{f"reason-{first.pk}": "Nouveau mot.", "do": f"down:{first.pk}"})
    client.post(url, data)
    assert list(selection.items.all()) == [second, first, third]
    first.refresh_from_db()
    assert first.reason == "Nouveau mot."
    client.post(url, compose_data(selection, do=f"up:{second.pk}"))
    assert list(selection.items.all()) == [second, first, third]
    client.post(url, compose_data(selection, do=f"remove:{second.pk}"))
    assert [item.position for item in selection.items.all()] == [1, 2]


def test_a_drag_sends_the_order(client):
    selection = ready_selection()
    ids = [item.pk for item in selection.items.all()]
    client.force_login(selection.author)
    url = reverse("selections:order-items", args=[selection.pk])
    order = ",".join(str(pk) for pk in reversed(ids))
    assert client.post(url, {"order": order}).status_code == 204
    assert [item.pk for item in selection.items.all()] == ids[::-1]
    assert client.post(url, {"order": "1;drop"}).status_code == 422


def test_ids_of_another_selection_change_nothing(client):
    mine, other = ready_selection(), ready_selection()
    theirs = other.items.first()
    client.force_login(mine.author)
    url = reverse("selections:compose", args=[mine.pk])
    client.post(url, compose_data(mine, **{f"reason-{theirs.pk}": "piraté", "do": f"remove:{theirs.pk}"}))
    theirs.refresh_from_db()
    assert theirs.reason == "Parce que ça parle de nous."
    assert other.items.count() == 3


def test_autosave_answers_nothing_and_keeps_everything(client):
    selection = ready_selection()
    client.force_login(selection.author)
    url = reverse("selections:compose", args=[selection.pk])
    response = client.post(url, compose_data(selection, intro="Écrit à moitié", autosave="1"))
    assert response.status_code == 204
    selection.refresh_from_db()
    assert selection.intro == "Écrit à moitié"


def test_a_reason_too_long_is_refused_and_kept_on_the_page(client):
    selection = ready_selection()
    item = selection.items.first()
    client.force_login(selection.author)
    long = "a" * 5000
    url = reverse("selections:compose", args=[selection.pk])
    response = client.post(url, compose_data(selection, **{f"reason-{item.pk}": long}))
    assert response.status_code == 422
    assert long in response.text
    item.refresh_from_db()
    assert item.reason != long


def test_html_in_a_title_stays_text(client):
    selection = ready_selection(title="<script>alert(1)</script>'; DROP TABLE")
    client.force_login(selection.author)
    page = client.get(reverse("selections:compose", args=[selection.pk])).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_thirty_items_at_most():
    selection = SelectionFactory()
    for position in range(rules.MAX_ITEMS):
        SelectionItemFactory(selection=selection, position=position + 1)
    with pytest.raises(Refused, match="30"):
        actions.add_item(selection=selection, by=selection.author, thing=VenueFactory())


def test_a_draft_is_deleted_after_a_page_that_asks(client):
    selection = ready_selection()
    client.force_login(selection.author)
    url = reverse("selections:delete-selection", args=[selection.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    assert not Selection.objects.exists()


def test_the_composer_asks_as_much_for_three_items_as_for_thirty(client, django_assert_max_num_queries):
    selection = ready_selection()
    for position in range(4, 30):
        SelectionItemFactory(selection=selection, position=position)
    client.force_login(selection.author)
    with django_assert_max_num_queries(17):
        client.get(reverse("selections:compose", args=[selection.pk]))

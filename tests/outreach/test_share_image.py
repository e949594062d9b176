"""Images of public things: right size, kept, versioned; nothing of what is not public, by any address."""

import io
import threading

import pypdf
import pytest
from django.core.cache import caches
from django.db import connection
from PIL import Image

from passeurs.core.poster import known_category
from passeurs.core.registry import shareables
from passeurs.outreach.actions import make_link
from passeurs.outreach.queries import share_image as share_image_queries
from passeurs.outreach.queries.share_image import FORMATS, image_key, image_path, share_image
from passeurs.outreach.queries.shareable import find_thing
from passeurs.outreach.views import share_image as share_image_views
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.selections.actions import retire_selection
from passeurs.selections.choices import CoAuthorState, SelectionState
from passeurs.selections.models.co_author import CoAuthor
from tests.factories import MandateFactory, OfferFactory, SelectionFactory, VenueFactory, WorkFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", FORMATS)
def test_each_format_is_a_png_of_its_size(client, published, slug):
    answer = client.get(f"/image/selection/rester-au-chaud/{slug}.png")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(answer.content))
    assert image.size == (FORMATS[slug].width, FORMATS[slug].height)
    assert len(answer.content) < 400_000


def test_the_poster_to_print_is_a_pdf_that_leads_to_the_page(client, published, settings):
    answer = client.get("/image/selection/rester-au-chaud/affiche.pdf")
    assert answer["Content-Type"] == "application/pdf"
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert links == [f"{settings.SITE_URL}/selections/rester-au-chaud/"]
    assert "Inès" in page.extract_text()
    assert client.get("/image/selection/rester-au-chaud/story.pdf").status_code == 404


@pytest.mark.parametrize("state", [state for state in SelectionState if state != SelectionState.PUBLISHED])
@pytest.mark.parametrize("end", ["og.png", "carre.png", "story.png", "affiche.png", "affiche.pdf", "og.png?v=abc"])
def test_what_is_not_public_has_no_image(client, draft, state, end):
    draft.state = state
    draft.save()
    assert client.get(f"/image/selection/titre-secret/{end}").status_code == 404
    assert client.get("/partager/selection/titre-secret/").status_code == 404
    assert client.get("/partager/selection/titre-secret/kit.zip").status_code == 404


def test_a_retired_selection_loses_its_images_at_once_though_they_are_kept(client, published, ines):
    path = image_path(find_thing("selection", "rester-au-chaud"), "og")
    first = client.get(path)
    assert first.status_code == 200
    retire_selection(selection=published, by=ines, reason="Je me suis trompée.")
    assert client.get(path).status_code == 404
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 404


@pytest.mark.parametrize("kind", ["venue", "offer", "work"])
def test_things_of_the_catalogue_follow_their_visibility(client, kind):
    factory = {"venue": VenueFactory, "offer": OfferFactory, "work": WorkFactory}[kind]
    shown, hidden = factory(), factory(is_visible=False)
    assert client.get(f"/image/{kind}/{shown.pk}/og.png").status_code == 200
    assert client.get(f"/image/{kind}/{hidden.pk}/og.png").status_code == 404
    assert shareables.get(kind)(str(shown.pk)).url == shown.get_absolute_url()


@pytest.mark.parametrize(
    "path",
    [
        "/image/selection/rien/og.png",
        "/image/voiture/1/og.png",
        "/image/venue/abc/og.png",
        "/image/venue/99999999999999999999999/og.png",
        "/image/venue/²/og.png",
        "/image/selection/rester-au-chaud/geant.png",
        "/image/site/autre/og.png",
        "/image/selection/%00/og.png",
    ],
)
def test_other_addresses_have_no_image(client, published, path):
    assert client.get(path).status_code == 404


def test_an_image_is_kept_by_browsers_and_asked_again_for_nothing(client, published):
    path = image_path(find_thing("selection", "rester-au-chaud"), "carre")
    first = client.get(path)
    assert "max-age=604800" in first["Cache-Control"]
    assert "public" in first["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "max-age=300" in client.get(path.split("?")[0])["Cache-Control"]
    assert "sessionid" not in first.cookies


def test_another_title_is_another_version(client, published):
    before = find_thing("selection", "rester-au-chaud")
    etag = client.get(image_path(before, "og"))["ETag"]
    published.title = "Sortir par tous les temps"
    published.save()
    after = find_thing("selection", "rester-au-chaud")
    assert image_path(before, "og") != image_path(after, "og")
    assert client.get(image_path(after, "og"))["ETag"] != etag


def test_the_consent_withdrawn_takes_the_name_off_the_image(published, ines):
    before = find_thing("selection", "rester-au-chaud")
    assert before.credit == "par Inès"
    ines.consents.all().delete()
    after = find_thing("selection", "rester-au-chaud")
    assert after.credit == ""
    assert image_key(before, FORMATS["og"], "") != image_key(after, FORMATS["og"], "")


def test_the_image_is_drawn_from_the_same_data_as_the_page(client, published):
    thing = find_thing("selection", "rester-au-chaud")
    page = client.get("/selections/rester-au-chaud/").content.decode()
    assert f"/affiche/{known_category(thing.category)}/" in page
    assert thing.seed in page


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "🎬🍿 d’été", "مرحبا بالعالم", "W" * 120, "\u202edlog", "漢字"]
)
def test_any_title_gives_an_image(client, published, title):
    published.title = title
    published.save()
    for end in ("og.png", "affiche.png", "affiche.pdf"):
        assert client.get(f"/image/selection/rester-au-chaud/{end}").status_code == 200
    page = client.get("/partager/selection/rester-au-chaud/")
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_a_printed_image_bears_a_live_link_to_that_thing_only(client, published, ines, insta):
    link = make_link(person=ines, channel=insta, thing=find_thing("selection", "rester-au-chaud"))
    other = SelectionFactory(state=SelectionState.PUBLISHED, slug="autre", title="Autre")
    plain = client.get("/image/selection/rester-au-chaud/affiche.png")["ETag"]
    linked = client.get(f"/image/selection/rester-au-chaud/affiche.png?lien={link.code}")["ETag"]
    assert plain != linked
    assert client.get("/image/selection/rester-au-chaud/affiche.png?lien=zzzzzz")["ETag"] == plain
    assert (
        client.get(f"/image/selection/{other.slug}/affiche.png?lien={link.code}")["ETag"]
        == client.get(f"/image/selection/{other.slug}/affiche.png")["ETag"]
    )
    # The other formats bear no link: one image for all.
    assert (
        client.get(f"/image/selection/rester-au-chaud/og.png?lien={link.code}")["ETag"]
        == client.get("/image/selection/rester-au-chaud/og.png")["ETag"]
    )


def test_drawing_is_limited_but_what_is_kept_is_not(client, published, monkeypatch):
    monkeypatch.setattr(share_image_views, "DRAWINGS_PER_MINUTE", 2)
    assert client.get("/image/selection/rester-au-chaud/og.png").status_code == 200
    assert client.get("/image/selection/rester-au-chaud/carre.png").status_code == 200
    refused = client.get("/image/selection/rester-au-chaud/story.png")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert client.get("/image/selection/rester-au-chaud/og.png").status_code == 200
    caches["limits"].clear()
    assert client.get("/image/selection/rester-au-chaud/story.png").status_code == 200


def test_ten_crawlers_cost_one_drawing(published, monkeypatch):
    thing, form = find_thing("selection", "rester-au-chaud"), FORMATS["og"]
    drawn, real = [], share_image_queries.png_of
    monkeypatch.setattr(share_image_queries, "png_of", lambda svg: drawn.append(1) or real(svg))
    got, barrier = [], threading.Barrier(10)

    def ask():
        barrier.wait()
        got.append(share_image_queries.picture(thing, form, "png", "https://exemple.fr/"))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(got)) == 1
    assert len(drawn) == 1


def test_the_site_has_an_image_of_its_own(client):
    image = share_image(None)
    answer = client.get(image.path)
    assert Image.open(io.BytesIO(answer.content)).size == (image.width, image.height)


def test_images_are_only_read(client, published):
    assert client.post("/image/selection/rester-au-chaud/og.png").status_code == 405
    assert client.head("/image/selection/rester-au-chaud/og.png").status_code == 200


def test_a_group_is_credited_as_on_its_page(published, season_city):
    other = MandateFactory(season_city=season_city, person__first_name="Malik").person
    CoAuthor.objects.create(selection=published, person=other, state=CoAuthorState.ACCEPTED)
    assert find_thing("selection", "rester-au-chaud").credit == "par Inès et un membre du programme"
    Consent.objects.create(person=other, purpose=ConsentPurpose.PUBLIC_NAME)
    assert find_thing("selection", "rester-au-chaud").credit == "par Inès et Malik"

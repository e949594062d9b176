"""The kit of a public thing: for anyone, without JavaScript; with one's own link for an ambassador."""

import io
import zipfile

import pytest

from passeurs.outreach.actions import make_link
from passeurs.outreach.queries.kit import caption_of, hashtag, hashtags_of
from passeurs.outreach.queries.shareable import find_thing
from tests.factories import OfferFactory, VenueFactory, WorkFactory
from tests.outreach.conftest import signed_in

pytestmark = pytest.mark.django_db
KIT = "/partager/selection/rester-au-chaud/"


def test_anyone_gets_images_words_and_the_address(client, published, settings):
    page = client.get(KIT).content.decode()
    for slug in ("og", "carre", "story", "affiche"):
        assert f"/image/selection/rester-au-chaud/{slug}.png?v=" in page
    assert "affiche.pdf?v=" in page
    assert f'value="{settings.SITE_URL}/selections/rester-au-chaud/"' in page
    assert "#Dijon" in page
    assert "Trois refuges pour l’hiver." in page
    assert "Affiche aux formes géométriques" in page
    assert "par Inès" in page
    assert "kit.zip" in page
    assert "Créer mon lien" not in page


def test_an_ambassador_shares_with_their_own_link(published, ines, insta, settings):
    client = signed_in(ines)
    assert "Créer mon lien" in client.get(KIT).content.decode()
    answer = client.post(f"{KIT}lien/", {"channel": "insta"}, follow=True)
    page = answer.content.decode()
    code = ines.tracked_links.get().code
    assert f'value="{settings.SITE_URL}/v/{code}"' in page
    assert f"lien={code}" in page
    assert f"{settings.SITE_URL}/v/{code}</textarea>" in page


def test_an_unknown_channel_is_said(published, ines):
    answer = signed_in(ines).post(f"{KIT}lien/", {"channel": "radio"})
    assert answer.status_code == 422
    assert b'class="error' in answer.content


def test_the_zip_holds_the_whole_kit(client, published, ines, insta):
    answer = client.get(f"{KIT}kit.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
        assert names == {
            "selection-rester-au-chaud-og.png",
            "selection-rester-au-chaud-carre.png",
            "selection-rester-au-chaud-story.png",
            "selection-rester-au-chaud-affiche.png",
            "selection-rester-au-chaud-affiche.pdf",
            "legende.txt",
            "texte-alternatif.txt",
        }
        assert "Rester au chaud" in archive.read("legende.txt").decode()
    link = make_link(person=ines, channel=insta, thing=find_thing("selection", "rester-au-chaud"))
    mine = signed_in(ines).get(f"{KIT}kit.zip?lien={link.code}")
    with zipfile.ZipFile(io.BytesIO(mine.content)) as archive:
        assert f"/v/{link.code}" in archive.read("legende.txt").decode()


@pytest.mark.parametrize("kind", ["venue", "offer", "work"])
def test_every_kind_of_the_catalogue_has_a_kit(client, kind):
    factory = {"venue": VenueFactory, "offer": OfferFactory, "work": WorkFactory}[kind]
    thing = factory()
    page = client.get(thing.get_absolute_url()).content.decode()
    assert f"/partager/{kind}/{thing.pk}/" in page
    assert client.get(f"/partager/{kind}/{thing.pk}/").status_code == 200
    hidden = factory(is_visible=False)
    assert client.get(f"/partager/{kind}/{hidden.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("Le Havre", "#LeHavre"),
        ("rap & poésie", "#RapPoésie"),
        ("L’Île-d’Yeu", "#LÎleDYeu"),
        ("<b>", "#B"),
        ("🎬", ""),
        ("", ""),
    ],
)
def test_hashtags_are_letters_and_digits(label, tag):
    assert hashtag(label) == tag


def test_captions_say_what_who_and_where(published):
    thing = find_thing("selection", "rester-au-chaud")
    text = caption_of(thing, "https://exemple.fr/v/abc")
    assert text.splitlines()[0] == "Rester au chaud à Dijon (Sélection · Dijon), par Inès"
    assert text.endswith("https://exemple.fr/v/abc")
    assert hashtags_of(thing).split()[0] == "#Dijon"


def test_a_kit_asks_little(client, published, django_assert_max_num_queries):
    client.get(KIT)
    with django_assert_max_num_queries(8):
        client.get(KIT)

"""Pictures: nothing of where they were taken stays, nothing broken comes in, drafts give nothing away."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from passeurs.editorial.models import ArticlePage, Picture
from tests.editorial.article import document_file, image_bytes, make_article, picture
from tests.factories import team_member

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bytes_of(kept: Picture) -> bytes:
    with kept.file.storage.open(kept.file.name) as content:
        return content.read()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "chez moi, 3 rue de la Paix"
    exif.get_ifd(0x8825)[2] = (47.0, 19.0, 15.0)
    return image_bytes(exif=exif, comment=b"secret-commentaire")


def send(name: str, content: bytes, **fields):
    fields = {"title": "Une image", "description": "Un aplat", "credit": "DR"} | fields
    form_class = get_image_form(get_image_model())
    return form_class({**fields, "tags": ""}, {"file": SimpleUploadedFile(name, content)}, user=team_member())


def test_what_a_camera_wrote_does_not_stay(site):
    form = send("moi.jpg", with_exif())
    assert form.is_valid(), form.errors
    kept = form.save()
    data = bytes_of(kept)
    assert b"Exif" not in data
    assert b"secret-commentaire" not in data
    assert b"rue de la Paix" not in data
    opened = Image.open(io.BytesIO(data))
    assert not opened.getexif()
    assert opened.size == (1000, 1600)  # upright
    assert "moi" not in kept.file.name


def test_every_way_in_is_the_same(site):
    made = Picture(title="import", credit="DR")
    made.file.save("brut.jpg", ContentFile(with_exif()), save=True)
    assert b"Exif" not in bytes_of(made)


def test_a_huge_picture_is_brought_down(site):
    form = send("grand.png", image_bytes("PNG", size=(4000, 1000)))
    assert form.is_valid(), form.errors
    assert max(form.save().width, form.save().height) <= 2560


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("cassee.jpg", image_bytes()[:-4000] + b"", "abîmée"),
        ("faux.jpg", b"pas une image", "image"),
        ("dessin.svg", SVG, "non supporté"),
        ("deguise.png", image_bytes("JPEG"), "extension"),
    ],
)
def test_what_is_broken_or_dangerous_is_refused_in_words(site, name, content, word):
    form = send(name, content)
    assert not form.is_valid()
    assert word in str(form.errors["file"]), form.errors["file"]


def test_ten_megabytes_are_too_many(site):
    form = send("lourde.jpg", image_bytes() + b"\0" * 10_000_001)
    assert not form.is_valid()
    assert "Mio" in str(form.errors["file"]) or "Mo" in str(form.errors["file"])


def test_a_picture_is_told_in_words_or_said_to_be_decorative(site):
    assert "description" in send("a.jpg", image_bytes(), description="").errors
    assert send("a.jpg", image_bytes(), description="", is_decorative="on").is_valid()
    assert "credit" in send("a.jpg", image_bytes(), credit="").errors


def test_an_article_shows_its_picture_in_modern_formats(client, site):
    article = make_article(picture=picture())
    page = client.get(article.path_on_site).text
    assert 'type="image/avif"' in page
    assert 'type="image/webp"' in page
    assert 'alt="Un aplat violet"' in page
    assert "Dessin : Inès" in page
    shown = article.picture.get_rendition("width-960|format-webp")
    answer = client.get(shown.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]


def test_the_picture_of_a_draft_is_nobody_s(client, site):
    hidden = picture()
    article = make_article(picture=hidden, live=False)
    url = hidden.get_rendition("width-960|format-webp").url
    assert client.get(url).status_code == 404
    client.force_login(team_member())
    assert client.get(url)["Cache-Control"].startswith("private") or "no-store" in client.get(url)["Cache-Control"]
    client.logout()
    article.save_revision().publish()
    assert client.get(url).status_code == 200
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert client.get(url).status_code == 404


def test_originals_are_never_served(client, site):
    made = picture()
    assert client.get(made.file.url).status_code == 404
    assert client.get("/medias/images/../original_images/x.jpg").status_code == 404


def test_a_document_follows_the_page_that_links_to_it(client, site):
    kept = document_file("affiche.txt")
    body = [("text", f'<p><a linktype="document" id="{kept.pk}">l’affiche</a></p>')]
    assert client.get(kept.url).status_code == 404
    make_article(body=body)
    answer = client.get(kept.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/documents/{kept.pk}/autre.txt").status_code == 404

"""Pictures and PDFs keep nothing of who made them, where and with what: one cleaning for all."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from passeurs.editorial.forms.document import DocumentForm
from passeurs.editorial.models.picture import reencoded
from passeurs.recordings.forms.document import bare_jpeg, clean_pdf
from passeurs.recordings.forms.picture import clean_picture
from passeurs.recordings.forms.upload import UploadField

WORD = "zyxwrueMonge"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{WORD}</x:xmpmeta>"


def told_picture(kind: str) -> bytes:
    """A picture that tells the word in every place that its format has."""
    picture, out = Image.new("RGB", (40, 30), "teal"), io.BytesIO()
    exif = picture.getexif()
    exif[0x010E] = WORD
    exif.get_ifd(0x8825)[29] = WORD
    given = {"exif": exif, "xmp": XMP.encode()} if kind in ("JPEG", "WEBP") else {}
    if kind in ("JPEG", "GIF"):
        given["comment"] = WORD.encode()
    if kind == "PNG":
        given |= {"pnginfo": PngInfo(), "exif": exif}
        given["pnginfo"].add_text("Comment", WORD)
        given["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP)
    picture.save(out, kind, **given)
    assert WORD.encode() in out.getvalue()
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_no_picture_keeps_a_word(kind):
    told = told_picture(kind)
    kept = UploadField(max_mb=1).clean(SimpleUploadedFile("photo", told))
    assert kept.mime == "image/jpeg"
    for content in (kept.content, clean_picture(told).content, reencoded(ContentFile(told)).read()):
        assert WORD.encode() not in content
        with Image.open(io.BytesIO(content)) as clean:
            assert not set(clean.info) & {"exif", "comment", "xmp", "XML:com.adobe.xmp", "Comment", "icc_profile"}
            assert not clean.getexif()


def told_pdf() -> bytes:
    """A page with a photograph, a link, a note, an attachment, a script; the word in each place."""
    pdf = pikepdf.new()
    pdf.docinfo["/Author"] = WORD
    with pdf.open_metadata() as told:
        told["dc:creator"] = [WORD]
    page = pdf.add_blank_page(page_size=(200, 200))
    photograph = pdf.make_stream(told_picture("JPEG"))
    photograph.Type, photograph.Subtype, photograph.Width, photograph.Height = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        40,
        30,
    )
    photograph.ColorSpace, photograph.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    photograph.Filter = pikepdf.Name.DCTDecode
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photograph))
    page.Contents = pdf.make_stream(b"q 100 0 0 100 20 20 cm /Im0 Do Q")
    page.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.String(WORD))
    note = {"Type": pikepdf.Name.Annot, "Rect": [0, 0, 9, 9], "Contents": WORD, "T": WORD}
    page.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(Subtype=pikepdf.Name.Text, **note),
            pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9]),
        ]
    )
    pdf.attachments["a.txt"] = WORD.encode()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"//{WORD}")
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert WORD.encode() in out.getvalue()
    return out.getvalue()


def everything_in(content: bytes) -> bytes:
    """All objects of a PDF, unpacked, as bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts = [one.unparse(resolved=True) for one in pdf.objects if not isinstance(one, pikepdf.Stream)]
        parts += [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert "/Info" not in pdf.trailer
        assert len(pdf.pages) == 1
        assert [str(note.Subtype) for note in pdf.pages[0].Annots] == ["/Link"]
        assert "/OpenAction" not in pdf.Root
    return b"".join(parts) + content


def test_no_pdf_keeps_a_word():
    kept = UploadField(max_mb=1).clean(SimpleUploadedFile("cv.pdf", told_pdf()))
    assert kept.mime == "application/pdf"
    assert WORD.encode() not in everything_in(kept.content)
    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Im0).as_pil_image().size == (40, 30)


@pytest.mark.parametrize("made", ["broken", "locked"])
def test_a_pdf_that_cannot_be_read_is_refused_in_words(made):
    content, said = b"%PDF-1.4 rien", "abîmé"
    if made == "locked":
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(told_pdf())) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
        content, said = out.getvalue(), "mot de passe"
    with pytest.raises(ValidationError, match=said):
        clean_pdf(content)


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_photograph_of_an_iphone_is_named(brand):
    heic = SimpleUploadedFile("photo.heic", b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40)
    with pytest.raises(ValidationError, match=r"HEIC.*JPEG"):
        UploadField(max_mb=1).clean(heic)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x00rest", b"\xff\xd8\xff\xe1\xff\xff"])
def test_what_is_no_whole_jpeg_is_left(content):
    assert bare_jpeg(content) == content


def test_documents_of_the_editors_pass_the_same_gate(monkeypatch):
    form = DocumentForm.__new__(DocumentForm)
    form.__dict__ |= {"cleaned_data": {"file": SimpleUploadedFile("a.pdf", told_pdf())}, "changed_data": ["file"]}
    assert WORD.encode() not in everything_in(form.clean_file().read())

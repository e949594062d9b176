"""PDFs written anew: what they say of who made them, where and with what stays behind."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import pikepdf

# What readers of a PDF need of annotations: links, and the fields of a form. Notes, marks and stamps bear names.
KEPT_NOTES = ("/Link", "/Widget")
# Keys that tell of the maker, or that run something; wherever they stand.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/JavaScript")
ROOT_ONLY = ("/OpenAction", "/AF", "/Collection")
NAMED = ("/EmbeddedFiles", "/JavaScript")
# Segments of a JPEG that hold a text, a place or a device: comments, all application data but JFIF and Adobe's colours.
START, SCAN, COMMENT, KEPT_SEGMENTS = b"\xff\xd8", 0xDA, 0xFE, (0xE0, 0xEE)


def clean_pdf(content: bytes) -> bytes:
    """The same pages, without document information, XMP, notes, attachments or scripts, nor the data of photographs.

    Raises ValidationError when it cannot be read.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _strip(pdf)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise ValidationError(
            _("Ce PDF est protégé par un mot de passe : enregistre-le sans, puis renvoie-le.")
        ) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValidationError(_("Ce PDF est abîmé : enregistre-le à nouveau, puis renvoie-le.")) from error
    return out.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    import pikepdf

    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for key in ROOT_ONLY:
        if key in pdf.Root:
            del pdf.Root[key]
    for key in NAMED:
        if "/Names" in pdf.Root and key in pdf.Root.Names:
            del pdf.Root.Names[key]
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = pikepdf.Array([note for note in page.Annots if note.get("/Subtype") in KEPT_NOTES])
    for told in _dictionaries(pdf):
        for key in TELLING:
            if key in told:
                del told[key]
        if _is_photograph(told):
            parms = told.get("/DecodeParms")
            told.write(bare_jpeg(told.read_raw_bytes()), filter=told.get("/Filter"), decode_parms=parms)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    import pikepdf

    for told in pdf.objects:
        if isinstance(told, (pikepdf.Dictionary, pikepdf.Stream)):
            yield told


def _is_photograph(told: Any) -> bool:
    """A stream that is a JPEG, said by one name or by a list of one."""
    import pikepdf

    packed = told.get("/Filter")
    names = list(packed) if isinstance(packed, pikepdf.Array) else [packed]
    return isinstance(told, pikepdf.Stream) and names == ["/DCTDecode"]


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without the segments that hold a text, a place or a device; what is not a whole one is left as it is."""
    if not content.startswith(START):
        return content
    kept, at = [START], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == SCAN:
            return b"".join([*kept, content[at:]])
        if length < 2:
            break
        if not (marker == COMMENT or (0xE0 <= marker <= 0xEF and marker not in KEPT_SEGMENTS)):
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return content

"""Bytes to text: compression by content, encoding by what the whole file holds, both streamed."""

from __future__ import annotations

import codecs
import gzip
import io
from collections import Counter
from pathlib import Path
from typing import BinaryIO, TextIO

from passeurs.catalogue.importers.machinery.refusal import FileRefused

_CHUNK = 1 << 18
_FRENCH = set("éèêëàâäùûüôöîïçœæÉÈÊËÀÂÄÙÛÜÔÖÎÏÇŒÆñíóáúÿ’‘“”«»–—…€°²³½\u00a0ºª·‰")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BOX = set(range(0x2500, 0x25A0))


def _from_cp1252(error: UnicodeError) -> tuple[str, int]:
    """A byte that the encoding does not know is read as Windows-1252, or Latin-1 where that has a hole."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


codecs.register_error("passeurs-cp1252", _from_cp1252)


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unzipped when its first bytes say gzip, whatever its name."""
    raw = path.open("rb")
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        raw.close()
        # Opened by its path, so that closing it closes the file under it.
        return io.BufferedReader(gzip.open(path, "rb"), buffer_size=_CHUNK)  # type: ignore[arg-type]
    if magic[:4] == b"PK\x03\x04":
        raw.close()
        raise FileRefused("le fichier est une archive ZIP ou un classeur (xlsx, ods) : enregistrez-le en CSV")
    if magic[:4] == b"%PDF":
        raw.close()
        raise FileRefused("le fichier est un PDF, pas un tableau : cherchez l’export CSV ou JSON")
    return raw


def _without_bom(head: bytes) -> str:
    """UTF-16 without its mark shows a NUL in every other byte; elsewhere a NUL means binary."""
    nuls_even, nuls_odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if nuls_odd > half * 0.4 and nuls_even < half * 0.1:
        return "utf-16-le"
    if nuls_even > half * 0.4 and nuls_odd < half * 0.1:
        return "utf-16-be"
    if head.count(0) > len(head) * 0.001 + 1:
        raise FileRefused("le fichier est binaire, pas un tableau de texte")
    return ""


def _single_byte(high: Counter[int]) -> str:
    """The one-byte encoding under which the file's accents read as French."""
    scores = {}
    for encoding in ("cp1252", "cp850", "mac_roman"):
        score = 0.0
        for byte, count in high.items():
            char = bytes([byte]).decode(encoding, errors="replace")
            if char in _FRENCH:
                # « é » weighs most: no French text goes without it.
                score += count * (2 if char in "éèêàç" else 1)
            elif ord(char) in _BOX or not char.isprintable() or char == "\ufffd":
                score -= count * 3
            else:
                score -= count
        scores[encoding] = score
    return max(scores, key=lambda name: (scores[name], name == "cp1252"))


def detect_encoding(path: Path) -> tuple[str, str]:
    """(encoding, error handler), after reading the whole file once, in pieces.

    Raises `FileRefused` for an empty, binary or truncated file, so that nothing is written first.
    """
    with open_bytes(path) as stream:
        try:
            head = stream.read(_CHUNK)
            if not head.strip():
                raise FileRefused("le fichier est vide")
            for bom, name in _BOMS:
                if head.startswith(bom):
                    while stream.read(_CHUNK):
                        pass  # a truncated file must be known before anything is written
                    return name, "passeurs-cp1252" if name == "utf-8-sig" else "replace"
            wide = _without_bom(head)
            return (wide, "replace") if wide else _by_content(stream, head)
        except (EOFError, gzip.BadGzipFile, OSError) as error:
            if isinstance(error, gzip.BadGzipFile | EOFError):
                raise FileRefused("le fichier compressé est tronqué ou abîmé : téléchargez-le de nouveau") from error
            raise
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise FileRefused("le fichier compressé est abîmé : téléchargez-le de nouveau") from error
            raise


def _by_content(stream: BinaryIO, head: bytes) -> tuple[str, str]:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    lost = kept = 0
    high: Counter[int] = Counter()
    piece = head
    while piece:
        if piece.isascii():
            lost += sum("\udc80" <= c <= "\udcff" for c in decoder.decode(piece))
        else:
            text = decoder.decode(piece)
            wrong = sum("\udc80" <= c <= "\udcff" for c in text if c > "\x7f")
            lost += wrong
            if wrong:
                high.update(ord(c) - 0xDC00 for c in text if "\udc80" <= c <= "\udcff")
            kept += sum(c > "\x7f" for c in text) - wrong
        piece = stream.read(_CHUNK)
    if lost * 5 <= kept:
        # A few stray bytes in a UTF-8 file are Windows-1252 pasted in.
        return "utf-8", "passeurs-cp1252"
    return _single_byte(high), "passeurs-cp1252"


def open_text(path: Path) -> TextIO:
    """The file as text, decoded on the fly, line ends untouched."""
    encoding, errors = detect_encoding(path)
    return io.TextIOWrapper(open_bytes(path), encoding=encoding, errors=errors, newline="")

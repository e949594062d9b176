"""Texts read in the wrong encoding, repaired when there is no doubt."""

from __future__ import annotations

import re
import unicodedata

_MISREAD = re.compile(r"[ÂÃ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Å“")


def repair_encoding(text: str) -> str:
    """« MusÃ©e » → « Musée », when reading the text back as UTF-8 leaves no doubt; else as it is."""
    if text.isascii() or not _MISREAD.search(text):
        return text
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return _repair_pieces(text)
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _repair_pieces(text)


def _repair_pieces(text: str) -> str:
    """Only the sequences that are surely misread: the rest of the text was right."""

    def back(found: re.Match[str]) -> str:
        try:
            return found.group().encode("cp1252").decode("utf-8")
        except UnicodeError:
            return found.group()

    return re.sub(r"[ÂÃÅ][\u0080-\u00bf“‚„‰‹Œž•š¨]|â€[™œ˜“”¦¢]", back, text)


# ISO 5426 and ANSEL put the accent before the letter; read as Latin-1 it becomes a letter of its own.
_MARKS = {"á": "\u0300", "â": "\u0301", "ã": "\u0302", "è": "\u0308", "ä": "\u0303", "ð": "\u0327",
          "Á": "\u0300", "Â": "\u0301", "Ã": "\u0302", "Ð": "\u0327"}  # fmt: skip
_ISO5426 = re.compile(
    r"[âÂ](?=[eaiouycEAIOUY])|[áÁ](?=[eauoiEAUOI])|[ãÃ](?=[aeiuAEIU]|o(?=[a-zâáã]))|è(?=[eiuEIU])|ä(?=[nN])|[ðÐ](?=[cC])"
)


def repair_iso5426(text: str) -> str:
    """« bâebâe » → « bébé », « chãateau » → « château »: pairs that no French word holds otherwise."""
    if text.isascii() or not _ISO5426.search(text):
        return text
    repaired: list[str] = []
    position = 0
    while position < len(text):
        if _ISO5426.match(text, position) and position + 1 < len(text):
            repaired.append(unicodedata.normalize("NFC", text[position + 1] + _MARKS[text[position]]))
            position += 2
        else:
            repaired.append(text[position])
            position += 1
    return "".join(repaired)

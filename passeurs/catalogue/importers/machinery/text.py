"""Texts made clean: entities, misread encodings, shouting capitals; and rid of personal data."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

from passeurs.catalogue.importers.machinery.column import as_text
from passeurs.catalogue.importers.machinery.misread_text import repair_encoding

REMOVED = "[…]"

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"[\s\u00a0]+")
_LINES = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")
_EMAIL = re.compile(r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_GAP = r"[ .\-\u00a0\u202f\u2009]{0,2}"
_PHONE = re.compile(
    rf"(?<![\d.,])(?:"
    rf"(?:\+|00)\s?\d{{2,3}}{_GAP}(?:\(0\){_GAP})?\d(?:{_GAP}\d\d){{4}}"
    rf"|(?:\+|00)\s?\d{{2,3}}{_GAP}(?:\(0\){_GAP})?\d{{3}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d"
    rf"|0\d(?:{_GAP}\d\d){{4}}"
    rf"|0\d(?:/\d\d){{4}}"
    rf"|0{_GAP}[1-9]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}"
    rf"|0\d{{3}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d"
    rf")(?!\d)"
)
_PHONE_HINT = re.compile(r"[0+][\d .\-()/\u00a0\u202f\u2009]{8}")
_BLOCK = re.compile(r"(?i)<\s*(?:br|/p|/li|/div|/h\d|/tr)[^>]*>")
_SILENT = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


def scrub(text: str) -> str:
    """The text without e-mail addresses and phone numbers."""
    if "@" in text or "(at)" in text or "[at]" in text or "＠" in text:
        text = _EMAIL.sub(REMOVED, text)
    if _PHONE_HINT.search(text):
        text = _PHONE.sub(REMOVED, text)
    return text


def clean(value: Any, limit: int = 300) -> str:
    """One line of text: entities and misread accents repaired, personal data out, at most `limit` characters.

    Tags stay: in a name they are text like any other, and templates escape it.
    """
    text = value if isinstance(value, str) else as_text(value)
    if not text:
        return ""
    text = _decoded(text)
    text = _SPACES.sub(" ", text).strip()
    if len(text) < 15 and not as_text(text):
        return ""
    return _cut(scrub(text), limit)


def clean_block(value: Any, limit: int = 4000) -> str:
    """A paragraph: tags become line breaks or nothing, otherwise as `clean`."""
    text = value if isinstance(value, str) else as_text(value)
    if not text:
        return ""
    text = _decoded(text[: limit * 10])
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub("\n", _SILENT.sub("", text)))
    text = _LINES.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"[ \t\u00a0]+", " ", re.sub(r"\n{3,}", "\n\n", text)).strip()
    return _cut(scrub(text), limit)


_MARKS = re.compile(r"[*_`#>\\\[]|^\s*(?:[-+]|\d+[.)])\s|^[-=]{3,}\s*$", re.MULTILINE)


def without_markdown(text: str) -> str:
    """A text in Markdown as one would read it aloud: no marks, one item a line, the address of a link after it."""
    if not _MARKS.search(text):
        return text
    from markdown_it import MarkdownIt

    lines: list[str] = []
    bullet = ""
    for token in MarkdownIt("commonmark").parse(text[:40_000]):
        if token.type == "list_item_open":
            bullet = "– "
        elif token.type == "inline":
            lines.append(bullet + _said(token.children or []))
            bullet = ""
        elif token.type in {"code_block", "fence", "html_block"}:
            lines.append(token.content)
        if token.level == 0 and token.nesting < 1:
            lines.append("")
    # Escaped twice by some editors, or emphasis that CommonMark refuses for a space: what is left of it is no word.
    return re.sub(r"\\(?=[^\w\s])|\*{2,}(?=\S)|(?<=\S)\*{2,}", "", "\n".join(lines)).strip()


def _said(tokens: list[Any]) -> str:
    said, address = "", ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close" and address.startswith("http") and address not in said:
            said += f" ({address})"
        elif token.type in {"softbreak", "hardbreak"}:
            said += "\n"
        elif token.type != "image":
            said += token.content
    return said


def _decoded(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
        if "&amp;" in text or "&#" in text:
            text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", repair_encoding(text))
    return _CONTROL.sub("", text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def clean_url(value: Any, limit: int = 500) -> str:
    """A web address, completed when its scheme is missing; empty when it is none or holds a person's address."""
    text = as_text(value).strip(" <>\"'").replace("\\", "/")
    if text[:1] == "[":
        text = text.strip("[]\"' ").split(",")[0].strip("\"' ")
    text = re.split(r"[\s;]+|,\s*(?=http|www)", text)[0] if text else ""
    if not text or "@" in text or len(text) > limit or "." not in text:
        return ""
    text = re.sub(r"(?i)^(https?)[:;/]*[:/]+", lambda found: found.group(1).lower() + "://", text)
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:(?!//)", text) or not re.match(r"(?i)https?://", text):
        if re.match(r"(?i)(mailto|tel|javascript|data|file|ftp)\b", text):
            return ""
        text = "https://" + text.lstrip("/")
    if not re.match(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", text) or _CONTROL.search(text):
        return ""
    return "" if re.match(r"https?://(www\.)?(wa\.me|api\.whatsapp\.com)/", text) else text


_SMALL = set("à a au aux d de des du en et l la le les ou par pour près s sous sur un une chez".split())
_KEPT = set(
    "UGC CGR MK2 MJC IMAX CNC AMC CGET ABC TNT BNF MAM MAC FRAC FIAP CCAS MPT CAC CDN CCN SMAC TNP TNS VOX RN RD "
    "ZAC ZA ZI BP II III IV VI VII VIII IX XI XII XIII XIV XV XVI XIX XX 3D".split()
)
_ACCENTS = {
    "cinema": "cinéma", "cinemas": "cinémas", "theatre": "théâtre", "mediatheque": "médiathèque",
    "bibliotheque": "bibliothèque", "musee": "musée", "etoile": "étoile", "etoiles": "étoiles", "eglise": "église",
    "hotel": "hôtel", "chateau": "château", "ecole": "école", "general": "général", "marechal": "maréchal",
    "republique": "république", "liberte": "liberté", "egalite": "égalité", "elysees": "Élysées", "elysee": "Élysée",
    "palace": "palace", "lumiere": "lumière", "lumieres": "lumières", "francais": "français", "fevrier": "février",
    "aout": "août", "decembre": "décembre", "resistance": "résistance", "evasion": "évasion", "mega": "méga",
    "megarama": "Mégarama", "pathe": "Pathé", "select": "Select", "jaures": "Jaurès", "president": "président",
    "abbe": "abbé", "pere": "père", "freres": "frères", "fete": "fête", "fetes": "fêtes", "foret": "forêt",
    "cote": "côte", "ile": "île", "merimee": "Mérimée", "moliere": "Molière", "opera": "opéra", "odeon": "Odéon",
    "eldorado": "Eldorado", "eden": "Éden", "ecran": "écran", "ecrans": "écrans", "allee": "allée", "allees": "allées",
}  # fmt: skip
_STREET = set(
    "rue avenue av boulevard bd bld place pl allee allées allée allees chemin route impasse square cours quai passage "
    "esplanade rond point faubourg sente cité ruelle mail promenade galerie résidence lieu dit centre".split()
)


def is_shouted(text: str) -> bool:
    """Whether a text is all capitals, beyond an acronym."""
    return text.isupper() and sum(map(str.isalpha, text)) > 4


def readable_case(text: str, *, is_address: bool = False) -> str:
    """« CINEMA LE REX » → « Cinéma le Rex ». Texts that are not all capitals stay as they are."""
    if not is_shouted(text):
        return text
    words: list[str] = []
    for rank, word in enumerate(re.split(r"([\s'’\-/().,&+]+)", text)):
        if rank % 2:
            words.append(word)
            continue
        words.append(_word_case(word, is_first=rank == 0, is_address=is_address))
    return "".join(words)


def _word_case(word: str, *, is_first: bool, is_address: bool) -> str:
    lower = word.lower()
    if word in _KEPT or (any(c.isdigit() for c in word) and not lower.rstrip("eèmrs").isdigit()):
        return word
    if lower in _SMALL and not is_first:
        return lower
    if is_address and lower in _STREET:
        return _ACCENTS.get(lower, lower)
    known = _ACCENTS.get(lower, lower)
    return known if known[:1].isupper() else known[:1].upper() + known[1:]

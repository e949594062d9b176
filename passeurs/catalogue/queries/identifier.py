"""What a person pastes: an ISBN, an EAN, a pass Culture link. Read, checked, never guessed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

PASS_CULTURE_HOSTS = {"passculture.app", "www.passculture.app", "web.passculture.app"}
_OFFER_PATH = re.compile(r"^/(?:offre|lieu)/(\d{1,12})(?:/|$)")


def is_ean13(text: str) -> bool:
    """Thirteen digits whose last one is the GS1 check digit."""
    if not re.fullmatch(r"\d{13}", text):
        return False
    digits = [int(digit) for digit in text]
    return (10 - sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits[:12])) % 10) % 10 == digits[12]


def parse_ean13(text: str) -> str:
    """The EAN-13 of an ISBN-13, ISBN-10 or EAN typed with spaces or hyphens; empty when wrong or none."""
    compact = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().removeprefix("ISBN").lstrip(":")
    if is_ean13(compact):
        return compact
    if re.fullmatch(r"\d{9}[\dX]", compact):
        values = [10 if c == "X" else int(c) for c in compact]
        if sum((10 - i) * v for i, v in enumerate(values)) % 11 == 0:
            body = "978" + compact[:9]
            check = (10 - sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10) % 10
            return f"{body}{check}"
    return ""


def looks_like_isbn(text: str) -> bool:
    """Ten or thirteen characters that can only be meant as an ISBN, right or wrong."""
    return bool(re.fullmatch(r"(?:ISBN:?\s*)?[\d\s\-]{9,16}[\dXx]", text.strip())) and len(re.sub(r"\D", "", text)) in (
        9,
        10,
        13,
    )


def parse_pass_culture_link(text: str) -> tuple[str, str]:
    """("offre", "123") or ("lieu", "45") from a pasted pass Culture link; ("", "") for anything else."""
    url = text.strip()
    if "//" not in url:
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    match = _OFFER_PATH.match(parts.path)
    if parts.hostname not in PASS_CULTURE_HOSTS or not match:
        return "", ""
    return ("offre" if parts.path.startswith("/offre") else "lieu"), match.group(1)

"""What a person pastes: an ISBN, an EAN, a pass Culture link. Read, checked, never guessed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

PASS_CULTURE_HOSTS = {"passculture.app", "www.passculture.app", "web.passculture.app"}
_OFFER_PATH = re.compile(r"^/(?:offre|lieu)/(\d{1,12})(?:/|$)")


def looks_like_isbn(text: str) -> bool:
    """Ten or thirteen characters that can only be meant as an ISBN, right or wrong."""
    bare = re.sub(r"(?i)^(?:isbn|ean)(?:-1[03])?\W*", "", text.strip(' ;,.="'))
    return bool(re.fullmatch(r"[\d\s\-]{9,16}[\dXx]", bare)) and len(re.sub(r"\D", "", bare)) in (9, 10, 13)


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

"""The words of a kit, and the whole kit in one file."""

from __future__ import annotations

import io
import zipfile

from django.conf import settings
from django.utils.text import Truncator

from passeurs.core.registry import Shareable
from passeurs.outreach.queries.share_image import FORMATS, file_name, picture


def caption_of(thing: Shareable, url: str) -> str:
    """A first draft of a caption: what it is, why, who, where."""
    text = Truncator(" ".join(thing.text.split())).chars(280)
    head = f"{thing.title} ({thing.kicker})" if thing.kicker else thing.title
    head = f"{head}, {thing.credit}" if thing.credit else head
    return "\n\n".join(part for part in (head, text, url) if part)


def hashtag(label: str) -> str:
    """« Le Havre » → `#LeHavre`: letters and digits only, each word its capital. Nothing when nothing is left."""
    words = "".join(letter if letter.isalnum() else " " for letter in label).split()
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if joined else ""


def hashtags_of(thing: Shareable) -> str:
    """The hashtags in one line, each once, the site's own last."""
    found = [hashtag(label) for label in (*thing.hashtags, settings.SITE_NAME)]
    return " ".join(dict.fromkeys(one for one in found if one))


def kit_zip(thing: Shareable, url: str, texts: dict[str, str]) -> bytes:
    """The whole kit: the four images, the poster as PDF, and texts by the name of their file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for slug, form in FORMATS.items():
            archive.writestr(file_name(thing, slug, "png"), picture(thing, form, "png", url))
        archive.writestr(file_name(thing, "affiche", "pdf"), picture(thing, FORMATS["affiche"], "pdf", url))
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()

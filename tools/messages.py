"""Gather what the code says, for `make messages`: the catalogue of each language, and its compiled twin.

Python is read by Babel, templates as Django itself reads them; GNU gettext is not needed. The catalogue is sorted and
names files only, no line and no date, so that a change of the code changes those lines of it that it must.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "passeurs" / "locale"
SOURCE = "fr"
LANGUAGES = ("en",)
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = "# What passeurs says, in another language. `make messages` keeps it: write the words, leave the order.\n"

Said = tuple[str, str | tuple[str, ...], str | None]


def source_of(path: Path) -> bytes | None:
    """What Babel reads of a file as Python; None for a file that says nothing."""
    from django.utils.translation.template import templatize

    if path.suffix == ".py":
        return None if "migrations" in path.parts else path.read_bytes()
    if path.suffix in (".html", ".txt") and "templates" in path.parts:
        lines = templatize(path.read_text(), origin=str(path)).splitlines()
        return "\n".join(line.strip() for line in lines).encode()
    return None


def labels_of_data() -> Iterator[Said]:
    """Labels of the catalogue's categories, which are data."""
    for path in sorted((ROOT / "passeurs" / "catalogue" / "data").glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            yield str(path.relative_to(ROOT)), row["label"], None


def messages_of_code() -> Iterator[Said]:
    """Every message of the code: its file, its words (both forms for a plural), its context."""
    yield from labels_of_data()
    for path in sorted((ROOT / "passeurs").rglob("*.*")):
        source = source_of(path)
        if source is None:
            continue
        for _line, words, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
            if words and words != ("",):
                yield str(path.relative_to(ROOT)), words, context if isinstance(context, str) else None


def catalogue_of_code(language: str, known: Catalog) -> Catalog:
    """The catalogue that the code asks for, with the words already `known`."""
    made = Catalog(language, fuzzy=False)
    for file, words, context in messages_of_code():
        one = words if isinstance(words, str) else words[0]
        before = known.get(one, context)
        made.add(words, before.string if before else None, locations=[(file, 0)], context=context)
    for message in made:
        if message.id:
            message.locations = sorted({(file, None) for file, _line in message.locations})
            message.flags -= {"fuzzy"}
    return made


def read(language: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def text_of(catalogue: Catalog) -> bytes:
    """The catalogue as a file, with a header that does not change by itself."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    header = (
        f'{HEADER}msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def compiled(text: bytes) -> bytes:
    """The same, as gettext reads it while the site runs."""
    out = io.BytesIO()
    catalogue = read_po(io.BytesIO(text))
    # The date of a day like any other: what is compiled again is the same.
    catalogue.creation_date = catalogue.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    write_mo(out, catalogue)
    return out.getvalue()


def said_otherwise() -> Catalog:
    """The messages that another package's French would answer (« Comment » as « Commenter »): here they say themselves.

    French is the source and needs no other catalogue; those that are known already stay while the code has them.
    """
    from django.utils import translation

    known = read(SOURCE)
    made = Catalog(locale=SOURCE)
    with translation.override(SOURCE):
        for message in catalogue_of_code(SOURCE, known):
            plain = isinstance(message.id, str) and message.id and not message.context
            if plain and (known.get(message.id) or translation.gettext(message.id) != message.id):
                made.add(message.id, message.id, locations=message.locations)
    return made


def write(language: str, catalogue: Catalog) -> None:
    """Both files of a language."""
    text = text_of(catalogue)
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "django.po").write_bytes(text)
    (folder / "django.mo").write_bytes(compiled(text))


def main() -> int:
    """Write both files of every language; tell what has no words yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    write(SOURCE, said_otherwise())
    missing = 0
    for language in LANGUAGES:
        made = catalogue_of_code(language, read(language))
        write(language, made)
        bare = [message for message in made if message.id and not all(as_forms(message.string))]
        for message in bare:
            sys.stdout.write(f"{language}: to translate: {as_forms(message.id)[0]}\n")
        missing += len(bare)
        sys.stdout.write(f"{language}: {len(made)} messages, {len(bare)} to translate\n")
    return 1 if missing else 0


def as_forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One form, or those of a plural."""
    return (words or "",) if isinstance(words, str | None) else tuple(words)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    raise SystemExit(main())

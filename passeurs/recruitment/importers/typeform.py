"""CSV as Typeform exports it: titles of questions as headers, a question with several choices in several columns.

Layout: help.typeform.com, « Export your responses » (« # », the questions, « Start Date (UTC) », « Submit Date (UTC) »,
« Network ID »). A column of a choice is headed by the choice and holds it, or nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from passeurs.core.search.fold import fold
from passeurs.recruitment.importers.entry import BadFile, Entry

CELL_LIMIT = 100_000
# Headers that are known whatever the form, folded.
KNOWN = {
    "": "ref",
    "response id": "ref",
    "token": "ref",
    "submit date utc": "submitted_at",
    "submitted at": "submitted_at",
    "email": "email",
    "e mail": "email",
    "adresse e mail": "email",
    "prenom": "first_name",
    "nom": "last_name",
    "nom de famille": "last_name",
    "date de naissance": "born_on",
    "ville": "city",
    "commune": "commune",
    "parcours": "track",
    "nom du parent ou responsable": "guardian_name",
    "adresse e mail du parent ou responsable": "guardian_email",
}
Question = tuple[str, str, list[str]]


def read_table(text: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows. Raises BadFile with what is wrong."""
    csv.field_size_limit(10 * CELL_LIMIT)
    sample = text.lstrip("\ufeff")
    delimiter = max(";,\t", key=sample.split("\n", 1)[0].count)
    try:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise BadFile(f"Ce fichier n’est pas un CSV lisible ({error}).") from error
    if len(rows) < 2:
        raise BadFile("Ce fichier n’a pas de ligne sous ses titres.")
    if len(rows[0]) < 2:
        raise BadFile("Ce fichier n’a qu’une colonne : est-ce bien un CSV ?")
    return rows[0], rows[1:]


def guess(header: list[str], questions: Iterable[Question]) -> dict[str, str]:
    """By column's number (as text), its likely meaning: a field, « q:<key> », or nothing."""
    titles: dict[str, str] = {}
    options: dict[str, str] = {}
    for key, label, choices in questions:
        titles[fold(label)] = f"q:{key}"
        options |= {fold(one): f"q:{key}" for one in choices}
    found = {}
    for number, title in enumerate(header):
        folded = fold(title)
        found[str(number)] = titles.get(folded) or KNOWN.get(folded) or options.get(folded, "")
    return found


def entries(text: str, mapping: dict[str, str]) -> list[Entry]:
    """The people of a file. A row that is shorter than the header misses its last answers; longer, it is cut."""
    _header, rows = read_table(text)
    found = []
    for number, row in enumerate(rows, 2):
        entry = Entry(f"ligne {number}")
        for column, meaning in mapping.items():
            cell = row[int(column)].strip() if int(column) < len(row) else ""
            if not cell or not meaning:
                continue
            if meaning.startswith("q:"):
                entry.answers.setdefault(meaning[2:], []).append(cell)
            else:
                entry.fields.setdefault(meaning, cell)
        found.append(entry)
    return found

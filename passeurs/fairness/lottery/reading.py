"""Read the files of a draw, and refuse in words: every fault of every row at once, none passed over."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

from passeurs.fairness.lottery.pool import Pool, Quota

# The columns of a category and of its value, as files of this kind have been published: the academic one, then those of
# the Sortition Foundation, old and new. Its « min_flex » and « max_flex » say how far a quota may give: never here.
HEADERS = (("category", "feature"), ("feature", "value"), ("category", "name"))
BOUNDS = ("min", "max")
ID_COLUMNS = ("id", "nationbuilder_id", "respondent_id")
DELIMITERS = ",;\t"
CITY = "city"


class BadInput(Exception):  # noqa: N818 - read in sentences
    """Files that cannot make a draw; `faults` are sentences in French, one a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_pool(
    categories: Path, respondents: Path, local: Path | None, size: int, *, notes: list[str] | None = None
) -> Pool:
    """The pool of a draw of `size` places. `local` holds {"local": [[city, category, value, min, max], …]}.

    What was read otherwise than it is written is told in `notes`, a sentence each. Raises `BadInput` with every fault.
    """
    faults: list[str] = []
    told: list[str] = [] if notes is None else notes
    quotas = _read_categories(categories, faults, told)
    values: dict[str, set[str]] = {}
    for quota in quotas:
        values.setdefault(quota.where[0][0], set()).add(quota.where[0][1])
    if local is not None:
        quotas += _read_local(local, values, faults)
    people = _read_people(respondents, values, faults, told)
    if size < 1:
        faults.append(f"Le nombre de places doit être au moins 1 (reçu : {size}).")
    elif people and size > len(people):
        faults.append(
            f"{size} places pour {len(people)} personnes : il faut au moins autant de personnes que de places."
        )
    if not faults and not people:
        faults.append(f"{respondents.name} : personne à tirer, le fichier n’a pas de ligne.")
    if faults:
        raise BadInput(faults)
    return Pool.of(people, quotas, size)


def _text(path: Path, faults: list[str], notes: list[str]) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        faults.append(f"{path} : fichier illisible ({error.strerror}).")
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        faults.append(f"{path.name} : ce n’est un CSV ni en UTF-8 ni en Windows-1252.")
        return ""
    notes.append(f"{path.name} : lu en Windows-1252, car ce n’est pas de l’UTF-8.")
    return text


def _table(path: Path, faults: list[str], notes: list[str]) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Header and (line number, row) of a CSV, whatever its delimiter; a row with too few or too many cells is a fault.

    A row without any word is nothing.
    """
    text = _text(path, faults, notes)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
            else:
                told = f"{len(cells)} cellules au lieu de {len(header)}"
                faults.append(f"{path.name}, ligne {reader.line_num} : {told}.")
    except csv.Error as error:
        faults.append(f"{path.name} : ce n’est pas un CSV ({error}).")
        return [], []
    for name in {name for name in header if header.count(name) > 1}:
        faults.append(f"{path.name} : la colonne « {name} » apparaît deux fois.")
    return header, rows


def _folded(word: str) -> str:
    """A word as it is compared: its case and its spaces say nothing."""
    return " ".join(word.casefold().split())


def _bounds(where: str, low: str, high: str, faults: list[str]) -> tuple[int, int] | None:
    try:
        minimum, maximum = int(low), int(high)
    except ValueError:
        faults.append(f"{where} : le minimum et le maximum sont des nombres entiers (reçu : « {low} » et « {high} »).")
        return None
    if minimum < 0 or maximum < 0:
        faults.append(f"{where} : un minimum ou un maximum ne peut pas être négatif ({minimum}, {maximum}).")
        return None
    if minimum > maximum:
        faults.append(f"{where} : le minimum ({minimum}) dépasse le maximum ({maximum}).")
        return None
    return minimum, maximum


def _read_categories(path: Path, faults: list[str], notes: list[str]) -> list[Quota]:
    header, rows = _table(path, faults, notes)
    names = next((names for names in HEADERS if set(names) <= set(header)), HEADERS[0])
    missing = [name for name in (*names, *BOUNDS) if name not in header]
    if missing:
        if header or not faults:
            faults.append(f"{path.name} : il manque la colonne « {' », « '.join(missing)} ».")
        return []
    quotas: list[Quota] = []
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        where, key = f"{path.name}, ligne {line}", (row[names[0]], row[names[1]])
        if not all(key):
            faults.append(f"{where} : la catégorie ou la valeur est vide.")
        elif key in seen:
            faults.append(f"{where} : « {key[0]} = {key[1]} » est déjà défini plus haut.")
        elif bounds := _bounds(where, row["min"], row["max"], faults):
            quotas.append(Quota((key,), *bounds))
        seen.add(key)
    if not rows and not faults:
        faults.append(f"{path.name} : aucun quota, le fichier n’a pas de ligne.")
    return quotas


def _read_local(path: Path, values: dict[str, set[str]], faults: list[str]) -> list[Quota]:
    """Quotas of one value within one city."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        entries = told["local"]
        if not isinstance(entries, list):
            raise TypeError
    except OSError as error:
        faults.append(f"{path} : fichier illisible ({error.strerror}).")
        return []
    except (ValueError, KeyError, TypeError):
        faults.append(f"{path.name} : il faut un objet JSON avec une liste « local ».")
        return []
    quotas: list[Quota] = []
    seen: set[tuple[str, str, str]] = set()
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}, quota {number}"
        if not isinstance(entry, list) or len(entry) != 5:
            faults.append(f"{where} : il faut [ville, catégorie, valeur, minimum, maximum].")
            continue
        city, category, value = (str(part) for part in entry[:3])
        unknown = [
            f"{name} = {got}" for name, got in ((CITY, city), (category, value)) if got not in values.get(name, ())
        ]
        if unknown:
            faults.append(f"{where} : « {' », « '.join(unknown)} » n’est pas dans le fichier des catégories.")
        elif (city, category, value) in seen:
            faults.append(f"{where} : « {city}, {category} = {value} » est déjà défini plus haut.")
        elif bounds := _bounds(where, str(entry[3]), str(entry[4]), faults):
            quotas.append(Quota(((CITY, city), (category, value)), *bounds))
        seen.add((city, category, value))
    return quotas


def _id_column(path: Path, header: list[str], values: dict[str, set[str]], faults: list[str]) -> str | None:
    """The column that names people: by its usual names, else the only one that ends in « _id »."""
    free = [name for name in header if name not in values]
    for usual in ID_COLUMNS:
        if found := next((name for name in free if name.lower() == usual), None):
            return found
    others = [name for name in free if name.lower().endswith("_id")]
    if len(others) > 1:
        faults.append(
            f"{path.name} : « {' », « '.join(others)} » pourraient être l’identifiant, appelez-en une « id »."
        )
    return others[0] if others else None


def _read_people(
    path: Path, values: dict[str, set[str]], faults: list[str], notes: list[str]
) -> list[tuple[str, dict[str, str]]]:
    """(id, attributes) of each row. Without a column that names people, the id is the line number: « ligne-2 »."""
    header, rows = _table(path, faults, notes)
    missing = [name for name in values if name not in header]
    if missing and header:
        faults.append(f"{path.name} : il manque la colonne « {' », « '.join(missing)} ».")
    if missing:
        return []
    id_column = _id_column(path, header, values, faults)
    if id_column is None and rows:
        notes.append(f"{path.name} : aucune colonne d’identifiant, chaque personne porte le numéro de sa ligne.")
    known = {category: {_folded(value): value for value in told} for category, told in values.items()}
    people: list[tuple[str, dict[str, str]]] = []
    first_line: dict[str, int] = {}
    folded: Counter[str] = Counter()
    for line, row in rows:
        where = f"{path.name}, ligne {line}"
        identifier = row[id_column] if id_column else f"ligne-{line}"
        attributes = {}
        for category in values:
            got = row[category]
            attributes[category] = got if got in values[category] else known[category].get(_folded(got), got)
            folded[category] += attributes[category] != got
        if not identifier:
            faults.append(f"{where} : l’identifiant est vide.")
        elif identifier in first_line:
            faults.append(f"{where} : l’identifiant « {identifier} » est déjà à la ligne {first_line[identifier]}.")
        first_line.setdefault(identifier, line)
        faults += [
            f"{where} : « {got} » n’est pas une valeur connue de « {category} »."
            for category, got in attributes.items()
            if got not in values[category]
        ]
        people.append((identifier, attributes))
    told = [f"« {category} » ({count})" for category, count in folded.items() if count]
    if told:
        notes.append(f"{path.name} : valeurs reconnues malgré leur casse ou leurs espaces : {', '.join(told)}.")
    return people

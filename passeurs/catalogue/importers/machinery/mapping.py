"""Descriptions of unknown files in TOML: guessed from headers, read back, turned into an importer."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from passeurs.catalogue.importers.machinery.column import as_text, column_key
from passeurs.catalogue.importers.machinery.guess import guess_columns
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import venue_kind
from passeurs.catalogue.importers.machinery.refusal import FileRefused
from passeurs.catalogue.importers.machinery.registry import importer_for, importers, recognise
from passeurs.catalogue.importers.machinery.table import Table


def guess_mapping(table: Table) -> dict[str, Any]:
    """A whole mapping guessed from a file. Raises `FileRefused` when not even a name is found."""
    columns = guess_columns(table)
    if "name" not in columns:
        seen = ", ".join(table.headers[:12]) or "aucune"
        raise FileRefused(f"aucune colonne ne ressemble à un nom ou à un titre (colonnes lues : {seen})")
    if "begin" in columns:
        thing = "offer"
    elif "ean" in columns or ("creators" in columns and not {"lat", "point", "address"} & columns.keys()):
        thing = "work"
    else:
        thing = "venue"
    stem = re.sub(r"(\.(csv|json|geojson|txt|gz|tsv))+$", "", table.path.name, flags=re.IGNORECASE)
    mapping: dict[str, Any] = {
        "source": "generic", "dataset": stem[:40], "label": stem, "producer": "", "licence": "", "thing": thing,
        "kind": {"venue": venue_kind(stem) or "OTHER", "offer": "", "work": "LIVRE_PAPIER"}[thing], "columns": columns,
    }  # fmt: skip
    if thing == "venue" and "kind" in columns:
        # A type that says nothing to us is left out: the name of the place decides.
        mapping["kinds"] = {value: kind for value in _values(table, columns["kind"]) if (kind := venue_kind(value))}
    return mapping


def _values(table: Table, header: str) -> list[str]:
    """The different things that a column says in the sample, one way of spelling a name only."""
    key = column_key(header)
    return [
        value for value in dict.fromkeys(as_text(row.cells.get(key)) for row in table.sample) if 0 < len(value) < 80
    ]


def suggest_mapping(table: Table) -> str:
    """The guess as TOML, with a word on what to check."""
    lines = [f"# Brouillon écrit d’après {table.path.name} : relisez-le, puis --mapping CE_FICHIER."]
    with suppress(FileRefused):
        source = recognise(table).source
        return "\n".join(
            [
                *lines,
                f"# Ce fichier est d’une source connue : --source {source} suffit.",
                f"source = {_toml(source)}",
                "",
                '# Une colonne qui a changé de nom se dit ici : champ = "en-tête".',
                "[columns]",
            ]
        )
    mapping = guess_mapping(table)
    notes = {
        "dataset": "préfixe des identifiants : gardez-le d’un import à l’autre",
        "thing": "venue (lieu), offer (évènement, offre) ou work (œuvre)",
        "kind": "type des lieux, ou catégorie des offres et des œuvres, quand la ligne ne le dit pas",
    }
    for name, value in mapping.items():
        if not isinstance(value, dict):
            note = f"  # {notes[name]}" if name in notes else ""
            lines.append(f"{name} = {_toml(value)}{note}")
    for name in ("columns", "kinds"):
        if mapping.get(name):
            lines += ["", f"[{name}]", *(f"{_key(key)} = {_toml(value)}" for key, value in mapping[name].items())]
    if mapping.get("kinds") is not None:
        unknown = [value for value in _values(table, mapping["columns"]["kind"]) if value not in mapping["kinds"]]
        if unknown:
            said = ", ".join(unknown[:30]).replace("\n", " ")
            lines += ["", f"# Types inconnus, pour lesquels le nom du lieu décide : {said}"]
    used = {column_key(header) for header in mapping["columns"].values()}
    unused = [header for header in table.headers if column_key(header) not in used]
    if unused:
        lines += ["", "# Colonnes laissées de côté : " + ", ".join(unused[:30]).replace("\n", " ")]
    return "\n".join(lines)


def _toml(value: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_]+", name) else _toml(name)


def load_mapping(path: Path) -> Importer:
    """The importer that a mapping file describes. Raises `FileRefused` with what to mend in it."""
    try:
        mapping = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"la description {path} ne se lit pas") from error
    except tomllib.TOMLDecodeError as error:
        raise FileRefused(f"la description {path} n’est pas un TOML valable ({error})") from error
    return importer_of(mapping)


def importer_of(mapping: dict[str, Any]) -> Importer:
    """The importer of a mapping: the generic one, or a known source whose columns bear other names."""
    columns = mapping.get("columns")
    if not isinstance(columns, dict) or not all(isinstance(value, str) for value in columns.values()):
        raise FileRefused('la description n’a pas de section [columns] (champ = "en-tête")')
    source = mapping.get("source", "generic")
    if source not in importers():
        raise FileRefused(f"la description nomme une source inconnue : {source}")
    importer = importer_for(source)
    if source == "generic":
        importer.describe(mapping)  # type: ignore[attr-defined]
    else:
        for name, header in columns.items():
            importer.aliases[name] = (column_key(header), *importer.aliases.get(name, ()))
    return importer

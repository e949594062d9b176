"""Descriptions of unknown files in TOML: guessed from headers, read back, turned into an importer."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from passeurs.catalogue.importers.machinery.column import as_text, column_key
from passeurs.catalogue.importers.machinery.date import parse_moment
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import venue_kind
from passeurs.catalogue.importers.machinery.point import as_number, parse_point
from passeurs.catalogue.importers.machinery.refusal import FileRefused
from passeurs.catalogue.importers.machinery.registry import importer_for, importers, recognise
from passeurs.catalogue.importers.machinery.table import Table

# A field to the headers that tell it: first as they are, then as parts of a longer header.
GUESSES: dict[str, str] = {
    "id": "identifiant|id|uid|identifier|recordid|objectid|gid|fid|code_lieu|reference|ref|osm_id|numero",
    "postal_code": "code_postal|cp|codepostal|postal_code|postalcode|zipcode|zip|code_post|codpost|location_postalcode",
    "insee": "code_insee|insee|code_commune|code_insee_commune|codeinsee|com_insee|citycode|insee_com|location_insee",
    "lat": "latitude|lat|y_wgs84|coord_y|coordonnee_y|y|y_l93|lat_wgs84|ycoord",
    "lon": "longitude|lon|lng|long|x_wgs84|coord_x|coordonnee_x|x|x_l93|lon_wgs84|xcoord",
    "point": (
        "geo_point_2d|geo_point|coordonnees_geo|geolocalisation|coordonnees|geometry|geom|wkt|point|"
        "location_coordinates|coordonnees_gps|latlon|lat_lon|gps|position"
    ),
    "ean": "isbn|ean|ean13|isbn13",
    "begin": (
        "date_debut|date_de_debut|debut|firstdate_begin|date_start|start_date|startdate|begin|date|datedebut|dtstart"
    ),
    "end": "date_fin|date_de_fin|fin|lastdate_end|date_end|end_date|enddate|end|datefin|dtend",
    "name": (
        "nom|name|nom_du_lieu|nom_lieu|nom_usuel|nom_equipement|nom_de_l_equipement|nom_etablissement|"
        "nom_de_l_etablissement|denomination|designation|intitule|libelle|titre|title|title_fr|"
        "raison_sociale|enseigne|equipement|nom_complet|nom_officiel|etablissement"
    ),
    "address": (
        "adresse|address|adresse_complete|adresse_postale|voie|rue|adresse_1|adresse1|street|"
        "location_address|numero_et_voie|adr"
    ),
    "city": (
        "commune|ville|city|nom_commune|nom_de_la_commune|libelle_commune|localite|municipality|nom_com|town|"
        "location_city|libelle_geographique"
    ),
    "place": "location_name|nom_du_lieu|lieu|lieu_nom|nom_lieu|salle",
    "website": "site_web|site_internet|website|url|siteweb|web|lien|canonicalurl|url_site|page_web|site",
    "description": "description|presentation|descriptif|resume|description_fr|texte|chapo|commentaire|longdescription",
    "opening": "horaires|horaires_d_ouverture|horaires_ouverture|opening_hours|ouverture|jours_d_ouverture",
    "kind": (
        "type|categorie|category|type_equipement|type_d_equipement|type_de_lieu|type_lieu|nature|activite|"
        "thematique|famille|theme|rubrique"
    ),
    "price": "tarif|tarifs|prix|price|conditions",
    "creators": "auteur|auteurs|author|realisateur|artiste|createur|interprete",
    "publisher": "editeur|publisher|edition",
    "year": "annee|year|date_de_publication|annee_de_publication|date_publication",
    "siret": "siret|numero_siret",
}
_WHOLE_ONLY = {"id", "y", "x", "lat", "lon", "lng", "long", "date", "fin", "end", "begin", "cp", "ref", "type", "nom",
               "gid", "fid", "zip", "rue", "url", "web", "site", "name", "gps", "voie", "lieu", "adr", "geom", "debut",
               "numero", "texte", "position", "point", "titre", "title", "theme", "edition", "ean"}  # fmt: skip


def guess_columns(table: Table) -> dict[str, str]:
    """Field → header, by names, then by what the cells hold."""
    by_key = {column_key(header): header for header in reversed(table.headers)}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for is_partial in (False, True):
        for name, aliases in GUESSES.items():
            if name in found:
                continue
            for alias in map(column_key, aliases.split("|")):
                key = _matching(alias, by_key, taken, is_partial)
                if key and _fits(name, key, table):
                    found[name] = by_key[key]
                    taken.add(key)
                    break
    if "lat" in found and "lon" not in found:
        del found["lat"]
    if "place" in found and "name" not in found:
        found["name"] = found.pop("place")
    return found


def _matching(alias: str, by_key: dict[str, str], taken: set[str], is_partial: bool) -> str:
    if not is_partial:
        return alias if alias in by_key and alias not in taken else ""
    if alias in _WHOLE_ONLY or len(alias) < 4:
        return ""
    return next((key for key in by_key if key not in taken and (alias in key) and len(key) < 60), "")


def _fits(name: str, key: str, table: Table) -> bool:
    """Whether the cells look like the field, where this can be told."""
    values = [row.cells.get(key) for row in table.sample]
    filled = [value for value in values if value not in (None, "", [])]
    if not filled:
        return not table.sample or name not in {"name", "begin", "point"}
    tests = {
        "lat": lambda value: as_number(value) is not None,
        "lon": lambda value: as_number(value) is not None,
        "point": lambda value: parse_point(value) is not None,
        "begin": lambda value: parse_moment(value) is not None,
        "end": lambda value: parse_moment(value) is not None,
        "name": lambda value: any(char.isalpha() for char in as_text(value)),
        "postal_code": lambda value: bool(re.search(r"\d{4,5}", as_text(value))),
        "insee": lambda value: bool(re.search(r"[\dABab]{4,5}", as_text(value))),
    }
    test = tests.get(name)
    return test is None or sum(map(bool, map(test, filled))) * 2 >= len(filled)


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
        key = column_key(columns["kind"])
        values = dict.fromkeys(as_text(row.cells.get(key)) for row in table.sample)
        mapping["kinds"] = {value: venue_kind(value) or "OTHER" for value in values if value and len(value) < 80}
    return mapping


def suggest_mapping(table: Table) -> str:
    """The guess as TOML, with a word on what to check."""
    mapping = guess_mapping(table)
    lines = [f"# Brouillon écrit d’après les en-têtes de {table.path.name} : relisez-le, puis --mapping CE_FICHIER."]
    with suppress(FileRefused):
        lines.append(f"# Ce fichier est d’une source connue : --source {recognise(table).source} suffit.")
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

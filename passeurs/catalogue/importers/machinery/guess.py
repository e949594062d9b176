"""What a column of an unknown file holds: told by its header when that is one we know, by its cells, by a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from passeurs.catalogue.importers.machinery.column import as_text, as_year, column_key, yes_or_no
from passeurs.catalogue.importers.machinery.date import parse_hour, parse_moment
from passeurs.catalogue.importers.machinery.identifier import ean13
from passeurs.catalogue.importers.machinery.point import as_number, is_in_france, parse_point
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean_url
from passeurs.core.geo.commune import communes, name_key
from passeurs.core.search.fold import fold

# A field to the headers that tell it: first as they are, then as parts of a longer header.
GUESSES: dict[str, str] = {
    "id": (
        "identifiant|id|uid|identifier|recordid|objectid|gid|fid|event_id|id_evenement|lieu_id|id_lieu|code_lieu|"
        "reference|ref|osm_id|numero"
    ),
    "postal_code": "code_postal|cp|codepostal|postal_code|postalcode|zipcode|zip|code_post|codpost|location_postalcode",
    "insee": "code_insee|insee|code_commune|code_insee_commune|codeinsee|com_insee|citycode|insee_com|location_insee",
    "lat": "latitude|lat|y_wgs84|coord_y|coordonnee_y|y|y_l93|lat_wgs84|ycoord",
    "lon": "longitude|lon|lng|long|x_wgs84|coord_x|coordonnee_x|x|x_l93|lon_wgs84|xcoord",
    "point": (
        "geo_point_2d|geo_point|coordonnees_geo|geolocalisation|coordonnees|geometry|geom|wkt|point|"
        "location_coordinates|coordonnees_gps|latlon|lat_lon|longlat|lonlat|long_lat|lon_lat|gps|position"
    ),
    "ean": "isbn|ean|ean13|isbn13",
    "begin": (
        "date_debut|date_de_debut|debut|firstdate_begin|date_start|start_date|startdate|begin|date|datedebut|dtstart"
    ),
    "end": "date_fin|date_de_fin|fin|lastdate_end|date_end|end_date|enddate|end|datefin|dtend",
    "begin_hour": "heure_debut|heure_de_debut|heuredebut|heure|start_time|starttime|horaire_debut|h_debut",
    "end_hour": "heure_fin|heure_de_fin|heurefin|end_time|endtime|horaire_fin|h_fin",
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
    "website": "site_web|site_internet|website|url|siteweb|web|lien|canonicalurl|url_site|page_web|site|url_source",
    "description": "description|presentation|descriptif|resume|description_fr|texte|chapo|commentaire|longdescription",
    "opening": "horaires|horaires_d_ouverture|horaires_ouverture|opening_hours|ouverture|jours_d_ouverture",
    "kind": (
        "type|categorie|category|type_equipement|type_d_equipement|type_de_lieu|type_lieu|nature|activite|"
        "thematique|famille|theme|rubrique"
    ),
    "label": "label|labels|appellation|label_et_appellation",
    "label_ended": "date_retrait|date_de_retrait|date_retrait_label|retrait_label|label_retire|date_fin_label|fin_label",
    "price": "tarif|tarifs|prix|price|conditions",
    "free": "gratuit|is_free|gratuite|entree_libre",
    "creators": "auteur|auteurs|author|realisateur|artiste|createur|interprete",
    "publisher": "editeur|publisher|edition",
    "year": "annee|year|date_de_publication|annee_de_publication|date_publication",
    "siret": "siret|numero_siret",
}
_WHOLE_ONLY = {"id", "y", "x", "lat", "lon", "lng", "long", "date", "fin", "end", "begin", "cp", "ref", "type", "nom",
               "gid", "fid", "zip", "rue", "url", "web", "site", "name", "gps", "voie", "lieu", "adr", "geom", "debut",
               "numero", "texte", "position", "point", "titre", "title", "theme", "edition", "ean", "label",
               "heure", "isfree"}  # fmt: skip
# « nom_du_theatre » names what the row is about; « nom_du_gestionnaire », « nom_de_la_region » do not.
_NAME_OF = re.compile(r"^(?:nom|intitule|titre|libelle) (?:complet |usuel |officiel )?(?:du|de la|de l|des|de|d) (.+)$")
_NAME_OF_OTHERS = re.compile(
    r"\b(?:commune|ville|departement|region|canton|pays|quartier|rue|voie|epci|gestionnaire|proprietaire|producteur|"
    r"responsable|directeur|directrice|contact|auteur|autrice|organisme|referent|maire|fichier|champ|agenda)"
)


def guess_columns(table: Table) -> dict[str, str]:
    """Field → header: known headers whose cells agree, then what cells alone tell, then words within headers."""
    by_key = {column_key(header): header for header in reversed(table.headers)}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for step in (_by_header, _by_cells, _by_part):
        for name in GUESSES:
            key = "" if name in found else step(name, table, by_key.keys() - taken)
            if key:
                found[name] = by_key[key]
                taken.add(key)
    if "lat" in found and "lon" not in found:
        del found["lat"]
    if "place" in found and "name" not in found:
        found["name"] = found.pop("place")
    if "begin" not in found:
        for name in ("end", "begin_hour", "end_hour"):
            found.pop(name, None)
    return found


def _by_header(name: str, table: Table, keys: set[str]) -> str:
    aliases = map(column_key, GUESSES[name].split("|"))
    return next((alias for alias in aliases if alias in keys and _fits(name, alias, table)), "")


def _by_cells(name: str, table: Table, keys: set[str]) -> str:
    """The only column that cannot be anything else."""
    test = _EVIDENCE.get(name)
    if test is None:
        return ""
    told = [key for key in keys if len(cells := _filled(key, table)) > 0 and all(map(test, cells))]
    return told[0] if len(told) == 1 else ""


def _by_part(name: str, table: Table, keys: set[str]) -> str:
    ordered = [key for key in map(column_key, table.headers) if key in keys]
    if name == "name":
        for header in table.headers:
            named = _NAME_OF.match(fold(header))
            key = column_key(header)
            if key in keys and named and not _NAME_OF_OTHERS.search(named.group(1)) and _fits(name, key, table):
                return key
    for alias in map(column_key, GUESSES[name].split("|")):
        if alias in _WHOLE_ONLY or len(alias) < 4:
            continue
        key = next((key for key in ordered if alias in key and len(key) < 60), "")
        if key and _fits(name, key, table):
            return key
    return ""


def _filled(key: str, table: Table) -> list[Any]:
    values = [row.cells.get(key) for row in table.sample]
    return [value for value in values if as_text(value) or isinstance(value, dict)]


def _fits(name: str, key: str, table: Table) -> bool:
    """Whether the cells look like the field, where this can be told."""
    filled = _filled(key, table)
    if not filled:
        return not table.sample or name not in {"name", "begin", "point"}
    if name == "id":
        return len({as_text(value) for value in filled}) * 10 >= len(filled) * 9
    test = _TESTS.get(name)
    return test is None or sum(map(bool, map(test, filled))) * 2 >= len(filled)


def _is_web(value: Any) -> bool:
    """An address of the web, with its scheme or « www »: « Le Site » is none, « a.b » might be anything."""
    return bool(re.match(r"(?i)[\[\"' ]*(?:https?:|www\.)", as_text(value))) and bool(clean_url(value))


def _is_point(value: Any) -> bool:
    """Two decimal numbers that lie in France, one way or the other."""
    point = parse_point(value) if not isinstance(value, int | float) else None
    if point is None or (isinstance(value, str) and len(re.findall(r"\d[.,]\d{2}", value)) < 2):
        return False
    return is_in_france(*point) or is_in_france(point[1], point[0])


def _is_postal(value: Any) -> bool:
    return as_text(value).zfill(5) in communes().by_postal_code


def _is_city(value: Any) -> bool:
    return name_key(as_text(value)) in communes().by_name


_TESTS: dict[str, Callable[[Any], bool]] = {
    "lat": lambda value: as_number(value) is not None,
    "lon": lambda value: as_number(value) is not None,
    "point": lambda value: parse_point(value) is not None,
    "begin": lambda value: parse_moment(value) is not None,
    "end": lambda value: parse_moment(value) is not None,
    "begin_hour": lambda value: parse_hour(value) is not None,
    "end_hour": lambda value: parse_hour(value) is not None,
    "name": lambda value: any(char.isalpha() for char in as_text(value)),
    "postal_code": lambda value: bool(re.search(r"\d{4,5}", as_text(value))),
    "insee": lambda value: bool(re.search(r"[\dABab]{4,5}", as_text(value))),
    "website": lambda value: bool(clean_url(value)),
    "ean": lambda value: bool(ean13(as_text(value))),
    "free": lambda value: yes_or_no(value) is not None,
    "year": lambda value: as_year(value) is not None,
    "siret": lambda value: len(re.sub(r"\D", "", as_text(value))) == 14,
    "city": lambda value: any(char.isalpha() for char in as_text(value)),
}
# What cells alone may tell, whatever the header says.
_EVIDENCE: dict[str, Callable[[Any], bool]] = {
    "point": _is_point, "ean": _TESTS["ean"], "website": _is_web, "postal_code": _is_postal, "city": _is_city,
}  # fmt: skip

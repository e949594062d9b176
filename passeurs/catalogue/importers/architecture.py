"""Contemporary architecture that bears the label « Architecture contemporaine remarquable » (Mérimée)."""

from __future__ import annotations

import re
from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point, parse_point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.core.search.fold import fold

_PRIVATE = re.compile(
    r"^(?:la |les |l |deux |trois )?(?:maisons?(?! d(?:e|u|es) (?:la |l |)?(?:culture|peuple|jeunes|jeunesse|arts?|"
    r"radio|sante|quartier|etudiants?|image|mer|montagne))|villas?|appartements?|residences?|pavillons?|immeubles?|"
    r"chalets?|copropriete|lotissement|logements?|hlm)\b"
)


@register
class Architecture(Importer):
    """Dwellings are skipped: people live there."""

    source = "architecture"
    label = "Édifices labellisés Architecture contemporaine remarquable"
    url = "https://data.culture.gouv.fr/explore/dataset/liste-des-edifices-labellises-architecture-contemporaine-remarquable/"
    columns: ClassVar[dict[str, str]] = {
        "id": "reference_de_la_notice|reference|ref|identifiant",
        "name": "titre_courant|titre|tico|titre_editorial_de_la_notice|nom",
        "address": "adresse_forme_editoriale|adresse|adresse_normalisee",
        "city": "commune|commune_forme_editoriale|com",
        "insee": "cog_insee_lors_de_la_protection|code_insee|insee|cog_insee",
        "department": "departement_en_lettres|departement",
        "point": "coordonnees|coordonnees_au_format_wgs84|geolocalisation|geo_point_2d",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
        "century": "siecle_de_la_campagne_principale_de_construction|datation",
        "story": "historique|description_historique",
    }
    needed = ("id", "name", "city")
    marks = (("id", "name", "city", "department"), ("id", "name", "address", "city"))
    free_text = "address"

    def recognises(self, table: object) -> float:
        """A row of Mérimée."""
        keys = table.keys  # type: ignore[attr-defined]
        if not keys & {"referencedelanotice", "titrecourant", "tico"}:
            return 0
        return super().recognises(table)  # type: ignore[arg-type]

    def check_width(self, row: Row) -> None:
        """One row came with its coordinates one cell too far: an empty cell before them is one too many."""
        if row.listed and row.expected and len(row.listed) == row.expected + 1:
            keys = list(row.cells)
            aliases = [alias for alias in self.bound.get("point", ()) if alias in keys]
            place = keys.index(aliases[0]) if aliases else -1
            if 0 <= place < row.expected and not row.listed[place] and parse_point(row.listed[place + 1]):
                row.listed = [*row.listed[:place], *row.listed[place + 1 :]]
                row.cells = dict(zip(keys, row.listed, strict=True))
        super().check_width(row)

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A building one may look at."""
        name = self.text(row, "name").strip(' "')
        folded = fold(name)
        if _PRIVATE.match(folded):
            raise RowSkipped("habitation privée : elle ne se visite pas")
        if folded.startswith(("archives", "prison", "maison d arret", "centre penitentiaire", "gendarmerie")):
            raise RowSkipped("bâtiment qui ne reçoit pas le public")
        draft = self.venue(
            row, point, kind="HERITAGE_SITE", name=name, domains=["PATRIMOINE"],
            labels=["Architecture contemporaine remarquable"],
        )  # fmt: skip
        draft.description = self.block(row, "story")
        reference = as_text(self.get(row, "id"))
        if reference:
            draft.identifiers["merimee"] = reference[:80]
        return draft

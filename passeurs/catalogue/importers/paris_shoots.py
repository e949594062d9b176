"""Films and series shot in Paris, one row per place: distinct titles make works. ODbL: not shipped with the rest."""

from __future__ import annotations

import re
from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_year
from passeurs.catalogue.importers.machinery.draft import WorkDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import readable_case
from passeurs.core.search.fold import fold

_SEASON = re.compile(
    r"(?i)[\s,\-–(]*(?:\bsaison|\bseason|\bs)\s?\d{1,2}\b\)?.*$|[\s,\-–(]*(?:\bépisodes?|\bep\.?)\s?\d.*$"
)


@register
class ParisShoots(Importer):
    """Seasons of one series are one work."""

    source = "paris-shoots"
    label = "Lieux de tournage à Paris"
    producer = "Ville de Paris"
    licence = "ODbL 1.0"
    url = "https://opendata.paris.fr/explore/dataset/lieux-de-tournage-a-paris/"
    rank = 30
    columns: ClassVar[dict[str, str]] = {
        "id": "id_lieu|Identifiant du lieu|identifiant",
        "year": "annee_tournage|Année du tournage|annee",
        "type": "type_tournage|Type de tournage|type",
        "title": "nom_tournage|Titre|titre",
        "director": "nom_realisateur|Réalisateur|realisateur",
        "producer": "nom_producteur|Producteur|producteur",
        "point": "geo_point_2d|geo_shape|coordonnees",
        "lat": "coord_y|Coordonnée en Y|latitude",
        "lon": "coord_x|Coordonnée en X|longitude",
    }
    needed = ("title", "type")
    marks = (("id", "title", "type", "director"), ("title", "type", "director", "year"))

    def recognises(self, table: object) -> float:
        """« tournage » in its headers."""
        if not any("tournage" in key for key in table.keys):  # type: ignore[attr-defined]
            return 0
        return super().recognises(table)  # type: ignore[arg-type]

    def draft(self, row: Row, point: Point | None) -> WorkDraft:
        """A film or a series."""
        title = self.text(row, "title")
        if not any(c.isalnum() for c in title):
            raise RowRejected("la ligne n’a pas de titre")
        kind = fold(self.text(row, "type"))
        is_series = "serie" in kind
        if is_series:
            title = _SEASON.sub("", title).strip(" -–,:") or title
        director = self.text(row, "director")
        return WorkDraft(
            subcategory="VOD" if is_series or "tele" in kind or "web" in kind else "SEANCE_CINE",
            title=readable_case(title),
            creators=""
            if is_series
            else " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in director.split()),
            year=None if is_series else as_year(self.get(row, "year")),
        )

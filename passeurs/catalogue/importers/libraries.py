"""Public libraries (Ministère de la Culture, Service du livre et de la lecture)."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_int
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import readable_case
from passeurs.core.search.fold import fold

_NOT_OPEN = (
    ("administratif", "lieu uniquement administratif, sans accueil du public"),
    ("non ouvert", "réserve de documents non ouverte au public"),
    ("bibliobus", "bibliobus : il n’a pas de lieu fixe"),
    ("ferme", "bibliothèque fermée"),
)


@register
class Libraries(Importer):
    """`type_adresse` tells what receives the public."""

    source = "libraries"
    label = "Adresses des bibliothèques publiques"
    url = "https://www.data.gouv.fr/fr/datasets/adresses-des-bibliotheques-publiques-2/"
    columns: ClassVar[dict[str, str]] = {
        "id": "code_bib|code_bibliotheque|code bib|identifiant|id_bib|numero_de_la_bibliotheque",
        "name": "nom_de_l_etablissement|nom de l'établissement|nom_etablissement|libelle1|libelle_1|nom",
        "name2": "libelle_2|libelle2|libellé 2",
        "complement": "complement|complément|complement_adresse",
        "address": "adresse|voie|adresse_postale",
        "postal_code": "cp|code_postal|codepostal",
        "city": "ville|commune|libelle_commune|nom_commune",
        "insee": "code_insee_commune|code_insee|insee|codeinsee",
        "department_code": "code_departement|departement_code",
        "lat": "latitude|lat|y",
        "lon": "longitude|lon|lng|x",
        "point": "geolocalisation|coordonnees|geo_point_2d|coordonnees_geo|geom|geometry",
        "status": "statut|type_de_bibliotheque",
        "kind": "type_adresse|type d'adresse|type_d_adresse",
        "hours": "amplitude_horaire|amplitude horaire",
        "surface": "surface",
        "website": "site_web|site_internet|url|site",
    }
    needed = ("name", "city")
    marks = (
        ("id", "name", "city", "kind"), ("id", "name", "status", "hours"), ("name", "kind", "hours", "surface"),
    )  # fmt: skip

    def recognises(self, table: object) -> float:
        """« code_bib » or « amplitude_horaire » and « type_adresse » are nobody else's."""
        keys = table.keys  # type: ignore[attr-defined]
        if not keys & {"codebib", "amplitudehoraire", "typeadresse", "codebibliotheque"}:
            return 0
        return super().recognises(table) + 2 if super().recognises(table) else 0  # type: ignore[arg-type]

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A library; those that do not receive the public are skipped."""
        kind = fold(self.text(row, "kind"))
        for mark, reason in _NOT_OPEN:
            if mark in kind:
                raise RowSkipped(reason)
        name = fold(self.text(row, "name"))
        if "bibliobus" in name or "mediabus" in name:
            raise RowSkipped("bibliobus : il n’a pas de lieu fixe")
        if name.startswith("archives "):
            raise RowSkipped("service d’archives")
        draft = self.venue(row, point, kind="LIBRARY", name=self._name(row), domains=["LIVRES"])
        status = self.text(row, "status", 80)
        draft.labels = [status] if status else []
        hours = as_int(self.get(row, "hours"))
        if hours and 0 < hours <= 100:
            draft.opening = f"Ouverte {hours} h par semaine"
        return draft

    def _name(self, row: Row) -> str:
        name = readable_case(self.text(row, "name"))
        for wrong, right in (
            ("Bibliotheque", "Bibliothèque"),
            ("Mediatheque", "Médiathèque"),
            ("Muncipale", "Municipale"),
        ):
            name = name.replace(wrong, right)
        return name

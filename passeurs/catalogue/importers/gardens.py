"""Jardins remarquables (Ministère de la Culture)."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_list, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import clean
from passeurs.core.search.fold import fold


@register
class Gardens(Importer):
    """Private gardens that bear the label open to visitors: they stay."""

    source = "gardens"
    label = "Liste des jardins remarquables"
    url = "https://data.culture.gouv.fr/explore/dataset/liste-des-jardins-remarquables/"
    columns: ClassVar[dict[str, str]] = {
        "id": "identifiant_deps|identifiant_origine|code_jardin|identifiant",
        "name": "nom_du_jardin|nom du jardin|nom_jardin|nom",
        "address": "adresse_de_l_entree_du_public|numero_et_libelle_de_la_voie|adresse_complete|adresse",
        "postal_code": "code_postal|cp",
        "city": "commune|ville",
        "insee": "code_insee|code_commune|insee",
        "department_code": "code_insee_departement|code_departement",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
        "point": "coordonnees_geographiques|coordonnees|geolocalisation|geo_point_2d",
        "website": "site_internet_et_autres_liens|site_internet|url",
        "types": "types|type|type_de_jardin",
        "granted": "annee_d_obtention|annee_obtention|annee_label",
        "description": "description|presentation",
        "open": "accessible_au_public",
        "hours": "conditions_d_ouverture|conditions_ouverture",
    }
    needed = ("name", "city")
    marks = (("name", "city", "types", "granted"), ("name", "city", "open"))

    def recognises(self, table: object) -> float:
        """« nom du jardin », or an id in JARD_."""
        keys = table.keys  # type: ignore[attr-defined]
        return super().recognises(table) + 4 if any(key.startswith("nomdujardin") for key in keys) else 0  # type: ignore[arg-type]

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A garden."""
        if any(fold(state).startswith(("ferme", "non ")) for state in as_list(self.get(row, "open"))):
            raise RowSkipped("jardin fermé au public")
        draft = self.venue(row, point, kind="HERITAGE_SITE", domains=["PATRIMOINE"], labels=["Jardin remarquable"])
        draft.address = draft.address.removesuffix(", France")
        draft.topics = [clean(topic, 80) for topic in as_list(self.get(row, "types"))][:6]
        draft.description = self.block(row, "description")
        draft.opening = ", ".join(clean(part, 80) for part in as_list(self.get(row, "hours")))[:300]
        deps = as_text(self.get(row, "id"))
        if deps.startswith("JARD_"):
            draft.identifiers["deps"] = deps[:80]
        return draft

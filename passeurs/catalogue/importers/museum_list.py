"""The official list of the Musées de France: the same museums as Muséofile in another layout."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.core.search.fold import fold


@register
class MuseumList(Importer):
    """Joins Muséofile by the museum's id."""

    source = "museums-list"
    label = "Liste et localisation des musées de France"
    url = "https://data.culture.gouv.fr/explore/dataset/liste-et-localisation-des-musees-de-france/"
    columns: ClassVar[dict[str, str]] = {
        "id": "identifiant_museofile|id_museofile|ref_museofile|identifiant museofile|museofile|ref_musee|ID MUSEOFILE",
        "name": "nom_officiel_du_musee|nom_du_musee|nom officiel|nom",
        "address": "adresse|adr",
        "spot": "lieu",
        "postal_code": "code_postal|cp|cp_m",
        "city": "commune|ville",
        "insee": "code_insee|insee",
        "website": "url|sitweb|site_web|site_internet",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
        "point": "geolocalisation|coordonnees_finales|coordonnees|geo_point_2d|coordonnees_geo",
        "deps": "ref_deps|refdeps",
        "granted": (
            "date_arrete_attribution_appellation|date_appellation|date_d_appellation|"
            "dateappelation|date_appelation|date_de_labellisation"
        ),
        "shut": "ferme|date_fermeture|fermeture",
    }
    needed = ("name", "city")
    marks = (
        ("name", "city", "granted", "shut"),
        ("id", "name", "city", "granted"),
        ("id", "name", "city", "deps"),
        ("id", "name", "city", "lat", "lon"),
    )

    def recognises(self, table: object) -> float:
        """Without the texts that only Muséofile has."""
        if table.keys & {"histoire", "atout", "domainethematique", "hist", "dompal"}:  # type: ignore[attr-defined]
            return 0
        return super().recognises(table)  # type: ignore[arg-type]

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A museum."""
        if fold(self.text(row, "shut")) in {"oui", "ferme", "true", "1"}:
            raise RowSkipped("musée fermé")
        draft = self.venue(
            row, point, kind="MUSEUM", domains=["MUSEES_VISITES_CULTURELLES"], labels=["Musée de France"]
        )
        spot = self.text(row, "spot")
        if spot and fold(spot) not in fold(draft.address):
            draft.address = ", ".join(filter(None, [spot, draft.address]))[:300]
        reference = as_text(self.get(row, "id")).upper()
        if reference:
            draft.identifiers["museofile"] = reference[:80]
        return draft

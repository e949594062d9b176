"""Expositions d’intérêt national: offers tied to a museum by its id, with a year and no dates."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text, as_year
from passeurs.catalogue.importers.machinery.draft import OfferDraft, digest
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import clean_url
from passeurs.core.search.fold import fold


@register
class Exhibitions(Importer):
    """No id: year, museum and title make one."""

    source = "exhibitions"
    label = "Expositions d’intérêt national"
    url = "https://data.culture.gouv.fr/explore/dataset/expositions-dinteret-national/"
    rank = 20
    columns: ClassVar[dict[str, str]] = {
        "year": "annee|année|annee_de_l_exposition|millesime",
        "museum": "id_museofile|identifiant_museofile|museofile|ref_museofile|code_museofile",
        "museum_name": "nom_du_musee|nom_officiel_du_musee|musee|nom du musée",
        "title": "titre_de_l_exposition|titre|titre de l'exposition|exposition|nom_de_l_exposition",
        "city": "commune|ville",
        "postal_code": "code_postal|cp",
        "insee": "code_insee|insee",
        "department": "departement",
        "website": "url|site_web|site_internet|lien",
        "point": "coordonnees|geolocalisation|geo_point_2d|coordonnees_geographiques",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
    }
    needed = ("title", "year")
    marks = (("year", "museum", "title"), ("year", "museum_name", "title"))

    def external_id(self, row: Row) -> str:
        """Year, museum, title."""
        parts = [as_text(self.get(row, name)) for name in ("year", "museum", "title")]
        return f"{parts[0]}-{parts[1]}-{digest(fold(parts[2]), 5)}"

    def draft(self, row: Row, point: Point | None) -> OfferDraft:
        """An exhibition, as a visit."""
        title = self.text(row, "title")
        if not title:
            raise RowRejected("la ligne n’a pas de titre d’exposition")
        place = self.place(row, point)
        reference = as_text(self.get(row, "museum")).upper()
        museum = self.text(row, "museum_name")
        return OfferDraft(
            subcategory="VISITE",
            title=title,
            url=clean_url(self.get(row, "website"), 600),
            place_name=museum[:1].upper() + museum[1:],
            postal_code=place.postal_code,
            city_name=place.city_name,
            insee=place.insee,
            lat=place.lat,
            lon=place.lon,
            year=as_year(self.get(row, "year")),
            period=self.text(row, "year", 20).removesuffix(".0"),
            identifiers={"museofile": reference[:80]} if reference else {},
            flags=[*place.flags, "period-without-dates"],
            topics=["exposition"],
        )

"""Sites patrimoniaux remarquables: protected quarters of towns. Their points are often those of a namesake abroad."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text, as_year
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.place import resolve_place
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import readable_case


@register
class HeritageSites(Importer):
    """The site has no name of its own: it bears its commune's."""

    source = "heritage-sites"
    label = "Liste des sites patrimoniaux remarquables"
    url = "https://data.culture.gouv.fr/explore/dataset/liste-des-sites-patrimoniaux-remarquables-spr/"
    columns: ClassVar[dict[str, str]] = {
        "number": "numero_du_spr|numero du spr|n_spr|num_spr",
        "city": "commune|nom_commune|libelle_commune",
        "insee": "code_insee|code_insee_commune|insee",
        "department_code": "code_departement|dep",
        "others": "autres_communes_dans_le_spr|autres_communes",
        "regime": "spr_initial_regime_de_creation|regime_de_creation|type_de_plan_en_vigueur",
        "created": "spr_initial_date_de_creation|date_de_creation",
        "count": "nombre_de_spr",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
        "point": "geolocalisation|coordonnees|geo_point_2d|coordonnees_geographiques",
    }
    needed = ("city", "number")
    marks = (("city", "number", "regime"), ("city", "number", "count"), ("city", "number", "created"))

    def external_id(self, row: Row) -> str:
        """Numbers are missing or shared: the commune completes them."""
        return "-".join(
            filter(None, [as_text(self.get(row, "number")), as_text(self.get(row, "insee")).removesuffix(".0")])
        )

    def identity(self, row: Row) -> str:
        """What tells two rows of one commune apart."""
        return " ".join(as_text(self.get(row, name)) for name in ("city", "number", "created", "regime", "others"))

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A protected quarter."""
        city = readable_case(self.text(row, "city", 120))
        if not city:
            raise RowRejected("la ligne n’a pas de commune")
        place = resolve_place(
            insee=self.get(row, "insee"), city=self.get(row, "city"), point=point,
            department=as_text(self.get(row, "department_code")).zfill(2),
        )  # fmt: skip
        others = readable_case(self.text(row, "others"))
        year = as_year(self.get(row, "created"))
        facts = [f"Protégé depuis {year}" if year else "", f"Communes : {others}" if others else ""]
        return VenueDraft(
            kind="HERITAGE_SITE",
            name=f"Site patrimonial remarquable – {place.city_name or city}",
            postal_code=place.postal_code,
            city_name=place.city_name or city,
            insee=place.insee,
            lat=place.lat,
            lon=place.lon,
            description=". ".join(fact for fact in facts if fact),
            domains=["PATRIMOINE"],
            labels=["Site patrimonial remarquable"],
            flags=place.flags,
        )

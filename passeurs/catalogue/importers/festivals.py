"""Festivals (cartographie nationale, DEPS, France Festivals, Cepel): venues whose point is their commune's."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_year
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.core.search.fold import fold

_DOMAINS = (
    ("musique", "CONCERTS_FESTIVALS"), ("spectacle", "SPECTACLES"), ("livre", "LIVRES"), ("cinema", "CINEMA"),
    ("arts visuels", "MUSEES_VISITES_CULTURELLES"), ("pluri", "CONCERTS_FESTIVALS"),
)  # fmt: skip
_SUBTOPICS = ("stage", "music", "music_cnm", "film", "visual", "book")


@register
class Festivals(Importer):
    """A period of the year, no dates: flagged so."""

    source = "festivals"
    label = "Liste des festivals en France"
    producer = "Ministère de la Culture (DEPS), France Festivals, Cepel"
    url = "https://www.data.gouv.fr/fr/datasets/liste-des-festivals-en-france/"
    columns: ClassVar[dict[str, str]] = {
        "id": (
            "Identifiant|id|identifiant_festival|"
            "numero_identification|n_identification|n_d_identification|no_d_identification"
        ),
        "name": "Nom du festival|nom_du_festival|nom_de_la_manifestation|nom|festival",
        "scope": "Envergure territoriale|envergure_territoriale",
        "city": "Commune principale de déroulement|commune_principale_de_deroulement|commune_principale|commune|ville",
        "postal_code": (
            "Code postal (de la commune principale de déroulement)|"
            "code_postal_de_la_commune_principale_de_deroulement|code_postal|cp"
        ),
        "insee": "Code Insee commune|code_insee_commune|code_insee|insee",
        "department_code": "Département principal de déroulement|departement_principal_de_deroulement|departement",
        "address": "Adresse postale|adresse_postale|adresse",
        "website": "Site internet du festival|site_internet_du_festival|site_web|site_internet|url",
        "since": "Année de création du festival|annee_de_creation_du_festival|date_de_creation|annee_de_creation",
        "discipline": "Discipline dominante|discipline_dominante|domaine|discipline",
        "stage": "Sous-catégorie spectacle vivant|sous_categorie_spectacle_vivant",
        "music": "Sous-catégorie musique|sous_categorie_musique",
        "music_cnm": "Sous-catégorie Musique CNM|sous_categorie_musique_cnm",
        "film": "Sous-catégorie cinéma et audiovisuel|sous_categorie_cinema_et_audiovisuel",
        "visual": "Sous-catégorie arts visuels et arts numériques|sous_categorie_arts_visuels_et_arts_numeriques",
        "book": "Sous-catégorie livre et littérature|sous_categorie_livre_et_litterature",
        "period": (
            "Période principale de déroulement du festival|periode_principale_de_deroulement_du_festival|"
            "periode_principale_de_deroulement|mois_habituel_de_debut|periode|mois"
        ),
        "point": "Géocodage xy|geocodage_xy|coordonnees_insee|coordonnees|geolocalisation|geo_point_2d",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
    }
    needed = ("name", "city")
    marks = (("name", "city", "discipline"), ("name", "period", "city"), ("name", "discipline", "period"))

    def recognises(self, table: object) -> float:
        """« Nom du festival » and its kin, or nothing."""
        keys = table.keys  # type: ignore[attr-defined]
        if not any("festival" in key or key == "nomdelamanifestation" for key in keys):
            return 0
        return super().recognises(table) and super().recognises(table) + 1  # type: ignore[arg-type]

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A festival."""
        if fold(self.text(row, "city")) == "en ligne" or fold(self.text(row, "department_code")) == "en ligne":
            raise RowSkipped("festival en ligne : il n’a pas de lieu")
        discipline = self.text(row, "discipline", 80)
        folded = fold(discipline)
        domains = [domain for mark, domain in _DOMAINS if mark in folded]
        draft = self.venue(row, point, kind="FESTIVAL", domains=domains or ["CONCERTS_FESTIVALS"])
        topics = [discipline, *(part for name in _SUBTOPICS for part in self._parts(row, name))]
        draft.topics = list(dict.fromkeys(topic for topic in topics if topic))[:8]
        period = self.text(row, "period", 120)
        if period:
            draft.opening = period[:1].upper() + period[1:]
            draft.flags.append("period-without-dates")
        year = as_year(self.get(row, "since"), first=1800, last=2035)
        parts = [
            f"Festival : {discipline.lower()}" if discipline else "",
            f"depuis {year}" if year else "",
        ]
        draft.description = ", ".join(part for part in parts if part)
        return draft

    def _parts(self, row: Row, name: str) -> list[str]:
        value = self.text(row, name, 120)
        return [part.strip() for part in value.split(";")] if value else []

"""Cinemas (CNC, établissements cinématographiques actifs)."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_int, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.core.search.fold import fold

_LABELS = {"JP": "Jeune public", "PR": "Patrimoine et répertoire", "RD": "Recherche et découverte"}


@register
class Cinemas(Importer):
    """Names come in capitals without accents; itinerant circuits have no place of their own."""

    source = "cinemas"
    label = "Établissements cinématographiques actifs"
    producer = "Centre national du cinéma et de l’image animée (CNC)"
    url = "https://data.culture.gouv.fr/explore/dataset/etablissements-cinematographiques/"
    columns: ClassVar[dict[str, str]] = {
        "id": "N° auto|n_auto|numero_auto|n°auto|no_auto|ndeg_auto|nauto|n_autorisation|numero d'autorisation",
        "name": "nom|nom_etablissement|nom de l'établissement|enseigne|nom_cinema",
        "address": "adresse|voie",
        "insee": "code INSEE|code_insee|insee|codeinsee|code_insee_commune",
        "postal_code": "code_postal|cp",
        "city": "commune|ville|nom_commune|libelle_commune",
        "department_code": "DEP|dep|code_departement|departement",
        "lat": "latitude|lat|y",
        "lon": "longitude|lon|lng|x",
        "point": "geolocalisation|géolocalisation|coordonnees|geo_point_2d|coordonnees_geo",
        "screens": "écrans|ecrans|nombre_ecrans|nombre d'écrans|nb_ecrans",
        "seats": "fauteuils|nombre_fauteuils|nb_fauteuils",
        "art_house": "AE|art et essai|art_et_essai",
        "art_label": "label Art et Essai|label_art_et_essai|label_ae|labels",
        "genre": "genre|type",
        "multiplex": "multiplexe",
        "website": "site_internet|url|site_web",
    }
    needed = ("name", "city")
    marks = (("name", "city", "screens", "seats"), ("id", "name", "screens"), ("name", "city", "seats", "multiplex"))

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A cinema; itinerant circuits and closed ones are skipped."""
        genre = fold(as_text(self.get(row, "genre")))
        if genre.startswith("itin"):
            raise RowSkipped("circuit itinérant : il n’a pas de lieu fixe")
        draft = self.venue(row, point, kind="CINEMA", domains=["CINEMA"])
        screens, seats = as_int(self.get(row, "screens")), as_int(self.get(row, "seats"))
        facts = []
        if screens and screens > 0:
            facts.append(f"{screens} écran{'s' if screens > 1 else ''}")
        if seats and seats > 0:
            facts.append(f"{seats} fauteuils")
        draft.description = ", ".join(facts)
        if as_text(self.get(row, "art_house")).upper() == "OUI":
            draft.labels.append("Art et Essai")
        joined = self.text(row, "art_label", 20)
        draft.labels += [label for code, label in _LABELS.items() if code in joined]
        if as_text(self.get(row, "multiplex")).upper() == "OUI":
            draft.labels.append("Multiplexe")
        return draft

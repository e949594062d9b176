"""Muséofile, the directory of the Musées de France: 2025 layout and those before."""

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
class Museums(Importer):
    """The museum's own id joins every other list of museums."""

    source = "museums"
    label = "Muséofile, répertoire des musées de France"
    url = "https://www.data.gouv.fr/fr/datasets/museofile-repertoire-des-musees-de-france-1/"
    columns: ClassVar[dict[str, str]] = {
        "id": "Identifiant|ref|identifiant_museofile|id_museofile|reference|museofile|ref_museofile|code_museofile",
        "name": "Nom_officiel|nom officiel du musée|nomoff|nom_officiel_du_musee|nom_du_musee|nom",
        "usual": "nom_usage|nomusage|nom_d_usage|autnom|autre_nom",
        "address": "Adresse|adrl1_m|adrl|adresse_complete|adresse_1",
        "spot": "Lieu|lieu_m|lieu_musee",
        "postal_code": "Code_postal|cp_m|cp|codepostal",
        "city": "Ville|ville_m|commune|villem",
        "insee": "code_insee|insee|code_insee_commune",
        "department_code": "code_departement|dpt_code",
        "website": "URL|url_m|site_web|site_internet|lien|urlm",
        "point": (
            "Coordonnees|geolocalisation|coordonnees_geographiques|position_geographique|poploc|geo_point_2d|"
            "coordonnees_geo|location|pop_coordonnees|wgs84"
        ),
        "lat": "latitude|lat|popcoordonneeslat",
        "lon": "longitude|lon|lng|popcoordonneeslon",
        "themes": "Domaine_thematique|dompal|domaines_thematiques|domaine",
        "category": "Categorie|categ|label|catég",
        "story": "Histoire|hist",
        "asset": "Atout|atouts",
        "topics": "Themes|theme|thèmes",
        "interest": "Interet|intérêt",
        "state": "etat|statut|situation",
        "label_mdf": "appellation|musee_de_france|label_mdf",
    }
    needed = ("id", "name", "city")
    marks = (
        ("id", "name", "city", "themes"), ("id", "name", "city", "story"), ("id", "name", "city", "asset"),
        ("id", "name", "city", "category"),
    )  # fmt: skip

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A museum."""
        if fold(self.text(row, "state")).startswith(("ferme", "supprime")):
            raise RowSkipped("musée fermé")
        draft = self.venue(row, point, kind="MUSEUM", domains=["MUSEES_VISITES_CULTURELLES"])
        spot = self.text(row, "spot")
        if spot and fold(spot) not in fold(draft.address):
            draft.address = ", ".join(filter(None, [spot, draft.address]))[:300]
        reference = as_text(self.get(row, "id")).upper()
        if reference:
            draft.identifiers["museofile"] = reference[:80]
        draft.topics = [clean(topic, 80) for topic in as_list(self.get(row, "themes"))][:12]
        draft.description = self.block(row, "asset") or self.block(row, "story")
        draft.labels = ["Musée de France", *self._labels(row)]
        return draft

    def _labels(self, row: Row) -> list[str]:
        found = []
        for part in as_text(self.get(row, "category")).replace(".", ";").split(";"):
            label = clean(part, 60)
            if label:
                found.append(label[:1].upper() + label[1:])
        return list(dict.fromkeys(found))[:6]

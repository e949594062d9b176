"""Basilic, the Ministry's base of cultural places: headers of the live file, or snake_case of the portal."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_int, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft, digest
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import DOMAIN_OF_KIND
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.core.search.fold import fold

# Types that are no place of the catalogue.
_OUT = ""
# The type of the file, folded, to an activity; the first found in the text wins.
_KINDS = (
    ("archives", _OUT), ("bibliobus", _OUT), ("papeterie", _OUT), ("maisons de la presse", _OUT), ("monument", _OUT),
    ("espace protege", _OUT), ("espaces proteges", _OUT), ("bibliotheque", "LIBRARY"), ("mediatheque", "LIBRARY"),
    ("librairie", "BOOKSTORE"), ("cinema", "CINEMA"), ("musee", "MUSEUM"), ("theatre", "PERFORMANCE_HALL"),
    ("opera", "PERFORMANCE_HALL"), ("scene", "PERFORMANCE_HALL"), ("cirque", "PERFORMANCE_HALL"),
    ("salle de spectacle", "PERFORMANCE_HALL"), ("arts de la rue", "PERFORMANCE_HALL"),
    ("orchestre", "PERFORMANCE_HALL"),
    ("musiques actuelles", "PERFORMANCE_HALL"), ("centre de creation musicale", "PERFORMANCE_HALL"),
    ("centre dramatique", "PERFORMANCE_HALL"), ("centre choregraphique", "PERFORMANCE_HALL"),
    ("lieu de diffusion", "PERFORMANCE_HALL"), ("centre d art", "ARTS_CENTRE"), ("fonds regional d art", "ARTS_CENTRE"),
    ("frac", "ARTS_CENTRE"), ("galerie", "ART_GALLERY"), ("centre culturel", "CULTURAL_CENTRE"),
    ("conservatoire", "CULTURAL_CENTRE"), ("micro folie", "CULTURAL_CENTRE"), ("tiers lieu", "CULTURAL_CENTRE"),
    ("lieu intermediaire", "CULTURAL_CENTRE"), ("ecole d art", "CULTURAL_CENTRE"), ("residence", _OUT),
    ("jardin", "HERITAGE_SITE"), ("centre d interpretation", "MUSEUM"), ("lieu archeologique", _OUT),
    ("maison des illustres", "HERITAGE_SITE"), ("centre culturel de rencontre", "CULTURAL_CENTRE"),
)  # fmt: skip
_CLOSED = ("sorti", "desactive", "de labellise", "ferme", "supprime", "disparu", "inactif")


@register
class Basilic(Importer):
    """One site may have several rows, one per label: they merge. Closed places are skipped."""

    source = "basilic"
    label = "Base des lieux et équipements culturels (Basilic)"
    url = "https://www.data.gouv.fr/fr/datasets/base-des-lieux-et-des-equipements-culturels/"
    merges_own_rows = True
    columns: ClassVar[dict[str, str]] = {
        "id": "Rang|rang",
        "deps": "Identifiant_deps_a_partir_de_2022|identifiant_deps_a_partir_de_2022|identifiant_deps|Identifiant_Deps",
        "deps_old": "Identifiant_deps_old",
        "origin": "Identifiant origine|identifiant_origine",
        "name": "Nom|nom",
        "address": "Adresse|adresse",
        "address_more": "Complement Adresse|complement_adresse",
        "address_post": "Adresse postale|adresse_postale",
        "postal_code": "Code Postal|code_postal",
        "city": "libelle_geographique|Libelle geographique|libelle_commune|commune",
        "insee": "code_insee|Code Insee|codeinsee",
        "department_code": "N_Département|n_departement|num_dep",
        "type": "Type équipement ou lieu|type_equipement_ou_lieu|type_d_equipement_ou_de_lieu|type",
        "label": "Label et appellation|label_et_appellation|label",
        "domain": "Domaine|domaine",
        "subdomain": "Sous_domaine|sous_domaines|sous_domaine",
        "precision": "Précision équipement|precision_equipement",
        "screens": "Nombre_ecrans|nombre_ecrans|nombre_d_ecrans",
        "seats": "Nombre_fauteuils_de_cinema|nombre_fauteuils_de_cinema",
        "gauge": "Jauge_du_theatre|jauge_du_theatre",
        "lat": "Latitude|latitude",
        "lon": "Longitude|longitude",
        "point": "coordonnees_geo|coordonnees_gps_lat_lon|geolocalisation|geo_point_2d",
        "alive": "Demographie_AP|demographie_ap",
        "left": "Demographie_detail_sortie|demographie_detail_sortie",
    }
    needed = ("name", "city", "type")
    marks = (("name", "city", "type", "label"), ("name", "type", "id", "deps"), ("name", "city", "type", "domain"))

    def recognises(self, table: Table) -> float:
        """« Type équipement ou lieu » is its alone."""
        known = table.keys & {"typeequipementoulieu", "typedequipementoudelieu", "demographieap"}
        return super().recognises(table) + 4 if known and super().recognises(table) else 0

    def external_id(self, row: Row) -> str:
        """The rank; before it existed, the identifier that embeds the label."""
        rank = as_text(self.get(row, "id")).removesuffix(".0")
        if rank:
            return rank
        deps, label = as_text(self.get(row, "deps")), fold(as_text(self.get(row, "label")))
        return f"{deps}-{digest(label, 3)}" if deps and label else deps

    def identity(self, row: Row) -> str:
        """Name, commune, label."""
        return f"{super().identity(row)} {fold(as_text(self.get(row, 'label')))}"

    def kind_of(self, row: Row) -> str:
        """The activity of the row's type. Raises `RowSkipped` for what is no outing."""
        kind = as_text(self.get(row, "type"))
        folded = fold(kind)
        found = next((activity for word, activity in _KINDS if word in folded), None)
        if not found:
            if found is not None and "archives" in folded:
                raise RowSkipped("service d’archives")
            raise RowSkipped(f"type hors du catalogue : {kind or 'non précisé'}")
        return found

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A place that receives the public."""
        left = fold(as_text(self.get(row, "left")))
        if any(word in left for word in _CLOSED):
            raise RowSkipped(f"lieu fermé ou sorti de la base ({self.text(row, 'left', 120)})")
        alive = fold(as_text(self.get(row, "alive")))
        if (
            alive
            and alive not in {"actif", "active", "ap", "oui"}
            and any(w in alive for w in ("inactif", "ferm", "sorti"))
        ):
            raise RowSkipped("lieu inactif")
        kind = self.kind_of(row)
        precision = fold(as_text(self.get(row, "precision")))
        if "bibliobus" in precision or "archives" in precision:
            raise RowSkipped("sans accueil du public à un lieu fixe")
        domain = DOMAIN_OF_KIND.get(kind, "")
        draft = self.venue(row, point, kind=kind, domains=[domain] if domain else [])
        label = self.text(row, "label", 120)
        draft.labels = [label] if label else []
        topics = [self.text(row, name, 120) for name in ("precision", "subdomain", "domain")]
        draft.topics = list(dict.fromkeys(topic for topic in topics if topic))
        draft.description = self._facts(row)
        deps, origin = as_text(self.get(row, "deps")), as_text(self.get(row, "origin")).upper()
        if deps:
            draft.identifiers["deps"] = deps[:80]
        if kind == "MUSEUM" and origin[:1] == "M" and origin[1:].isdigit():
            draft.identifiers["museofile"] = origin[:80]
        return draft

    def _facts(self, row: Row) -> str:
        facts = []
        for name, one, many in (("screens", "écran", "écrans"), ("seats", "fauteuil", "fauteuils")):
            number = as_int(self.get(row, name))
            if number and number > 0:
                facts.append(f"{number} {many if number > 1 else one}")
        gauge = as_int(self.get(row, "gauge"))
        if gauge and gauge > 0:
            facts.append(f"jauge de {gauge} places")
        return ", ".join(facts)

"""The « base des lieux culturels ouverts », 50 columns, JSON inside many of its cells."""

from __future__ import annotations

import re
from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_list, as_text
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import DOMAIN_OF_KIND, venue_kind
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean, clean_block, clean_url, readable_case
from passeurs.core.search.fold import fold

_SHUT = re.compile(r"^(?:ferme|non ouvert|non accessible|non visitable|prive|aucun|non$|faux|false|visible depuis)")


@register
class OpenVenues(Importer):
    """Telephones, e-mails and images are not read."""

    source = "open-venues"
    label = "Base des lieux culturels ouverts au public"
    columns: ClassVar[dict[str, str]] = {
        "id": "id|identifiant|identifiant_deps|identifiant_origine",
        "name": "nom_du_lieu|nom du lieu|nom",
        "usual": "nom_usuel_du_lieu|nom_usuel|nom usuel du lieu",
        "siret": "siret|numero_siret",
        "address": "adresse_entree_public|adresse_de_l_entree_du_public|adresse_complete|adresse",
        "postal_code": "code_postal|cp",
        "city": "commune|ville|libelle_commune",
        "insee": "code_commune|code_insee|code_insee_commune",
        "department_code": "code_departement",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
        "point": "coordonnees_geographiques_lieu|coordonnees_geographiques|geolocalisation|geo_point_2d",
        "website": "site_internet_et_autres_liens|site_internet|url",
        "domains": "domaines|domaine",
        "domains_public": "domaines_noms_publics|domaine_nom_public",
        "subdomains": "sous_domaines|sous_domaine",
        "types": "types|type|type_de_lieu",
        "labels": "labels|label",
        "description": "description|presentation",
        "deps": "identifiant_deps|identifiant_deps_a_partir_de_2022",
        "origin": "identifiant_origine",
        "origin_source": "source_origine",
        "open": "accessible_au_public",
        "hours": "conditions_ouverture|conditions_d_ouverture",
        "booked": "accueil_public_sur_rendezvous|accueil_public_sur_rendez_vous",
        "access": "conditions_acces|conditions_d_acces",
    }
    needed = ("name", "city")
    marks = (("name", "city", "types", "open"), ("name", "usual", "city"), ("name", "city", "siret", "domains"))

    def recognises(self, table: Table) -> float:
        """« nom du lieu » with its domains or its opening to the public."""
        keys = table.keys
        if "nomdulieu" not in keys or not keys & {"accessibleaupublic", "nomusueldulieu", "domaines", "sousdomaines"}:
            return 0
        return super().recognises(table) + 4

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A place open to the public."""
        states = [fold(state) for state in as_list(self.get(row, "open"))]
        if states and all(_SHUT.match(state) for state in states):
            raise RowSkipped("lieu fermé au public")
        types, subdomains = as_list(self.get(row, "types")), as_list(self.get(row, "subdomains"))
        name = readable_case(self.text(row, "usual") or self.text(row, "name"))
        told = [*types, *subdomains, *as_list(self.get(row, "domains"))]
        if any("archives" in fold(word) for word in (*types, *subdomains)) or fold(name).startswith("archives "):
            raise RowSkipped("service d’archives")
        if any("bibliobus" in fold(word) for word in types):
            raise RowSkipped("bibliobus : il n’a pas de lieu fixe")
        kind = venue_kind(", ".join(types), ", ".join(subdomains), name, ", ".join(told)) or "OTHER"
        domain = DOMAIN_OF_KIND.get(kind, "")
        draft = self.venue(row, point, kind=kind, name=name, domains=[domain] if domain else [])
        draft.address = draft.address.removesuffix(", France")
        draft.topics = [clean(word, 80) for word in dict.fromkeys([*types, *subdomains]) if word][:8]
        draft.labels = [clean(word, 80) for word in as_list(self.get(row, "labels"))][:8]
        draft.website = next(filter(None, map(clean_url, as_list(self.get(row, "website")))), "")
        draft.description = clean_block("\n".join(as_list(self.get(row, "description"))) or "")
        self._opening(draft, row)
        self._identifiers(draft, row)
        return draft

    def _opening(self, draft: VenueDraft, row: Row) -> None:
        parts = [clean(part, 120) for part in as_list(self.get(row, "hours"))]
        if fold(as_text(self.get(row, "booked"))) == "oui":
            parts.append("sur rendez-vous")
        access = ", ".join(clean(part, 120) for part in as_list(self.get(row, "access")))
        draft.opening = ". ".join(filter(None, [", ".join(filter(None, parts)), access]))[:1000]

    def _identifiers(self, draft: VenueDraft, row: Row) -> None:
        siret = re.sub(r"\D", "", as_text(self.get(row, "siret")))
        if len(siret) == 14:
            draft.identifiers["siret"] = siret
        deps, origin = as_text(self.get(row, "deps")), as_text(self.get(row, "origin")).upper()
        if deps:
            draft.identifiers["deps"] = deps[:80]
        if draft.kind == "MUSEUM" and re.fullmatch(r"M\d{3,5}", origin):
            draft.identifiers["museofile"] = origin

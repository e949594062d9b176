"""#CultureChezNous: culture online, with the cultural actor behind each resource."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text
from passeurs.catalogue.importers.machinery.date import local_day, parse_moment
from passeurs.catalogue.importers.machinery.draft import OfferDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.point import Point, parse_point
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.text import clean, clean_url
from passeurs.core.search.fold import fold

_TYPES = (
    ("exposition", "VISITE_VIRTUELLE"), ("visite virtuelle", "VISITE_VIRTUELLE"), ("podcast", "PODCAST"),
    ("audio", "PODCAST"), ("livre", "LIVRE_NUMERIQUE"), ("jeu", "JEU_EN_LIGNE"), ("cours", "RENCONTRE_EN_LIGNE"),
    ("creation et pratique", "PLATEFORME_PRATIQUE_ARTISTIQUE"), ("video", "VOD"), ("film", "VOD"),
    ("images", "VISITE_VIRTUELLE"), ("ressources pedagogiques", "APP_CULTURELLE"),
)  # fmt: skip
_ACCESS = (
    ("audiodescription", "visual"), ("transcription", "audio"), ("sous titr", "audio"), ("signes", "audio"),
    ("falc", "mental"), ("facile a lire", "mental"), ("clavier", "motor"),
)  # fmt: skip


@register
class DigitalCulture(Importer):
    """Online offers: the point is that of the actor, kept with the source row only."""

    source = "digital-culture"
    label = "Ressources culturelles en ligne #CultureChezNous"
    url = "https://data.culture.gouv.fr/explore/dataset/culturecheznous/"
    rank = 20
    columns: ClassVar[dict[str, str]] = {
        "id": "identifiant_id|id|identifiant",
        "actor": "nom_de_l_organisme|organisme|structure",
        "address": "adresse_de_l_organisme|adresse",
        "postal_code": "code_postal|cp",
        "city": "commune|ville",
        "link": "lien_vers_la_ressource|lien|url",
        "description": (
            "description_des_contenus_et_de_l_experience_proposes_min_200_max_500_caracteres|"
            "description_des_contenus_et_de_l_experience_proposes|description"
        ),
        "title": "titre_de_la_ressource|titre",
        "activity": "activite_proposee_apprendre_se_divertir_s_informer|activite_proposee|activite",
        "types": "types_de_ressources_proposees|types_de_ressources|type",
        "topics": "thematiques|thematique",
        "access": "contenus_adaptes_aux_types_de_handicap|accessibilite_handicap",
        "until": "si_limite_dans_le_temps_precisez_jusqu_a_quelle_date|date_de_fin",
        "point": "geolocalisation_ban|geolocalisation|coordonnees|geo_point_2d",
        "lat": "latitude|lat",
        "lon": "longitude|lon|lng",
    }
    needed = ("title", "link")
    marks = (("actor", "title", "link", "types"), ("actor", "title", "link"))
    free_text = "description"

    def check_width(self, row: Row) -> None:
        """A `;` in the description shifted everything: the last cell must then be the point."""
        super().check_width(row)
        if row.expected and row.listed is not None and "point" in self.bound and not row.cells.get("geometry"):
            cell = as_text(self.get(row, "point"))
            if cell and parse_point(cell) is None:
                raise RowRejected("la ligne est décalée : sa dernière case n’est pas une position")

    def draft(self, row: Row, point: Point | None) -> OfferDraft:
        """An offer online."""
        title = self.text(row, "title")
        actor = self.text(row, "actor")
        if not title:
            raise RowRejected("la ligne n’a pas de titre de ressource")
        link = clean_url(self.get(row, "link"), 600)
        kinds = fold(f"{as_text(self.get(row, 'types'))} {as_text(self.get(row, 'activity'))}")
        access = fold(as_text(self.get(row, "access")))
        until = parse_moment(self.get(row, "until"))
        place = self.place(row, point)
        return OfferDraft(
            subcategory=next((sub for word, sub in _TYPES if word in kinds), "APP_CULTURELLE"),
            title=title,
            description=self.block(row, "description", 2000),
            url=link,
            place_name=actor,
            postal_code=place.postal_code,
            city_name=place.city_name,
            insee=place.insee,
            is_online=True,
            ends_on=local_day(until) if until else None,
            accessibility={kind: True for word, kind in _ACCESS if word in access},
            flags=[] if link else ["link-missing"],
            topics=[clean(topic, 80) for topic in as_text(self.get(row, "topics")).split(",") if topic.strip()][:8],
        )

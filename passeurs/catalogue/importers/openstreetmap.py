"""Places of OpenStreetMap, as overpass-turbo exports them: tags tell the kind, `addr:*` the address."""

from __future__ import annotations

from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text, column_key, yes_or_no
from passeurs.catalogue.importers.machinery.draft import VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import DOMAIN_OF_KIND
from passeurs.catalogue.importers.machinery.opening import opening_in_french
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table

# Tag and value to an activity; the first that is there wins.
_KINDS = {
    ("amenity", "theatre"): "PERFORMANCE_HALL", ("amenity", "cinema"): "CINEMA", ("amenity", "library"): "LIBRARY",
    ("amenity", "arts_centre"): "ARTS_CENTRE", ("amenity", "community_centre"): "COMMUNITY_CENTRE",
    ("amenity", "social_centre"): "COMMUNITY_CENTRE", ("amenity", "music_venue"): "PERFORMANCE_HALL",
    ("amenity", "music_school"): "CULTURAL_CENTRE", ("tourism", "museum"): "MUSEUM", ("tourism", "gallery"): "ART_GALLERY",
    ("shop", "books"): "BOOKSTORE", ("shop", "music"): "RECORD_STORE",
    ("shop", "musical_instrument"): "MUSIC_INSTRUMENT_STORE", ("shop", "art"): "ART_GALLERY",
    ("historic", "castle"): "HERITAGE_SITE", ("historic", "monument"): "HERITAGE_SITE",
    ("historic", "archaeological_site"): "HERITAGE_SITE",
}  # fmt: skip
_TAGS = tuple(dict.fromkeys(tag for tag, _value in _KINDS))


@register
class OpenStreetMap(Importer):
    """What is closed for good bears other tags (`disused:amenity`) and is skipped as unknown."""

    source = "openstreetmap"
    label = "OpenStreetMap"
    producer = "Les contributeurs et contributrices d’OpenStreetMap"
    licence = "ODbL 1.0"
    url = "https://www.openstreetmap.org/copyright"
    rank = 12
    columns: ClassVar[dict[str, str]] = {
        "id": "@id|id",
        "name": "name:fr|name|official_name",
        "number": "addr:housenumber|contact:housenumber",
        "street_name": "addr:street|contact:street|addr:place",
        "postal_code": "addr:postcode|contact:postcode",
        "city": "addr:city|contact:city",
        "insee": "ref:INSEE",
        "website": "website|contact:website|url",
        "opening": "opening_hours",
        "wheelchair": "wheelchair",
        "description": "description:fr|description",
        "siret": "ref:FR:SIRET",
    }
    needed = ("id",)

    def recognises(self, table: Table) -> float:
        """Ids of nodes, ways and relations, beside a tag of places."""
        ids = [as_text(row.get(("id",))) for row in table.sample]
        known = sum(one.partition("/")[0] in {"node", "way", "relation"} and "/" in one for one in ids)
        return 9.0 if ids and known * 2 > len(ids) and table.keys & {*map(column_key, _TAGS)} else 0.0

    def draft(self, row: Row, point: Point | None) -> VenueDraft:
        """A place that receives the public, by its tags."""
        told = [(tag, as_text(row.cells.get(tag))) for tag in _TAGS if row.cells.get(tag)]
        kind = next((_KINDS[pair] for pair in told if pair in _KINDS), "")
        if not kind:
            raise RowSkipped(
                f"hors du catalogue : {', '.join('='.join(pair) for pair in told) or 'sans étiquette de lieu'}"
            )
        domain = DOMAIN_OF_KIND.get(kind, "")
        draft = self.venue(row, point, kind=kind, domains=[domain] if domain else [])
        draft.address = " ".join(part for part in (self.text(row, "number", 20), self.text(row, "street_name")) if part)
        draft.opening = opening_in_french(as_text(self.get(row, "opening")))
        draft.description = self.block(row, "description")
        if yes_or_no(self.get(row, "wheelchair")):
            draft.accessibility["motor"] = True
        siret = as_text(self.get(row, "siret")).replace(" ", "")
        if len(siret) == 14 and siret.isdigit():
            draft.identifiers["siret"] = siret
        return draft

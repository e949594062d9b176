"""DATAtourisme objects (JSON-LD, « structured » flux): culture stays; lodging, food and sports are skipped."""

from __future__ import annotations

from typing import Any

from passeurs.catalogue.importers.machinery.column import Row, as_text
from passeurs.catalogue.importers.machinery.date import day_span, parse_timings
from passeurs.catalogue.importers.machinery.draft import Draft, OfferDraft, VenueDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import DOMAIN_OF_KIND, offer_subcategory
from passeurs.catalogue.importers.machinery.place import Place, resolve_place
from passeurs.catalogue.importers.machinery.point import Point, parse_pair
from passeurs.catalogue.importers.machinery.refusal import FileRefused, RowRejected, RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean, clean_block, clean_url, readable_case

_PLACES = (
    ("Library", "LIBRARY"), ("MediaLibrary", "LIBRARY"), ("Cinema", "CINEMA"), ("Cinematheque", "CINEMA"),
    ("Museum", "MUSEUM"), ("InterpretationCentre", "MUSEUM"), ("ArtGalleryOrExhibitionGallery", "ART_GALLERY"),
    ("Theater", "PERFORMANCE_HALL"), ("Opera", "PERFORMANCE_HALL"), ("CircusPlace", "PERFORMANCE_HALL"),
    ("NightClub", ""), ("Castle", "HERITAGE_SITE"), ("ParkAndGarden", "HERITAGE_SITE"),
    ("RemarkableBuilding", "HERITAGE_SITE"), ("ReligiousSite", "HERITAGE_SITE"), ("RemarkableHouse", "HERITAGE_SITE"),
    ("ArcheologicalSite", "HERITAGE_SITE"), ("TechnicalHeritage", "HERITAGE_SITE"), ("CulturalSite", "CULTURAL_CENTRE"),
    ("BookStore", "BOOKSTORE"),
)  # fmt: skip
_EVENTS = (
    ("Exhibition", "VISITE"), ("Concert", "CONCERT"), ("TheaterEvent", "SPECTACLE_REPRESENTATION"),
    ("DanceEvent", "SPECTACLE_REPRESENTATION"), ("CircusEvent", "SPECTACLE_REPRESENTATION"),
    ("Opera", "SPECTACLE_REPRESENTATION"), ("Recital", "CONCERT"), ("ScreeningEvent", "SEANCE_CINE"),
    ("Reading", "RENCONTRE"), ("Conference", "CONFERENCE"), ("Festival", "FESTIVAL_SPECTACLE"),
    ("VisualArtsEvent", "VISITE"), ("ShowEvent", "SPECTACLE_REPRESENTATION"), ("CulturalEvent", ""),
    ("schema:ExhibitionEvent", "VISITE"), ("schema:MusicEvent", "CONCERT"),
)  # fmt: skip


def first(value: Any) -> Any:
    """The first of a list, or the thing itself."""
    return value[0] if isinstance(value, list) and value else (None if isinstance(value, list) else value)


def each(value: Any) -> list[Any]:
    """A list, whether there is none, one or several."""
    return value if isinstance(value, list) else [value] if value else []


def french(value: Any) -> str:
    """{lang: [text]} or [{@language, @value}] to the French text, else the first."""
    if isinstance(value, dict):
        if "@value" in value:
            return as_text(value["@value"])
        return as_text(first(value.get("fr") or value.get("@fr") or next(iter(value.values()), "")))
    if isinstance(value, list):
        told = [v for v in value if isinstance(v, dict) and v.get("@language") == "fr"]
        return french(told[0] if told else first(value)) if value else ""
    return as_text(value)


@register
class Datatourisme(Importer):
    """Addresses of persons and contacts are not read."""

    source = "datatourisme"
    label = "DATAtourisme, base nationale des points d’intérêt"
    producer = "DATAtourisme (ADN Tourisme, DGE)"
    url = "https://www.datatourisme.fr/"
    rank = 20

    def recognises(self, table: Table) -> float:
        """JSON-LD with places or labels."""
        raws = [row.raw for row in table.sample if isinstance(row.raw, dict)]
        found = sum("@type" in raw and ("isLocatedAt" in raw or "rdfs:label" in raw) for raw in raws)
        return 8.0 if raws and found * 2 > len(raws) else 0.0

    def bind(self, table: Table) -> None:
        """No columns: objects."""
        if not self.recognises(table):
            raise FileRefused("ce n’est pas un export DATAtourisme : objets JSON-LD avec @type et isLocatedAt attendus")

    def external_id(self, row: Row) -> str:
        """The object's own id."""
        raw = row.raw if isinstance(row.raw, dict) else {}
        return as_text(first(raw.get("dc:identifier"))) or as_text(raw.get("@id")).rpartition("/")[2]

    def identity(self, row: Row) -> str:
        """The address of the object."""
        return as_text(row.raw.get("@id"))

    def point(self, row: Row) -> Point | None:
        """The first location's."""
        for spot in each(row.raw.get("isLocatedAt")):
            geo = first(spot.get("schema:geo")) if isinstance(spot, dict) else None
            if isinstance(geo, dict):
                found = parse_pair(first(geo.get("schema:latitude")), first(geo.get("schema:longitude")))
                if found:
                    return found
        return None

    def draft(self, row: Row, point: Point | None) -> Draft:
        """A venue or an offer, by its types."""
        raw = row.raw
        name = clean(french(raw.get("rdfs:label") or raw.get("schema:name")))
        if not name:
            raise RowRejected("l’objet n’a pas de nom")
        types = {as_text(kind) for kind in each(raw.get("@type"))}
        place, street = self._place(raw, point)
        description = clean_block(self._description(raw))
        event = next(((kind, sub) for kind, sub in _EVENTS if kind in types), None)
        if event or "EntertainmentAndEvent" in types or "schema:Event" in types:
            if not event:
                raise RowSkipped("évènement sans lien avec la culture")
            return self._offer(raw, name, event[1], place, street, description)
        kind = next((activity for word, activity in _PLACES if word in types), "")
        if not kind:
            raise RowSkipped(
                f"hors du catalogue (hébergement, restauration, loisir…) : {', '.join(sorted(types))}"[:190]
            )
        domain = DOMAIN_OF_KIND.get(kind, "")
        return VenueDraft(
            kind=kind, name=readable_case(name), address=street, postal_code=place.postal_code,
            city_name=place.city_name, insee=place.insee, lat=place.lat, lon=place.lon, website=self._website(raw),
            description=description, domains=[domain] if domain else [], flags=place.flags,
            accessibility={"motor": True} if raw.get("reducedMobilityAccess") is True else {},
        )  # fmt: skip

    def _offer(
        self, raw: dict[str, Any], name: str, subcategory: str, place: Place, street: str, description: str
    ) -> OfferDraft:
        timings = parse_timings(
            [
                {
                    "begin": self._day(period, "startDate"),
                    "end": self._day(period, "endDate"),
                    # Hours of some days of the week only are hours of no day for certain.
                    "begin_hour": "" if period.get("appliesOnDay") else first(period.get("startTime")),
                    "end_hour": "" if period.get("appliesOnDay") else first(period.get("endTime")),
                }
                for period in each(raw.get("takesPlaceAt"))
                if isinstance(period, dict)
            ]
        )
        starts_on, ends_on = day_span(timings)
        return OfferDraft(
            subcategory=subcategory or offer_subcategory(name, description) or "RENCONTRE",
            title=readable_case(name), description=description, url=self._website(raw), address=street,
            postal_code=place.postal_code, city_name=place.city_name, insee=place.insee, lat=place.lat, lon=place.lon,
            starts_on=starts_on, ends_on=ends_on, timings=timings,
            flags=[*place.flags, *([] if timings else ["period-without-dates"])],
            accessibility={"motor": True} if raw.get("reducedMobilityAccess") is True else {},
        )  # fmt: skip

    def _day(self, period: dict[str, Any], name: str) -> str:
        return as_text(first(period.get(name)))[:10]

    def _place(self, raw: dict[str, Any], point: Point | None) -> tuple[Place, str]:
        spot = first(raw.get("isLocatedAt")) or {}
        address = first(spot.get("schema:address")) or {}
        city = first(address.get("hasAddressCity")) or {}
        place = resolve_place(
            postal_code=first(address.get("schema:postalCode")) or "",
            insee=first(city.get("insee")) or "",
            city=first(address.get("schema:addressLocality")) or "",
            point=point,
        )
        street = clean(", ".join(as_text(line) for line in each(address.get("schema:streetAddress"))))
        return place, street

    def _description(self, raw: dict[str, Any]) -> str:
        for text in each(raw.get("hasDescription")):
            if isinstance(text, dict):
                told = french(text.get("dc:description") or text.get("shortDescription"))
                if told:
                    return told
        return french(raw.get("rdfs:comment"))

    def _website(self, raw: dict[str, Any]) -> str:
        for contact in (*each(raw.get("hasContact")), *each(raw.get("hasBookingContact"))):
            address = clean_url(first(contact.get("foaf:homepage"))) if isinstance(contact, dict) else ""
            if address:
                return address
        return ""

"""Events of OpenAgenda: its own v2 JSON, or the Opendatasoft dataset `evenements-publics-openagenda`, JSON or CSV."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_int, as_json, as_list, as_text
from passeurs.catalogue.importers.machinery.date import Timing, day_span, local_day, parse_moment, parse_timings
from passeurs.catalogue.importers.machinery.draft import OfferDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import is_not_culture, offer_subcategory
from passeurs.catalogue.importers.machinery.place import resolve_place
from passeurs.catalogue.importers.machinery.point import Point, parse_pair, parse_point
from passeurs.catalogue.importers.machinery.refusal import RowRejected, RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean, clean_block, clean_url, readable_case, without_markdown

_DISABILITIES = {"hi": "audio", "ii": "mental", "vi": "visual", "mi": "motor", "pi": "psychic"}
_FREE = re.compile(r"(?i)\b(gratuit|entrée libre|accès libre|free)\b")
_PRICED = re.compile(r"(?i)\d\s?(?:€|euros?)|tarif|payant")

# Statuses of OpenAgenda: 1 planned, 2 put on other days, then these.
MOVED_ONLINE, POSTPONED, FULL, CANCELLED = 3, 4, 5, 6
_FLAGS = {POSTPONED: ("postponed",), FULL: ("full",)}
# « *** COMPLET *** Atelier », « Atelier (complet) »: the status says it.
_SAID_FULL = re.compile(r"(?i)^\W*complet\b\W+|\s*[\[(*!–-]+\s*complet\W*$")


def in_french(value: Any) -> str:
    """The French text of {lang: text}, else any; a plain text as it is."""
    value = as_json(value)
    if isinstance(value, dict):
        found = value.get("fr") or value.get("fr-FR") or next((text for text in value.values() if text), "")
        return as_text(found[0] if isinstance(found, list) and found else found)
    return as_text(value)


def code_of(value: Any) -> int | None:
    """The number of {id: n, label: …}, itself possibly written in a string."""
    value = as_json(value)
    return as_int(value.get("id")) if isinstance(value, dict) else as_int(value)


@register
class Events(Importer):
    """Timings carry their offset; job fairs and drafts are skipped; cancelled ones are kept and say so."""

    source = "events"
    label = "Évènements publics OpenAgenda"
    producer = "OpenAgenda et ses contributeurs"
    licence = "Licence Ouverte 1.0"
    url = "https://public.opendatasoft.com/explore/dataset/evenements-publics-openagenda/"
    rank = 20
    columns: ClassVar[dict[str, str]] = {
        "id": "uid|identifiant|recordid",
        "title": "title_fr|title|titre|title_en|Titre - FR|titre_fr",
        "summary": "description_fr|description|Description - FR|description_en",
        "long": "longdescription_fr|longDescription|longdescription|Description longue - FR|free_text",
        "conditions": "conditions_fr|conditions|Détail des conditions - FR|pricing_info",
        "keywords": "keywords_fr|keywords|Mots clés - FR|tags",
        "link": "canonicalurl|canonicalUrl|URL canonique|link|url",
        "registration": "registration|registration_value|Outils d'inscription",
        "online": "onlineaccesslink|onlineAccessLink|Lien d'accès en ligne",
        "timings": "timings|Horaires ISO|horaires",
        "begin": "firstdate_begin|Première date - Début|firsttiming|date_start|begin",
        "end": "lastdate_end|Dernière date - Fin|lasttiming|date_end|end",
        "place": "location_name|Nom du lieu|location.name|placename",
        "address": "location_address|Adresse|location.address",
        "insee": "location_insee|Code INSEE|location.insee",
        "postal_code": "location_postalcode|Code postal|location.postalCode",
        "city": "location_city|Ville|location.city",
        "point": "location_coordinates|Géolocalisation|latlon|geo_point_2d|location.coordinates",
        "lat": "location.latitude|latitude|location_latitude",
        "lon": "location.longitude|longitude|location_longitude",
        "country": "location_countrycode|Code pays|location.countryCode",
        "mode": "attendancemode|attendanceMode|Mode de participation",
        "status": "status|Statut",
        "state": "state|Etat",
        "accessibility": "accessibility|Accessibilité",
        "agenda": "originagenda_title|Titre de l'agenda d'origine|originAgenda.title",
        "updated": "updatedat|updatedAt|Dernière mise à jour",
    }
    needed = ("id", "title")
    marks = (("id", "title", "timings"), ("id", "title", "begin", "place"))

    def recognises(self, table: Table) -> float:
        """An uid and timings, flat or nested."""
        keys = table.keys
        if "uid" not in keys and "identifiant" not in keys and "recordid" not in keys:
            return 0
        return super().recognises(table) + (2 if keys & {"attendancemode", "timings", "originagendatitle"} else 0)

    def get(self, row: Row, name: str) -> Any:
        """The location of raw OpenAgenda JSON is an object of its own."""
        location = row.cells.get("location")
        if isinstance(location, dict):
            nested = {
                "place": "name", "address": "address", "insee": "insee", "postal_code": "postalCode", "city": "city",
                "lat": "latitude", "lon": "longitude", "country": "countryCode",
            }  # fmt: skip
            if name in nested:
                return location.get(nested[name]) or ""
        if name == "agenda" and isinstance(row.cells.get("originagenda"), dict):
            return row.cells["originagenda"].get("title") or ""
        return super().get(row, name)

    def point(self, row: Row) -> Point | None:
        """Two columns, one, or the location's."""
        return parse_pair(self.get(row, "lat"), self.get(row, "lon")) or parse_point(self.get(row, "point"))

    def identity(self, row: Row) -> str:
        """Title and place."""
        return f"{in_french(self.get(row, 'title'))} {as_text(self.get(row, 'place'))}"

    def draft(self, row: Row, point: Point | None) -> OfferDraft:
        """An event and its dates."""
        status = code_of(self.get(row, "status"))
        title = _SAID_FULL.sub("", clean(in_french(self.get(row, "title"))))
        timings = self._timings(row)
        if not title:
            raise RowSkipped("évènement sans titre") if timings else RowRejected("la ligne n’a ni titre ni dates")
        keywords = self._keywords(row)
        self._check(row, title, keywords)
        summary = clean_block(without_markdown(in_french(self.get(row, "summary"))), 600)
        long = clean_block(without_markdown(in_french(self.get(row, "long"))), 4000)
        # What was put off is no longer on its old days: of them, the year alone is kept.
        year = local_day(timings[-1][0]).year if timings and status == POSTPONED else None
        timings = [] if status == POSTPONED else timings
        starts_on, ends_on = day_span(timings)
        is_online = code_of(self.get(row, "mode")) == 2 or status == MOVED_ONLINE
        conditions = clean(in_french(self.get(row, "conditions")))
        draft = OfferDraft(
            subcategory=offer_subcategory(" ".join(keywords), title, summary, long[:600]) or "RENCONTRE",
            title=readable_case(title),
            description=long if long.startswith(summary[:60]) or not summary else f"{summary}\n\n{long}".strip()[:4500],
            url=self._link(row),
            starts_on=starts_on,
            ends_on=ends_on,
            year=year,
            price_text=conditions,
            is_free=self._is_free(conditions),
            is_online=is_online,
            is_cancelled=status == CANCELLED,
            accessibility=self._accessibility(row),
            timings=timings,
            topics=[clean(word, 60) for word in keywords][:12],
        )
        self._place(draft, row, point)
        draft.flags.extend(_FLAGS.get(status or 0, ()))
        if not timings and status != POSTPONED:
            draft.flags.append("period-without-dates")
        updated = parse_moment(self.get(row, "updated"))
        if updated and timings and timings[0][0] - updated > dt.timedelta(days=3 * 365):
            draft.flags.append("dates-too-far")
        return draft

    def _link(self, row: Row) -> str:
        """Where one learns more, else where one registers, else where one watches."""
        value = as_json(self.get(row, "registration"))
        ways = value if isinstance(value, list) else as_list(value)
        links = [way.get("value") if isinstance(way, dict) and way.get("type") == "link" else way for way in ways]
        told = (
            self.get(row, "link"),
            *(link for link in links if as_text(link)[:4] == "http"),
            self.get(row, "online"),
        )
        return next((url for link in told if (url := clean_url(link, 600))), "")

    def _check(self, row: Row, title: str, keywords: list[str]) -> None:
        state = code_of(self.get(row, "state"))
        if state is not None and state != 2:
            raise RowSkipped("évènement non publié par son agenda")
        country = as_text(self.get(row, "country")).upper()
        if country and country not in {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "PF", "NC", "WF", "FRA"}:
            raise RowSkipped("évènement hors de France")
        if re.fullmatch(r"(?i)\W*tests?\b.*(parametrage|lorem)?.*", title) and len(title) < 30:
            raise RowSkipped("évènement de test")
        agenda = as_text(self.get(row, "agenda"))
        if is_not_culture(agenda, title, " ".join(keywords), as_text(self.get(row, "place"))):
            raise RowSkipped("pas une sortie culturelle (emploi, formation, démarche)")

    def _timings(self, row: Row) -> list[Timing]:
        found = self.get(row, "timings")
        if isinstance(found, str) and found[:1] not in "[{" and found:
            # The CSV export may write « begin;end » or « begin - end » pairs.
            moments = re.findall(r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?", found)
            found = [{"begin": b, "end": e} for b, e in zip(moments[0::2], moments[1::2], strict=False)]
        timings = parse_timings(as_json(found))
        if timings:
            return timings
        first, last = self.get(row, "begin"), self.get(row, "end")
        first = first.get("begin") if isinstance(first, dict) else first
        last = last.get("end") if isinstance(last, dict) else last
        return parse_timings([{"begin": first, "end": last}])

    def _keywords(self, row: Row) -> list[str]:
        value = as_json(self.get(row, "keywords"))
        if isinstance(value, dict):
            value = value.get("fr") or []
        return [word.strip("# ") for word in as_list(value) if "crwdns" not in word]

    def _is_free(self, conditions: str) -> bool | None:
        if _PRICED.search(conditions):
            return False
        return True if _FREE.search(conditions) else None

    def _accessibility(self, row: Row) -> dict[str, bool]:
        value = as_json(self.get(row, "accessibility"))
        if isinstance(value, dict):
            codes = [code for code, is_so in value.items() if is_so]
        else:
            codes = re.findall(r"\b(hi|ii|vi|mi|pi)\b", as_text(value))
        return {_DISABILITIES[code]: True for code in codes if code in _DISABILITIES}

    def _place(self, draft: OfferDraft, row: Row, point: Point | None) -> None:
        postal = as_text(self.get(row, "postal_code"))
        insee = as_text(self.get(row, "insee"))
        city = self.get(row, "city")
        if insee in {"75056", "69123", "13055"} and postal:
            # The city's own code hides the arrondissement that the postal code tells.
            insee = ""
        place = resolve_place(postal_code=postal, insee=insee, city=city, point=point)
        if not place.insee:
            place.insee = as_text(self.get(row, "insee"))[:5]
        draft.place_name = clean(self.get(row, "place"))
        address = clean(self.get(row, "address"))
        if place.postal_code and place.postal_code in address:
            address = address.split(place.postal_code)[0].rstrip(" ,")
        draft.address = address
        draft.postal_code, draft.insee, draft.city_name = place.postal_code, place.insee, place.city_name
        if draft.is_online:
            draft.place_name = draft.place_name or "En ligne"
        else:
            draft.lat, draft.lon = place.lat, place.lon
            draft.flags.extend(place.flags)

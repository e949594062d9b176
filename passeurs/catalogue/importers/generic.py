"""Any CSV, GeoJSON or Opendatasoft JSON, described by a mapping, or guessed from its headers."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_list, as_text, as_year, column_key, yes_or_no
from passeurs.catalogue.importers.machinery.date import day_span, parse_timings
from passeurs.catalogue.importers.machinery.draft import Draft, OfferDraft, VenueDraft, WorkDraft, digest
from passeurs.catalogue.importers.machinery.identifier import ean13
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.kind import DOMAIN_OF_KIND, offer_subcategory, venue_kind
from passeurs.catalogue.importers.machinery.mapping import guess_mapping
from passeurs.catalogue.importers.machinery.misread_text import repair_iso5426
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import FileRefused, RowRejected, RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean, clean_url, readable_case
from passeurs.core.search.fold import fold

_SHUT = re.compile(r"^(?:ferme(?:e|ture)?(?: definitive(?:ment)?)?|closed|desaffecte|supprime)$")

_WITHDRAWN = re.compile(r"\b(?:retire|retrait|abroge|perdu|dechu|ancien label|ex label|delabellise)")


@register
class Generic(Importer):
    """`describe` gives it its columns; without a mapping they are guessed when the file is bound."""

    source = "generic"
    label = "Fichier décrit par une correspondance"
    producer = ""
    licence = ""
    rank = 15
    mapping: ClassVar[dict[str, Any]] = {}

    def recognises(self, table: Table) -> float:
        """Never by itself: any file with names would do."""
        return 0.0

    def describe(self, mapping: dict[str, Any]) -> None:
        """Take the columns, the constants and the attribution of a mapping. Raises `FileRefused`."""
        if mapping.get("thing", "venue") not in {"venue", "offer", "work"}:
            raise FileRefused("la description dit « thing » = venue, offer ou work, rien d’autre")
        if "name" not in mapping["columns"]:
            raise FileRefused('la description ne dit pas quelle colonne porte le nom : [columns] name = "…"')
        self.mapping = dict(mapping)  # type: ignore[misc]
        self.columns = dict(mapping["columns"])  # type: ignore[misc]
        self.aliases = {
            name: tuple(column_key(part) for part in (header.split("|") if "|" in header else [header]))
            for name, header in self.columns.items()
        }
        self.needed = ("name",)  # type: ignore[misc]
        for name in ("label", "producer", "licence", "url"):
            if isinstance(mapping.get(name), str):
                setattr(self, name, mapping[name][:200])

    def bind(self, table: Table) -> None:
        """Guess what was not described; a described column must be there."""
        if not self.mapping:
            self.describe(guess_mapping(table))
        keys = table.keys
        missing = [
            header
            for name, header in self.columns.items()
            if table.shape == "csv" and not any(a in keys for a in self.aliases[name])
        ]
        if missing:
            raise FileRefused(
                "la description nomme des colonnes absentes du fichier : "
                + " ; ".join(f"« {header} »" for header in missing)
            )
        super().bind(table)

    def external_id(self, row: Row) -> str:
        """The row's id under its dataset's name; without an id, what identifies it."""
        own = super().external_id(row) or digest(self.identity(row), 8)
        return f"{self.mapping.get('dataset') or 'generic'}:{own}"

    def draft(self, row: Row, point: Point | None) -> Draft:
        """A venue, an offer or a work."""
        self._check_skip(row)
        thing = self.mapping.get("thing", "venue")
        if thing == "offer":
            return self._offer(row, point)
        return self._work(row) if thing == "work" else self._venue(row, point)

    def _check_skip(self, row: Row) -> None:
        for header, values in (self.mapping.get("skip") or {}).items():
            cell = fold(as_text(row.cells.get(column_key(header))))
            if cell in {fold(str(value)) for value in (values if isinstance(values, list) else [values])}:
                raise RowSkipped(f"écartée par la description : {header} = {cell}"[:200])
        for key in ("statut", "etat", "status", "situation"):
            if _SHUT.match(fold(as_text(row.cells.get(key)))):
                raise RowSkipped("lieu fermé")

    def _kind(self, row: Row, guess: Any) -> str:
        told = self.text(row, "kind", 80)
        kinds = self.mapping.get("kinds") or {}
        default = self.mapping.get("kind") or ""
        if told in kinds:
            return str(kinds[told])[:40]
        name = self.text(row, "name")
        return str(default if default and default != "OTHER" else guess(told, name) or default or "")[:40]

    def _venue(self, row: Row, point: Point | None) -> VenueDraft:
        kind = self._kind(row, venue_kind) or "OTHER"
        if "archives" in fold(self.text(row, "kind", 80)):
            raise RowSkipped("service d’archives")
        domain = DOMAIN_OF_KIND.get(kind, "")
        draft = self.venue(row, point, kind=kind, domains=[domain] if domain else [], labels=self._labels(row))
        draft.description = self.block(row, "description")
        draft.opening = self.block(row, "opening", 1000)
        told = self.text(row, "kind", 80)
        draft.topics = [told] if told else []
        siret = re.sub(r"\D", "", as_text(self.get(row, "siret")))
        if len(siret) == 14:
            draft.identifiers["siret"] = siret
        museum = as_text(self.get(row, "museofile")).upper()
        if re.fullmatch(r"M\d{3,5}", museum):
            draft.identifiers["museofile"] = museum
        return draft

    def _labels(self, row: Row) -> list[str]:
        """The labels a place bears; one that was withdrawn is not shown."""
        ended = self.get(row, "label_ended")
        if as_text(ended) and yes_or_no(ended) is not False:
            return []
        labels = [clean(label, 60) for label in as_list(self.get(row, "label"))]
        return [label for label in labels if label and not _WITHDRAWN.search(fold(label))]

    def _offer(self, row: Row, point: Point | None) -> OfferDraft:
        title = readable_case(self.text(row, "name"))
        if not any(char.isalnum() for char in title):
            raise RowRejected("la ligne n’a pas de titre")
        place = self.place(row, point)
        said = self.text(row, "begin", 120)
        # « toute l’année » is no day that was misread: it is shown as it is.
        period = said if said and not any(char.isdigit() for char in said) else ""
        cells = {name: self.get(row, name) for name in ("begin", "end", "begin_hour", "end_hour")}
        timings = parse_timings([] if period else [cells])
        starts_on, ends_on = day_span(timings)
        description = self.block(row, "description")
        subcategory = self._kind(row, offer_subcategory) or offer_subcategory(description[:600]) or "RENCONTRE"
        return OfferDraft(
            subcategory=subcategory, title=title, description=description,
            url=clean_url(self.get(row, "website"), 600), place_name=self.text(row, "place"),
            address=self.street(row, place), postal_code=place.postal_code, city_name=place.city_name, insee=place.insee, lat=place.lat, lon=place.lon, starts_on=starts_on,
            ends_on=ends_on, period=period, timings=timings, is_free=yes_or_no(self.get(row, "free")),
            price_text=self.text(row, "price"),
            flags=[*place.flags, *([] if timings else ["period-without-dates"])],
        )  # fmt: skip

    def _work(self, row: Row) -> WorkDraft:
        title = clean(repair_iso5426(as_text(self.get(row, "name"))))
        if not any(char.isalnum() for char in title):
            raise RowRejected("la ligne n’a pas de titre")
        code = ean13(as_text(self.get(row, "ean")))
        return WorkDraft(
            subcategory=self._kind(row, lambda *_words: "") or "LIVRE_PAPIER",
            title=readable_case(title),
            creators=clean(repair_iso5426(as_text(self.get(row, "creators")))),
            year=as_year(self.get(row, "year")),
            publisher=self.text(row, "publisher", 200),
            identifiers={"ean13": code} if code else {},
        )

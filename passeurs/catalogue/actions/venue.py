"""Drafts of venues to rows: created, updated, or merged into a venue already known."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import override

from passeurs.catalogue.actions.row import insert_rows, update_rows
from passeurs.catalogue.importers.machinery.draft import VenueDraft, draft_fields
from passeurs.catalogue.importers.machinery.place import commune_codes, commune_root
from passeurs.catalogue.importers.machinery.point import distance_km
from passeurs.catalogue.importers.machinery.venue_record import Likeness, VenueRecord, VenueRecordIndex, family_of
from passeurs.catalogue.models import DoubtfulPair, Venue, VenueIdentifier
from passeurs.catalogue.queries.category import activity_label, domain_label
from passeurs.core import clock
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words

JOINING = ("museofile", "siret", "deps")
WRITTEN = (
    "kind", "name", "address", "postal_code", "city_name", "insee", "lat", "lon", "website", "description", "opening",
    "domains", "topics", "labels", "accessibility", "identifiers", "flags", "is_visible", "search_name", "search_text",
    "updated_at",
)  # fmt: skip
_FILLED = ("address", "postal_code", "city_name", "insee", "website", "description", "opening")
_POINT_FLAGS = {"point-zero", "point-outside-france", "point-far-from-commune", "point-of-commune"}


@dataclass
class VenueWriter:
    """Gathers the venues of a chunk, then writes them at once."""

    source: str
    merges_own: bool
    index: VenueRecordIndex = field(default_factory=VenueRecordIndex)
    new: list[Venue] = field(default_factory=list)
    changed: dict[int, Venue] = field(default_factory=dict)
    loaded: dict[int, Venue] = field(default_factory=dict)
    pairs: list[tuple[VenueRecord, VenueRecord, Likeness]] = field(default_factory=list)
    fills: list[tuple[VenueRecord, VenueDraft]] = field(default_factory=list)

    def load(self, drafts: list[VenueDraft], pks: set[int]) -> None:
        """Read, in a few queries, the venues that these drafts may be, and those already tied to the rows."""
        families = {draft.kind for draft in drafts}
        roots = {commune_root(draft.insee) for draft in drafts if draft.insee}
        self.index = VenueRecordIndex(load_venue_records(roots, kinds=_family_kinds(families)))
        values = {(kind, draft.identifiers[kind]) for draft in drafts for kind in JOINING if kind in draft.identifiers}
        known = {venue_record.pk: venue_record for group in self.index.by_place.values() for venue_record in group}
        found = VenueIdentifier.objects.filter(
            value__in={value for _kind, value in values}, venue__merged_into=None
        ).values_list("kind", "value", "venue_id")
        missing = {venue_id for _kind, _value, venue_id in found} - known.keys()
        for venue_record in load_venue_records(pks=missing):
            known[venue_record.pk] = venue_record
            self.index.add(venue_record)
        for kind, value, venue_id in found:
            if (kind, value) in values and venue_id in known:
                self.index.by_identifier.setdefault((kind, value), known[venue_id])
        self.loaded = Venue.objects.in_bulk(pks)

    def settle(self, draft: VenueDraft) -> tuple[VenueRecord, str]:
        """The venue of a new row, and why it is a known one (empty when it is created)."""
        venue_record = venue_record_of(draft, self.source)
        known, why, doubtful = self.index.find(venue_record, self.source, merges_own=self.merges_own)
        if known is not None:
            known.sources.add(self.source)
            for kind in venue_record.identifiers.keys() - known.identifiers.keys():
                known.identifiers[kind] = venue_record.identifiers[kind]
                self.index.by_identifier.setdefault((kind, venue_record.identifiers[kind]), known)
            self.fills.append((known, draft))
            return known, why
        venue = Venue()
        self.copy(venue, draft, is_new=True)
        self.new.append(venue)
        venue_record.venue = venue
        self.index.add(venue_record)
        self.pairs.extend((old, venue_record, likeness) for old, likeness in doubtful)
        return venue_record, ""

    def copy(self, venue: Venue, draft: VenueDraft, *, is_new: bool = False) -> None:
        """The row owns the venue: what it says replaces what was, what it leaves empty stays."""
        for name in draft_fields(VenueDraft):
            value = getattr(draft, name)
            if is_new or name in {"kind", "name", "flags"} or value not in ("", None, [], {}):
                setattr(venue, name, value)
        complete(venue)
        self._gather(venue)

    def fill(self, venue: Venue, draft: VenueDraft) -> None:
        """Another source owns the venue: only its blanks are filled."""
        fill_blanks(venue, draft)
        self._gather(venue)

    def _gather(self, venue: Venue) -> None:
        if venue.pk:
            self.changed[venue.pk] = venue

    def flush(self) -> None:
        """Write the chunk."""
        missing = {known.pk for known, _draft in self.fills if known.venue is None} - self.loaded.keys()
        self.loaded.update(Venue.objects.in_bulk(missing))
        for known, draft in self.fills:
            self.fill(known.venue or self.loaded[known.pk or 0], draft)
        insert_rows(self.new)
        changed = list(self.changed.values())
        update_rows(changed, WRITTEN)
        VenueIdentifier.objects.bulk_create(
            [
                VenueIdentifier(venue=venue, kind=kind, value=venue.identifiers[kind])
                for venue in (*self.new, *changed)
                for kind in JOINING
                if venue.identifiers.get(kind)
            ],
            ignore_conflicts=True,
        )
        DoubtfulPair.objects.bulk_create(
            [
                DoubtfulPair(
                    first_id=old.venue_pk or 0,
                    second_id=new.venue_pk or 0,
                    score=likeness.score,
                    why=likeness.why,
                )
                for old, new, likeness in self.pairs
            ],
            ignore_conflicts=True,
        )


def fill_blanks(venue: Venue, other: VenueDraft | Venue) -> None:
    """What another source, or a double, says fills what a venue does not say; nothing is written yet."""
    for name in _FILLED:
        if not getattr(venue, name) and getattr(other, name):
            setattr(venue, name, getattr(other, name))
    for name in ("domains", "topics", "labels"):
        setattr(venue, name, list(dict.fromkeys([*getattr(venue, name), *getattr(other, name)])))
    venue.identifiers = {**other.identifiers, **venue.identifiers}
    venue.accessibility = {**other.accessibility, **venue.accessibility}
    if other.lat is not None and other.lon is not None and "point-of-commune" not in other.flags:
        if venue.lat is None or venue.lon is None or "point-of-commune" in venue.flags:
            venue.lat, venue.lon = other.lat, other.lon
            venue.flags = [flag for flag in venue.flags if flag not in _POINT_FLAGS]
        elif distance_km((venue.lat, venue.lon), (other.lat, other.lon)) > 1:
            venue.flags = list(dict.fromkeys([*venue.flags, "sources-disagree"]))
    complete(venue)


def complete(venue: Venue) -> None:
    """What follows from the facts of a venue: whether it is shown, and the words that find it."""
    venue.is_visible = venue.merged_into_id is None
    venue.search_name = fold(venue.name)[:320]
    # Found by French words, whoever wrote it.
    with override(settings.LANGUAGE_CODE):
        kinds = [activity_label(venue.kind), *map(domain_label, venue.domains)]
    venue.search_text = index_words(
        venue.name, venue.city_name, venue.postal_code, *kinds, *venue.topics, *venue.labels, venue.address
    )
    venue.updated_at = clock.now()


def _family_kinds(kinds: set[str]) -> set[str]:
    families = {family_of(kind) for kind in kinds}
    together = {
        "museum": ("MUSEUM", "ARTS_CENTRE", "ART_GALLERY"),
        "stage": ("PERFORMANCE_HALL", "CULTURAL_CENTRE", "COMMUNITY_CENTRE"),
        "shop": ("BOOKSTORE", "DISTRIBUTION_STORE", "RECORD_STORE"),
    }
    return {kind for family in families for kind in together.get(family, (family,))}


def venue_record_of(draft: VenueDraft, source: str) -> VenueRecord:
    """A draft as compared with known venues."""
    is_exact = draft.lat is not None and draft.lon is not None and "point-of-commune" not in draft.flags
    return VenueRecord(
        kind=draft.kind,
        name=fold(draft.name),
        city=fold(draft.city_name),
        address=draft.address,
        point=(draft.lat, draft.lon) if is_exact else None,  # type: ignore[arg-type]
        root=commune_root(draft.insee) if draft.insee else "",
        identifiers={kind: draft.identifiers[kind] for kind in JOINING if kind in draft.identifiers},
        sources={source},
    )


def load_venue_records(
    roots: set[str] | None = None, *, kinds: set[str] | None = None, pks: set[int] | None = None
) -> list[VenueRecord]:
    """Known venues of some communes (and kinds), or some venues, as compared: one query."""
    if not roots and not pks:
        return []
    found = Venue.objects.filter(merged_into=None)
    if roots:
        found = found.filter(insee__in=[code for root in roots for code in commune_codes(root)])
    if kinds:
        found = found.filter(kind__in=kinds)
    if pks:
        found = found.filter(pk__in=pks)
    venue_records: dict[int, VenueRecord] = {}
    columns = (
        "pk", "kind", "search_name", "city_name", "address", "lat", "lon", "insee", "identifiers", "flags",
        "source_records__source",
    )  # fmt: skip
    for pk, kind, name, city, address, lat, lon, insee, identifiers, flags, source in found.values_list(*columns):
        venue_record = venue_records.get(pk)
        if venue_record is None:
            point = (lat, lon) if lat is not None and lon is not None and "point-of-commune" not in flags else None
            ids = {key: identifiers[key] for key in JOINING if key in identifiers}
            venue_record = venue_records[pk] = VenueRecord(
                kind=kind,
                name=name,
                city=fold(city),
                address=address,
                point=point,
                root=commune_root(insee),
                identifiers=ids,
                pk=pk,
            )
        if source:
            venue_record.sources.add(source)
    return list(venue_records.values())

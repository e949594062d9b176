"""Drafts of offers and works to rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from passeurs.catalogue.actions.row import insert_rows, update_rows
from passeurs.catalogue.actions.venue import load_venue_records
from passeurs.catalogue.importers.machinery.draft import OfferDraft, WorkDraft, draft_fields
from passeurs.catalogue.importers.machinery.place import commune_root
from passeurs.catalogue.importers.machinery.venue_record import VenueRecordIndex
from passeurs.catalogue.models import Occurrence, Offer, VenueIdentifier, Work, WorkIdentifier
from passeurs.catalogue.queries.category import domain_label, domain_of, subcategories, subcategory_label
from passeurs.core import clock
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words

OFFER_WRITTEN = (
    "subcategory", "title", "description", "url", "place_name", "address", "postal_code", "city_name", "insee", "lat",
    "lon", "starts_on", "ends_on", "year", "period", "is_free", "price_text", "is_online", "is_cancelled",
    "accessibility", "identifiers", "flags", "venue", "is_visible", "search_name", "search_text", "updated_at",
)  # fmt: skip
# What a row says of an offer that is a column of it.
_COPIED = tuple(name for name in draft_fields(OfferDraft) if name not in {"timings", "topics"})
WORK_WRITTEN = (
    "subcategory", "title", "creators", "year", "publisher", "popularity", "flags", "is_visible", "search_name",
    "search_text", "updated_at",
)  # fmt: skip


@dataclass
class OfferWriter:
    """Gathers the offers of a chunk, then writes them and their dates at once."""

    index: VenueRecordIndex = field(default_factory=VenueRecordIndex)
    museums: dict[str, int] = field(default_factory=dict)
    new: list[Offer] = field(default_factory=list)
    changed: list[Offer] = field(default_factory=list)
    loaded: dict[int, Offer] = field(default_factory=dict)
    dates: list[tuple[Offer, OfferDraft]] = field(default_factory=list)

    def load(self, drafts: list[OfferDraft], pks: set[int]) -> None:
        """Read the venues where these offers may be, and the offers already tied to the rows."""
        roots = {commune_root(d.insee) for d in drafts if d.insee and d.place_name and not d.is_online}
        self.index = VenueRecordIndex(load_venue_records(roots))
        museums = {draft.identifiers["museofile"] for draft in drafts if "museofile" in draft.identifiers}
        self.museums = dict(
            VenueIdentifier.objects.filter(kind="museofile", value__in=museums, venue__merged_into=None).values_list(
                "value", "venue_id"
            )
        )
        self.loaded = Offer.objects.in_bulk(pks)

    def settle(self, draft: OfferDraft, offer: Offer | None = None) -> Offer:
        """The offer of a row."""
        is_new = offer is None
        offer = offer or Offer()
        for name in _COPIED:
            setattr(offer, name, getattr(draft, name))
        venue_id = self.museums.get(draft.identifiers.get("museofile", ""))
        if venue_id is None and draft.place_name and draft.insee and not draft.is_online:
            point = (draft.lat, draft.lon) if draft.lat is not None and "point-of-commune" not in draft.flags else None
            found = self.index.place_named(draft.place_name, commune_root(draft.insee), point)  # type: ignore[arg-type]
            venue_id = found.pk if found else None
        offer.venue_id = venue_id or offer.venue_id
        offer.is_visible = True
        offer.search_name = fold(offer.title)[:320]
        offer.search_text = index_words(
            offer.title, offer.place_name, offer.city_name, offer.postal_code, subcategory_label(offer.subcategory),
            domain_label(domain_of(offer.subcategory)), *draft.topics,
        )  # fmt: skip
        offer.updated_at = clock.now()
        (self.new if is_new else self.changed).append(offer)
        self.dates.append((offer, draft))
        return offer

    def flush(self) -> None:
        """Write the chunk."""
        insert_rows(self.new)
        update_rows(self.changed, OFFER_WRITTEN)
        if self.changed:
            Occurrence.objects.filter(offer__in=[offer.pk for offer in self.changed]).delete()
        insert_rows(
            [
                Occurrence(offer_id=offer.pk, starts_at=start, ends_at=end)
                for offer, draft in self.dates
                for start, end in dict(reversed(draft.timings)).items()
            ]
        )


@dataclass
class WorkWriter:
    """Gathers the works of a chunk, then writes them at once."""

    by_name: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    by_identifier: dict[tuple[str, str], Work] = field(default_factory=dict)
    new: list[Work] = field(default_factory=list)
    changed: dict[int, Work] = field(default_factory=dict)
    loaded: dict[int, Work] = field(default_factory=dict)
    identifiers: list[tuple[Work, str, str]] = field(default_factory=list)

    def load(self, drafts: list[WorkDraft], pks: set[int]) -> None:
        """Read the works that these drafts may be, and those already tied to the rows."""
        names = {fold(draft.title)[:320] for draft in drafts}
        for work in Work.objects.filter(search_name__in=names):
            self.by_name[work.search_name].append(work)
            self.loaded[work.pk] = work
        values = {value for draft in drafts for value in draft.identifiers.values()}
        if values:
            for known in WorkIdentifier.objects.filter(value__in=values).select_related("work"):
                work = self.loaded.setdefault(known.work_id, known.work)
                self.by_identifier[known.kind, known.value] = work
        for pk, work in Work.objects.in_bulk(pks - self.loaded.keys()).items():
            self.loaded[pk] = work

    def settle(self, draft: WorkDraft, work: Work | None = None) -> tuple[Work, bool]:
        """(the work of a row, whether it was known already)."""
        known = work or self._find(draft)
        work = known or Work()
        for name in ("subcategory", "title", "creators", "year", "publisher"):
            if not getattr(work, name):
                setattr(work, name, getattr(draft, name))
        work.popularity = max(work.popularity or 0, draft.popularity)
        work.flags = list(dict.fromkeys([*(work.flags or []), *draft.flags]))
        work.is_visible = True
        work.search_name = fold(work.title)[:320]
        work.search_text = index_words(work.title, work.creators, subcategory_label(work.subcategory))
        work.updated_at = clock.now()
        if known is None:
            self.new.append(work)
            self.by_name[work.search_name].append(work)
        elif work.pk:
            self.changed[work.pk] = work
        for kind, value in draft.identifiers.items():
            if (kind, value) not in self.by_identifier:
                self.by_identifier[kind, value] = work
                self.identifiers.append((work, kind, value))
        return work, known is not None

    def _find(self, draft: WorkDraft) -> Work | None:
        for pair in draft.identifiers.items():
            if pair in self.by_identifier:
                return self.by_identifier[pair]
        creators = creators_key(draft.creators)
        category = category_of(draft.subcategory)
        for work in self.by_name.get(fold(draft.title)[:320], ()):
            if category_of(work.subcategory) == category and creators_key(work.creators) == creators:
                return work
        return None

    def flush(self) -> None:
        """Write the chunk."""
        insert_rows(self.new)
        update_rows(list(self.changed.values()), WORK_WRITTEN)
        WorkIdentifier.objects.bulk_create(
            [WorkIdentifier(work_id=work.pk, kind=kind, value=value) for work, kind, value in self.identifiers],
            ignore_conflicts=True,
        )


def category_of(subcategory: str) -> str:
    """Films are films whether shown or lent; otherwise the category of the subcategory."""
    known = subcategories().get(subcategory)
    category = known.category_id if known else subcategory
    return "FILM" if category == "CINEMA" else category


def creators_key(creators: str) -> frozenset[str]:
    """Names of creators compared without order: first words may be swapped."""
    return frozenset(word for word in fold(creators).split() if len(word) > 1)

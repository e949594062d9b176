"""One chunk of parsed rows to the database: what is new, what changed, what is already known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from passeurs.catalogue.actions.offer import OfferWriter, WorkWriter
from passeurs.catalogue.actions.row import insert_rows, update_rows
from passeurs.catalogue.actions.venue import VenueWriter
from passeurs.catalogue.choices import RecordOutcome
from passeurs.catalogue.importers.machinery.draft import OfferDraft, Parsed, VenueDraft, WorkDraft
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.venue_record import VenueRecord
from passeurs.catalogue.models import CLOSED_FLAG, ImportRun, Offer, SourceRecord, Venue, VenueIdentifier, Work
from passeurs.core.search.fold import fold

RECORD_WRITTEN = ("fingerprint", "run", "outcome", "reason", "lat", "lon", "venue", "offer", "work")


@dataclass
class ChunkWriter:
    """Writes chunks of one file; `write` answers an outcome for each row, in order."""

    run: ImportRun
    importer: Importer
    has_museums: bool = field(default=False)

    def write(self, rows: list[Parsed]) -> list[str]:
        """Write a chunk: a handful of queries, whatever its rows."""
        if not rows:
            return []
        known = {
            record.external_id: record
            for record in SourceRecord.objects.filter(
                source=self.importer.source, external_id__in=[row.external_id for row in rows]
            )
        }
        outcomes: list[str] = []
        todo: list[tuple[Parsed, SourceRecord]] = []
        for row in rows:
            record = known.get(row.external_id)
            if record and record.fingerprint == row.mark and (row.draft is None or _is_tied(record)):
                outcomes.append("skipped" if row.draft is None else "unchanged")
                continue
            record = record or SourceRecord(source=self.importer.source, external_id=row.external_id)
            record.fingerprint = row.mark
            outcomes.append("")
            todo.append((row, record))
        if todo:
            settled = iter(self._settle(todo))
            outcomes = [outcome or next(settled) for outcome in outcomes]
        return outcomes

    def _settle(self, todo: list[tuple[Parsed, SourceRecord]]) -> list[str]:
        venues = VenueWriter(self.importer.source, self.importer.merges_own_rows)
        offers, works = OfferWriter(), WorkWriter()
        for writer, kind, tied in (
            (venues, VenueDraft, "venue_id"),
            (offers, OfferDraft, "offer_id"),
            (works, WorkDraft, "work_id"),
        ):
            drafts: list[Any] = [row.draft for row, _record in todo if isinstance(row.draft, kind)]
            pks = {getattr(record, tied) for _row, record in todo if getattr(record, tied)}
            if drafts or pks:
                writer.load(drafts, pks)  # type: ignore[attr-defined]
        outcomes, targets = [], []
        left: list[SourceRecord] = []
        for row, record in todo:
            if row.draft is None and _is_tied(record):
                left.append(
                    SourceRecord(
                        pk=record.pk,
                        venue_id=record.venue_id,
                        offer_id=record.offer_id,
                        work_id=record.work_id,
                        reason=row.skipped,
                    )
                )
            outcome, target = self._settle_row(row, record, venues, offers, works)
            outcomes.append(outcome)
            targets.append(target)
        for writer in (venues, offers, works):
            writer.flush()  # type: ignore[attr-defined]
        self._write_records(todo, targets)
        if left:
            _withdraw(left)
        return outcomes

    def _settle_row(
        self, row: Parsed, record: SourceRecord, venues: VenueWriter, offers: OfferWriter, works: WorkWriter
    ) -> tuple[str, Venue | VenueRecord | Offer | Work | None]:
        was_tied = _is_tied(record)
        record.run = self.run
        record.lat, record.lon = row.point or (None, None)
        record.reason = row.skipped
        draft = row.draft
        if draft is None:
            record.outcome = RecordOutcome.SKIPPED
            return "skipped", None
        if isinstance(draft, VenueDraft):
            venue = venues.loaded.get(record.venue_id or 0)
            if venue is not None:
                if record.outcome == RecordOutcome.MERGED:
                    venues.fill(venue, draft)
                else:
                    venues.copy(venue, draft)
                return "updated", venue
            venue_record, why = venues.settle(draft)
            return _outcome(record, why, was_tied), venue_record
        if isinstance(draft, OfferDraft):
            offer = offers.settle(draft, offers.loaded.get(record.offer_id or 0))
            record.outcome = RecordOutcome.KEPT
            return "updated" if was_tied else "created", offer
        work, is_known = works.settle(draft, works.loaded.get(record.work_id or 0) if record.work_id else None)
        if was_tied:
            return "updated", work
        return _outcome(record, "même œuvre" if is_known else "", was_tied), work

    def _write_records(self, todo: list[tuple[Parsed, SourceRecord]], targets: list[Any]) -> None:
        new: list[SourceRecord] = []
        changed: list[SourceRecord] = []
        for (_row, record), target in zip(todo, targets, strict=True):
            record.venue_id = target.pk if isinstance(target, Venue) else None
            if isinstance(target, VenueRecord):
                record.venue_id = target.venue_pk
            record.offer_id = target.pk if isinstance(target, Offer) else None
            record.work_id = target.pk if isinstance(target, Work) else None
            (changed if record.pk else new).append(record)
        insert_rows(new)
        update_rows(changed, RECORD_WRITTEN)

    def finish(self) -> None:
        """After the last chunk: exhibitions that waited for their museum find it."""
        waiting = Offer.objects.filter(venue=None, identifiers__has_key="museofile")
        wanted = {offer.identifiers["museofile"]: [] for offer in waiting}  # type: dict[str, list[Offer]]
        if not wanted:
            return
        for offer in waiting:
            wanted[offer.identifiers["museofile"]].append(offer)
        tied = []
        for value, venue_id in VenueIdentifier.objects.filter(
            kind="museofile", value__in=wanted, venue__merged_into=None
        ).values_list("value", "venue_id"):
            for offer in wanted[value]:
                offer.venue_id = venue_id
                tied.append(offer)
        update_rows(tied, ("venue",))


def _is_tied(record: SourceRecord) -> bool:
    return bool(record.venue_id or record.offer_id or record.work_id)


def _outcome(record: SourceRecord, why: str, was_tied: bool) -> str:
    record.reason = why
    record.outcome = RecordOutcome.MERGED if why else RecordOutcome.KEPT
    if was_tied:
        return "updated"
    return "merged" if why else "created"


def _withdraw(left: list[SourceRecord]) -> None:
    """What no row keeps any more leaves the public pages; it stays for what mentions it."""
    for model, name in ((Venue, "venue"), (Offer, "offer"), (Work, "work")):
        pks = {getattr(record, f"{name}_id") for record in left} - {None}
        if pks:
            kept = SourceRecord.objects.filter(**{f"{name}__in": pks}).values_list(name, flat=True)
            model.objects.filter(pk__in=pks - set(kept)).update(is_visible=False)  # type: ignore[attr-defined]
    shut = [record.venue_id for record in left if record.venue_id and "ferme" in fold(record.reason)]
    for venue in Venue.objects.filter(pk__in=shut, is_visible=False):
        # A source that keeps it again rewrites its flags.
        venue.flags = list(dict.fromkeys([*venue.flags, CLOSED_FLAG]))
        venue.save(update_fields=["flags"])

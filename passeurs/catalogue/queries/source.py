"""Where the catalogue comes from: sources, licences, dates of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.db.models import Count

from passeurs.catalogue.choices import RunState
from passeurs.catalogue.models import ImportRun, Offer, SourceRecord, Venue, Work


@dataclass(frozen=True)
class Source:
    """One source: what is known of its dataset, and what was read. Texts are empty when unknown."""

    name: str
    label: str
    producer: str = ""
    licence: str = ""
    url: str = ""
    record_count: int = 0
    file_on: dt.date | None = None
    read_at: dt.datetime | None = None
    is_stopped: bool = False


def dataset_facts() -> Mapping[str, Any]:
    """What each importer says of its dataset (label, producer, licence, url), by source name."""
    try:
        registry = import_module("passeurs.catalogue.importers.machinery.registry")
    except ModuleNotFoundError:
        return {}
    importers: Mapping[str, Any] = registry.importers()
    return importers


def _described(name: str, attribution: Mapping[str, Any], facts: Mapping[str, Any], **read: Any) -> Source:
    """A source in words: what its last file said of itself, else what its importer knows."""
    importer = facts.get(name)
    known: dict[str, Any] = {"label": name}
    for key, other in (("label", "dataset"), ("producer", ""), ("licence", ""), ("url", "")):
        value = attribution.get(key) or attribution.get(other) or getattr(importer, key, "")
        if value:
            known[key] = str(value)
    # Only a web address becomes a link, whatever a file says.
    if not known.get("url", "").startswith(("https://", "http://")):
        known.pop("url", None)
    return Source(name=name, **known, **read)


def source_list() -> list[Source]:
    """Every source that was read, with its number of records, most records first. Two queries."""
    counts = dict(SourceRecord.objects.order_by().values_list("source").annotate(Count("pk")))
    facts = dataset_facts()
    latest: dict[str, ImportRun] = {}
    for run in ImportRun.objects.order_by("-at", "-pk"):
        latest.setdefault(run.source, run)
    sources = [
        _described(
            name,
            getattr(run, "attribution", None) or {},
            facts,
            record_count=counts.get(name, 0),
            file_on=run.file_on,
            read_at=run.at,
            is_stopped=run.state == RunState.STOPPED,
        )
        for name, run in latest.items()
    ]
    return sorted(sources, key=lambda source: (-source.record_count, source.label))


def sources_of(thing: Venue | Offer | Work) -> list[Source]:
    """The sources that tell of one thing, each once. One query."""
    latest: dict[str, ImportRun] = {}
    for record in thing.source_records.select_related("run").order_by("source", "-run__at"):
        latest.setdefault(record.source, record.run)
    facts = dataset_facts() if latest else {}
    return [
        _described(name, getattr(run, "attribution", None) or {}, facts, file_on=run.file_on)
        for name, run in latest.items()
    ]

"""Where the catalogue comes from: sources, licences, dates of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.db.models import Count, Max

from passeurs.catalogue.models import ImportRun, Offer, SourceRecord, Venue, Work


@dataclass(frozen=True)
class Source:
    """One source: what the importer knows of its dataset, and what was read. Texts are empty when unknown."""

    name: str
    title: str
    producer: str = ""
    licence: str = ""
    licence_url: str = ""
    url: str = ""
    note: str = ""
    record_count: int = 0
    file_on: dt.date | None = None
    read_at: dt.datetime | None = None


def dataset_facts() -> Mapping[str, Any]:
    """What each importer says of its dataset, by source name; empty while no importer is installed."""
    try:
        registry = import_module("passeurs.catalogue.importers.registry")
    except ModuleNotFoundError:
        return {}
    facts: Mapping[str, Any] = getattr(registry, "DATASETS", {})
    return facts


def describe(name: str, **read: Any) -> Source:
    """A source by name, with the facts of its dataset. `read` are counts and dates."""
    facts = dataset_facts().get(name)
    known = {
        key: str(value)
        for key in ("title", "producer", "licence", "licence_url", "url", "note")
        if (value := facts.get(key) if isinstance(facts, Mapping) else getattr(facts, key, None))
    }
    return Source(**{"name": name, "title": name, **known, **read})


def source_list() -> list[Source]:
    """Every source that was read, with its number of records, most records first. Two queries."""
    counts = dict(SourceRecord.objects.values_list("source").annotate(Count("pk")).order_by())
    runs = ImportRun.objects.values("source").annotate(file_on=Max("file_on"), read_at=Max("at")).order_by()
    sources = [
        describe(run["source"], record_count=counts.get(run["source"], 0), file_on=run["file_on"], read_at=run["read_at"])
        for run in runs
    ]
    return sorted(sources, key=lambda source: (-source.record_count, source.title))


def sources_of(thing: Venue | Offer | Work) -> list[Source]:
    """The sources that tell of one thing, each once. One query."""
    records = thing.source_records.values_list("source", "run__file_on").distinct().order_by("source", "-run__file_on")
    latest: dict[str, dt.date | None] = {}
    for name, file_on in records:
        latest.setdefault(name, file_on)
    return [describe(name, file_on=file_on) for name, file_on in latest.items()]

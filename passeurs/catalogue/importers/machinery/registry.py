"""The importers, by source: each file of `importers/` registers its own."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.refusal import FileRefused
from passeurs.catalogue.importers.machinery.table import Table

_importers: dict[str, type[Importer]] = {}
AnyImporter = TypeVar("AnyImporter", bound=type[Importer])


def register(importer: AnyImporter) -> AnyImporter:
    """Class decorator: this importer reads `importer.source`."""
    _importers[importer.source] = importer
    return importer


def importers() -> dict[str, type[Importer]]:
    """Every importer by source."""
    package = importlib.import_module("passeurs.catalogue.importers")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg:
            importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_importers.items()))


def importer_for(source: str) -> Importer:
    """The importer of a source. Raises `FileRefused` for an unknown one."""
    known = importers()
    if source not in known:
        raise FileRefused(f"source inconnue : {source}. Sources connues : {', '.join(known)}")
    return known[source]()


def recognise(table: Table) -> Importer:
    """The importer that knows this layout best. Raises `FileRefused` when none does."""
    candidates = [(importer.recognises(table), importer) for importer in (kind() for kind in importers().values())]
    sureness, best = max(candidates, key=lambda pair: pair[0])
    if sureness <= 0:
        seen = ", ".join(table.headers[:12]) or "aucune"
        raise FileRefused(
            f"aucune source ne reconnaît ce fichier (colonnes lues : {seen}). Indiquez --source, "
            "ou décrivez-le par --mapping ; --suggest-mapping en rédige un brouillon"
        )
    return best

"""What an importer is: the names of its columns, how it knows its files, how a row becomes a draft."""

from __future__ import annotations

from typing import Any, ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_text, column_key
from passeurs.catalogue.importers.machinery.draft import Draft, Parsed, VenueDraft, digest
from passeurs.catalogue.importers.machinery.place import Place, resolve_place, split_address
from passeurs.catalogue.importers.machinery.point import Point, parse_pair, parse_point
from passeurs.catalogue.importers.machinery.refusal import FileRefused, RowRejected, RowSkipped
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean, clean_block, clean_url, readable_case
from passeurs.core.search.fold import fold

LICENCE_OUVERTE = "Licence Ouverte 2.0"


class Importer:
    """One outside source. Subclasses say what differs.

    `columns` maps a field to the headers it may bear, `|` between them, the best first. `needed` are the fields whose
    absence refuses the file. `marks` are groups of fields: a file in which every field of one group is found is
    recognised as this source. `rank` orders files of one command: venues before what happens in them.
    """

    source: ClassVar[str] = ""
    label: ClassVar[str] = ""
    producer: ClassVar[str] = "Ministère de la Culture"
    licence: ClassVar[str] = LICENCE_OUVERTE
    url: ClassVar[str] = ""
    rank: ClassVar[int] = 10
    columns: ClassVar[dict[str, str]] = {}
    needed: ClassVar[tuple[str, ...]] = ()
    marks: ClassVar[tuple[tuple[str, ...], ...]] = ()
    free_text: ClassVar[str] = ""
    merges_own_rows: ClassVar[bool] = False

    def __init__(self) -> None:
        self.aliases = {
            name: tuple(column_key(header) for header in headers.split("|")) for name, headers in self.columns.items()
        }
        self.bound = self.aliases

    def recognises(self, table: Table) -> float:
        """How sure this importer is that the file is its own: 0 is not, the higher the surer."""
        keys = table.keys
        best = 0.0
        for group in self.marks:
            if all(any(alias in keys for alias in self.aliases[name]) for name in group):
                best = max(best, float(len(group)))
        return best

    def bind(self, table: Table) -> None:
        """Find the columns in this file. Raises `FileRefused` when a needed one is missing."""
        keys = table.keys
        missing = [name for name in self.needed if not any(alias in keys for alias in self.aliases[name])]
        if missing:
            wanted = " ; ".join(f"« {self.columns[name].split('|')[0]} »" for name in missing)
            seen = ", ".join(table.headers[:12]) or "aucune"
            raise FileRefused(f"colonne manquante pour la source {self.source} : {wanted}. Colonnes lues : {seen}")
        if table.shape == "csv":
            self.bound = {name: tuple(a for a in aliases if a in keys) for name, aliases in self.aliases.items()}
        else:
            self.bound = self.aliases

    def get(self, row: Row, name: str) -> Any:
        """A field's cell, raw."""
        return row.get(self.bound[name]) if name in self.bound else ""

    def text(self, row: Row, name: str, limit: int = 300) -> str:
        """A field's cell as one clean line."""
        value = self.get(row, name)
        return clean(value, limit) if value else ""

    def block(self, row: Row, name: str, limit: int = 4000) -> str:
        """A field's cell as a clean paragraph."""
        value = self.get(row, name)
        return clean_block(value, limit) if value else ""

    def point(self, row: Row) -> Point | None:
        """The row's point: two columns first, else one."""
        lat, lon = self.get(row, "lat"), self.get(row, "lon")
        found = parse_pair(lat, lon) if lat != "" and lon != "" else None
        if found is None and "point" in self.bound:
            for alias in self.bound["point"]:
                found = parse_point(row.cells.get(alias))
                if found:
                    break
        return found or parse_point(row.cells.get("geometry"))

    def place(self, row: Row, point: Point | None) -> Place:
        """Where the row says it is."""
        # An empty code stays empty: « 00 » would hide every namesake.
        department = as_text(self.get(row, "department_code")).split(".")[0]
        postal_code, city = self.get(row, "postal_code"), self.get(row, "city")
        if not as_text(postal_code) and not as_text(city):
            _street, postal_code, city = split_address(self.text(row, "address"))
        return resolve_place(
            postal_code=postal_code,
            insee=self.get(row, "insee"),
            city=city,
            point=point,
            department=department.zfill(2) if department else "",
        )

    def street(self, row: Row, place: Place) -> str:
        """The address without the postal code and the commune that it may end with."""
        street, postal_code, _city = split_address(self.text(row, "address"))
        address = street if street and postal_code and postal_code == place.postal_code else self.text(row, "address")
        return readable_case(address, is_address=True)

    def read(self, row: Row) -> Parsed:
        """A row to a draft or a reason to skip it. Raises `RowRejected`."""
        self.check_width(row)
        point = self.point(row)
        identity = self.identity(row)
        external = self.external_id(row) or digest(identity or repr(sorted(row.cells.items(), key=str)))
        try:
            draft: Draft | None = self.draft(row, point)
            skipped = ""
        except RowSkipped as reason:
            draft, skipped = None, clean(str(reason), 200)
        if draft is not None:
            draft.identifiers = {kind: clean(value, 80) for kind, value in draft.identifiers.items()}
        return Parsed(
            external_id=clean(external, 100) or digest(external),
            identity=identity,
            point=point,
            draft=draft,
            skipped=skipped,
        )

    def check_width(self, row: Row) -> None:
        """Mend a row that stray separators shifted, when its free-text column can take the surplus; else reject it."""
        if not row.expected or row.listed is None or len(row.listed) == row.expected:
            return
        count = len(row.listed)
        if count < row.expected:
            if count * 2 < row.expected:
                raise RowRejected(f"la ligne s’arrête après {count} cases sur {row.expected}")
            return
        keys = list(row.cells)
        place = next((keys.index(alias) for alias in self.bound.get(self.free_text, ()) if alias in keys), -1)
        extra = count - row.expected
        if place < 0 or extra > 8:
            raise RowRejected(f"la ligne a {count} cases pour {row.expected} colonnes : un séparateur est de trop")
        joined = ";".join(row.listed[place : place + extra + 1])
        row.listed = [*row.listed[:place], joined.strip("; "), *row.listed[place + extra + 1 :]]
        row.cells = dict(zip(keys, row.listed, strict=True))

    def external_id(self, row: Row) -> str:
        """The row's id in its source."""
        return as_text(self.get(row, "id")).removesuffix(".0") if "id" in self.bound else ""

    def identity(self, row: Row) -> str:
        """What tells the row from another of the same id."""
        return fold(" ".join(as_text(self.get(row, name))[:200] for name in ("name", "city", "insee", "address")))

    def draft(self, row: Row, point: Point | None) -> Draft:
        """The row's draft. Raises `RowSkipped` or `RowRejected`."""
        raise NotImplementedError

    def venue(self, row: Row, point: Point | None, *, kind: str, name: str = "", **more: Any) -> VenueDraft:
        """A venue from the usual columns. Raises `RowRejected` without a name."""
        name = name or readable_case(self.text(row, "name"))
        if not name or not any(c.isalnum() for c in name):
            raise RowRejected("la ligne n’a pas de nom de lieu")
        place = self.place(row, point)
        if place.lat is None and not place.city_name:
            raise RowSkipped("ni commune ni coordonnées : on ne sait pas où est ce lieu")
        return VenueDraft(
            kind=kind,
            name=name[:1].upper() + name[1:],
            address=self.street(row, place),
            postal_code=place.postal_code,
            city_name=place.city_name,
            insee=place.insee,
            lat=place.lat,
            lon=place.lon,
            website=clean_url(self.get(row, "website")),
            flags=[*place.flags, *more.pop("flags", [])],
            **more,
        )

"""The most borrowed books, films and records of the Bibliothèque de Toulouse, one file each, one layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

from passeurs.catalogue.importers.machinery.column import Row, as_int, as_year
from passeurs.catalogue.importers.machinery.draft import WorkDraft, digest
from passeurs.catalogue.importers.machinery.importer import Importer
from passeurs.catalogue.importers.machinery.misread_text import repair_iso5426
from passeurs.catalogue.importers.machinery.point import Point
from passeurs.catalogue.importers.machinery.refusal import RowRejected, RowSkipped
from passeurs.catalogue.importers.machinery.registry import register
from passeurs.catalogue.importers.machinery.table import Table
from passeurs.catalogue.importers.machinery.text import clean
from passeurs.core.search.fold import fold

_PUBLISHER = re.compile(r"\s:\s.*\d{4}|^\[?s\.?\s?[ln]\.?\]?|\d{4}\.?$|^\[.*\]\s:")
# The library that lent it: CABANIS, or one of the few with a short code (an index of three letters looks the same).
_BRANCH = re.compile(r"^(?:[A-Z]{5,}|EMP|CYP|COL|MGM|FAB)$")
_ISSUE = re.compile(r"\bP\d{3,4}\b|\bNO\. \d+")
# Where the shelf mark is, in a line that nothing shifted.
SHELF = 6
_CODES = {
    "DVD": "toulouse-films", "CDV": "toulouse-books", "BD": "toulouse-books", "ROM": "toulouse-books",
    "POL": "toulouse-books", "ALB": "toulouse-books", "PERIO": "toulouse-books", "LIV": "toulouse-books",
    "CD": "toulouse-cds", "MUS": "toulouse-cds",
}  # fmt: skip


def person_name(authority: str) -> str:
    """« Mathieu, Nicolas (1978-....) » → « Nicolas Mathieu »."""
    name = re.sub(r"\s*\([^)]*\d{3,4}[^)]*\)|\s*\(\.{2,}[^)]*\)", "", authority).strip(" .,;-")
    last, comma, rest = name.partition(",")
    given = rest.split(",")[0].strip()
    return f"{given} {last.strip()}" if comma and given and not given[0].isdigit() else name.replace(" ,", ",")


@dataclass(frozen=True, slots=True)
class Loan:
    """A line of the file, its cells back under their titles."""

    year: str
    loans: str
    title: str
    author: str
    publisher: str
    codes: list[str]
    # From the shelf mark on: what tells an issue of a magazine.
    shelf: str


class Loans(Importer):
    """Accents misread from ISO 5426, cells shifted by a stray « - » or a `;` in the title."""

    producer = "Ville de Toulouse, Bibliothèque de Toulouse"
    url = "https://data.toulouse-metropole.fr/"
    rank = 30
    subcategory: ClassVar[str] = ""
    columns: ClassVar[dict[str, str]] = {
        "year": "ANNEE|année|annee_pret",
        "loans": "Nbre de prêts|nbre_de_prets|nombre_de_prets|nb_prets|prets",
        "title": "TITRE|titre",
        "author": "AUTEUR|auteur|interprete",
        "publisher": "Editeur|editeur|édition",
        "index": "Indice|indice",
        "branch": "BIB|bib|bibliotheque",
        "shelf": "COTE|cote",
        "cat1": "Cat 1|cat_1|cat1",
        "cat2": "Cat 2|cat_2|cat2",
    }
    needed = ("loans", "title", "author")
    marks = (("year", "loans", "title", "author"), ("loans", "title", "author"))

    def recognises(self, table: Table) -> float:
        """The layout is shared: the codes of the rows and the name of the file tell the support."""
        if not super().recognises(table):
            return 0
        votes = dict.fromkeys(("toulouse-books", "toulouse-films", "toulouse-cds"), 0.0)
        for row in table.sample:
            for cell in (row.listed or [str(value) for value in row.cells.values()])[-3:]:
                code = next((source for prefix, source in _CODES.items() if cell.strip().startswith(prefix)), "")
                if code and cell.strip().isupper() and len(cell.strip()) >= 2:
                    votes[code] += 1
        name = fold(table.path.name)
        for source, words in (
            ("films", ("film", "dvd")),
            ("books", ("imprime", "livre")),
            ("cds", ("cd ", " cds", "disque", "musique")),
        ):
            votes[f"toulouse-{source}"] += sum(word in f"{name} " for word in words) * len(table.sample)
        best = max(votes, key=votes.__getitem__)
        return 6.0 if best == self.source and votes[best] else 0.5 if self.source == "toulouse-books" else 0.0

    def check_width(self, row: Row) -> None:
        """Shifted rows are read by what their cells hold."""

    def external_id(self, row: Row) -> str:
        """No id: what identifies the line of the year."""
        loan = self._loan(row)
        return digest("|".join([loan.year, fold(loan.title), fold(loan.author), fold(loan.publisher)]), 10)

    def identity(self, row: Row) -> str:
        """The whole line."""
        return "|".join(row.listed or map(str, row.cells.values()))

    def _loan(self, row: Row) -> Loan:
        """The line, realigned when a stray cell or separator shifted it."""
        cells = [clean(repair_iso5426(cell), 400) if cell else "" for cell in row.listed or []]
        shelf = " ".join(islice(row.listed or [], SHELF, None))
        return self._realigned(cells, shelf) if len(cells) >= 5 else self._named(row, shelf)

    def _named(self, row: Row, shelf: str) -> Loan:
        """Cells found by the titles of their columns."""
        return Loan(
            year=self.text(row, "year", 20),
            loans=self.text(row, "loans", 20),
            title=clean(repair_iso5426(self.text(row, "title"))),
            author=clean(repair_iso5426(self.text(row, "author"))),
            publisher=clean(repair_iso5426(self.text(row, "publisher"))),
            codes=[self.text(row, "cat1", 20), self.text(row, "cat2", 20)],
            shelf=shelf,
        )

    @staticmethod
    def _realigned(cells: list[str], shelf: str) -> Loan:
        """Cells found around the branch: title, author, publisher and index before it, shelf mark and codes after."""
        year, loans, *words = cells
        branch = next((rank for rank, cell in enumerate(words) if rank >= 3 and _BRANCH.match(cell)), None)
        if branch is None:
            extra, codes = max(len(words) - 8, 0), words[-2:]
        else:
            extra, codes, words = max(branch - 4, 0), words[branch + 2 :], words[: branch - 1]
        if extra and len(words) > 3:
            # « title ; author ; - ; publisher »: an empty cell slipped in; what is left over belongs to the title.
            while extra and "" in words[2:-1]:
                words.pop(words.index("", 2))
                extra -= 1
            while extra and len(words) > 3:
                head, next_word, *words = words
                words.insert(0, f"{head} ; {next_word}")
                extra -= 1
        named = iter(words)
        loan = Loan(
            year=year,
            loans=loans,
            title=next(named, ""),
            author=next(named, ""),
            publisher=next(named, ""),
            codes=codes,
            shelf=shelf,
        )
        if loan.author and not loan.publisher and _PUBLISHER.search(loan.author):
            return replace(loan, author="", publisher=loan.author)
        return loan

    def draft(self, row: Row, point: Point | None) -> WorkDraft:
        """A work; its popularity is the loans of its best year."""
        loan = self._loan(row)
        if not any(c.isalnum() for c in loan.title):
            raise RowRejected("la ligne n’a pas de titre")
        if as_int(loan.loans) is None:
            raise RowRejected("le nombre de prêts n’est pas un nombre : la ligne est décalée")
        if "PERIO" in loan.codes or re.search(r"\b\d{4}-\.?$", loan.publisher) or _ISSUE.search(loan.shelf):
            raise RowSkipped("périodique : un magazine n’est pas une œuvre")
        title, _slash, credit = re.sub(r"\s*/\s", " / ", loan.title, count=1).partition(" / ")
        creators = person_name(loan.author) or person_name(re.split(r"[,;\[]", credit)[0].strip())
        house = loan.publisher.partition(" : ")[2] or loan.publisher
        return WorkDraft(
            subcategory=self.subcategory,
            title=re.sub(r"\s+([.,])", r"\1", title.strip(" .;:-"))[:300] or title[:300],
            creators=creators[:300],
            year=as_year(loan.publisher),
            publisher=re.sub(r",?\s*(?:cop\.?|impr\.?|DL|\[)?\s*\[?\d{4}.*$", "", house).strip(" ,.[]")[:200],
            popularity=min(max(as_int(loan.loans) or 0, 0), 1_000_000),
        )


@register
class LoanedBooks(Loans):
    """Imprimés."""

    source = "toulouse-books"
    label = "Imprimés les plus empruntés à la Bibliothèque de Toulouse"
    subcategory = "LIVRE_PAPIER"


@register
class LoanedFilms(Loans):
    """DVD."""

    source = "toulouse-films"
    label = "Films les plus empruntés à la Bibliothèque de Toulouse"
    subcategory = "SUPPORT_PHYSIQUE_FILM"


@register
class LoanedRecords(Loans):
    """CD."""

    source = "toulouse-cds"
    label = "CD les plus empruntés à la Bibliothèque de Toulouse"
    subcategory = "SUPPORT_PHYSIQUE_MUSIQUE_CD"

"""From a problem file to a `Problem`: every row that cannot be understood is refused with its reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .problem import Actor, KeptGroup, Key, Lock, Person, Problem


class BadProblem(Exception):  # noqa: N818 (it names what was found, as Refused does)
    """The problem cannot be solved as written. `refused` lists (row, reason), every one of them."""

    def __init__(self, refused: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{row} : {reason}" for row, reason in refused))
        self.refused = refused


def read_file(path: Path) -> Any:
    """The JSON of a file. Raises `BadProblem` when there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadProblem([(str(path), f"fichier illisible ({error.strerror})")]) from error
    except UnicodeDecodeError as error:
        raise BadProblem([(str(path), "le fichier n’est pas en UTF-8")]) from error
    except json.JSONDecodeError as error:
        raise BadProblem([(str(path), f"JSON invalide, ligne {error.lineno}, colonne {error.colno}")]) from error


def read_problem(raw: Any) -> Problem:
    """The problem that `raw` (decoded JSON) describes. Raises `BadProblem` with every refused row."""
    return Reader(raw).problem()


def is_key(value: Any) -> bool:
    """Whether a value may be an identifier or a half-day: a non-empty text, or an integer."""
    return (isinstance(value, str) and value != "") or (isinstance(value, int) and not isinstance(value, bool))


def is_number(value: Any) -> bool:
    """Whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Reader:
    """Reads one problem, gathering what is refused as it goes."""

    def __init__(self, raw: Any) -> None:
        self.refused: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
        if not isinstance(raw, dict):
            self.refuse("problème", "un objet JSON est attendu")
        self.people_at: dict[Key, int] = {}
        self.actors_at: dict[Key, int] = {}

    def refuse(self, row: str, reason: str) -> None:
        """Note that a row is refused."""
        self.refused.append((row, reason))

    def problem(self) -> Problem:
        """Everything, in order: identifiers first, since rows point at one another."""
        people, actors = self.rows("people"), self.rows("actors")
        if not self.refused:
            for name, rows, said in (("people", people, "personne à placer"), ("actors", actors, "acteur culturel")):
                if not rows:
                    self.refuse(name, f"vide : il n’y a aucun·e {said}" if name == "people" else f"vide : aucun {said}")
        self.people_at = self.identifiers("people", people)
        self.actors_at = self.identifiers("actors", actors)
        read_people = tuple(self.person(f"people[{i}]", row) for i, row in enumerate(people) if isinstance(row, dict))
        read_actors = tuple(self.actor(f"actors[{i}]", row) for i, row in enumerate(actors) if isinstance(row, dict))
        keep = self.kept_groups()
        locks, apart = self.locks()
        if self.refused:
            raise BadProblem(self.refused)
        return Problem(read_people, read_actors, keep, locks, apart, tuple(self.notes))

    def rows(self, name: str) -> list[Any]:
        """A list at the top of the file."""
        rows = self.raw.get(name, [])
        if not isinstance(rows, list):
            self.refuse(name, "une liste est attendue")
            return []
        return rows

    def identifiers(self, name: str, rows: list[Any]) -> dict[Key, int]:
        """Index of each identifier; rows without one, or with one already seen, are refused."""
        found: dict[Key, int] = {}
        for i, row in enumerate(rows):
            if not isinstance(row, dict):
                self.refuse(f"{name}[{i}]", "un objet est attendu")
            elif not is_key(row.get("id")):
                self.refuse(f"{name}[{i}]", "identifiant (id) absent ou d’un autre type que texte ou entier")
            elif row["id"] in found:
                self.refuse(f"{name}[{i}]", f"identifiant en double : {row['id']} (déjà {name}[{found[row['id']]}])")
            else:
                found[row["id"]] = i
        return found

    def person(self, where: str, row: dict[str, Any]) -> Person:
        """One row of `people`."""
        where = f"{where} {row.get('id', '')}".strip()
        limit = row.get("limit_km")
        if limit is not None and not is_number(limit):
            self.refuse(where, "limit_km : un nombre est attendu")
            limit = None
        if limit is not None and limit <= 0:
            self.refuse(where, f"limit_km : {limit} n’est pas plus grand que zéro")
        me = self.people_at.get(row["id"]) if is_key(row.get("id")) else None
        wishes = self.pointed(where, row, "wishes", self.actors_at, "acteur inconnu")
        avoid = frozenset(self.pointed(where, row, "avoid", self.people_at, "personne inconnue"))
        likes = frozenset(self.pointed(where, row, "with", self.people_at, "personne inconnue"))
        for name, pointed in (("avoid", avoid), ("with", likes)):
            if me in pointed:
                self.refuse(where, f"{name} : la personne se désigne elle-même")
        for other in sorted(avoid & likes):
            self.refuse(where, f"la même personne est dans avoid et dans with : {self.raw['people'][other]['id']}")
        lat, lon = self.point(where, row)
        accepts = frozenset(self.pointed(where, row, "accepts", self.actors_at, "acteur inconnu"))
        half_days = self.half_days(where, row)
        return Person(row.get("id", ""), lat, lon, half_days, wishes, accepts, limit, avoid, likes,
                      self.words(where, row, "needs"))  # fmt: skip

    def actor(self, where: str, row: dict[str, Any]) -> Actor:
        """One row of `actors`."""
        where = f"{where} {row.get('id', '')}".strip()
        groups = row.get("groups", 1)
        if not isinstance(groups, int) or isinstance(groups, bool) or groups < 0:
            self.refuse(where, "groups : un entier positif ou nul est attendu")
            groups = 0
        half_days = self.half_days(where, row)
        if not half_days:
            self.notes.append(f"{where} : aucune demi-journée, cet acteur ne peut recevoir personne")
        lat, lon = self.point(where, row)
        wishes = self.pointed(where, row, "wishes", self.people_at, "personne inconnue")
        refusals = frozenset(self.pointed(where, row, "refusals", self.people_at, "personne inconnue"))
        for both in sorted(set(wishes) & refusals):
            self.refuse(where, f"la même personne est souhaitée et refusée : {self.raw['people'][both]['id']}")
        return Actor(row.get("id", ""), lat, lon, half_days, groups, wishes, refusals,
                     self.words(where, row, "access"))  # fmt: skip

    def point(self, where: str, row: dict[str, Any]) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        lat, lon = row.get("lat"), row.get("lon")
        if not is_number(lat) or not is_number(lon):
            self.refuse(where, "lat, lon : deux nombres finis sont attendus")
            return 0.0, 0.0
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # type: ignore[operator]
            self.refuse(where, f"lat, lon : hors de la Terre ({lat}, {lon})")
        return float(lat), float(lon)  # type: ignore[arg-type]

    def listed(self, where: str, row: Mapping[str, Any], name: str) -> list[Any]:
        """A list, absent meaning empty."""
        values = row.get(name)
        if values is None:
            return []
        if not isinstance(values, list):
            self.refuse(where, f"{name} : une liste est attendue")
            return []
        return values

    def half_days(self, where: str, row: dict[str, Any]) -> tuple[Key, ...]:
        """The half-days of a row, each once."""
        values = self.listed(where, row, "half_days")
        for value in values:
            if not is_key(value):
                self.refuse(where, f"half_days : {value!r} n’est ni un texte ni un entier")
        kept = [value for value in values if is_key(value)]
        if len(set(kept)) < len(kept):
            self.refuse(where, "half_days : une demi-journée est donnée deux fois")
        return tuple(dict.fromkeys(kept))

    def words(self, where: str, row: dict[str, Any], name: str) -> frozenset[str]:
        """A list of words (`needs`, `access`)."""
        values = self.listed(where, row, name)
        if any(not isinstance(value, str) for value in values):
            self.refuse(where, f"{name} : des textes sont attendus")
        return frozenset(value for value in values if isinstance(value, str))

    def pointed(
        self, where: str, row: Mapping[str, Any], name: str, index: dict[Key, int], unknown: str
    ) -> tuple[int, ...]:
        """Identifiers turned into indexes. One may come with a reason: {"id": …, "reason": …}."""
        found: list[int] = []
        for value in self.listed(where, row, name):
            key = value.get("id") if isinstance(value, dict) else value
            if not is_key(key):
                self.refuse(where, f"{name} : {key!r} n’est pas un identifiant")
            elif key not in index:
                self.refuse(where, f"{name} : {unknown} {key}")
            elif index[key] in found:
                self.refuse(where, f"{name} : {key} est donné deux fois")
            else:
                found.append(index[key])
        return tuple(found)

    def kept_groups(self) -> tuple[KeptGroup, ...]:
        """Groups to keep. Those who left since are noted, not refused: keeping is for that."""
        kept: list[KeptGroup] = []
        seen: set[int] = set()
        for i, row in enumerate(self.rows("keep")):
            where = f"keep[{i}]"
            if not isinstance(row, dict) or not is_key(row.get("actor")) or not is_key(row.get("half_day")):
                self.refuse(where, "un groupe est attendu : actor, half_day, members")
                continue
            members = [key for key in self.listed(where, row, "members") if is_key(key)]
            gone = [key for key in members if key not in self.people_at]
            here = [self.people_at[key] for key in members if key in self.people_at]
            for person in sorted(seen & set(here)):
                self.refuse(where, f"une personne est dans deux groupes à garder : {self.raw['people'][person]['id']}")
            seen |= set(here)
            if row["actor"] not in self.actors_at:
                self.notes.append(f"{where} : l’acteur {row['actor']} n’est plus là, le groupe est à refaire")
                continue
            self.notes += [f"{where} : {key} n’est plus là" for key in gone]
            kept.append(KeptGroup(self.actors_at[row["actor"]], row["half_day"], frozenset(here)))
        return tuple(kept)

    def locks(self) -> tuple[tuple[Lock, ...], tuple[frozenset[int], ...]]:
        """Decisions of the team: {"person", "actor", "half_day"?, "forbid"?} or {"apart": [person, person]}."""
        locks: list[Lock] = []
        apart: list[frozenset[int]] = []
        for i, row in enumerate(self.rows("locks")):
            where = f"locks[{i}]"
            if not isinstance(row, dict):
                self.refuse(where, "un objet est attendu")
            elif "apart" in row:
                pair = self.pointed(where, row, "apart", self.people_at, "personne inconnue")
                if len(pair) == 2:
                    apart.append(frozenset(pair))
                elif not any(refused == where for refused, _ in self.refused):
                    self.refuse(where, "apart : deux personnes sont attendues")
            elif lock := self.lock(where, i, row):
                locks.append(lock)
        return tuple(locks), tuple(apart)

    def lock(self, where: str, i: int, row: dict[str, Any]) -> Lock | None:
        """One person with one actor, or never."""
        person, actor, half_day = row.get("person"), row.get("actor"), row.get("half_day")
        known = True
        for key, index, unknown in (
            (person, self.people_at, "personne inconnue"),
            (actor, self.actors_at, "acteur inconnu"),
        ):
            if not is_key(key) or key not in index:
                self.refuse(where, f"{unknown} : {key}")
                known = False
        if half_day is not None and not is_key(half_day):
            self.refuse(where, f"half_day : {half_day!r} n’est ni un texte ni un entier")
            known = False
        if not isinstance(row.get("forbid", False), bool):
            self.refuse(where, "forbid : true ou false est attendu")
            known = False
        if not known:
            return None
        return Lock(i, self.people_at[person], self.actors_at[actor], half_day, row.get("forbid", False))  # type: ignore[index]

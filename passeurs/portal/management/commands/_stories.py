"""The invented year: sixty published selections of real items, some in every other state, questions asked."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from pathlib import Path
from typing import Any

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.proximity import not_over
from passeurs.core import clock
from passeurs.core.geo.nearby import nearest
from passeurs.core.templatetags.words import at_city, of_city
from passeurs.people.models import Person
from passeurs.programme.models import Season, SeasonCity
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.selections import actions
from passeurs.selections.models import Call, Selection

PUBLISHED = 60
REPORTS = 9
Thing = Venue | Offer | Work


class Storyteller:
    """Writes the demonstration through the product's own actions, so that every trail is there."""

    def __init__(self, season: Season, people: dict[int, list[Person]], chance: random.Random, texts: Path) -> None:
        self.rows = list(season.season_cities.select_related("city"))
        self.people = people
        self.chance = chance
        self.texts = tomllib.loads((texts / "selections.toml").read_text(encoding="utf-8"))
        self.now = clock.now()
        self.works: dict[str, list[Work]] = {}
        self.venues: dict[tuple[int, str], list[Venue]] = {}
        self.offers: dict[int, list[Offer]] = {}

    def tell(self) -> None:
        """Tell everything."""
        for number in range(PUBLISHED):
            row = self.rows[number % len(self.rows)]
            age = dt.timedelta(days=1 + (PUBLISHED - number) * 1.2, hours=self.chance.randint(0, 9))
            self.publish(self.compose(row, self._author(row, 2), number, self.now - age), age)
        home = next(row for row in self.rows if row.city.insee == "21231")
        ines, malo, *others = self.people[home.pk]
        self._every_state(home, ines, malo, others)
        for number, row in enumerate(self.rows[:4]):
            waiting = self.compose(row, self._author(row, 3), 40 + number, self.now - dt.timedelta(days=2 + 3 * number))
            actions.propose_selection(selection=waiting, by=waiting.author, at=waiting.updated_at)
        self._reports(home, ines)

    def _every_state(self, home: SeasonCity, ines: Person, malo: Person, others: list[Person]) -> None:
        """In the demo's city, one selection in each state, so that every page has something to show."""
        day = dt.timedelta(days=1)
        self.compose(home, ines, 5, self.now - day, size=2, is_finished=False)
        asked = self.compose(home, ines, 0, self.now - 6 * day)
        actions.propose_selection(selection=asked, by=ines, at=self.now - 5 * day)
        actions.answer_submission(
            selection=asked, by=malo, is_published=False, reason=self._word("change"), at=self.now - 2 * day
        )
        published = self.compose(home, ines, 6, self.now - 20 * day)
        self.publish(published, 20 * day)
        for number, (author, days) in enumerate(((others[0], 9), (malo, 3), (others[1], 1))):
            waiting = self.compose(home, author, 1 + number, self.now - days * day)
            actions.propose_selection(selection=waiting, by=author, at=self.now - days * day)
        retired = self.compose(home, ines, 3, self.now - 40 * day)
        self.publish(retired, 40 * day)
        actions.retire_selection(selection=retired, by=ines, at=self.now - 4 * day)

    def _author(self, row: SeasonCity, first: int) -> Person:
        """Somebody of the city, the demo's own accounts left out."""
        return self.chance.choice(self.people[row.pk][first:] or self.people[row.pk])

    def compose(
        self,
        row: SeasonCity,
        author: Person,
        number: int,
        at: dt.datetime,
        *,
        size: int = 5,
        is_finished: bool = True,
        title: str = "",
        call: Call | None = None,
    ) -> Selection:
        """A draft of `author` on a theme, its reasons written unless told otherwise."""
        themes = self.texts["theme"]
        theme = themes[number % len(themes)]
        words = {"at_city": at_city(row.city.name), "of_city": of_city(row.city.name)}
        title = title or theme["titles"][number // len(themes) % len(theme["titles"])].format(**words)
        selection = actions.start_selection(author=author, title=title, call=call, at=at)
        things = self.things(row, theme["pick"], size) + self._others(row, theme["pick"])
        added = actions.add_items(selection=selection, by=author, things=things, at=at).added
        reasons = {item.pk: self._reason(item.thing) if is_finished else "" for item in added}
        # Two parts, the second in the middle: what one would do with six or seven things.
        opening = [added[0], added[len(added) // 2]] if len(added) > 4 else []
        return actions.save_selection(
            selection=selection,
            by=author,
            title=title,
            intro=theme["intro"].format(**words),
            reasons=reasons,
            sections={item.pk: part for item, part in zip(opening, theme["parts"], strict=False)},
            tags=theme["tags"],
            at=at,
        )

    def publish(self, selection: Selection, age: dt.timedelta) -> None:
        """Proposed `age` ago, read by somebody else of the city, put online."""
        asked_at = self.now - age
        actions.propose_selection(selection=selection, by=selection.author, at=asked_at)
        readers = [p for p in self.people[selection.season_city_id] if p.pk != selection.author_id]
        answered_at = min(asked_at + dt.timedelta(hours=self.chance.randint(3, 150)), self.now)
        actions.answer_submission(
            selection=selection,
            by=self.chance.choice(readers),
            is_published=True,
            reason=self._word("publish"),
            at=answered_at,
        )

    def things(self, row: SeasonCity, picks: list[str], size: int) -> list[Thing]:
        """Real items: venues of the kinds asked near the city, or works of the subcategories asked."""
        found: dict[tuple[str, int], Thing] = {}
        for index in range(size * 3):
            pick = picks[index % len(picks)]
            pool = self._works(pick) or self._venues(row, pick)
            if pool:
                thing = self.chance.choice(pool)
                found.setdefault((type(thing).__name__, thing.pk), thing)
            if len(found) == size:
                break
        for venue in self._venues(row, "LIBRARY"):
            if len(found) >= 3:
                break
            found.setdefault(("Venue", venue.pk), venue)
        return list(found.values())

    def _others(self, row: SeasonCity, picks: list[str]) -> list[Thing]:
        """Of another kind: an event or an exhibition near the city, a work among places, a place among works."""
        others: list[Thing] = []
        if offers := self._offers(row):
            others.append(self.chance.choice(offers))
        has_works = any(self._works(pick) for pick in picks)
        pool = self._venues(row, "LIBRARY") if has_works else self._works("LIVRE_PAPIER")
        return others + ([self.chance.choice(pool)] if pool else [])

    def _offers(self, row: SeasonCity) -> list[Offer]:
        if row.pk not in self.offers:
            coming = Offer.objects.visible().filter(not_over(self.now.date()), is_cancelled=False)
            self.offers[row.pk] = nearest(coming, row.city.lat, row.city.lon, limit=14, max_km=35)
        return self.offers[row.pk]

    def _works(self, subcategory: str) -> list[Work]:
        if subcategory not in self.works:
            rows = Work.objects.filter(is_visible=True, subcategory=subcategory).exclude(creators="")
            self.works[subcategory] = list(rows.order_by("-popularity", "pk")[:120])
        return self.works[subcategory]

    def _venues(self, row: SeasonCity, kind: str) -> list[Venue]:
        if (row.pk, kind) not in self.venues:
            venues = Venue.objects.visible().filter(kind=kind, flags=[])
            self.venues[row.pk, kind] = nearest(venues, row.city.lat, row.city.lon, limit=14, max_km=35)
        return self.venues[row.pk, kind]

    def _reason(self, thing: Thing) -> str:
        kind = "OFFER" if isinstance(thing, Offer) else thing.kind if isinstance(thing, Venue) else thing.subcategory
        reasons: dict[str, Any] = self.texts["reasons"]
        return str(self.chance.choice(reasons.get(kind, reasons["default"])))

    def _word(self, kind: str) -> str:
        return str(self.chance.choice(self.texts["answers"][kind]))

    def _reports(self, home: SeasonCity, ines: Person) -> None:
        """Errors told on venues: some answered, some due, some late."""
        for index in range(REPORTS):
            row = home if index < 3 else self.rows[index]
            venues = self._venues(row, "LIBRARY")
            if not venues:
                continue
            owe(
                kind="error_report",
                about=venues[0],
                about_label=f"{venues[0].name}, {row.city.name}",
                about_url=venues[0].get_absolute_url(),
                owner=Owner.REFERENT,
                scope=row.city.scope,
                owed_to=ines if index < 3 else self.people[row.pk][0],
                detail=self.texts["reports"]["texts"][index % 4],
                at=self.now - dt.timedelta(days=index * 2),
            )

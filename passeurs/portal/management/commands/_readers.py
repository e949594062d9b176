"""The demonstration's readers: items that are over so that flags show, readings counted, exports, one of them live."""

from __future__ import annotations

import datetime as dt
import random

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import CLOSED_FLAG, Offer, Venue, WorkIdentifier
from passeurs.core import clock
from passeurs.core.search.fold import fold
from passeurs.core.search.index import index_words
from passeurs.people.models import Person
from passeurs.selections import actions
from passeurs.selections.choices import CountKind
from passeurs.selections.models import DayCount, Selection, SelectionItem, Tag

DAYS_COUNTED = 30
# Numbers of the app are invented here: nothing of the demonstration is really in it.
FIRST_OFFER = 900_000_001


class ReadersTeller:
    """Tells what happens after publication. Idempotent only on a fresh demonstration, as the other stories are."""

    def __init__(self, chance: random.Random, ines: Person, eva: Person) -> None:
        self.chance, self.ines, self.eva = chance, ines, eva
        self.now = clock.now()

    def tell(self) -> None:
        """Tags, sections, things that end, readers, exports; then the guard looks."""
        published = list(Selection.objects.published().order_by("pk"))
        tags = list(Tag.objects.all())
        for selection in published:
            selection.tags.set(self.chance.sample(tags, 3))
            self._count(selection)
        mine = [one for one in published if one.author_id == self.ines.pk]
        for selection in [*mine[:1], *published[:3]]:
            self._let_things_end(selection)
        # One of them keeps less than half of what it recommended.
        published[2].items.filter(position__lte=4).delete()
        for selection in published[4:6]:
            self._open_sections(selection)
        while actions.refresh_selections(self.now):
            pass
        for number, selection in enumerate([*mine[:1], *published[10:12]]):
            self._number_works(selection, number)
            export = actions.export_selection(selection=selection, by=self.eva, at=self.now - dt.timedelta(days=4))
            if number == 0:
                actions.mark_live(export=export, by=self.eva, at=self.now - dt.timedelta(days=2))

    def _count(self, selection: Selection) -> None:
        """Some selections are much read, most are not."""
        much = self.chance.choice([0.2, 0.6, 1, 3, 8])
        DayCount.objects.bulk_create(
            DayCount(
                selection=selection,
                day=(self.now - dt.timedelta(days=age)).date(),
                kind=kind,
                count=int(self.chance.random() * often * much) + 1,
            )
            for age in range(DAYS_COUNTED)
            for kind, often in ((CountKind.READ, 6), (CountKind.TAKEN, 1))
            if self.chance.random() < 0.5
        )

    def _let_things_end(self, selection: Selection) -> None:
        """A concert that is past, one that is cancelled, one that is soon, a place that shut."""
        city, today = selection.season_city.city, self.now.date()
        last = selection.items.count()
        for title, days, is_cancelled in (
            ("Scène ouverte du jeudi", -6, False),
            ("Nuit du court métrage", 9, True),
            ("Répétition publique de l’harmonie", 3, False),
        ):
            last += 1
            on = today + dt.timedelta(days=days)
            offer = Offer.objects.create(
                subcategory="CONCERT" if "Nuit" not in title else "EVENEMENT_CINE",
                title=title, city_name=city.name, insee=city.insee, lat=city.lat, lon=city.lon,
                starts_on=on, ends_on=on, is_free=True, is_cancelled=is_cancelled,
                search_name=fold(title), search_text=index_words(title, city.name),
            )  # fmt: skip
            SelectionItem.objects.create(
                selection=selection, position=last, offer=offer, reason="On y va à plusieurs, on rentre à pied."
            )
        name = f"Café-librairie du faubourg de {city.name}"
        shut = Venue.objects.create(
            kind="BOOKSTORE", name=name, city_name=city.name, insee=city.insee, lat=city.lat, lon=city.lon,
            is_visible=False, flags=[CLOSED_FLAG], search_name=fold(name), search_text=index_words(name),
        )  # fmt: skip
        reason = "Des fauteuils, des livres d’occasion, et personne qui te presse."
        SelectionItem.objects.create(selection=selection, position=last + 1, venue=shut, reason=reason)

    def _open_sections(self, selection: Selection) -> None:
        items = list(selection.items.all())
        for index, heading in ((0, "Pour commencer doucement"), (3, "Et pour aller plus loin")):
            if index < len(items):
                SelectionItem.objects.filter(pk=items[index].pk).update(section=heading)

    def _number_works(self, selection: Selection, number: int) -> None:
        """Some works and places are known to the app by a number."""
        for rank, item in enumerate(selection.items.select_related("venue", "work")):
            value = str(FIRST_OFFER + number * 100 + rank)
            if item.work and rank % 2:
                WorkIdentifier.objects.get_or_create(
                    work=item.work, kind=IdentifierKind.PASS_CULTURE_OFFER, defaults={"value": value}
                )
            if item.venue and item.venue.is_visible:
                item.venue.identifiers = {**item.venue.identifiers, "pass_culture": value}
                item.venue.save(update_fields=["identifiers"])

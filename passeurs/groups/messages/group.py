"""Who is told that a group was made, changes or ends for them: members in their notifications, partners by letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.groups.models import Group
from passeurs.notifications.actions import notify
from passeurs.partners.running import write_letter
from passeurs.people.choices import Role
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.programme.models import Mandate


def tell_people(
    people: Iterable[Person],
    title: Any,
    body: Any,
    url: str,
    at: dt.datetime,
    key: str = "",
    by: Person | None = None,
) -> None:
    """The same words to each of them, quoting `by`; with a `key`, once each."""
    for person in people:
        once = f"{key}:{person.pk}" if key else ""
        with speaking_to(person):
            notify(person=person, kind="association_group", title=title, body=body, url=url, key=once, by=by, at=at)


def tell_partner(group: Group, letter: str) -> None:
    """A letter to each contact whose access was not taken away."""
    for contact in group.partnership.contacts.present():
        write_letter(letter, contact.pk)


def tell_newcomers(group: Group, mandates: Iterable[int], at: dt.datetime) -> None:
    """This group is theirs."""
    title = later(lambda: _("Ton groupe associé est fait : %(partner)s") % {"partner": group.partnership})
    body = gettext_lazy("Ouvre la page de ton groupe : qui en est, quelle demi-journée, et la première date à choisir.")
    tell_people(people_of(mandates), title, body, group.get_absolute_url(), at)


def tell_who_stays(group: Group, mandates: Iterable[int], at: dt.datetime) -> None:
    """Somebody came or left; nobody is named, since whoever left may have been erased."""
    title = later(lambda: _("Ton groupe change : %(partner)s") % {"partner": group.partnership})
    tell_people(
        people_of(mandates), title, gettext_lazy("Sa page dit qui en est maintenant."), group.get_absolute_url(), at
    )


def tell_referents(group: Group, at: dt.datetime) -> None:
    """Somebody left a group of their city: another person may join it, or it may join another."""
    people = holders_of(Role.REFERENT, group.partnership.season_city.city.scope)
    title = later(lambda: _("Une personne a quitté un groupe : %(partner)s") % {"partner": group.partnership})
    body = gettext_lazy("Voyez s’il tient encore, ou s’il faut y faire venir quelqu’un.")
    tell_people(people, title, body, reverse("groups:group-care", args=[group.pk]), at)


def people_of(mandates: Iterable[int]) -> list[Person]:
    """Whose mandates these are, in the order of their numbers."""
    rows = Mandate.objects.filter(pk__in=set(mandates)).select_related("person").order_by("pk")
    return [one.person for one in rows]
